//! W0402: a catch-all material.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0402",
    severity: Severity::Warning,
    title: Words::new("兜底材料", "a catch-all material"),
    explanation: Words::new(
        "“其他材料”“有关证明”“等”没有边界，申请人无从准备；国务院要求清理兜底条款。",
        "“Other materials”, “relevant proofs” have no bounds; applicants cannot prepare them, and national rules ban such clauses.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《其他有关材料》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《其他有关材料》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《场所平面图》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《场所平面图》 }
}
"#,
};

/// The name of `material` contains the catch-all word `word`.
#[must_use]
pub fn catch_all(material: &Name, word: &str) -> Diagnostic {
    let text = &material.value;
    let zh = format!("“{text}”是兜底材料：“{word}”没有说清要什么");
    at(&INFO, material.place, zh, format!("“{text}” is a catch-all: “{word}” does not say what is needed"))
        .help("逐项写明需要哪些材料", "name each material that is needed")
}
