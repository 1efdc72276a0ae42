//! E0401: a broken promise.

use super::semantic::{at, figure_en, reasons};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::proof::Proved;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0401",
    severity: Severity::Error,
    title: Words::new("承诺兑现不了", "a broken promise"),
    explanation: Words::new(
        "每一项承诺和每个阶段的时限都对所有情形证明（规则 S1）。这里给出兑现不了的情形、路径和最坏的数字；要么放宽承诺，要么缩短路径上的事项。",
        "Every promise and the limit of every stage is proved for all answers (rule S1). Shown are the answers, the path and the worst figure; relax the promise or shorten what is on the path.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    承诺 { 时限 3 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    承诺 { 时限 5 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The promise at `place` does not hold: `proved` is its worst case.
#[must_use]
pub fn broken_promise(place: Place, proved: &Proved) -> Diagnostic {
    let (metric, unit, worst) = (proved.metric, proved.unit, proved.worst);
    let (figure, limit) = (figure_en(metric), proved.limit.unwrap_or_default());
    let (zh, en) = match (&proved.of, proved.from.as_ref().zip(proved.until.as_ref())) {
        (_, Some((from, until))) => (
            format!("从“{from}”到“{until}”的时限是 {limit} {unit}，最坏的情形要 {worst} {unit}"),
            format!("from “{from}” to “{until}” the limit is {limit} {unit}, but it can take {worst} {unit}"),
        ),
        (Some(stage), None) => (
            format!("阶段“{stage}”的时限是 {limit} {unit}，最坏的情形要 {worst} {unit}"),
            format!("stage “{stage}” is limited to {limit} {unit}, but can take {worst} {unit}"),
        ),
        (None, None) => (
            format!("承诺{metric} {limit} {unit}，最坏的情形要 {worst} {unit}"),
            format!("{figure} ({metric}) is promised to be {limit} {unit}, but can be {worst} {unit}"),
        ),
    };
    let (why_zh, why_en) = reasons(proved);
    at(&INFO, place, zh, en).help(why_zh, why_en).fix(
        format!("把承诺放宽到 {worst} {unit}"),
        format!("relax the promise to {worst} {unit}"),
        place.span,
        format!("{worst} {unit}"),
    )
}
