//! W0482: a field that no item asks for.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0482",
    severity: Severity::Warning,
    title: Words::new("没有事项要填的字段", "a field that no item asks for"),
    explanation: Words::new(
        "声明了字段，但没有事项 `填写` 它，它不在申请表里。表单里的字段，写表单的名称就都填了。",
        "The field is declared, but no item asks for it (填写), so it is not in the form. The name of a 表单 stands for all its fields.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    字段 经营者姓名: 文本
    字段 联系电话: 手机号
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；填写 经营者姓名 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    字段 经营者姓名: 文本
    字段 联系电话: 手机号
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；填写 经营者姓名、联系电话 }
}
"#,
};

/// Nobody asks for `field`.
#[must_use]
pub fn unused_field(field: &Name) -> Diagnostic {
    let text = &field.value;
    at(&INFO, field.place, format!("没有事项要填“{text}”"), format!("no item asks for “{text}”"))
        .help("在事项里写“填写”，或删去这个声明", "ask for it in an item with 填写, or drop the declaration")
}
