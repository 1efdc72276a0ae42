//! E0319: a word on rest days behind an amount that needs none.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0319",
    severity: Severity::Error,
    title: Words::new("这种期限没有顺延不顺延", "this amount of time does not roll"),
    explanation: Words::new(
        "`（顺延）`、`（不顺延）`、`（提前）`、`（逢长假顺延）` 说的是最后一天放假怎么办，只有自然日、月、年会遇到。工作日的最后一天总是工作日，小时照数。",
        "`（顺延）`, `（不顺延）`, `（提前）`, `（逢长假顺延）` say what becomes of a last day that is a rest day; only calendar days, months and years meet one.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 10 工作日（顺延） }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 10 工作日 }
}
"#,
};

/// The word at `place` means nothing behind `amount`.
#[must_use]
pub fn no_roll(place: Place, amount: Amount) -> Diagnostic {
    let written = amount_words(amount);
    let zh = format!("“{written}”的最后一天不会落在假日，这里不写顺延不顺延");
    at(&INFO, place, zh, format!("“{written}” never ends on a rest day by counting"))
        .help("删去括号里的话", "delete the words in brackets")
}
