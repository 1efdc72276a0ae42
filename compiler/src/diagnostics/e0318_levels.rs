//! E0318: warning levels that cannot rise one after the other.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::limit::Warning;
use crate::names::{Place, Spanned};
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0318",
    severity: Severity::Error,
    title: Words::new("预警等级不是依次上升", "warning levels that do not rise in order"),
    explanation: Words::new(
        "级别只升不降：先预警，再黄牌，最后红牌。所以 `预警` 剩下的要比 `黄牌` 剩下的多，两者用同一种单位（或都用 %）才比得出先后。`%` 写 1 到 99 的整数；离到期还有多久用工作日、日、小时、工作小时或分钟写，不用月、年。",
        "Levels only rise: 预警, 黄牌, 红牌. So more must be left at 预警 than at 黄牌, both in one unit (or both in %). A share is a whole number from 1 to 99; what is left is written in working days, days, hours, opening hours or minutes, not in months or years.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日；预警 剩 1 工作日；黄牌 剩 2 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 10 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日；预警 剩 2 工作日；黄牌 剩 1 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 10 工作日 }
}
"#,
};

fn words(warning: Warning) -> String {
    match warning {
        Warning::Left(left) => amount_words(left),
        Warning::Share(percent) => format!("{percent}%"),
    }
}

/// 黄牌 comes no later than 预警.
#[must_use]
pub fn out_of_order(notice: &Spanned<Warning>, yellow: &Spanned<Warning>) -> Diagnostic {
    let (first, second) = (words(notice.value), words(yellow.value));
    let zh = format!("剩 {second} 才黄牌，不晚于剩 {first} 的预警");
    let en = format!("黄牌 with {second} left is not later than 预警 with {first} left");
    at(&INFO, yellow.place, zh, en)
        .label_in(notice.place.file, notice.place.span, "预警在这里", "预警 is here")
        .help("黄牌剩下的要比预警剩下的少", "less must be left at 黄牌 than at 预警")
}

/// 预警 and 黄牌 in units that cannot be compared.
#[must_use]
pub fn not_comparable(notice: &Spanned<Warning>, yellow: &Spanned<Warning>) -> Diagnostic {
    let (first, second) = (words(notice.value), words(yellow.value));
    let zh = format!("预警用“{first}”，黄牌用“{second}”，比不出先后");
    let en = format!("“{first}” and “{second}” cannot be compared");
    at(&INFO, yellow.place, zh, en)
        .label_in(notice.place.file, notice.place.span, "预警在这里", "预警 is here")
        .help("两级用同一种单位，或都用 %", "write both in one unit, or both in %")
}

/// A share that is none.
#[must_use]
pub fn not_a_share(place: Place) -> Diagnostic {
    at(&INFO, place, "这里的百分数要在 1% 到 99% 之间", "the share lies between 1% and 99%")
        .help("写 1% 到 99% 的整数，如：剩 20%", "write a whole number from 1% to 99%, such as 剩 20%")
}

/// Months and years cannot be counted back from a due date.
#[must_use]
pub fn too_coarse(place: Place, left: Amount) -> Diagnostic {
    let written = amount_words(left);
    let zh = format!("“{written}”太粗，预警要用工作日、日、小时、工作小时或分钟");
    at(&INFO, place, zh, format!("“{written}” is too coarse for a level")).help(
        "改用工作日、日、小时、工作小时、分钟，或 %",
        "write working days, days, hours, opening hours, minutes, or %",
    )
}
