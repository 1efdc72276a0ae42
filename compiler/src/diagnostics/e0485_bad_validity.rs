//! E0485: a validity in the wrong unit.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Spanned;
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0485",
    severity: Severity::Error,
    title: Words::new("有效期的单位不对", "a validity in the wrong unit"),
    explanation: Words::new(
        "有效期从出具那天算起，以年、月、日或工作日计，至少一天。",
        "A validity is counted from the day of issue, in years, months, days or working days, and is at least one day.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《体检证明》 { 有效期 24 小时 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《体检证明》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《体检证明》 { 有效期 30 日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《体检证明》 }
}
"#,
};

/// `validity` is no number of days.
#[must_use]
pub fn bad_validity(validity: &Spanned<Amount>) -> Diagnostic {
    let words = amount_words(validity.value);
    at(&INFO, validity.place, format!("有效期不能是“{words}”"), format!("a validity cannot be “{words}”"))
        .help("写成年、月、日或工作日，如“6 月”", "write years, months, days or working days, such as “6 月”")
}
