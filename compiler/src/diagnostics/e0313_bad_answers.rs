//! E0313: the answers of a question are ill-defined.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0313",
    severity: Severity::Error,
    title: Words::new("问题的答案定义有误", "the answers of a question are ill-defined"),
    explanation: Words::new(
        "枚举问题至少有两个不同的选项；范围的下限不高于上限。",
        "A question has at least two different choices; the lower bound of a range is not above the upper one.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 主体类型: 企业 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// A choice stands twice.
#[must_use]
pub fn repeated_choice(choice: &Name, first: Place) -> Diagnostic {
    let text = &choice.value;
    at(&INFO, choice.place, format!("选项“{text}”写了两次"), format!("the choice “{text}” stands twice"))
        .label_in(first.file, first.span, "第一次在这里", "the first time")
        .help("只留一个", "keep one of them")
}

/// There is only one choice, or the type is unknown.
#[must_use]
pub fn single_choice(question: &Name, only: &Name, close: &[String]) -> Diagnostic {
    let (asked, text) = (&question.value, &only.value);
    let zh = format!("“{asked}”只有“{text}”一个选项，也不是已知的类型");
    let en = format!("“{text}” is the only choice of “{asked}”, and no known type");
    let found = at(&INFO, only.place, zh, en);
    if !close.is_empty() {
        return did_you_mean(found, only.place, close);
    }
    found.help(
        "选项用“|”隔开：甲 | 乙；类型有：是否、多选、面积、金额、人数、长度、数量、年限、日期",
        "separate choices by “|”; the types are 是否, 多选, 面积, 金额, 人数, 长度, 数量, 年限, 日期",
    )
}

/// The upper bound lies below the lower one.
#[must_use]
pub fn empty_range(place: Place) -> Diagnostic {
    at(&INFO, place, "上限比下限还低", "the upper bound lies below the lower one")
        .help("先写小的，再写大的：10 ㎡ ～ 500 ㎡", "write the smaller one first: 10 ㎡ ～ 500 ㎡")
}

/// The latest date lies before the earliest.
#[must_use]
pub fn empty_dates(place: Place) -> Diagnostic {
    at(&INFO, place, "止日比起日还早", "the last date lies before the first")
        .help("先写早的，再写晚的：从 2000-01-01 到 2030-12-31", "write the earlier one first")
}

/// 无 is how “none of them” is answered.
#[must_use]
pub fn none_among_several(choice: &Name) -> Diagnostic {
    let zh = "多选的选项不能叫“无”";
    at(&INFO, choice.place, zh, "a choice of 多选 cannot be called 无")
        .help("“无”是一项都不选；去掉这个选项", "无 means that nothing is chosen; drop this choice")
}
