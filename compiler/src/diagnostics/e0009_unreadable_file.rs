//! E0009: the file cannot be read.

use super::FileId;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0009",
    severity: Severity::Error,
    title: Words::new("文件读不出来", "the file cannot be read"),
    explanation: Words::new("找不到文件，或没有读取权限。", "The file does not exist or may not be read."),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The host could not read the file.
#[must_use]
pub fn unreadable_file(file: FileId, path: &str, reason: &str) -> Diagnostic {
    let zh = format!("读不到文件“{path}”：{reason}");
    let en = format!("cannot read “{path}”: {reason}");
    Diagnostic::new(&INFO, file, Span::default(), zh, en)
        .help("请检查路径和权限", "check the path and its permissions")
}
