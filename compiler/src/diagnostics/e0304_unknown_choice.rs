//! E0304: no such choice.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;
use crate::names::surface::{Question, QuestionKind};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0304",
    severity: Severity::Error,
    title: Words::new("没有这个选项", "no such choice"),
    explanation: Words::new(
        "枚举问题只能取声明过的选项。",
        "A question with choices takes one of those declared.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 主体类型 = 个体工商 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 主体类型 = 个体工商户 }
}
"#,
};

/// `name` is no choice of `question`.
#[must_use]
pub fn unknown_choice(name: &Name, question: &Question, close: &[String]) -> Diagnostic {
    let (text, asked) = (&name.value, &question.name.value);
    let declared = question.name.place;
    let found = at(
        &INFO,
        name.place,
        format!("“{asked}”没有选项“{text}”"),
        format!("“{asked}” has no choice “{text}”"),
    )
    .label_in(declared.file, declared.span, "问题在这里声明", "the question is declared here");
    if !close.is_empty() {
        return did_you_mean(found, name.place, close);
    }
    let (QuestionKind::Choice(choices) | QuestionKind::Several(choices)) = &question.kind else {
        return found;
    };
    let list: Vec<&str> = choices.iter().map(|c| c.value.as_str()).collect();
    let list = list.join("、");
    found.help(format!("可选：{list}"), format!("the choices are: {list}"))
}
