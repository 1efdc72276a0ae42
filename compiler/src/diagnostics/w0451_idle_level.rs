//! W0451: a warning level that never shows.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Place, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0451",
    severity: Severity::Warning,
    title: Words::new("这一级永远不会出现", "a warning level that never shows"),
    explanation: Words::new(
        "期限总共只有这么长，剩下的不可能比它还多，所以这一级不会出现。",
        "The limit is no longer than what is to be left of it, so the level never shows.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 3 工作日；预警 剩 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 3 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 3 工作日；预警 剩 1 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 3 工作日 }
}
"#,
};

/// `left` is not less than the whole `limit`.
#[must_use]
pub fn idle_level(place: Place, left: Amount, limit: &Spanned<Amount>) -> Diagnostic {
    let (left, whole) = (amount_words(left), amount_words(limit.value));
    let zh = format!("期限只有 {whole}，不会有“剩 {left}”的时候");
    at(&INFO, place, zh, format!("of {whole} there is never a moment with {left} left to come"))
        .label_in(limit.place.file, limit.place.span, "期限在这里", "the limit is here")
        .help("写得比期限短，或删去这一级", "write less than the limit, or delete the level")
}
