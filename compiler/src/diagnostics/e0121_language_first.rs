//! E0121: the version of the language does not stand first.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0121",
    severity: Severity::Error,
    title: Words::new("语言版本要写在第一行", "the version of the language stands first"),
    explanation: Words::new(
        "`语言` 管整个文件，所以要写在所有别的行前面。注释可以在它前面。",
        "语言 is about the whole file and stands before every other row. Comments may stand before it.",
    ),
    example: Example::Text(
        r#"部门 政务服务局
语言 1

一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"语言 1
部门 政务服务局

一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
};

/// The row at `place` stands behind others.
#[must_use]
pub fn language_first(place: Place) -> Diagnostic {
    at(&INFO, place, "“语言”要写在文件的第一行", "语言 must be the first row of the file")
        .help("把这一行移到最前面", "move this row to the top")
}
