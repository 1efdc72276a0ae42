//! E0216: intake or delivery stands at the wrong place.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0216",
    severity: Severity::Error,
    title: Words::new("受理或出件的位置不对", "intake or delivery stands at the wrong place"),
    explanation: Words::new(
        "`一窗受理` 只能在流程的开头写一次，`统一出件` 只能在结尾写一次，都不能写在 `并联` 里。",
        "`一窗受理` stands once, at the beginning of the flow, `统一出件` once, at its end; neither stands inside `并联`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 办证 → 一窗受理 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 一窗受理 → 办证 }
}
"#,
};

/// 一窗受理 (`intake`) or 统一出件 stands where it cannot; `first` if it stood elsewhere before.
#[must_use]
pub fn misplaced_step(place: Place, intake: bool, first: Option<Place>) -> Diagnostic {
    let (zh, en) = if intake {
        ("“一窗受理”只能在流程开头写一次", "“一窗受理” stands once, at the beginning of the flow")
    } else {
        ("“统一出件”只能在流程结尾写一次", "“统一出件” stands once, at the end of the flow")
    };
    let found = at(&INFO, place, zh, en);
    let found = match first {
        Some(first) => found.label_in(first.file, first.span, "已经写在这里", "it already stands here"),
        None => found,
    };
    found.help("例如：一窗受理 → 甲 → 乙 → 统一出件", "for example: 一窗受理 → 甲 → 乙 → 统一出件")
}
