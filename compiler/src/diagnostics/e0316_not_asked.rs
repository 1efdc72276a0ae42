//! E0316: a test answers a question that is not asked.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0316",
    severity: Severity::Error,
    title: Words::new("回答了不问的问题", "an answer to a question that is not asked"),
    explanation: Words::new(
        "带 `当` 的问题，只在条件成立时才问。没有问，就没有回答：`令` 里不能写。\n\n\
         去掉这个回答，或者改前面的回答。",
        "A question with `当` is asked only where its condition holds. What is not asked has no answer: `令` may \
         not give one.\n\nDrop the answer, or change the answers before it.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    情形 {
        主体类型: 个体工商户 | 企业
        经营面积: 面积 当 主体类型 = 企业
    }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        令 主体类型 = 个体工商户，经营面积 = 300 ㎡
        2026-02-27 提交
        期望 结果 = 办结
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    情形 {
        主体类型: 个体工商户 | 企业
        经营面积: 面积 当 主体类型 = 企业
    }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        令 主体类型 = 个体工商户
        2026-02-27 提交
        期望 结果 = 办结
    }
}
"#,
};

/// `name` is not asked with the other answers of the test: its condition stands at `when`.
#[must_use]
pub fn not_asked(name: &Name, when: Place) -> Diagnostic {
    let text = &name.value;
    let (zh, en) = (format!("这样回答时不问“{text}”"), format!("“{text}” is not asked with these answers"));
    at(&INFO, name.place, zh, en)
        .label_in(when.file, when.span, "只在这个条件成立时才问", "asked only where this holds")
        .help("去掉这个回答", "drop the answer")
}
