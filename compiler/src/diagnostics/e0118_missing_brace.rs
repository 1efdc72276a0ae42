//! E0118: a block without `{`.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0118",
    severity: Severity::Error,
    title: Words::new("缺少 {", "a { is missing"),
    explanation: Words::new(
        "每个 `}` 前面都要有对应的 `{`。编译器根据缩进和词语判断它该写在哪里，后面的内容按已经补上来读。",
        "Every `}` needs its `{`. The compiler looks at the indentation and the words to say where it belongs, and reads on as if it stood there.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可
        承办 政务服务局
        承诺 5 工作日
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 {
        承办 政务服务局
        承诺 5 工作日
    }
}
"#,
};

/// `{` belongs at `insert`, behind the words `header` and beside the mark at `span`.
#[must_use]
pub fn missing_brace(file: FileId, span: Span, header: &str, insert: Span, written: &str) -> Diagnostic {
    let zh = format!("“{header}”后面缺少“{{”");
    let en = format!("a “{{” is missing behind “{header}”");
    Diagnostic::new(&INFO, file, span, zh, en).fix("补上“{”", "add the “{”", insert, written)
}
