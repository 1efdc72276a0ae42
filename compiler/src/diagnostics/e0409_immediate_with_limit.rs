//! E0409: an on-the-spot item with a limit.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0409",
    severity: Severity::Error,
    title: Words::new("即办件却有办理时限", "an on-the-spot item with a limit"),
    explanation: Words::new(
        "即办件当场或当日办结，承诺时限是 `即办`（0 工作日）。",
        "An on-the-spot item is decided on day 0: its promise is `即办` (0 工作日).",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；办件类型 即办件；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；办件类型 即办件；承诺 即办 }
}
"#,
};

/// An item of class 即办件 takes time.
#[must_use]
pub fn immediate_with_limit(item: &Name, limit: &Spanned<Amount>) -> Diagnostic {
    let (text, has) = (&item.value, amount_words(limit.value));
    at(
        &INFO,
        limit.place,
        format!("“{text}”是即办件，时限却是 {has}"),
        format!("“{text}” is decided on the spot (即办件), but its limit is {has}"),
    )
    .help("写“承诺 即办”，或把办件类型改为承诺件", "write “承诺 即办”, or make it a 承诺件")
}
