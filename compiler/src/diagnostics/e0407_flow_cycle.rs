//! E0407: the flow contradicts the materials.

use super::semantic::{Step, cycle};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0407",
    severity: Severity::Error,
    title: Words::new("流程与材料矛盾", "the flow contradicts the materials"),
    explanation: Words::new(
        "流程里写的先后和材料的先后（先产出，后需要）连成了一圈，谁也不能先开始。",
        "The written order and the order that materials impose (produced before needed) form a cycle.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；法定 5 工作日；产出 《甲证》 }
    事项 乙 是 行政许可 { 承办 政务服务局；法定 5 工作日；需要 《甲证》；产出 《乙证》 }
    流程 { 乙 → 甲 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；法定 5 工作日；产出 《甲证》 }
    事项 乙 是 行政许可 { 承办 政务服务局；法定 5 工作日；需要 《甲证》；产出 《乙证》 }
    流程 { 甲 → 乙 }
}
"#,
};

/// The items `steps` wait for each other.
#[must_use]
pub fn flow_cycle(steps: &[Step]) -> Diagnostic {
    cycle(&INFO, "先后成了一圈", "the order is a cycle", steps)
        .help("改流程里的先后，或去掉其中一处“需要”", "change the order in 流程, or drop one of the needs")
}
