//! E0102: `{` without `}`.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0102",
    severity: Severity::Error,
    title: Words::new("缺少 }", "a } is missing"),
    explanation: Words::new(
        "每个 `{` 都要有对应的 `}`。编译器根据缩进判断是哪一段没有关上，并在那里指出。",
        "Every `{` needs its `}`. The compiler looks at the indentation to say which block was never closed.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局 {
        简称 政务

    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局 {
        简称 政务
    }

    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The brace at `span`, behind the words `header`, is never closed; `written` belongs at `insert`.
#[must_use]
pub fn unclosed_block(file: FileId, span: Span, header: &str, insert: Span, written: &str) -> Diagnostic {
    let (zh, en) = if header.is_empty() {
        ("这个“{”没有关上，缺少“}”".to_owned(), "this “{” is never closed, a “}” is missing".to_owned())
    } else {
        (
            format!("“{header}”的“{{”没有关上，缺少“}}”"),
            format!("the “{{” of “{header}” is never closed, a “}}” is missing"),
        )
    };
    Diagnostic::new(&INFO, file, span, zh, en).label(insert, "“}”应写在这里", "the “}” belongs here").fix(
        "补上“}”",
        "add the “}”",
        insert,
        written,
    )
}
