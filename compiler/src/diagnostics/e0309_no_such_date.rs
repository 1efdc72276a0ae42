//! E0309: no such date.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0309",
    severity: Severity::Error,
    title: Words::new("没有这一天", "no such date"),
    explanation: Words::new(
        "日期要真实存在，如 2 月没有 30 日；时刻在 00:00 到 23:59 之间。",
        "A date must exist (there is no 30 February), a time lies between 00:00 and 23:59.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-30 提交
        期望 结果 = 办结
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-27 提交
        期望 结果 = 办结
    }
}
"#,
};

/// The date does not exist.
#[must_use]
pub fn no_such_date(place: Place, ymd: (i32, u32, u32)) -> Diagnostic {
    let (year, month, day) = ymd;
    let date = format!("{year:04}-{month:02}-{day:02}");
    at(
        &INFO,
        place,
        format!("没有“{date}”这一天（或时刻）"),
        format!("there is no such date or time: “{date}”"),
    )
    .help("改成真实的日期，如 2026-02-28", "write a date that exists, such as 2026-02-28")
}
