//! E0410: 容缺 on a material the applicant does not bring.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0410",
    severity: Severity::Error,
    title: Words::new("容缺的材料不由申请人提交", "容缺 on a material the applicant does not bring"),
    explanation: Words::new(
        "容缺受理是允许申请人迟交；共享或前序产出的材料不由申请人提交，谈不上容缺（规则 M4）。",
        "容缺 lets the applicant hand in later; a shared or produced material is not handed in at all (rule M4).",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 共享 公安.身份证；容缺 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 申请人；容缺 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
};

/// `material` is tolerated but not the applicant’s.
#[must_use]
pub fn tolerance_source(material: &Name, tolerance: Place, source: Place) -> Diagnostic {
    let text = &material.value;
    let zh = format!("“{text}”不由申请人提交，不能容缺");
    at(
        &INFO,
        tolerance,
        zh,
        format!("“{text}” is not handed in by the applicant, so it cannot be handed in later (容缺)"),
    )
    .label_in(source.file, source.span, "它的来源", "its source")
    .help("删去容缺，或把来源改为申请人", "drop 容缺, or make the applicant its source")
}
