//! E0115: digits in groups of three.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0115",
    severity: Severity::Error,
    title: Words::new("数字里不用分隔号", "digits in groups of three"),
    explanation: Words::new(
        "逗号用来分开两项，所以数字里不能写分节的逗号：写 `1000`，不写 `1,000`；大数可以写 `30 万元`。",
        "A comma separates two things, so write `1000`, not `1,000`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 1,000 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 1000 工作日；承诺 5 工作日 }
}
"#,
};

/// The digits at `span` are grouped; `plain` is the number without commas.
#[must_use]
pub fn grouped_digits(file: FileId, span: Span, plain: &str) -> Diagnostic {
    Diagnostic::new(
        &INFO,
        file,
        span,
        format!("数字里不写逗号，应写 {plain}"),
        format!("a number has no commas, write {plain}"),
    )
    .fix("去掉逗号", "remove the commas", span, plain)
}
