//! E0460: 收件截止 after closing time.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0460",
    severity: Severity::Error,
    title: Words::new("收件截止晚于下班", "papers are received after closing"),
    explanation: Words::new(
        "收件截止是几点以后收到的算下一个工作日。晚于下班的话，当天“即办”的事项一受理就已经逾期。下班时间由日历决定，全件一个。",
        "What is received after 收件截止 counts for the next working day. After closing time, an item decided on day 0 would be overdue when it begins. Closing time is the calendar's.",
    ),
    example: Example::Text(
        r#"辖区规则 本市 { 收件截止 18:00 }

一件事 我要办证 {
    辖区规则 本市
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"辖区规则 本市 { 收件截止 16:30 }

一件事 我要办证 {
    辖区规则 本市
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// Minutes after midnight as `16:30`.
fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute.saturating_div(60), minute.checked_rem(60).unwrap_or(0))
}

/// Papers are received until `until`, after `closing`.
#[must_use]
pub fn receipt_after_closing(place: Place, until: u32, closing: u32) -> Diagnostic {
    let (until, closing) = (clock(until), clock(closing));
    let zh = format!("收件截止 {until} 晚于下班时间 {closing}");
    let en = format!("papers are received until {until}, after closing at {closing}");
    at(&INFO, place, zh, en)
        .help("写下班以前的时刻；不写就收到下班", "write a time before closing, or nothing: until closing")
        .fix(format!("改成“{closing}”"), format!("write “{closing}”"), place.span, closing)
}
