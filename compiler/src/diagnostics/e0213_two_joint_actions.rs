//! E0213: an item takes part in two joint actions.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0213",
    severity: Severity::Error,
    title: Words::new("一个事项参加了两个联合行动", "an item takes part in two joint actions"),
    explanation: Words::new(
        "目前一个事项最多参加一个联合行动：联合行动是它的一个环节，其余时间在后。",
        "An item takes part in one joint action at most for now: the action is one of its steps, the rest follows.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    联合 甲踏勘 { 牵头 政务服务局；时限 1 工作日 }
    联合 乙踏勘 { 牵头 政务服务局；时限 1 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 甲踏勘、乙踏勘 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    联合 甲踏勘 { 牵头 政务服务局；时限 1 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 甲踏勘 }
}
"#,
};

/// The item `item` takes part in more than one joint action.
#[must_use]
pub fn two_joint_actions(item: &Name, first: Place, second: Place) -> Diagnostic {
    let text = &item.value;
    let zh = format!("“{text}”参加了不止一个联合行动");
    let en = format!("“{text}” takes part in more than one joint action");
    at(&INFO, second, zh, en)
        .label_in(first.file, first.span, "第一个在这里", "the first one")
        .help("只保留一个；或把两次行动合并成一个联合行动", "keep one, or make one joint action of the two")
}
