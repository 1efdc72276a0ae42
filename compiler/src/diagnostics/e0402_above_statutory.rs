//! E0402: the promise exceeds the statutory limit.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Spanned};
use lianban_runtime::time::{Date, Span as Amount, Unit};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0402",
    severity: Severity::Error,
    title: Words::new("承诺时限长于法定时限", "the promise exceeds the statutory limit"),
    explanation: Words::new(
        "承诺只能比法定时限短或相等（行政许可法 42）。两者单位不同时（如工作日和自然日），按日历逐日比较：只要有一天受理会让承诺晚于法定，就算超过。",
        "A promise is at most the statutory limit (行政许可法 42). Where the units differ (working days and calendar days, say) the due dates are compared for every published day of acceptance.",
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

/// The promise of `item`, in another unit, ends after the statutory limit when accepted on `start`.
#[must_use]
pub fn later_than_statutory(
    item: &str,
    promised: &Spanned<Amount>,
    statutory: &Spanned<Amount>,
    dates: &Dates,
) -> Diagnostic {
    let (ours, law) = (amount_words(promised.value), amount_words(statutory.value));
    let zh = format!("“{item}”承诺 {ours}，会超过法定的 {law}");
    let en = format!("“{item}” promises {ours}, which can end after the statutory {law}");
    let Dates { start, promised_due, statutory_due } = dates;
    let days = statutory.value.unit == Unit::Day && promised.value.unit == Unit::WorkDay;
    let amount = statutory.value.amount;
    let zh_unit = if days {
        format!("；法定写的“日”按自然日数，那部法把“日”定为工作日的，写“{amount} 工作日”")
    } else {
        String::new()
    };
    let en_unit = if days {
        format!(
            "; the statutory 日 are calendar days: where that law means working days, write {amount} 工作日"
        )
    } else {
        String::new()
    };
    at(&INFO, promised.place, zh, en)
        .label_in(statutory.place.file, statutory.place.span, "法定时限在这里", "the statutory limit")
        .help(
            format!("例如 {start} 受理：承诺到 {promised_due}，法定到 {statutory_due}{zh_unit}"),
            format!("accepted on {start}, for example: promised until {promised_due}, statutory until {statutory_due}{en_unit}"),
        )
}

/// A day on which the promise ends later than the law allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// Day of acceptance.
    pub start: Date,
    /// Due date of the promise.
    pub promised_due: Date,
    /// Due date by law.
    pub statutory_due: Date,
}
