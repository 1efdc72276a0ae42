//! E0108: a mark with nothing before or behind it.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0108",
    severity: Severity::Error,
    title: Words::new("标点前后缺内容", "something is missing beside a mark"),
    explanation: Words::new(
        "`→`、`、`、`，`、`=`、`:`、`|` 和比较号连接前后两项，两边都要有内容。行尾的逗号、顿号要删去；一行写不下时，可以在它们之后换行。",
        "`→`, `、`, `，`, `=`, `:`, `|` and comparisons join two things, so both sides are needed. Delete a comma at the end of a row; a row may be broken behind such a mark.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局、；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// Which side of a mark is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing before it.
    Before,
    /// Nothing behind it.
    Behind,
    /// Another mark follows at once.
    Between,
}

/// The mark `found` at `span` lacks a side.
#[must_use]
pub fn dangling_mark(file: FileId, span: Span, found: &str, missing: Missing) -> Diagnostic {
    let (zh, en) = match missing {
        Missing::Before => (format!("“{found}”前面缺内容"), format!("something is missing before “{found}”")),
        Missing::Behind => (format!("“{found}”后面缺内容"), format!("something is missing after “{found}”")),
        Missing::Between => (
            format!("“{found}”前面缺内容，两个符号连在了一起"),
            format!("something is missing before “{found}”: two marks in a row"),
        ),
    };
    let finding = Diagnostic::new(&INFO, file, span, zh, en);
    if matches!(found, "{" | "｛") {
        return finding.help(
            "花括号前要有声明，例如“事项 设立登记 {”",
            "a block needs words before it, such as `事项 设立登记 {`",
        );
    }
    finding.help("补上内容，或删去这个符号", "add what is missing, or delete the mark").fix(
        "删去这个符号",
        "delete the mark",
        span,
        "",
    )
}
