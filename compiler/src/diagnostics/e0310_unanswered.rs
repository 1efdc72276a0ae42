//! E0310: a test leaves a question open.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};
use lianban_runtime::plan::{AnswerKind, Question};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0310",
    severity: Severity::Error,
    title: Words::new("测试没有回答全部问题", "a test leaves a question open"),
    explanation: Words::new(
        "测试要回答每一个问题，每个问题回答一次：少一个就不知道走哪条路。",
        "A test answers every question, each once; otherwise nobody knows which way the case goes.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 户外招牌: 是否 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-27 提交
        期望 结果 = 办结
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 户外招牌: 是否 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        令 户外招牌 = 是
        2026-02-27 提交
        期望 结果 = 办结
    }
}
"#,
};

/// The test leaves these questions open.
#[must_use]
pub fn unanswered(test: &Name, missing: &[&Question]) -> Diagnostic {
    let names: Vec<String> = missing.iter().map(|q| format!("“{}”", q.name)).collect();
    let list = names.join("、");
    let example = missing.first().map(|q| format!("令 {} = {}", q.name, example(q))).unwrap_or_default();
    at(&INFO, test.place, format!("测试没有回答{list}"), format!("the test does not answer {list}"))
        .help(format!("加上一行，如：{example}"), format!("add a row such as: {example}"))
}

fn example(question: &Question) -> String {
    match &question.kind {
        AnswerKind::YesNo => "是".to_owned(),
        AnswerKind::Choice(choices) => choices.first().cloned().unwrap_or_default(),
        AnswerKind::Quantity { dimension, min, .. } => min.in_words(*dimension),
        AnswerKind::Date { max, .. } => max.to_string(),
        AnswerKind::Several(choices) => choices.first().cloned().unwrap_or_default(),
    }
}

/// A question is answered twice.
#[must_use]
pub fn answered_twice(name: &Name, first: Place) -> Diagnostic {
    let text = &name.value;
    at(&INFO, name.place, format!("“{text}”回答了两次"), format!("“{text}” is answered twice"))
        .label_in(first.file, first.span, "第一次在这里", "the first time")
        .help("只留一个回答", "keep one answer")
}
