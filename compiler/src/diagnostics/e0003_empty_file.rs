//! E0003: a file without any declaration. Issued by `compile`, which alone knows whether a bundle was expected.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0003",
    severity: Severity::Error,
    title: Words::new("文件是空的", "the file is empty"),
    explanation: Words::new(
        "文件里没有任何声明。一个 `.yjs` 文件至少要有一个 `一件事`：它的名字、事项和承诺。",
        "The file contains no declaration. A `.yjs` file holds at least one `一件事` (bundle).",
    ),
    example: Example::Text("// 还没有写\n"),
    corrected: MINIMAL,
};

/// The smallest bundle.
pub const MINIMAL: &str = "一件事 我要办证 {\n    部门 政务服务局\n    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }\n}\n";

/// The file has no entry.
#[must_use]
pub fn empty_file(file: FileId) -> Diagnostic {
    let at = Span::default();
    Diagnostic::new(&INFO, file, at, "文件里还没有内容", "this file has no content yet")
        .help(
            format!("最小的一件事是这样的：\n{MINIMAL}"),
            format!("the smallest bundle looks like this:\n{MINIMAL}"),
        )
        .fix("写入一个最小的一件事", "write a minimal bundle", at, MINIMAL)
}
