//! E0405: a joint action in another unit.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0405",
    severity: Severity::Error,
    title: Words::new("联合行动和事项的时限单位不同", "a joint action in another unit"),
    explanation: Words::new(
        "事项剩下的时间 = 承诺 − 联合行动的时限（规则 F4），两者要用同一单位才能相减。",
        "What remains of an item is its promise less the joint action’s limit (rule F4); both need the same unit.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合踏勘 { 牵头 政务服务局；时限 2 日 }
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

/// The limit of the joint action and that of `item` have different units.
#[must_use]
pub fn joint_unit(
    joint: &Name,
    limit: &Spanned<Amount>,
    item: &Name,
    promise: &Spanned<Amount>,
) -> Diagnostic {
    let (name, text) = (&joint.value, &item.value);
    let (takes, has) = (amount_words(limit.value), amount_words(promise.value));
    let zh = format!("“{name}”的时限是 {takes}，参加的“{text}”是 {has}，单位不同，不能相减");
    let en = format!(
        "“{name}” takes {takes}, its participant “{text}” {has}: different units cannot be subtracted"
    );
    at(&INFO, limit.place, zh, en)
        .label_in(promise.place.file, promise.place.span, "事项的时限在这里", "the item’s limit")
        .help("两处用同一种单位", "use the same unit in both places")
}
