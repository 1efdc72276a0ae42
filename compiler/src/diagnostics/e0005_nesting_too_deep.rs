//! E0005: braces or parentheses nested too deeply.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0005",
    severity: Severity::Error,
    title: Words::new("括号嵌套太深", "brackets are nested too deeply"),
    explanation: Words::new(
        "花括号、圆括号最多嵌套 64 层。正常的一件事不超过五六层；嵌套这么深，多半是有括号没有关上，或文件被损坏。",
        "Braces and parentheses may be nested 64 deep. A normal bundle needs five or six: look for brackets that are never closed.",
    ),
    example: Example::Repeated("一件事 甲 {\n", 65),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The bracket at `span` opens the 65th level.
#[must_use]
pub fn nesting_too_deep(file: FileId, span: Span) -> Diagnostic {
    let limit = crate::syntax::limits::MAX_NESTING;
    let zh = format!("括号嵌套超过 {limit} 层，从这里起不再读取");
    let en = format!("brackets are nested more than {limit} deep; nothing is read from here on");
    Diagnostic::new(&INFO, file, span, zh, en)
        .help("请检查前面的括号是否都关上了", "check that the brackets before this place are closed")
}
