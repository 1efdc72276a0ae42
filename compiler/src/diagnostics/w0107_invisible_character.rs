//! W0107: zero-width characters that came along with a copy.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0107",
    severity: Severity::Warning,
    title: Words::new("名称里有看不见的字符", "an invisible character"),
    explanation: Words::new(
        "从 Word、网页复制文字时，常带进看不见的字符（零宽空格 U+200B、字节序标记 U+FEFF、软连字符 U+00AD 等），让两个看起来一样的名称变得不同。编译器按没有它们来读，并提醒删去；`lianban fmt` 会去掉它们。",
        "Text copied from Word or a page often carries invisible characters (U+200B, U+FEFF, U+00AD …), which make two names differ that look alike. They are ignored, and `lianban fmt` removes them.",
    ),
    example: Example::Text(
        "一件事 我要办证 {\n    部门 政务\u{200B}服务局\n    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }\n}\n",
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// Invisible characters at `places`, all within the word at `span`.
#[must_use]
pub fn invisible_character(file: FileId, span: Span, found: char, places: &[Span]) -> Diagnostic {
    let number = format!("U+{:04X}", u32::from(found));
    let (zh, en) = match found {
        '\u{200B}' => ("零宽空格", "zero-width space"),
        '\u{FEFF}' => ("字节序标记", "byte order mark"),
        '\u{AD}' => ("软连字符", "soft hyphen"),
        '\u{200C}' => ("零宽不连字", "zero-width non-joiner"),
        '\u{200D}' => ("零宽连字", "zero-width joiner"),
        _ => ("字连接符", "word joiner"),
    };
    let edit = |place: &Span| super::Edit { file, span: *place, text: String::new() };
    Diagnostic::new(
        &INFO,
        file,
        span,
        format!("这里有看不见的字符：{zh}（{number}）"),
        format!("an invisible character stands here: {en} ({number})"),
    )
    .fix_all("删去看不见的字符", "delete the invisible characters", places.iter().map(edit).collect())
}
