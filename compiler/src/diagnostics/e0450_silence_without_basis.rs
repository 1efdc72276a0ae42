//! E0450: silence of an authority that means something, without a legal basis.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::limit::Overdue;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0450",
    severity: Severity::Error,
    title: Words::new("逾期默认没有写依据", "silence that means something, without a basis"),
    explanation: Words::new(
        "部门逾期不答复，默认能算数的，只有法律、法规、规章或当地文件这样规定的。所以每一个 `逾期 视为……` 都要写出自己的依据；事项的依据说的是事项，不是默认。",
        "An authority's silence means something only where a rule says so. Every `逾期 视为…` names its own basis; the basis of the item speaks of the item, not of the silence.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    事项 办证 {
        承办 政务服务局
        法定 10 工作日
        环节 征求意见 { 时限 5 工作日；逾期 视为无意见 }
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    事项 办证 {
        承办 政务服务局
        法定 10 工作日
        环节 征求意见 { 时限 5 工作日；逾期 视为无意见，依据 “某市并联审批办法 第八条” }
    }
}
"#,
};

/// What `overdue` says has no basis.
#[must_use]
pub fn silence_without_basis(overdue: &Overdue) -> Diagnostic {
    let word = overdue.silence.value.word().unwrap_or_default();
    let place = overdue.silence.place;
    let zh = format!("“{word}”没有写依据");
    at(&INFO, place, zh, format!("“{word}” names no basis"))
        .help(format!("写出依据：逾期 {word}，依据 “……”"), format!("name it: 逾期 {word}，依据 “…”"))
}
