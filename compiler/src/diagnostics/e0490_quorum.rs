//! E0490: fewer have a seat than have to be there.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use lianban_runtime::plan::Needed;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0490",
    severity: Severity::Error,
    title: Words::new("要到的比能到的还多", "more have to be there than there are"),
    explanation: Words::new(
        "`到场`、`票签` 写的 `至少` 几家，不能比有席位的多，也不能是 0。有席位的是：牵头部门、参加事项的承办部门，以及直接列出的部门；票签是列出的人。",
        "至少 of 到场 and 票签 is at least 1 and no more than there are seats: the lead, the departments of the items that take part, and those listed; for 票签, whoever is listed.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局、乙局
    联合 联合验收 是 验收 { 牵头 甲局；参加 乙局；时限 2 工作日；到场 至少 3 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；参加 联合验收 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局、乙局
    联合 联合验收 是 验收 { 牵头 甲局；参加 乙局；时限 2 工作日；到场 至少 2 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；参加 联合验收 }
}
"#,
};

/// So many are needed, but there are only `seats`.
#[must_use]
pub fn quorum(place: Place, needed: Needed, seats: usize) -> Diagnostic {
    let wanted = match needed {
        Needed::AtLeast(k) => k,
        Needed::All | Needed::Majority => 0,
    };
    let (zh, en) = if wanted == 0 {
        ("至少 0 家没有意义".to_owned(), "at least 0 means nothing".to_owned())
    } else {
        (format!("要 {wanted} 家，总共只有 {seats} 家"), format!("{wanted} are needed, there are {seats}"))
    };
    at(&INFO, place, zh, en).help(
        format!("写 1 到 {seats} 之间的数，或写 过半、全部"),
        format!("write a number from 1 to {seats}, or 过半, 全部"),
    )
}
