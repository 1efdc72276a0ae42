//! E0327: two rows of a decision table overlap.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0327",
    severity: Severity::Error,
    title: Words::new("决策表的两行重叠", "two rows of a decision table overlap"),
    explanation: Words::new(
        "两行同时成立，就不知道按哪一行办。`命中 唯一`（默认）不许重叠；`命中 任一` 许重叠，但结果要相同；`命中 优先` 取写在前面的一行。",
        "Where two rows hold nobody knows which counts. 命中 唯一 (the default) allows no overlap; 命中 任一 allows it where the results agree; 命中 优先 takes the first row.",
    ),
    example: Example::Text(
        r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输出 简易、一般
        当 建筑面积 ≤ 500 ㎡ → 简易
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
        当 建筑面积 < 500 ㎡ → 简易
        当 建筑面积 ≥ 500 ㎡ → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
};

/// Both rows hold where `words` says. `same`: they have the same result.
#[must_use]
pub fn overlap((first, second): (Place, Place), words: &str, same: bool) -> Diagnostic {
    let found = at(
        &INFO,
        second,
        format!("和前面的一行重叠：{words} 时两行都成立"),
        format!("it overlaps a row before it: both hold where {words}"),
    )
    .label_in(first.file, first.span, "前面的一行", "the row before");
    if same {
        return found.help(
            "改条件，让两行不重叠；或者写“命中 任一”：结果相同的行可以重叠",
            "change the conditions, or write 命中 任一: rows with one result may overlap",
        );
    }
    found.help(
        "改条件，让两行不重叠；或者写“命中 优先”：取写在前面的一行",
        "change the conditions, or write 命中 优先: the first row counts",
    )
}
