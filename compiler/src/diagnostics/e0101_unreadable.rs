//! E0101: a character that means nothing here.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0101",
    severity: Severity::Error,
    title: Words::new("读不懂的符号", "a mark that means nothing"),
    explanation: Words::new(
        "这里的符号不属于书写格式。名称里如果有标点，请用书名号括起来：`《营业执照（副本）》`。其它文字写在引号里：`“……”`。",
        "The notation does not use this mark. Quote a name that contains punctuation: `《营业执照（副本）》`; other text stands in quotation marks: `“…”`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 @工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The characters `found` cannot be read here.
#[must_use]
pub fn unreadable(file: FileId, span: Span, found: &str) -> Diagnostic {
    let shown: String = found.chars().take(12).map(visible).collect();
    let zh = format!("这里的“{shown}”读不懂");
    let en = format!("cannot read “{shown}” here");
    Diagnostic::new(&INFO, file, span, zh, en).help(
        "名称里有标点时请用书名号：《……》；说明文字请用引号：“……”",
        "quote a name that contains punctuation with 《…》, and other text with “…”",
    )
}

/// A dash between two numbers.
#[must_use]
pub fn range(file: FileId, span: Span, found: &str) -> Diagnostic {
    let zh = format!("这里的“{found}”读不懂");
    Diagnostic::new(&INFO, file, span, zh, format!("cannot read “{found}” here")).help(
        "从多少到多少，条件里写“满 1000 人 不满 5000 人”，回答的范围写“0 人 ～ 5000 人”",
        "a range is written 满 1000 人 不满 5000 人 in a condition, 0 人 ～ 5000 人 for the answers",
    )
}

/// `found` is not used in this notation; `instead` is what to write for it.
#[must_use]
pub fn write_instead(file: FileId, span: Span, found: &str, instead: &str) -> Diagnostic {
    let zh = format!("这里不用 {found} ，请写 {instead}");
    let en = format!("{found} is not used here, write {instead}");
    Diagnostic::new(&INFO, file, span, zh, en).fix(
        format!("改为 {instead}"),
        format!("replace it by {instead}"),
        span,
        instead,
    )
}

/// Control characters by their number.
fn visible(mark: char) -> String {
    let odd =
        mark.is_control() || matches!(mark, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}'..);
    if odd { format!("U+{:04X}", u32::from(mark)) } else { mark.to_string() }
}
