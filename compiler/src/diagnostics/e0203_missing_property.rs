//! E0203: a required property is missing.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;
use crate::names::schema::{Property, Schema};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0203",
    severity: Severity::Error,
    title: Words::new("缺少必须写的一项", "a required property is missing"),
    explanation: Words::new(
        "有些内容不写就没有意义：事项要有承办部门，联合行动要有牵头部门和时限。",
        "Some things mean nothing without a property: an item needs its department, a joint action its lead and its limit.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 法定 20 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日 }
}
"#,
};

/// `owner` lacks `property`.
#[must_use]
pub fn missing_property(owner: &Name, schema: &Schema, property: &Property) -> Diagnostic {
    let (name, word) = (&owner.value, property.keyword.zh());
    let zh = format!("{}“{name}”没有写“{word}”", schema.name.zh);
    let en = format!("{} “{name}” has no “{word}” ({})", schema.name.en, property.keyword.en());
    at(&INFO, owner.place, zh, en).help(
        format!("加上一行，如：{}", property.example),
        format!("add a row such as: {}", property.example),
    )
}
