//! W0406: a joint action without participants.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0406",
    severity: Severity::Warning,
    title: Words::new("联合行动没有人参加", "a joint action without participants"),
    explanation: Words::new(
        "没有事项 `参加` 这个联合行动，它就不会发生。",
        "No item takes part, so the joint action never happens.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合踏勘 { 牵头 政务服务局；时限 2 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合踏勘 { 牵头 政务服务局；时限 2 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 联合踏勘 }
}
"#,
};

/// Nobody takes part in `joint`.
#[must_use]
pub fn idle_joint(joint: &Name) -> Diagnostic {
    let text = &joint.value;
    at(&INFO, joint.place, format!("没有事项参加“{text}”"), format!("no item takes part in “{text}”")).help(
        format!("在事项里写：参加 {text}；或删去它"),
        format!("write `参加 {text}` in an item, or delete it"),
    )
}
