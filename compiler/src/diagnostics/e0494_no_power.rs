//! E0494: a role is asked for what it may not do.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;
use lianban_runtime::plan::Power;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0494",
    severity: Severity::Error,
    title: Words::new("角色没有这项权限", "a role is asked for what it may not do"),
    explanation: Words::new(
        "角色写了 `权限`，就只能做列出的事：办环节要 `办理`，作决定要 `决定`，批准延期要 `延期批准`，会签要 `出具意见`，一窗受理要 `受理`，统一出件要 `出件`。",
        "A role with 权限 may do what is listed only: a step takes 办理, a decision 决定, an extension 延期批准, a signature 出具意见, the intake 受理, the delivery 出件.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局
    角色 窗口人员 { 部门 甲局；权限 受理、出件 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；角色 窗口人员 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局
    角色 首席代表 { 部门 甲局；权限 决定 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；角色 首席代表 }
}
"#,
};

/// The role needs this power.
#[must_use]
pub fn no_power(role: &Name, declared: &Name, power: Power) -> Diagnostic {
    let (text, word) = (&role.value, power.word());
    at(
        &INFO,
        role.place,
        format!("“{text}”没有“{word}”的权限"),
        format!("“{text}” does not have the power {word}"),
    )
    .label_in(declared.place.file, declared.place.span, "它的权限写在这里", "its powers stand here")
    .help(
        format!("换一个有“{word}”权限的角色，或给它加上：权限 {word}"),
        format!("name a role with the power {word}, or add it: 权限 {word}"),
    )
}
