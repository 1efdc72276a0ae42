//! E0317: the cited laws count 日 differently.

use super::semantic::{amount_words, at, roll_words};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Spanned;
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0317",
    severity: Severity::Error,
    title: Words::new("依据的几部法律对“日”的算法不同", "the cited laws count 日 differently"),
    explanation: Words::new(
        "只写“日”的期限，照它依据的法律数：行政许可法的“日”是工作日，别的法律可能是自然日。这里引了几部，数出来不一样，工具不替你选。写明 `工作日` 或 `自然日`，或者把这条期限的依据写在它后面：`法定 20 日，依据 “……”`。",
        "A limit in plain 日 is counted as the law it rests on counts it: working days in 行政许可法, calendar days in others. Here several laws are cited that count it differently. Write `工作日` or `自然日`, or name the law of this very limit: `法定 20 日，依据 “…”`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 30 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 日；依据 “行政许可法 第四十二条”、“行政处罚法 第四十五条” }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 30 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；依据 “行政许可法 第四十二条”、“行政处罚法 第四十五条” }
}
"#,
};

/// `amount` is one thing by `first`, another by `second`: name of the law and what it makes of it.
#[must_use]
pub fn laws_disagree(amount: &Spanned<Amount>, first: (&str, Amount), second: (&str, Amount)) -> Diagnostic {
    let kind = |amount: Amount| match amount.unit {
        lianban_runtime::time::Unit::Day => format!("{} 自然日{}", amount.amount, roll_words(amount)),
        _ => amount_words(amount),
    };
    let (one, other) = (kind(first.1), kind(second.1));
    let written = amount_words(amount.value);
    let zh = format!("“{written}”按{}是 {one}，按{}是 {other}", first.0, second.0);
    let en = format!("“{written}” is {one} by {}, but {other} by {}", first.0, second.0);
    let mut found = at(&INFO, amount.place, zh, en).help(
        "写明工作日还是自然日，或在这条期限后面写它自己的依据",
        "write 工作日 or 自然日, or name the law of this very limit behind it",
    );
    for words in [one, other] {
        let (zh, en) = (format!("改成“{words}”"), format!("write “{words}”"));
        found = found.fix(zh, en, amount.place.span, words);
    }
    found
}
