//! E0231: 逐个 needs a count with an upper bound.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0231",
    severity: Severity::Error,
    title: Words::new("“逐个”要一个有上限的数量", "逐个 needs a count with an upper bound"),
    explanation: Words::new(
        "`逐个 门店数` 是有几家门店就办几次。承诺要对每一种情形证明，所以 `门店数` 要是 `数量` 或 `人数`，并写明上限，最多 50，如 `门店数: 数量 1 个 ～ 5 个`。",
        "`逐个 门店数` means once for each shop. Promises are proved for all answers, so `门店数` is a `数量` or `人数` with an upper bound of at most 50, as in `门店数: 数量 1 个 ～ 5 个`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 门店数: 数量 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；逐个 门店数 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    情形 { 门店数: 数量 1 个 ～ 5 个 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；逐个 门店数 }
}
"#,
};

/// The question is none for a count.
#[must_use]
pub fn not_a_count(each: &Name, question: Place) -> Diagnostic {
    let name = &each.value;
    let zh = format!("“{name}”问的不是数量，不能逐个办");
    let en = format!("“{name}” is no question for a count");
    declared(at(&INFO, each.place, zh, en), question)
        .help("换成一个“数量”或“人数”的问题", "name a question of type 数量 or 人数")
}

/// The question has no upper bound.
#[must_use]
pub fn no_bound(each: &Name, question: Place) -> Diagnostic {
    let name = &each.value;
    let zh = format!("“{name}”没有上限，不知道最多办几次");
    let en = format!("“{name}” has no upper bound: nobody knows how many there may be");
    declared(at(&INFO, each.place, zh, en), question).help(
        format!("写明上限，如 {name}: 数量 1 个 ～ 5 个"),
        format!("write one: {name}: 数量 1 个 ～ 5 个"),
    )
}

/// The upper bound is no number from 1 to `most`.
#[must_use]
pub fn bad_bound(each: &Name, bound: Place, most: u32) -> Diagnostic {
    let name = &each.value;
    let zh = format!("“{name}”的上限要在 1 到 {most} 之间，才能逐个办");
    let en = format!("the upper bound of “{name}” must be from 1 to {most}");
    at(&INFO, bound, zh, en)
        .label_in(each.place.file, each.place.span, "在这里逐个办", "it is for each of these here")
        .help("改上限，或不用“逐个”", "change the bound, or do without 逐个")
}

fn declared(found: Diagnostic, question: Place) -> Diagnostic {
    found.label_in(question.file, question.span, "问题在这里", "the question stands here")
}
