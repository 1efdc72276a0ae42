//! E0007: so many mistakes that listing them helps nobody.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0007",
    severity: Severity::Error,
    title: Words::new("错误太多", "too many mistakes"),
    explanation: Words::new(
        "一个文件里的书写错误超过 100 处，其余不再列出。多半这不是 `.yjs` 文件，或编码、复制时出了错。",
        "The file has more than 100 mistakes of notation; the rest is not listed. Probably it is not a `.yjs` file at all.",
    ),
    example: Example::Repeated("@ 甲\n", 300),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The list ends here.
#[must_use]
pub fn too_many_findings(file: FileId, span: Span) -> Diagnostic {
    let limit = crate::syntax::limits::MAX_FINDINGS;
    let zh = format!("书写错误超过 {limit} 处，其余不再列出");
    let en = format!("more than {limit} mistakes of notation; the others are not listed");
    Diagnostic::new(&INFO, file, span, zh, en)
        .help("请确认这是一份 .yjs 文件", "make sure that this is a .yjs file")
}
