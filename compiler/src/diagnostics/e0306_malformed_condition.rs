//! E0306: a condition that cannot be read.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0306",
    severity: Severity::Error,
    title: Words::new("条件看不懂", "a condition that cannot be read"),
    explanation: Words::new(
        "条件由问题和值的比较组成，用 `且`、`或`、`非` 和括号连接。问题写在左边。",
        "A condition compares questions with values, joined by 且, 或, 非 and parentheses. The question stands on the left.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 300 ㎡ ≤ 经营面积 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营面积 300 ㎡ 以上 }
}
"#,
};

/// The condition cannot be read from here on.
#[must_use]
pub fn malformed_condition(place: Place, close: &[String]) -> Diagnostic {
    let found = at(&INFO, place, "条件从这里起读不下去", "the condition cannot be read on from here");
    if !close.is_empty() {
        return did_you_mean(found, place, close);
    }
    found.help(
        "例如：经营面积 ≥ 300 ㎡ 且 主体类型 = 企业；经营面积 300 ㎡ 以上；非 户外招牌",
        "for example: 经营面积 ≥ 300 ㎡ 且 主体类型 = 企业; 经营面积 300 ㎡ 以上; 非 户外招牌",
    )
}
