//! E0408: a participant waits for another one.

use super::semantic::{Step, cycle};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0408",
    severity: Severity::Error,
    title: Words::new("参加者要等另一个参加者的结果", "a participant waits for another one"),
    explanation: Words::new(
        "联合行动要等所有参加者就绪；如果一个参加者要等另一个参加者办完，联合行动就永远开始不了（规则 F4）。",
        "A joint action waits for all participants; if one of them waits for another’s result, it never begins (rule F4).",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合踏勘 { 牵头 政务服务局；时限 2 工作日 }
    事项 甲 是 行政许可 { 承办 政务服务局；法定 5 工作日；产出 《甲证》；参加 联合踏勘 }
    事项 乙 是 行政许可 { 承办 政务服务局；法定 5 工作日；需要 《甲证》；产出 《乙证》；参加 联合踏勘 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合踏勘 { 牵头 政务服务局；时限 2 工作日 }
    事项 甲 是 行政许可 { 承办 政务服务局；法定 5 工作日；产出 《甲证》；参加 联合踏勘 }
    事项 乙 是 行政许可 { 承办 政务服务局；法定 5 工作日；需要 《甲证》；产出 《乙证》 }
}
"#,
};

/// The joint action and its participants wait for each other.
#[must_use]
pub fn joint_needs_participant(steps: &[Step]) -> Diagnostic {
    cycle(&INFO, "联合行动开始不了", "the joint action can never begin", steps)
        .help("让其中一个事项不参加，或改先后", "let one of the items not take part, or change the order")
}
