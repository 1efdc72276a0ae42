//! E0402: the promise exceeds the statutory limit.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0402",
    severity: Severity::Error,
    title: Words::new("承诺时限长于法定时限", "the promise exceeds the statutory limit"),
    explanation: Words::new(
        "承诺只能比法定时限短或相等（行政许可法 42）。自然日与工作日比较时，工作日天数多于自然日天数才算超过。",
        "A promise is at most the statutory limit (行政许可法 42). Between working and calendar days only what exceeds for certain is reported.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 25 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The promise of `item` exceeds the statutory limit.
#[must_use]
pub fn above_statutory(item: &Name, promised: &Spanned<Amount>, statutory: &Spanned<Amount>) -> Diagnostic {
    let text = &item.value;
    let (ours, law) = (amount_words(promised.value), amount_words(statutory.value));
    let zh = format!("“{text}”承诺 {ours}，超过了法定的 {law}");
    let en = format!("“{text}” promises {ours}, more than the statutory {law}");
    at(&INFO, promised.place, zh, en)
        .label_in(statutory.place.file, statutory.place.span, "法定时限在这里", "the statutory limit")
        .help("承诺不得超过法定时限", "a promise is at most the statutory limit")
        .fix(format!("改成“{law}”"), format!("write “{law}”"), promised.place.span, law)
}
