//! E0001: the bytes are not text at all.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0001",
    severity: Severity::Error,
    title: Words::new("文件不是文本", "the file is not text"),
    explanation: Words::new(
        "文件里有零字节或大量控制字符，多半是 Word、Excel、PDF 或图片，而不是 `.yjs` 文本。请在原软件里把内容复制出来，粘贴到文本编辑器，另存为 UTF-8 文本。",
        "The file contains zero bytes or many control characters: probably a Word, Excel, PDF or picture file. Copy its text into a text editor and save it as UTF-8.",
    ),
    example: Example::Bytes(
        b"PK\x03\x04\0\0\0\x08",
        Words::new("Word 文件（ZIP 压缩包）的开头", "the beginning of a Word file, which is a ZIP archive"),
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The file is binary.
#[must_use]
pub fn binary_file(file: FileId) -> Diagnostic {
    let message =
        ("文件不是文本，里面有文本不会有的字节", "the file is not text: it has bytes that no text contains");
    Diagnostic::new(&INFO, file, Span::default(), message.0, message.1).help(
        "如果这是 Word 或 Excel 文件，请把内容复制到文本编辑器，另存为 UTF-8 文本（.yjs）",
        "if this is a Word or Excel file, copy its content into a text editor and save it as UTF-8 text (.yjs)",
    )
}
