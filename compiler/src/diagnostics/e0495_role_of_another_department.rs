//! E0495: a role of another department.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0495",
    severity: Severity::Error,
    title: Words::new("角色不属于这个部门", "a role of another department"),
    explanation: Words::new(
        "角色写了 `部门`，就只能办那些部门的事。",
        "A role with 部门 works for those departments only.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局、乙局
    角色 首席代表 { 部门 乙局；权限 决定 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；角色 首席代表 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局、乙局
    角色 首席代表 { 部门 甲局、乙局；权限 决定 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；角色 首席代表 }
}
"#,
};

/// The role does not belong to `department`.
#[must_use]
pub fn role_of_another_department(role: &Name, declared: &Name, department: &str) -> Diagnostic {
    let text = &role.value;
    at(
        &INFO,
        role.place,
        format!("“{text}”不是“{department}”的角色"),
        format!("“{text}” is no role of “{department}”"),
    )
    .label_in(declared.place.file, declared.place.span, "它的部门写在这里", "its departments stand here")
    .help(
        format!("换一个“{department}”的角色，或在它的 部门 里加上“{department}”"),
        format!("name a role of “{department}”, or add “{department}” to its 部门"),
    )
}
