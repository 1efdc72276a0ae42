//! W0401: a proof the office already has.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0401",
    severity: Severity::Warning,
    title: Words::new("重复证明", "a proof the office already has"),
    explanation: Words::new(
        "材料要申请人提交，同时又有事项产出它：政府部门自己出具的东西不应再向申请人要。",
        "The applicant hands in what an item of the bundle produces: offices should not ask for what they issue themselves.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《甲证》 { 来源 申请人 }
    事项 甲 是 行政许可 { 承办 政务服务局；法定 5 工作日；产出 《甲证》 }
    事项 乙 是 行政许可 { 承办 政务服务局；法定 5 工作日；需要 《甲证》；产出 《乙证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；法定 5 工作日；产出 《甲证》 }
    事项 乙 是 行政许可 { 承办 政务服务局；法定 5 工作日；需要 《甲证》；产出 《乙证》 }
}
"#,
};

/// `material` is handed in although the item at `producer` issues it.
#[must_use]
pub fn duplicate_proof(material: &Name, source: Place, producer: Place) -> Diagnostic {
    let text = &material.value;
    let zh = format!("“{text}”要申请人提交，而本件事里就有事项产出它");
    at(&INFO, source, zh, format!("“{text}” is handed in by the applicant, yet an item produces it"))
        .label_in(producer.file, producer.span, "在这里产出", "produced here")
        .help("来源改为 前序产出，或删去这个声明", "make its source 前序产出, or drop the declaration")
}
