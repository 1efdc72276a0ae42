//! E0303: this cannot be compared.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::{Operand, Question, QuestionKind};
use crate::names::{Name, Place, Spanned};
use crate::suggest;
use crate::syntax::keywords::Keyword;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0303",
    severity: Severity::Error,
    title: Words::new("问题和值对不上", "the value does not fit the question"),
    explanation: Words::new(
        "在条件里：数量问题和带单位的数比；日期和一个日期比，或写 `满 18 年`、`距今 6 月 以内`；枚举问题和它的一个选项用 `=`、`≠` 比；多选用 `含`；是否问题直接写，或与 `是`、`否` 比。在测试的 `令` 里：是否问题答 `是` 或 `否`，枚举问题答一个选项，数量问题答带单位的数。",
        "In a condition a quantity compares with a number and unit, a date with a date, or by `满 18 年`, `距今 6 月 以内`; a choice with one of its choices by `=` or `≠`; 多选 by 含; a yes-no question stands alone or compares with 是 or 否. In 令 of a test a yes-no question is answered 是 or 否, a choice by one of its choices, a quantity by a number with its unit.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 户外招牌 ≥ 300 ㎡ }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 经营面积: 面积；户外招牌: 是否；主体类型: 个体工商户 | 企业 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 户外招牌 }
}
"#,
};

fn declared(found: Diagnostic, question: &Question) -> Diagnostic {
    let place = question.name.place;
    found.label_in(place.file, place.span, "问题在这里声明", "the question is declared here")
}

fn hint(found: Diagnostic, question: &Question) -> Diagnostic {
    let name = &question.name.value;
    let (zh, en) = match &question.kind {
        QuestionKind::YesNo => {
            (format!("是否问题这样写：“{name}”或“非 {name}”"), format!("write “{name}” or “非 {name}”"))
        }
        QuestionKind::Choice(choices) => {
            let first = choices.first().map(|c| c.value.as_str()).unwrap_or_default();
            (format!("这样写：“{name} = {first}”"), format!("write “{name} = {first}”"))
        }
        QuestionKind::Quantity { dimension, .. } => {
            let unit = dimension.base_unit();
            (format!("这样写：“{name} ≥ 300 {unit}”"), format!("write “{name} ≥ 300 {unit}”"))
        }
        QuestionKind::Date { .. } => (
            format!("这样写：“{name} 不早于 2008-01-01”或“{name} 满 18 年”"),
            format!("write “{name} 不早于 2008-01-01” or “{name} 满 18 年”"),
        ),
        QuestionKind::Several(choices) => {
            let first = choices.first().map(|c| c.value.as_str()).unwrap_or_default();
            (format!("这样写：“{name} 含 {first}”"), format!("write “{name} 含 {first}”"))
        }
    };
    declared(found, question).help(zh, en)
}

/// The right side does not fit the question's type.
#[must_use]
pub fn incomparable(value: &Spanned<Operand>, question: &Question) -> Diagnostic {
    let (name, written) = (&question.name.value, value.value.words());
    let zh = format!("“{name}”不能和“{written}”比");
    let found = at(&INFO, value.place, zh, format!("“{name}” cannot be compared with “{written}”"));
    yes_or_no(found, value, question, hint)
}

/// The value given in 令 is no answer to the question.
#[must_use]
pub fn wrong_answer(value: &Spanned<Operand>, question: &Question) -> Diagnostic {
    let (name, written) = (&question.name.value, value.value.words());
    let zh = format!("“{written}”不是“{name}”的回答");
    let found = at(&INFO, value.place, zh, format!("“{written}” is no answer to “{name}”"));
    yes_or_no(found, value, question, answer_hint)
}

/// A slip in 是 or 否 is named; else `otherwise` advises.
fn yes_or_no(
    found: Diagnostic,
    value: &Spanned<Operand>,
    question: &Question,
    otherwise: fn(Diagnostic, &Question) -> Diagnostic,
) -> Diagnostic {
    if let (QuestionKind::YesNo, Operand::Name(written)) = (&question.kind, &value.value) {
        let close = suggest::close(written, [Keyword::Is.zh(), Keyword::No.zh()]);
        if !close.is_empty() {
            return did_you_mean(declared(found, question), value.place, &close);
        }
    }
    otherwise(found, question)
}

fn answer_hint(found: Diagnostic, question: &Question) -> Diagnostic {
    let name = &question.name.value;
    let examples = match &question.kind {
        QuestionKind::YesNo => [format!("{name} = 是"), format!("{name} = 否")].to_vec(),
        QuestionKind::Choice(choices) => {
            choices.iter().take(5).map(|c| format!("{name} = {}", c.value)).collect()
        }
        QuestionKind::Quantity { dimension, .. } => vec![format!("{name} = 300 {}", dimension.base_unit())],
        QuestionKind::Date { .. } => vec![format!("{name} = 2008-01-01")],
        QuestionKind::Several(choices) => {
            let names: Vec<&str> = choices.iter().take(2).map(|c| c.value.as_str()).collect();
            vec![format!("{name} = {}", names.join("、")), format!("{name} = 无")]
        }
    };
    let quoted: Vec<String> = examples.iter().map(|example| format!("“{example}”")).collect();
    let (zh, en) = (quoted.join("或"), quoted.join(" or "));
    declared(found, question).help(format!("这样写：{zh}"), format!("write {en}"))
}

/// A question that is no 是否 question stands alone.
#[must_use]
pub fn needs_comparison(name: &Name, question: &Question) -> Diagnostic {
    let text = &name.value;
    let found = at(
        &INFO,
        name.place,
        format!("“{text}”不能单独作条件，要写明和什么比"),
        format!("“{text}” is not a yes-no question: say what it is compared with"),
    );
    hint(found, question)
}

/// A choice has no larger or smaller.
#[must_use]
pub fn no_order(place: Place, question: &Question) -> Diagnostic {
    let name = &question.name.value;
    let found = at(
        &INFO,
        place,
        format!("“{name}”没有大小之分，只能用 = 或 ≠"),
        format!("“{name}” has no order; use = or ≠"),
    );
    hint(found, question)
}
