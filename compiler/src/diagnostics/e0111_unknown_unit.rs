//! E0111: a word behind a number that is no unit.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;
use crate::syntax::units;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0111",
    severity: Severity::Error,
    title: Words::new("不认识的单位", "an unknown unit"),
    explanation: Words::new(
        "数字后面的词应是单位：工作日、日（自然日、天）、工作小时、小时、分钟、月、年、份、次、元、万元、亿元、㎡（平方米）、公顷、米、人、个……。时限要写明是 `工作日` 还是 `日`。",
        "The word behind a number should be a unit: 工作日 (workdays), 日 (days), 工作小时 (workhours), 小时 (hours), 份 (copies), 次 (times), 元 (yuan), ㎡ …",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作天；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The word `found` at `span` is not a unit; `instead` is probably meant.
#[must_use]
pub fn unknown_unit(file: FileId, span: Span, found: &str, instead: Option<&str>) -> Diagnostic {
    let shown: String = found.chars().take(24).collect();
    let base =
        Diagnostic::new(&INFO, file, span, format!("“{shown}”不是单位"), format!("“{shown}” is not a unit"));
    match instead {
        Some(unit) => base.help(format!("是不是“{unit}”？"), format!("did you mean “{unit}”?")).fix(
            format!("改为“{unit}”"),
            format!("replace it by “{unit}”"),
            span,
            unit,
        ),
        None => base.help(
            format!(
                "数字后面应写单位，例如“10 工作日”“300 ㎡”“7 份”；数个数的有：{}；如果这是名称，请用书名号：《3号楼》",
                units::counting().collect::<Vec<_>>().join("、")
            ),
            "write a unit such as 工作日, ㎡ or 份; if this is a name, quote it: 《3号楼》",
        ),
    }
}

/// `10月26日`, of which the reader took the 10 for a number: a date without its year.
#[must_use]
pub fn date_without_year(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(&INFO, file, span, "日期没有写年份", "the date has no year").help(
        "日期要写年份，例如 2026-10-26 或 2026年10月26日",
        "write the year as well, for example 2026-10-26 or 2026年10月26日",
    )
}
