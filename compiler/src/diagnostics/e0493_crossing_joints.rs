//! E0493: joint actions wait for each other.

use super::semantic::{Step, cycle};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0493",
    severity: Severity::Error,
    title: Words::new("联合行动互相等", "joint actions wait for each other"),
    explanation: Words::new(
        "一个事项参加几个联合行动时，按写的次序先后进行。两个事项写的次序相反，两个行动就互相等，谁也开始不了。",
        "Several joint actions of one item take place in written order. Where two items have them in opposite orders, the actions wait for each other for ever.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局
    联合 甲踏勘 { 牵头 甲局；时限 1 工作日 }
    联合 乙审图 是 审图 { 牵头 甲局；时限 1 工作日 }
    事项 甲事 { 承办 甲局；法定 5 工作日；参加 甲踏勘、乙审图 }
    事项 乙事 { 承办 甲局；法定 5 工作日；参加 乙审图、甲踏勘 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局
    联合 甲踏勘 { 牵头 甲局；时限 1 工作日 }
    联合 乙审图 是 审图 { 牵头 甲局；时限 1 工作日 }
    事项 甲事 { 承办 甲局；法定 5 工作日；参加 甲踏勘、乙审图 }
    事项 乙事 { 承办 甲局；法定 5 工作日；参加 甲踏勘、乙审图 }
}
"#,
};

/// The steps of the cycle.
#[must_use]
pub fn crossing_joints(steps: &[Step]) -> Diagnostic {
    cycle(&INFO, "联合行动互相等", "joint actions wait for each other", steps).help(
        "让几个事项按同样的次序参加，或合并成一个联合行动",
        "let the items take part in the same order, or make one joint action of the two",
    )
}
