//! E0303: this cannot be compared.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::{Question, QuestionKind};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0303",
    severity: Severity::Error,
    title: Words::new("不能这样比较", "this cannot be compared"),
    explanation: Words::new(
        "数量问题和带单位的数比；枚举问题和它的一个选项用 `=`、`≠` 比；是否问题直接写，或与 `是`、`否` 比。",
        "A quantity compares with a number and unit, a choice with one of its choices by `=` or `≠`; a yes-no question stands alone or compares with 是 or 否.",
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
    };
    let place = question.name.place;
    found.label_in(place.file, place.span, "问题在这里声明", "the question is declared here").help(zh, en)
}

/// The right side does not fit the question's type.
#[must_use]
pub fn incomparable(place: Place, question: &Question) -> Diagnostic {
    let name = &question.name.value;
    hint(
        at(&INFO, place, format!("“{name}”不能和这个值比"), format!("“{name}” cannot be compared with this")),
        question,
    )
}

/// A question that is no 是否 question stands alone.
#[must_use]
pub fn needs_comparison(name: &Name, question: &Question) -> Diagnostic {
    let text = &name.value;
    let found = at(
        &INFO,
        name.place,
        format!("“{text}”不是是否问题，要写明和什么比"),
        format!("“{text}” is no yes-no question; say what it is compared with"),
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
