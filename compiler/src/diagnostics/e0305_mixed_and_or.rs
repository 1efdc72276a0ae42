//! E0305: 且 and 或 without parentheses.

use super::Edit;
use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Place, Span};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0305",
    severity: Severity::Error,
    title: Words::new("“且”“或”混用没有加括号", "且 and 或 without parentheses"),
    explanation: Words::new(
        "`甲 且 乙 或 丙` 有两种读法，政策文本里尤其容易读错。用括号写明。",
        "`A 且 B 或 C` can be read in two ways. Say which with parentheses.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 户外招牌 且 经营面积 ≥ 300 ㎡ 或 主体类型 = 企业 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 (户外招牌 且 经营面积 ≥ 300 ㎡) 或 主体类型 = 企业 }
}
"#,
};

/// 或 at `or` stands beside the loose 且 part `both`.
#[must_use]
pub fn mixed_and_or(or: Place, both: Place) -> Diagnostic {
    let edit = |at: u32, text: &str| Edit {
        file: both.file,
        span: Span { start: at, end: at },
        text: text.to_owned(),
    };
    let edits = vec![edit(both.span.start, "（"), edit(both.span.end, "）")];
    at(&INFO, or, "“且”和“或”连在一起，有两种读法", "且 beside 或 can be read in two ways")
        .label_in(both.file, both.span, "这一段要加括号", "put this part into parentheses")
        .help("用括号写明先后", "say what belongs together with parentheses")
        .fix_all("给“且”的部分加括号", "put the 且 part into parentheses", edits)
}
