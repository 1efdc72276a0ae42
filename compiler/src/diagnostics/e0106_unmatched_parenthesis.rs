//! E0106: a parenthesis without partner.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0106",
    severity: Severity::Error,
    title: Words::new("圆括号不成对", "parentheses do not pair"),
    explanation: Words::new(
        "圆括号要成对，而且不能跨过 `{`、`}` 或 `；`。名称里的括号请连同名称写进书名号：`《建设用地规划许可证（划拨）》`。",
        "Parentheses pair up, and none reaches across `{`, `}` or `；`. If they belong to a name, quote it: `《建设用地规划许可证（划拨）》`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 （政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The parenthesis at `span` has no partner.
#[must_use]
pub fn unmatched_parenthesis(file: FileId, span: Span, opening: bool) -> Diagnostic {
    let (zh, en) = if opening {
        ("这个“（”没有关上", "this “(” is never closed")
    } else {
        ("这个“）”前面没有“（”", "there is no “(” before this “)”")
    };
    Diagnostic::new(&INFO, file, span, zh, en)
        .help(
            "补上另一半；如果括号是名称的一部分，请把整个名称写进书名号《……》",
            "add its partner; if it is part of a name, quote the whole name with 《…》",
        )
        .fix("删去这个括号", "delete it", span, "")
}
