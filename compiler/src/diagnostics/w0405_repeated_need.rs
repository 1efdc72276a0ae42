//! W0405: the same material twice.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0405",
    severity: Severity::Warning,
    title: Words::new("同一材料写了两次", "the same material twice"),
    explanation: Words::new("一个事项的“需要”里，同一材料写一次就够。", "One item needs a material once."),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》、《身份证》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《身份证》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
};

/// `item` names the material `material` a second time at `again`.
#[must_use]
pub fn repeated_need(item: &str, material: &str, again: Place, first: Place) -> Diagnostic {
    let zh = format!("“{item}”两次写到“{material}”");
    at(&INFO, again, zh, format!("“{item}” names “{material}” twice"))
        .label_in(first.file, first.span, "第一次在这里", "the first time")
        .help("只留一个", "keep one of them")
}
