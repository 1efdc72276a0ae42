//! E0411: a promise that could not be decided.

use super::semantic::{at, figure_en};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::proof::Proved;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0411",
    severity: Severity::Error,
    title: Words::new("承诺没有得到证明", "a promise that could not be decided"),
    explanation: Words::new(
        "情形太多或日历数据不够，只能给出上下界。没有证明的承诺按不成立处理，从不猜测。",
        "There are too many cases, or the calendar data does not reach; only bounds are known. An unproved promise does not hold.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The promise at `place` lies between bounds.
#[must_use]
pub fn undecided_promise(place: Place, proved: &Proved) -> Diagnostic {
    let (metric, unit, worst) = (proved.metric, proved.unit, proved.worst);
    let figure = figure_en(metric);
    let (upper_zh, upper_en) = match proved.at_most {
        Some(most) => (format!("，至多 {most} {unit}"), format!(" and at most {most} {unit}")),
        None => (String::new(), String::new()),
    };
    let zh = format!("承诺的{metric}没有得到证明：至少 {worst} {unit}{upper_zh}");
    let en = format!("{figure} ({metric}) could not be proved: at least {worst} {unit}{upper_en}");
    at(&INFO, place, zh, en).help(
        "减少问题或条件，或补充日历数据（lianban calendar import）",
        "reduce questions or conditions, or extend the calendar (lianban calendar import)",
    )
}
