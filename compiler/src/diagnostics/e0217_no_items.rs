//! E0217: a bundle without items.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0217",
    severity: Severity::Error,
    title: Words::new("一件事没有事项", "a bundle without items"),
    explanation: Words::new(
        "一件事由事项组成，至少要有一个。",
        "A bundle is made of items and needs at least one.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The bundle `name` has no item.
#[must_use]
pub fn no_items(place: Place, name: &str) -> Diagnostic {
    at(&INFO, place, format!("“{name}”里没有事项"), format!("“{name}” has no item")).help(
        "至少写一个：事项 名称 是 行政许可 { 承办 …；法定 … }",
        "write at least one: 事项 name 是 行政许可 { 承办 …；法定 … }",
    )
}
