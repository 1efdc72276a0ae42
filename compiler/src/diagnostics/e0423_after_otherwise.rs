//! E0423: a branch after 否则.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0423",
    severity: Severity::Error,
    title: Words::new("`否则` 后面还有分支", "a branch after 否则"),
    explanation: Words::new(
        "`否则` 是前面的条件都不成立时走的一支，后面的分支永远轮不到，所以它写在最后。",
        "`否则` is taken where no condition before it holds; a branch after it could never be taken, so it stands last.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 户外招牌: 是否 }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    流程 { 择一 { 否则 → 甲；当 户外招牌 → 乙 } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 户外招牌: 是否 }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    流程 { 择一 { 当 户外招牌 → 乙；否则 → 甲 } }
}
"#,
};

/// The branch at `place` stands behind 否则.
#[must_use]
pub fn after_otherwise(place: Place) -> Diagnostic {
    at(&INFO, place, "“否则”后面的分支永远轮不到", "a branch behind “否则” is never taken")
        .help("把“否则”移到最后", "move “否则” to the end")
}
