//! W0320: a row of a decision table that is never used.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0320",
    severity: Severity::Warning,
    title: Words::new("决策表里用不上的一行", "a row of a decision table that is never used"),
    explanation: Words::new(
        "这一行的条件在任何情形都不成立，或者前面的行已经管住了它说的全部情形。删去它，或者改正条件。",
        "The condition of this row never holds, or the rows before it have taken all its cases. Delete it, or put the condition right.",
    ),
    example: Example::Text(
        r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输出 简易、一般
        命中 优先
        当 建筑面积 < 500 ㎡ → 简易
        当 建筑面积 < 300 ㎡ → 一般
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
        命中 优先
        当 建筑面积 < 300 ㎡ → 简易
        当 建筑面积 < 500 ㎡ → 一般
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
};

/// The row at `place` never counts. `shadowed`: rows before it may have taken its cases.
#[must_use]
pub fn idle_row(place: Place, shadowed: bool) -> Diagnostic {
    let found = at(&INFO, place, "这一行用不上", "this row is never used");
    if shadowed {
        return found.help(
            "它的情形都被前面的行管住了，或者条件不可能成立",
            "rows before it take all its cases, or its condition never holds",
        );
    }
    found.help("它的条件不可能成立", "its condition never holds")
}
