//! E0311: events of a test are out of order.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0311",
    severity: Severity::Error,
    title: Words::new("测试里事件的顺序不对", "events of a test are out of order"),
    explanation: Words::new(
        "测试的第一个事件是 `提交`，只提交一次；后面的日期不能比前面早。",
        "The first event of a test is 提交, once; dates never go back.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-27 提交
        2026-02-26 办结 办证
        期望 结果 = 办结
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-26 提交
        2026-02-27 办结 办证
        期望 结果 = 办结
    }
}
"#,
};

/// The first event is something else, or a second 提交.
#[must_use]
pub fn submit_first(place: Place, second: bool) -> Diagnostic {
    let (zh, en) = if second {
        ("“提交”只能是第一个事件，只能写一次", "“提交” is the first event, and only once")
    } else {
        ("第一个事件应是“提交”", "the first event must be “提交”")
    };
    at(&INFO, place, zh, en).help("先写：2026-09-30 10:00 提交", "begin with: 2026-09-30 10:00 提交")
}

/// The date lies before the event above.
#[must_use]
pub fn time_goes_back(place: Place) -> Diagnostic {
    at(&INFO, place, "这个日期比上一行早", "this date lies before the row above").help(
        "按时间先后写；没有写时刻的，算当天下班时",
        "write events in order of time; a date without a time means closing time",
    )
}

/// The test has no event.
#[must_use]
pub fn no_submission(test: &Name) -> Diagnostic {
    at(&INFO, test.place, "测试里没有“提交”", "the test has no “提交”")
        .help("加上一行：2026-09-30 10:00 提交", "add a row: 2026-09-30 10:00 提交")
}
