//! E0453: a limit whose second moment does not come behind the first.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0453",
    severity: Severity::Error,
    title: Words::new("时限的终点不在起点之后", "a limit that does not end behind its beginning"),
    explanation: Words::new(
        "`从 甲 到 乙` 的乙，要在流程里排在甲之后（写明的先后，或要用甲产出的证照）。两头没有先后的，中间的时间没有意义。",
        "In `从 A 到 B`, B must come behind A in the flow: as written, or because it needs what A produces.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日；时限 5 工作日 从 发证 到 审查 }
    部门 政务服务局
    事项 审查 { 承办 政务服务局；法定 5 工作日 }
    事项 发证 { 承办 政务服务局；法定 5 工作日 }
    流程 { 审查 → 发证 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日；时限 5 工作日 从 审查 到 发证 }
    部门 政务服务局
    事项 审查 { 承办 政务服务局；法定 5 工作日 }
    事项 发证 { 承办 政务服务局；法定 5 工作日 }
    流程 { 审查 → 发证 }
}
"#,
};

/// `until` does not come behind `from` (both in words).
#[must_use]
pub fn ends_before_it_begins(place: Place, from: &str, until: &str) -> Diagnostic {
    let zh = format!("“{until}”不在“{from}”之后，从前者到后者没有时限可言");
    let en = format!("“{until}” does not come behind “{from}”, so there is no time from one to the other");
    at(&INFO, place, zh, en)
        .help("对调起点和终点，或在流程里写明先后", "swap the two, or write their order in 流程")
}
