//! E0482: a paper can expire before it is used.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::proof::Validity;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0482",
    severity: Severity::Error,
    title: Words::new("材料会在用到之前失效", "a paper can expire before it is used"),
    explanation: Words::new(
        "有 `有效期` 的材料，到需要它的事项作决定那天还要有效。最好的情况是交来的当天出具（容缺的材料是补交的当天，前序产出的证照是决定的当天）；各部门都用满时限，而且从每一天提交都算一遍。如果这样还会失效，申请人就可能白跑一趟。没有失效时，`prove` 给出最迟在提交前几日内出具。",
        "A paper with a 有效期 must still be valid on the day on which each item that needs it is decided. At best it is issued on the day it is handed in (a 容缺 paper: the day it is made up; a product: the day of its decision); everybody takes the whole limit, from every day of submission. If it can expire even so, the applicant comes in vain. Where it does not, prove tells how long before submission it may be issued.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《健康证明》 { 有效期 7 日 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《健康证明》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《健康证明》 { 有效期 1 月 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《健康证明》 }
}
"#,
};

/// `paper` expires, at worst, before it is used.
#[must_use]
pub fn expires_before_use(place: Place, paper: &Validity) -> Diagnostic {
    let Validity { material, item, lasts, from, issued, expires, needed, answers, .. } = paper;
    let case: Vec<String> =
        answers.0.iter().map(|(question, answer)| format!("{question} = {answer}")).collect();
    let case = case.join("，");
    let (when_zh, when_en) = if case.is_empty() {
        (String::new(), String::new())
    } else {
        (format!("当{case}时，"), format!("with {case}: "))
    };
    let on = match *from {
        "产出" => format!("{issued} 产出"),
        from => format!("{issued} {from}、当天出具"),
    };
    let zh = format!(
        "{when_zh}《{material}》{on}，有效 {lasts}，过了 {expires} 就失效，而“{item}”到 {needed} 才决定"
    );
    let en = format!(
        "{when_en}《{material}》, issued on {issued} at best and valid for {lasts}, expires after {expires}; “{item}” is decided on {needed}"
    );
    at(&INFO, place, zh, en).help(
        "缩短办理，或者到后面的环节再收这份材料",
        "shorten what comes before, or take the paper in later",
    )
}
