//! E0010: there are more findings.

use super::{CodeInfo, Diagnostic, Example, Severity, Words};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0010",
    severity: Severity::Hint,
    title: Words::new("还有别的问题", "there are more findings"),
    explanation: Words::new(
        "一次最多列出 200 处错误和 200 处提醒；改掉这些之后，其余的会再列出来。",
        "At most 200 errors and 200 warnings are listed at once; once these are gone, the others appear.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// `more` findings are not listed; `at` is the first of them.
#[must_use]
pub fn more_findings(first: &Diagnostic, more: usize) -> Diagnostic {
    let zh = format!("还有 {more} 处问题没有列出");
    let en = format!("{more} more findings are not listed");
    Diagnostic::new(&INFO, first.file, first.span, zh, en).help("先改前面的", "begin with those above")
}
