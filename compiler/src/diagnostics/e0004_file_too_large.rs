//! E0004: a file above the size limit.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0004",
    severity: Severity::Error,
    title: Words::new("文件太大", "the file is too large"),
    explanation: Words::new(
        "一个文件最大 4 MiB。一件事写成文字不会这么长；如果确实很大，请拆成几个文件，用 `引入` 连接。",
        "A file may have at most 4 MiB. Split a larger one and join the parts with `引入` (import).",
    ),
    example: Example::Repeated("// 很长的文件\n", 300_000),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The file has `bytes` bytes.
#[must_use]
pub fn file_too_large(file: FileId, bytes: usize) -> Diagnostic {
    let zh = format!("文件有 {bytes} 字节，最多 4 MiB（{} 字节）", crate::syntax::limits::MAX_FILE_BYTES);
    let en = format!("the file has {bytes} bytes; at most 4 MiB are read");
    Diagnostic::new(&INFO, file, Span::default(), zh, en).help(
        "请拆成几个文件，用“引入”连接",
        "split it into several files and join them with `引入` (import)",
    )
}
