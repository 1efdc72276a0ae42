//! W0422: two tests with one title.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0422",
    severity: Severity::Warning,
    title: Words::new("两个测试同名", "two tests with one title"),
    explanation: Words::new(
        "测试结果按标题列出，标题相同就分不清是哪一个。",
        "Results are listed by title; with equal titles nobody can tell which test failed.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    测试 “一” { 2026-09-01 10:00 提交；期望 办结 = 2026-09-08 }
    测试 “一” { 2026-09-02 10:00 提交；期望 办结 = 2026-09-09 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    测试 “一” { 2026-09-01 10:00 提交；期望 办结 = 2026-09-08 }
    测试 “二” { 2026-09-02 10:00 提交；期望 办结 = 2026-09-09 }
}
"#,
};

/// The title stood at `first` before.
#[must_use]
pub fn equal_titles(title: &Name, first: Place) -> Diagnostic {
    let text = &title.value;
    at(&INFO, title.place, format!("测试“{text}”重名"), format!("there are two tests “{text}”"))
        .label_in(first.file, first.span, "先写在这里", "the first stands here")
        .help("换一个标题", "choose another title")
}
