//! W0321: a result that no row gives.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0321",
    severity: Severity::Warning,
    title: Words::new("决策表得不出的结果", "a result that no row gives"),
    explanation: Words::new(
        "`输出` 列了这个结果，却没有一行得出它。",
        "输出 lists this result, but no row gives it.",
    ),
    example: Example::Text(
        r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输出 简易、一般、重大
        当 建筑面积 < 500 ㎡ → 简易
        否则 → 一般
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
        当 建筑面积 < 500 ㎡ → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
};

/// No row of the table gives `output`.
#[must_use]
pub fn unused_result(output: &Name, table: &Name) -> Diagnostic {
    let (text, name) = (&output.value, &table.value);
    at(
        &INFO,
        output.place,
        format!("“{name}”没有一行得出“{text}”"),
        format!("no row of “{name}” gives “{text}”"),
    )
    .help("去掉这个结果，或者补上一行", "drop the result, or add a row")
}
