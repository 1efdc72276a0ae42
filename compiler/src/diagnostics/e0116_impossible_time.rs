//! E0116: a time of day or a date that cannot be.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0116",
    severity: Severity::Error,
    title: Words::new("日期或时刻不存在", "no such date or time"),
    explanation: Words::new(
        "时刻从 `00:00` 到 `23:59`，月从 1 到 12，日从 1 到 31。",
        "Times run from `00:00` to `23:59`, months from 1 to 12, days from 1 to 31.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一” {
        2026-09-30 25:00 提交
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一” {
        2026-09-30 10:00 提交
    }
}
"#,
};

/// The date or time `found` at `span` does not exist.
#[must_use]
pub fn impossible_time(file: FileId, span: Span, found: &str) -> Diagnostic {
    Diagnostic::new(
        &INFO,
        file,
        span,
        format!("没有“{found}”这个日期或时刻"),
        format!("there is no date or time “{found}”"),
    )
    .help("日期写作 2026-09-30，时刻写作 10:00", "write a date as 2026-09-30 and a time as 10:00")
}
