//! W0407: a bundle that promises nothing.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0407",
    severity: Severity::Hint,
    title: Words::new("一件事没有承诺", "a bundle that promises nothing"),
    explanation: Words::new("没有 `承诺` 就没有可证明的东西。", "Without `承诺` there is nothing to prove."),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The bundle `name` promises nothing.
#[must_use]
pub fn no_promise(name: &Name) -> Diagnostic {
    let text = &name.value;
    at(
        &INFO,
        name.place,
        format!("“{text}”没有写承诺，编译器没有什么可以证明"),
        format!("“{text}” promises nothing, so nothing can be proved"),
    )
    .help(
        "加上一行，如：承诺 { 时限 10 工作日；跑动 1 次 }",
        "add a row such as: 承诺 { 时限 10 工作日；跑动 1 次 }",
    )
}
