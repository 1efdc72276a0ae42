//! W0404: 统一出件 without 方式.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0404",
    severity: Severity::Warning,
    title: Words::new("统一出件没有写方式", "统一出件 without 方式"),
    explanation: Words::new(
        "到窗口取件算一次跑动，邮寄不算；不写方式，按不跑动计算，但申请人无从知道怎么取。",
        "Collecting at a window is a trip, mail is none. Without 方式 no trip is counted, and the applicant is not told.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 办证 → 统一出件 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 办证 → 统一出件 { 方式 邮寄 } }
}
"#,
};

/// 统一出件 says no channel.
#[must_use]
pub fn delivery_channel(place: Place) -> Diagnostic {
    at(&INFO, place, "“统一出件”没有写取件方式", "“统一出件” does not say how the results are handed over")
        .help("写上：{ 方式 邮寄 }，或 窗口、网上、上门", "write { 方式 邮寄 }, or 窗口, 网上, 上门")
}
