//! W0423: a test that expects nothing.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0423",
    severity: Severity::Hint,
    title: Words::new("测试没有期望", "a test that expects nothing"),
    explanation: Words::new(
        "没有 `期望` 的测试只检查各步能不能走通，日期算错了也不会失败。",
        "Without `期望` a test only shows that its steps are possible; a wrong date does not fail it.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    测试 “一” { 2026-09-01 10:00 提交 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
    测试 “一” { 2026-09-01 10:00 提交；期望 办结 = 2026-09-08 }
}
"#,
};

/// The test called `title` has no 期望.
#[must_use]
pub fn nothing_expected(title: &Name) -> Diagnostic {
    let text = &title.value;
    at(&INFO, title.place, format!("测试“{text}”没有写期望"), format!("the test “{text}” expects nothing"))
        .help("加上一行，如：期望 办结 = 2026-09-08", "add a line such as: 期望 办结 = 2026-09-08")
}
