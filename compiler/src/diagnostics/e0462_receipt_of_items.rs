//! E0462: a profile for items says when the case is received.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0462",
    severity: Severity::Error,
    title: Words::new("事项的辖区规则不能规定收件", "a profile for items says when papers are received"),
    explanation: Words::new(
        "一件事只收一次件，收到的那天算不算当天，由一件事所在辖区的规则决定。写了“适用事项”的规则只管某一类事项，不能再写“收件截止”和“非工作日收件”。",
        "A bundle is received once, by the profile of its region. A profile with 适用事项 is about some items only and cannot set 收件截止 or 非工作日收件.",
    ),
    example: Example::Text(
        r#"辖区规则 登记 { 适用事项 登记条例；收件截止 16:30 }

一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"辖区规则 登记 { 适用事项 登记条例；要求补正 当场 }

一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// At `place` a profile for `items` speaks of the receipt.
#[must_use]
pub fn receipt_of_items(place: Place, items: &Name) -> Diagnostic {
    let text = &items.value;
    let zh = format!("只适用于“{text}”的规则，不能规定整件事怎样收件");
    let en = format!("a profile for “{text}” cannot say how the whole bundle is received");
    at(&INFO, place, zh, en)
        .label_in(items.place.file, items.place.span, "它只适用于这些事项", "it applies to these items only")
        .help(
            "删去这一行，写在辖区（有“适用”的）规则里",
            "remove the row, and write it in the profile of the region",
        )
}
