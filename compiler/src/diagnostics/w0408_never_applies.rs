//! W0408: something that never applies.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0408",
    severity: Severity::Warning,
    title: Words::new("永远用不到", "something that never applies"),
    explanation: Words::new(
        "条件在任何情形下都不成立，这个事项或联合行动永远不会发生。",
        "The condition holds for no answers at all, so the item or joint action never happens.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营面积 ≥ 300 ㎡ 且 经营面积 < 100 ㎡ }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 经营面积 ≥ 300 ㎡ }
}
"#,
};

/// `name` applies in no case at all.
#[must_use]
pub fn never_applies(place: Place, name: &str) -> Diagnostic {
    at(&INFO, place, format!("“{name}”在任何情形下都不适用"), format!("“{name}” applies in no case at all"))
        .help("检查“当”后面的条件", "check the condition behind “当”")
}
