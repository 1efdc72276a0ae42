//! E0104: 《 without 》.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0104",
    severity: Severity::Error,
    title: Words::new("书名号不成对", "《 and 》 do not pair"),
    explanation: Words::new(
        "带标点的名称写在书名号里：`《营业执照（副本）》`。`《` 和 `》` 必须在同一行成对。",
        "A name with punctuation stands between `《` and `》`, both on the same line.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 《政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// `《` at `span` is never closed; `》` probably belongs at `insert`.
#[must_use]
pub fn unclosed_name(file: FileId, span: Span, insert: Span) -> Diagnostic {
    Diagnostic::new(
        &INFO,
        file,
        span,
        "“《”没有关上，同一行里缺少“》”",
        "“《” is never closed: a “》” is missing on this line",
    )
    .fix("补上“》”", "add “》”", insert, "》")
}

/// `》` at `span` closes nothing.
#[must_use]
pub fn stray_mark(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&INFO, file, span, "这个“》”前面没有“《”", "there is no “《” before this “》”").fix(
        "删去“》”",
        "delete it",
        span,
        "",
    )
}
