//! E0406: circular proof.

use super::semantic::{Step, cycle};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0406",
    severity: Severity::Error,
    title: Words::new("循环证明", "circular proof"),
    explanation: Words::new(
        "办甲要乙的证，办乙又要甲的证，谁也办不成（规则 M3）。打印的是最短的一圈。",
        "A needs what B issues, and B what A issues: nobody can begin (rule M3). The shortest cycle is printed.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；法定 5 工作日；需要 《乙证》；产出 《甲证》 }
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

/// The items `steps` need each other’s products; each with the material it waits for and where it says so.
#[must_use]
pub fn circular_proof(steps: &[Step]) -> Diagnostic {
    cycle(&INFO, "循环证明", "circular proof", steps).help(
        "去掉其中一个“需要”，或改由共享、告知承诺取得",
        "drop one of the needs, or fetch it by 共享 or 告知承诺",
    )
}
