//! E0480: a figure before the reform is not the sum of its parts.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0480",
    severity: Severity::Error,
    title: Words::new("改革前的数与各项之和不符", "a figure before the reform is not the sum of its parts"),
    explanation: Words::new(
        "事项和材料上写了 `改革前` 的，整件事的 `改革前` 就是它们的和（规则 S4）：时限把各事项的相加，份数和次数也一样。整件事可以不写，由系统相加；写了就要对得上。时限相加要用同一个单位。",
        "Where items and materials state their own 改革前, that of the bundle is their sum (rule S4): the limits of the items added up, copies and trips likewise. The bundle may leave it out; what it states must agree. Limits are added in one unit.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    改革前 { 时限 38 工作日 }
    承诺   { 时限 10 工作日 }
    部门 政务服务局
    事项 登记 是 行政确认 { 承办 政务服务局；承诺 1 工作日；改革前 15 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；改革前 20 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    改革前 { 时限 35 工作日 }
    承诺   { 时限 10 工作日 }
    部门 政务服务局
    事项 登记 是 行政确认 { 承办 政务服务局；承诺 1 工作日；改革前 15 工作日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；改革前 20 工作日 }
}
"#,
};

/// Most parts that are labelled.
const MAX_LABELS: usize = 8;

/// The figure at `place` says `written`, its parts make `sum`.
#[must_use]
pub fn not_the_sum(
    place: Place,
    metric: &str,
    written: &str,
    sum: &str,
    parts: &[(Place, String)],
) -> Diagnostic {
    let zh = format!("改革前的{metric}写的是 {written}，各事项和材料相加是 {sum}");
    let en = format!("before the reform: {written} is stated, but items and materials add up to {sum}");
    let mut found = at(&INFO, place, zh, en);
    for (part, words) in parts.iter().take(MAX_LABELS) {
        found = found.label_in(part.file, part.span, words.clone(), words.clone());
    }
    found.help("改成各项之和，或改正写错的那一项", "state the sum, or put right the part that is wrong").fix(
        format!("改成“{sum}”"),
        format!("write “{sum}”"),
        place.span,
        sum,
    )
}

/// Two limits before the reform in different units.
#[must_use]
pub fn mixed_units(place: Place, first: Place) -> Diagnostic {
    at(
        &INFO,
        place,
        "改革前的时限单位不同，不能相加",
        "limits before the reform in different units cannot be added",
    )
    .label_in(first.file, first.span, "这里用的是另一个单位", "another unit is used here")
    .help("都写成同一个单位，例如工作日", "write them all in one unit, 工作日 for instance")
}
