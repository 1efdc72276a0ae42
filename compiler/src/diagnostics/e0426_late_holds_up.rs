//! E0426: something waits for an item that may come late.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0426",
    severity: Severity::Error,
    title: Words::new("后补的事项拖住了办结", "an item that may come late holds up the case"),
    explanation: Words::new(
        "`后补` 的事项不耽误办结，可以办结以后再办完。办结要等的事项如果排在它后面，或需要它的产出，办结就还是要等它。任一、至少和里程碑也要等它的每一支。",
        "An item marked `后补` does not hold up the end of the case. If something that the case waits for stands behind it or needs its product, the case waits for it all the same; so do 任一, 至少 and milestones.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；后补 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
    流程 { 甲 → 乙 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；后补 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
}
"#,
};

/// The item `late` is marked 后补 at its place, but `waiting` waits for it; none: a gate of the flow does.
#[must_use]
pub fn late_holds_up(late: &Name, waiting: Option<&Name>) -> Diagnostic {
    let item = &late.value;
    let (zh, en) = match waiting {
        Some(other) => (
            format!("“{item}”写了“后补”，可是“{}”要等它", other.value),
            format!("“{item}” is marked 后补, but “{}” waits for it", other.value),
        ),
        None => (
            format!("“{item}”写了“后补”，可是流程里的任一、至少或里程碑要等它"),
            format!("“{item}” is marked 后补, but 任一, 至少 or a milestone of the flow waits for it"),
        ),
    };
    let found = at(&INFO, late.place, zh, en);
    let found = match waiting {
        Some(other) => found.label_in(other.place.file, other.place.span, "它要等", "this waits"),
        None => found,
    };
    found.help(
        "去掉“后补”，或去掉先后，或让后面的也“后补”",
        "drop 后补, or drop the order, or mark what follows 后补 too",
    )
}
