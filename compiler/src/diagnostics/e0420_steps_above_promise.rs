//! E0420: the steps of an item take longer than its promise.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0420",
    severity: Severity::Error,
    title: Words::new("环节加起来比事项的承诺还长", "steps longer than the promise"),
    explanation: Words::new(
        "一个事项的环节按写的先后一个接一个办，联合行动也是其中一个环节（规则 F4）。它们的时限加起来不能超过事项的承诺。",
        "The steps of an item are done one after the other, and its joint action is one of them (rule F4). Their limits together may not exceed the item’s promise.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 {
        承办 政务服务局；承诺 5 工作日
        环节 审查 { 时限 4 工作日 }
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

/// The steps of `item`, `together` in all, exceed its promise; `last` is the limit that crosses the line.
#[must_use]
pub fn steps_above_promise(
    item: &Name,
    together: Amount,
    last: &Spanned<Amount>,
    promise: &Spanned<Amount>,
) -> Diagnostic {
    let (name, takes, has) = (&item.value, amount_words(together), amount_words(promise.value));
    let zh = format!("“{name}”的环节加起来要 {takes}，而承诺只有 {has}");
    let en = format!("the steps of “{name}” take {takes} together, but its promise is {has}");
    at(&INFO, last.place, zh, en)
        .label_in(promise.place.file, promise.place.span, "事项的时限在这里", "the item’s limit")
        .help("缩短环节，或放宽事项的承诺", "shorten the steps, or extend the promise")
}
