//! E0006: more words and marks than a bundle can have.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0006",
    severity: Severity::Error,
    title: Words::new("文件内容太多", "the file has too many words"),
    explanation: Words::new(
        "一个文件最多 20 万个词和标点。请拆成几个文件，用 `引入` 连接。",
        "A file may have at most 200,000 words and marks. Split it and join the parts with `引入` (import).",
    ),
    example: Example::Repeated("甲；", 100_001),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The limit is passed at `span`.
#[must_use]
pub fn too_many_terms(file: FileId, span: Span) -> Diagnostic {
    let limit = crate::syntax::limits::MAX_TERMS;
    let zh = format!("文件里的词和标点超过 {limit} 个");
    let en = format!("the file has more than {limit} words and marks");
    Diagnostic::new(&INFO, file, span, zh, en).help(
        "请拆成几个文件，用“引入”连接",
        "split it into several files and join them with `引入` (import)",
    )
}
