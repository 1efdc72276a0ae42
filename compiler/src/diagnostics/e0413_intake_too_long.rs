//! E0413: an intake limit beyond the days the law gives.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0413",
    severity: Severity::Error,
    title: Words::new("受理时限太长", "the intake limit is too long"),
    explanation: Words::new(
        "收件后五个工作日内要么受理，要么一次告知补正；逾期不告知的，自收到材料之日起即为受理（行政许可法 32）。\
         所以受理时限不能比这更长。",
        "Within five working days of receipt the authority accepts or asks for corrections, once; after that its silence \
         means acceptance from the day of receipt (行政许可法 32). The intake limit cannot be longer.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    流程 { 一窗受理 { 时限 8 工作日 } → 办证 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    流程 { 一窗受理 { 时限 5 工作日 } → 办证 }
}
"#,
};

/// The intake limit `written` is longer than `lawful`.
#[must_use]
pub fn intake_too_long(place: Place, written: Amount, lawful: Amount) -> Diagnostic {
    let (written, lawful) = (amount_words(written), amount_words(lawful));
    let zh = format!("受理时限 {written}，超过了法律给的 {lawful}");
    let en = format!("the intake limit of {written} is longer than the {lawful} the law gives");
    at(&INFO, place, zh, en)
        .help("逾期不告知即为受理（行政许可法 32）", "silence means acceptance (行政许可法 32)")
        .fix(format!("改成“{lawful}”"), format!("write “{lawful}”"), place.span, lawful)
}
