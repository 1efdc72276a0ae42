//! W0441: 不计 without anything to leave out.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0441",
    severity: Severity::Warning,
    title: Words::new("没有可以不计的特别程序", "不计 without anything to leave out"),
    explanation: Words::new(
        "承诺写了“不计 特别程序”，但一件事里没有哪个特别程序写了“不计入时限”，这几个字就什么也不说明。",
        "The promise says 不计 特别程序, but no procedure of the bundle is marked 不计入时限, so these words mean nothing.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日，不计 特别程序 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日，不计 特别程序 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }
}
"#,
};

/// 不计 特别程序, and none stops the clock.
#[must_use]
pub fn nothing_excluded(place: Place) -> Diagnostic {
    at(&INFO, place, "没有哪个特别程序不计入时限", "no procedure stops the clock").help(
        "声明特别程序并写上“不计入时限”，或删去“不计 特别程序”",
        "declare a procedure marked 不计入时限, or delete 不计 特别程序",
    )
}
