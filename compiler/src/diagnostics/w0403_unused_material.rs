//! W0403: a material used by nothing.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0403",
    severity: Severity::Warning,
    title: Words::new("材料没有用到", "a material used by nothing"),
    explanation: Words::new(
        "声明了材料，却没有事项需要它，也没有事项产出它。",
        "The material is declared, but no item needs or produces it.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
};

/// Nothing uses `material`.
#[must_use]
pub fn unused_material(material: &Name) -> Diagnostic {
    let text = &material.value;
    at(
        &INFO,
        material.place,
        format!("没有事项用到材料“{text}”"),
        format!("no item uses the material “{text}”"),
    )
    .help("删去它，或写进事项的“需要”", "delete it, or add it to the needs of an item")
}
