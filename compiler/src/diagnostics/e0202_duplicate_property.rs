//! E0202: the same property twice.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0202",
    severity: Severity::Error,
    title: Words::new("同一项写了两次", "the same property twice"),
    explanation: Words::new(
        "这一项在一个块里只能写一次：写两次就不知道以哪个为准。",
        "This property may stand once in a block; with two of them nobody knows which one counts.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；法定 30 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日 }
}
"#,
};

/// The property `word` stands at `place` a second time; the first stands at `first`.
#[must_use]
pub fn duplicate_property(place: Place, first: Place, row: Place, word: &str) -> Diagnostic {
    at(&INFO, place, format!("“{word}”写了两次"), format!("“{word}” stands here twice"))
        .label_in(first.file, first.span, "第一次写在这里", "the first one stands here")
        .help("只留一个", "keep one of them")
        .fix("删去这一个", "delete this one", row.span, "")
}
