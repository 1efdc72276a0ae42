//! E0312: the answer is out of range.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use lianban_runtime::plan::Question;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0312",
    severity: Severity::Error,
    title: Words::new("回答超出范围", "the answer is out of range"),
    explanation: Words::new(
        "数量问题的回答要在声明的范围内。",
        "An answer must lie within the declared range.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积 1 ㎡ ～ 500 ㎡ }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        令 经营面积 = 501 ㎡
        2026-02-27 提交
        期望 结果 = 办结
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积 1 ㎡ ～ 500 ㎡ }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        令 经营面积 = 500 ㎡
        2026-02-27 提交
        期望 结果 = 办结
    }
}
"#,
};

/// The answer does not lie within the bounds of `question`.
#[must_use]
pub fn inadmissible_answer(place: Place, question: &Question) -> Diagnostic {
    let (name, range) = (&question.name, question.kind.admissible_in_words());
    at(&INFO, place, format!("“{name}”不接受这个回答"), format!("“{name}” does not admit this answer"))
        .help(format!("可以回答：{range}"), format!("admissible answers: {range}"))
}
