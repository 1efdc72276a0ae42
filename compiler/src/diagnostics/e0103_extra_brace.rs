//! E0103: `}` without `{`.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0103",
    severity: Severity::Error,
    title: Words::new("多了一个 }", "one } too many"),
    explanation: Words::new(
        "这个 `}` 没有对应的 `{`。删去它，或在前面补上 `{`。",
        "This `}` closes nothing. Delete it, or add the `{` it was meant for.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The brace at `span` closes nothing.
#[must_use]
pub fn extra_brace(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&INFO, file, span, "这个“}”多余，前面没有对应的“{”", "this “}” closes nothing").fix(
        "删去“}”",
        "delete it",
        span,
        "",
    )
}
