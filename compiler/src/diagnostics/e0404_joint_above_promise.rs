//! E0404: a joint action longer than the promise.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0404",
    severity: Severity::Error,
    title: Words::new("联合行动比事项的承诺还长", "a joint action longer than the promise"),
    explanation: Words::new(
        "联合行动是事项的一个环节，它的时限在事项的承诺之内（规则 F4）。",
        "A joint action is one of the item’s steps; its limit lies inside the item’s promise (rule F4).",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合踏勘 { 牵头 政务服务局；时限 6 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 联合踏勘 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合踏勘 { 牵头 政务服务局；时限 2 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 联合踏勘 }
}
"#,
};

/// The joint action takes longer than `item` promises in all.
#[must_use]
pub fn joint_above_promise(
    joint: &Name,
    limit: &Spanned<Amount>,
    item: &Name,
    promise: &Spanned<Amount>,
) -> Diagnostic {
    let (name, text) = (&joint.value, &item.value);
    let (takes, has) = (amount_words(limit.value), amount_words(promise.value));
    let zh = format!("“{name}”要 {takes}，而参加的“{text}”总共只有 {has}");
    let en = format!("“{name}” takes {takes}, but its participant “{text}” has {has} in all");
    at(&INFO, limit.place, zh, en)
        .label_in(promise.place.file, promise.place.span, "事项的时限在这里", "the item’s limit")
        .help("缩短联合行动，或放宽事项的承诺", "shorten the joint action, or extend the promise")
}
