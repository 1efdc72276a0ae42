//! E0326: a decision table with a gap.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0326",
    severity: Severity::Error,
    title: Words::new("决策表有空缺", "a decision table with a gap"),
    explanation: Words::new(
        "每一种情形都要有一个结果。信息里说的情形，一行也不成立：补上一行，或者在最后写 `否则 → …`。",
        "Every case has a result. In the case told, no row holds: add a row, or write `否则 → …` at the end.",
    ),
    example: Example::Text(
        r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输出 简易、一般
        当 项目类型 = 工业 且 建筑面积 < 500 ㎡ → 简易
        当 建筑面积 ≥ 500 ㎡ → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
    ),
    corrected: r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输出 简易、一般
        当 项目类型 = 工业 且 建筑面积 < 500 ㎡ → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
};

/// No row holds where `words` says.
#[must_use]
pub fn incomplete(name: &Name, words: &str, outputs: &[Name]) -> Diagnostic {
    let (table, result) = (&name.value, outputs.first().map(|o| o.value.as_str()).unwrap_or_default());
    at(
        &INFO,
        name.place,
        format!("“{table}”有空缺：{words} 时没有一行"),
        format!("“{table}” has a gap: no row holds where {words}"),
    )
    .help(
        format!("补上一行，或者在最后写：否则 → {result}"),
        format!("add a row, or write at the end: 否则 → {result}"),
    )
}
