//! E0112: a name above the length limit.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0112",
    severity: Severity::Error,
    title: Words::new("名称太长", "the name is too long"),
    explanation: Words::new(
        "名称最多 200 个字。说明文字请写在引号里，或写成 `///` 注释。",
        "A name has at most 200 characters. Put an explanation in quotes or in a `///` comment.",
    ),
    example: Example::Repeated("甲", 201),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The name at `span` has `length` characters.
#[must_use]
pub fn name_too_long(file: FileId, span: Span, length: usize) -> Diagnostic {
    let limit = crate::syntax::limits::MAX_NAME_CHARS;
    let zh = format!("名称有 {length} 个字，最多 {limit} 个");
    let en = format!("the name has {length} characters, at most {limit} are allowed");
    Diagnostic::new(&INFO, file, span, zh, en)
        .help("说明文字请写在引号里：“……”", "put an explanation in quotes: “…”")
}
