//! E0451: a licence granted by silence without a law that says so.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::limit::Overdue;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0451",
    severity: Severity::Error,
    title: Words::new("行政许可不能这样默认", "a licence is not granted by silence like this"),
    explanation: Words::new(
        "行政许可法没有“逾期视为同意”的一般规定，只有第五十条：延续申请逾期未作决定的，视为准予延续。所以行政许可写 `视为同意` 或 `视为无意见`，依据不能是行政许可法，要写另有规定的那部法律；写 `视为准予延续` 的，依据是行政许可法第五十条或另有规定的法律。",
        "行政许可法 knows no general grant by silence, only art. 50: an application for renewal that is not decided in time is deemed granted. A 行政许可 with `视为同意` or `视为无意见` therefore names another law; `视为准予延续` names art. 50 or another law.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 20 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；逾期 视为同意，依据 “行政许可法 第四十二条” }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 20 工作日 }
    部门 政务服务局
    事项 延续办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；逾期 视为准予延续，依据 “行政许可法 第五十条” }
}
"#,
};

/// The licence `item` would be granted by silence on the strength of 行政许可法.
#[must_use]
pub fn deemed_licence(item: &str, overdue: &Overdue) -> Diagnostic {
    let word = overdue.silence.value.word().unwrap_or_default();
    let zh = format!("“{item}”是行政许可，行政许可法没有规定它逾期{word}");
    let en = format!("“{item}” is a 行政许可, and 行政许可法 does not say {word} of it");
    at(&INFO, overdue.silence.place, zh, en).help(
        "写出另有规定的法律；延续申请写：逾期 视为准予延续，依据 “行政许可法 第五十条”",
        "name the law that says so; for a renewal write: 逾期 视为准予延续，依据 “行政许可法 第五十条”",
    )
}
