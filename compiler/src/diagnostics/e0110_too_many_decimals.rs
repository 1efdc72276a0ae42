//! E0110: more decimals than are kept.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0110",
    severity: Severity::Error,
    title: Words::new("小数位太多", "too many decimals"),
    explanation: Words::new(
        "数字按精确的小数保存，最多六位小数，不作舍入。",
        "Numbers are exact decimals with at most six places; nothing is rounded.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20.1234567 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The number at `span` has more than six decimals.
#[must_use]
pub fn too_many_decimals(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&INFO, file, span, "小数最多六位", "at most six decimals are kept")
        .help("请自己决定怎样舍入，写成六位以内", "decide yourself how to round it")
}
