//! W0440: the applicant is not told in writing.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0440",
    severity: Severity::Warning,
    title: Words::new("没有书面告知", "the applicant is not told in writing"),
    explanation: Words::new(
        "行政许可法第四十五条：所需时间不计入时限的，行政机关应当将所需时间书面告知申请人。",
        "行政许可法 45: where the time does not count, the authority tells the applicant in writing how long it takes.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；不计入时限 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    特别程序 专家评审 { 依据 “行政许可法 第四十五条”；不计入时限；书面告知 }
}
"#,
};

/// The procedure stops the clock, and nothing says that the applicant is told.
#[must_use]
pub fn not_told(name: &Name, stops: Place) -> Diagnostic {
    let text = &name.value;
    let zh = format!("“{text}”不计入时限，却没有书面告知");
    let en = format!("“{text}” stops the clock, but nobody tells the applicant in writing");
    at(&INFO, stops, zh, en)
        .help("所需时间应书面告知申请人：写上“书面告知”", "the time must be told in writing: write 书面告知")
}
