//! E0109: digits that are no number we can keep.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0109",
    severity: Severity::Error,
    title: Words::new("数字超出范围", "the number is out of range"),
    explanation: Words::new(
        "数字最大约为 9.2 万亿（9 223 372 036 854）。日期写作 `2026-09-30`，编码等数字串请写在引号里：`\"420100001\"`。",
        "Numbers reach about 9.2 × 10¹². Write a date as `2026-09-30`, and a code of digits in quotes: `\"420100001\"`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 99999999999999999999 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The number at `span` is too large.
#[must_use]
pub fn number_out_of_range(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&INFO, file, span, "数字太大了", "the number is too large")
        .help("如果这是编码，请写在引号里：\"……\"", "if this is a code, put it in quotes: \"…\"")
}

/// The number at `span` is followed by a dot without digits, or has two dots.
#[must_use]
pub fn malformed_number(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(
        &INFO,
        file,
        span,
        "数字里的小数点写得不对",
        "the decimal point of this number is misplaced",
    )
    .help(
        "小数写作 4.5；版本号、条款号请写在引号里：“1.2.0”",
        "write 4.5; put a version or article number in quotes: “1.2.0”",
    )
}
