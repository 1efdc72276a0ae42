//! E0113: 《》 with nothing inside.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0113",
    severity: Severity::Error,
    title: Words::new("书名号里没有名称", "an empty name"),
    explanation: Words::new("`《》` 里要写名称。", "A name stands between `《` and `》`."),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 《》；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// `《》` at `span` is empty.
#[must_use]
pub fn empty_name(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&INFO, file, span, "书名号里没有写名称", "the name between 《 and 》 is empty")
}
