//! E0497: something is allowed that can never be done.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use lianban_runtime::plan::Handling;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0497",
    severity: Severity::Error,
    title: Words::new("允许了做不到的事", "something is allowed that can never be done"),
    explanation: Words::new(
        "`加签`、`减签` 只对会签、或签、票签的环节有意义；`退回` 要前面有环节可退，也不能退到联合行动以前。",
        "加签 and 减签 mean something in a step with 会签, 或签 or 票签 only; 退回 needs a step before, and cannot go back behind a joint action.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；环节 初审 { 时限 2 工作日；允许 退回 } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局
    事项 办证 是 行政许可 {
        承办 甲局
        法定 20 工作日
        承诺 5 工作日
        环节 初审 { 时限 2 工作日 }
        环节 复核 { 时限 1 工作日；允许 退回 }
    }
}
"#,
};

/// It is allowed, but cannot happen here.
#[must_use]
pub fn idle_permission(place: Place, what: Handling) -> Diagnostic {
    let word = what.word();
    let (zh, en) = match what {
        Handling::SendBack => (
            "这里没有可以退回的环节：前面要有环节，中间不能隔着联合行动",
            "there is no step to go back to: one has to stand before it, with no joint action between",
        ),
        _ => ("这里没有会签，谈不上加签、减签", "nobody signs here"),
    };
    at(&INFO, place, zh, en).help(
        format!("删去“{word}”，或把它写到用得上的环节"),
        format!("delete “{word}”, or write it where it can be used"),
    )
}
