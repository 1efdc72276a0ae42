//! E0481: the doc comment tells another figure than the computed one.

use super::semantic::{at, figure_en};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::proof::Proved;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0481",
    severity: Severity::Error,
    title: Words::new(
        "说明里的数与算出来的不符",
        "the doc comment tells another figure than the computed one",
    ),
    explanation: Words::new(
        "一件事的 `///` 说明会印进办事指南。里面写的材料数、跑动次数、踏勘次数、办结时限和字段数，要与算出来的（或者承诺的）一致，这叫文实相符（规则 S4）。只看意思明确的写法，如“8 份材料”“跑 2 次”“10 个工作日办结”；提到某个事项、部门、材料、选项，或者说改革前、法定、减少的句子不看。最好不写数：指南里的数由系统填。",
        "The doc comment of a bundle is printed in its guides. Figures in it — materials, trips, site visits, the limit, form fields — must be those that are computed or promised (rule S4). Only phrases with one meaning are looked at, such as “8 份材料”; sentences about an item, a department, a material or an answer, or about what was before, are left alone. Better write no numbers: guides fill them in.",
    ),
    example: Example::Text(
        r#"/// 共 3 份材料，10 个工作日办结。
一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《申请书》、《身份证明》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请书》、《身份证明》 }
}
"#,
    ),
    corrected: r#"/// 共 2 份材料，10 个工作日办结。
一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《申请书》、《身份证明》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请书》、《身份证明》 }
}
"#,
};

/// The number at `place` says `told`; the proof says otherwise.
#[must_use]
pub fn told_otherwise(place: Place, told: u32, proved: &Proved) -> Diagnostic {
    let (metric, unit) = (proved.metric, proved.unit);
    let right = match proved.limit {
        Some(limit) if metric == "时限" => limit,
        _ => proved.worst,
    };
    let zh = format!("说明写{metric} {told} {unit}，算出来是 {} {unit}", proved.worst);
    let en = format!("{} is told as {told}, but comes to {} {unit}", figure_en(metric), proved.worst);
    let why = if proved.counted.is_empty() {
        String::new()
    } else {
        format!("（{}）", proved.counted.join("、"))
    };
    at(&INFO, place, zh, en)
        .help(
            format!("改成 {right}，或者不写数{why}"),
            format!("write {right}, or leave the number out {why}").trim_end().to_owned(),
        )
        .fix(format!("改成“{right}”"), format!("write “{right}”"), place.span, right.to_string())
}
