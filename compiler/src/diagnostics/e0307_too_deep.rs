//! E0307: a condition nested too deeply.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0307",
    severity: Severity::Error,
    title: Words::new("条件嵌套太深", "a condition nested too deeply"),
    explanation: Words::new(
        "条件最多嵌套 64 层；再深就没有人读得懂了。",
        "A condition nests 64 levels at most.",
    ),
    example: Example::Text(DEEP),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// 70 times 非.
const DEEP: &str = r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 非 户外招牌 }
}
"#;

/// The condition nests deeper than `most`.
#[must_use]
pub fn too_deep(place: Place, most: u32) -> Diagnostic {
    at(
        &INFO,
        place,
        format!("条件嵌套超过 {most} 层"),
        format!("the condition nests deeper than {most} levels"),
    )
    .help("化简条件，或多设一个问题", "simplify the condition, or ask one more question")
}
