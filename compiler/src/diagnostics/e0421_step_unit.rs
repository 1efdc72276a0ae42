//! E0421: a step in another unit than its item.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0421",
    severity: Severity::Error,
    title: Words::new("环节与事项的时限单位不同", "a step in another unit than its item"),
    explanation: Words::new(
        "环节的时间在事项的承诺之内，承诺减去环节就是决定的时间，所以两者要用同一个单位。",
        "A step lies inside the item’s promise, and what remains is for the decision: both must use the same unit.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 {
        承办 政务服务局；承诺 5 工作日
        环节 审查 { 时限 2 日 }
        环节 核查 { 时限 3 工作日 }
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 {
        承办 政务服务局；承诺 5 工作日
        环节 审查 { 时限 2 工作日 }
        环节 核查 { 时限 3 工作日 }
    }
}
"#,
};

/// The limit of a step of `item` is in another unit than the item's.
#[must_use]
pub fn step_unit(step: &Name, limit: &Spanned<Amount>, item: &Name, promise: &Spanned<Amount>) -> Diagnostic {
    let (name, text) = (&step.value, &item.value);
    let (takes, has) = (amount_words(limit.value), amount_words(promise.value));
    let zh = format!("环节“{name}”的时限是 {takes}，而“{text}”的时限是 {has}，单位不同");
    let en = format!("step “{name}” is limited to {takes}, but “{text}” to {has}: the units differ");
    at(&INFO, limit.place, zh, en)
        .label_in(promise.place.file, promise.place.span, "事项的时限在这里", "the item’s limit")
        .help("把两个时限写成同一个单位", "write both limits in the same unit")
}
