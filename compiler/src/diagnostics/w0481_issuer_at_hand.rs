//! W0481: issued by a department of the bundle, yet asked of the applicant.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0481",
    severity: Severity::Warning,
    title: Words::new(
        "本件事的部门出具，却要申请人交",
        "issued by a department of the bundle, yet asked of the applicant",
    ),
    explanation: Words::new(
        "这份材料由本件事里的部门出具，那个部门自己就有，不应再向申请人要（优化营商环境条例：能通过共享取得的，不要求提供）。把来源改为 `共享`，或者让出具它的事项 `产出` 它。",
        "The paper is issued by a department of this very bundle, which has it already; the applicant should not be asked for it. Make its source 共享, or let the item that issues it produce it (产出).",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《无违法证明》 { 来源 申请人；出具单位 政务服务局 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《无违法证明》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《无违法证明》 { 来源 共享 政务服务.无违法记录；出具单位 政务服务局 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《无违法证明》 }
}
"#,
};

/// `material` is issued by `department`.
#[must_use]
pub fn issuer_at_hand(issuer: &Name, material: &str, department: &str, source: Place) -> Diagnostic {
    let zh = format!("《{material}》由“{department}”出具，却要申请人交");
    let en = format!("《{material}》 is issued by “{department}”, yet the applicant hands it in");
    at(&INFO, issuer.place, zh, en)
        .label_in(source.file, source.span, "来源在这里", "its source")
        .help("来源改为共享，或由事项产出", "make its source 共享, or let an item produce it")
}
