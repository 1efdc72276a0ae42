//! E0422: too few branches apply.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0422",
    severity: Severity::Error,
    title: Words::new("适用的分支不够", "too few branches apply"),
    explanation: Words::new(
        "`至少 k` 要等 k 支办完。在有的情形下适用的分支不到 k 支，这一步就永远等不到（规则 F1）。",
        "`至少 k` waits for k branches. In some case fewer than k apply, so what follows would wait for ever (rule F1).",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 户外招牌: 是否 }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 户外招牌 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    流程 { 至少 2 { 甲；乙 } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 户外招牌: 是否 }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    流程 { 至少 2 { 甲；乙 } }
}
"#,
};

/// The join at `place` wants more branches than apply with `answers`.
#[must_use]
pub fn too_few_to_join(place: Place, wanted: u32, applying: u32, answers: &str) -> Diagnostic {
    let (case_zh, case_en) = if answers.is_empty() {
        ("任何情形下".to_owned(), "in every case".to_owned())
    } else {
        (format!("当{answers}时"), format!("with {answers}"))
    };
    let zh = format!("要等 {wanted} 支，而{case_zh}只有 {applying} 支适用");
    let en = format!("{wanted} branches are wanted, but {case_en} only {applying} apply");
    at(&INFO, place, zh, en).help(
        "减少要等的支数，或让更多的分支在这种情形下适用",
        "want fewer branches, or let more of them apply in that case",
    )
}
