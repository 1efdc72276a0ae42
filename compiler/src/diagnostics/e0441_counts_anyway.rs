//! E0441: 不计 of a procedure that counts.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0441",
    severity: Severity::Error,
    title: Words::new("计入时限的程序不能“不计”", "不计 of a procedure that counts"),
    explanation: Words::new(
        "只有写了“不计入时限”的特别程序才停止计时（规则 T5）。没写的都计入，承诺里也就不能“不计”。",
        "Only a procedure marked 不计入时限 stops the clock (rule T5). What is not marked counts, so a promise cannot leave it out.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日，不计 专家评审 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；计入时限 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日，不计 专家评审 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }
}
"#,
};

/// None of the procedures called `name` stops the clock; the first is declared there.
#[must_use]
pub fn counts_anyway(name: &Name, declared: Place) -> Diagnostic {
    let text = &name.value;
    at(&INFO, name.place, format!("“{text}”计入时限，不能“不计”"), format!("the time of “{text}” counts"))
        .label_in(declared.file, declared.span, "它在这里声明", "it is declared here")
        .help("在那里写上“不计入时限”，或从这里删去", "mark it 不计入时限 there, or leave it out here")
}
