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

/// The limit of the joint action has another unit than those of `items`.
#[must_use]
pub fn joint_unit(joint: &Name, limit: &Spanned<Amount>, items: &[(&Name, &Spanned<Amount>)]) -> Diagnostic {
    let name = &joint.value;
    let takes = amount_words(limit.value);
    let list: Vec<String> = items
        .iter()
        .map(|(item, promise)| format!("“{}”{}", item.value, amount_words(promise.value)))
        .collect();
    let zh = format!("“{name}”的时限是 {takes}，参加的{}：单位不同，不能相减", list.join("、"));
    let en = format!(
        "“{name}” takes {takes}, its participants {}: different units cannot be subtracted",
        list.join(", ")
    );
    let mut found = at(&INFO, limit.place, zh, en);
    for (item, promise) in items {
        let text = &item.value;
        let (file, span) = (promise.place.file, promise.place.span);
        found = found.label_in(file, span, format!("“{text}”的时限"), format!("the limit of “{text}”"));
    }
    found.help("几处用同一种单位", "use the same unit in all places")
}
