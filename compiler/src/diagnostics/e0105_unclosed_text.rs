//! E0105: a quotation that is not closed on its line.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0105",
    severity: Severity::Error,
    title: Words::new("引号不成对", "quotation marks do not pair"),
    explanation: Words::new(
        "说明文字写在引号里：`“以什么身份经营？”`。前后引号必须在同一行成对，前引号是 `“`，后引号是 `”`；也可以都用直引号 `\"`。",
        "Text stands between `“` and `”`, or between two straight `\"`, on one line.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    依据 “行政许可法
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    依据 “行政许可法”
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The quotation opened at `span` is never closed; `close` probably belongs at `insert`.
#[must_use]
pub fn unclosed_text(file: FileId, span: Span, insert: Span, close: &str) -> Diagnostic {
    let zh = format!("引号没有关上，同一行里缺少“{close}”");
    let en = format!("the quotation is never closed: a {close} is missing on this line");
    Diagnostic::new(&INFO, file, span, zh, en).fix("补上引号", "add the mark", insert, close)
}

/// The mark at `span` should be `right`.
#[must_use]
pub fn wrong_mark(file: FileId, span: Span, right: &str) -> Diagnostic {
    let zh = format!("前后引号不成对，这里应为 {right}");
    let en = format!("the quotation marks do not pair, this one should be {right}");
    Diagnostic::new(&INFO, file, span, zh, en).fix("改正引号", "put the mark right", span, right)
}

/// The mark at `span` is one too many.
#[must_use]
pub fn stray_mark(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&INFO, file, span, "多了一个引号", "one quotation mark too many").fix(
        "删去它",
        "delete it",
        span,
        "",
    )
}
