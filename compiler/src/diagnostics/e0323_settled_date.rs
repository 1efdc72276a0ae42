//! E0323: a date is settled that conditions count from.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0323",
    severity: Severity::Error,
    title: Words::new(
        "要算到提交日的日期不能先定下来",
        "a date that conditions count from cannot be settled",
    ),
    explanation: Words::new(
        "有条件从这个日期算到提交那一天（`满`、`距今`、`提交日`）。日期定了，哪天提交还没定，条件成不成立仍然说不准，所以不能用 `令` 或参数把它定下来。\n\n\
         去掉这个 `令`，由申请人回答；或者把条件改成和一个日期比。",
        "Some condition counts from this date to the day of submission (满, 距今, 提交日). Even with the date settled, the day of \
         submission is open, and with it the condition; so neither 令 nor a parameter may settle it.\n\nDrop the 令 and let the \
         applicant answer, or compare with a date instead.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 签发日期: 日期 }
    令 签发日期 = 2020-01-01
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 签发日期 满 1 年 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 签发日期: 日期 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 签发日期 满 1 年 }
}
"#,
};

/// The question is settled at `place`.
#[must_use]
pub fn settled_date(place: Place, question: &Name) -> Diagnostic {
    let name = &question.value;
    let zh = format!("“{name}”要算到提交那一天，不能先定下来");
    let en = format!("“{name}” is counted up to the submission and cannot be settled here");
    at(&INFO, place, zh, en)
        .label_in(question.place.file, question.place.span, "问题在这里声明", "the question is declared here")
        .help("由申请人回答，或者把条件改成和一个日期比", "let the applicant answer, or compare with a date")
}
