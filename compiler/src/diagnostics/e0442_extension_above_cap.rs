//! E0442: an extension above the cap.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Spanned;
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0442",
    severity: Severity::Error,
    title: Words::new("延期超过法定上限", "an extension above the cap"),
    explanation: Words::new(
        "行政许可法第四十二条：一个事项最多延长十日，由本行政机关负责人批准；统一办理、联合办理、集中办理的最多延长十五日，由本级人民政府负责人批准。要延得更长，须另有规定，依据里写明是哪一部。",
        "行政许可法 42: an item is extended by ten days at most, items handled together by fifteen. A longer extension needs another basis.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；延期 20 工作日 { 批准 本机关负责人；依据 “行政许可法 第四十二条” } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；延期 10 工作日 { 批准 本机关负责人；依据 “行政许可法 第四十二条” } }
}
"#,
};

/// `most` exceeds the cap in working days.
#[must_use]
pub fn above_cap(most: &Spanned<Amount>, cap: u32) -> Diagnostic {
    let words = amount_words(most.value);
    let zh = format!("延期 {words} 超过了行政许可法第四十二条的 {cap} 工作日");
    let en = format!("an extension of {words} exceeds the {cap} working days of 行政许可法 42");
    at(&INFO, most.place, zh, en)
        .help(
            format!("改成 {cap} 工作日，或在依据里写明准许延得更长的规定"),
            format!("write {cap} 工作日, or cite the rule that allows more"),
        )
        .fix(
            format!("改成“{cap} 工作日”"),
            format!("write “{cap} 工作日”"),
            most.place.span,
            format!("{cap} 工作日"),
        )
}
