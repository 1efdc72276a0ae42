//! What the diagnostics of names, types and law share.

use super::{CodeInfo, Diagnostic};
use crate::names::Place;
use crate::proof::Proved;
use lianban_runtime::time::{Roll, Span as Amount, Unit};

/// A finding at a place.
pub fn at(info: &CodeInfo, place: Place, zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::new(info, place.file, place.span, zh, en)
}

/// Adds “did you mean” with one fix for each candidate.
pub fn did_you_mean(mut found: Diagnostic, place: Place, close: &[String]) -> Diagnostic {
    let quoted: Vec<String> = close.iter().map(|name| format!("“{name}”")).collect();
    let (zh, en) = (quoted.join("、"), quoted.join(" or "));
    found = found.help(format!("是不是{zh}？"), format!("did you mean {en}?"));
    for name in close {
        let written = as_written(name);
        found = found.fix(format!("改成“{name}”"), format!("write “{name}”"), place.span, written);
    }
    found
}

/// A name as it has to be written: quoted if it is not plain words.
fn as_written(name: &str) -> String {
    if let Some((module, plain)) = name.rsplit_once('.')
        && module.split('.').all(|part| !part.is_empty() && part.chars().all(char::is_alphanumeric))
    {
        return format!("{module}.{}", as_written(plain));
    }
    if name.chars().all(char::is_alphanumeric) { name.to_owned() } else { format!("《{name}》") }
}

/// An amount of time in words, as it is written in a bundle.
pub fn amount_words(amount: Amount) -> String {
    if amount == Amount::work_days(0) {
        return "即办".to_owned();
    }
    format!("{} {}{}", amount.amount, amount.unit.word(), roll_words(amount))
}

/// `（不顺延）` where a calendar limit does not end on the next working day.
pub fn roll_words(amount: Amount) -> &'static str {
    match (amount.unit, amount.roll) {
        (Unit::Day | Unit::Month | Unit::Year, Roll::None) => "（不顺延）",
        (Unit::Day | Unit::Month | Unit::Year, Roll::Previous) => "（提前）",
        (Unit::Day | Unit::Month | Unit::Year, Roll::Extend) => "（逢长假顺延）",
        _ => "",
    }
}

/// One step of a cycle: who waits for whom, why, and where that is written.
#[derive(Clone, Debug)]
pub struct Step {
    /// The words, in both languages: `“乙”需要《甲证》，由“甲”产出`.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Where it is written.
    pub place: Place,
}

/// Most steps of a cycle that are told.
const MAX_TOLD: usize = 30;

/// A cycle as one sentence, marked at its first step, with a label at each of the others.
pub fn cycle(info: &CodeInfo, title_zh: &str, title_en: &str, steps: &[Step]) -> Diagnostic {
    let more = steps.len().saturating_sub(MAX_TOLD);
    let mut zh: Vec<String> = steps.iter().take(MAX_TOLD).map(|s| s.zh.clone()).collect();
    let mut en: Vec<String> = steps.iter().take(MAX_TOLD).map(|s| s.en.clone()).collect();
    if more > 0 {
        zh.push(format!("……（还有 {more} 步）"));
        en.push(format!("… ({more} more steps)"));
    }
    let place = steps.first().map(|s| s.place).unwrap_or_default();
    let message_zh = format!("{title_zh}：{}", zh.join("；"));
    let message_en = format!("{title_en}: {}", en.join("; "));
    let mut found = at(info, place, message_zh, message_en);
    for step in steps.iter().take(MAX_TOLD).skip(1) {
        found = found.label_in(step.place.file, step.place.span, step.zh.clone(), step.en.clone());
    }
    found
}

/// Why a figure is what it is: the answers, the path or what was counted, the start day.
pub fn reasons(proved: &Proved) -> (String, String) {
    let answers: Vec<String> = proved.answers.0.iter().map(|(q, a)| format!("{q} = {a}")).collect();
    let (case_zh, case_en) = if answers.is_empty() {
        (String::new(), String::new())
    } else {
        let list = answers.join("，");
        (format!("当{list}时，"), format!("with {list}: "))
    };
    let start_zh = proved.start.as_ref().map(|day| format!("从 {day} 起，")).unwrap_or_default();
    let start_en = proved.start.as_ref().map(|day| format!("from {day}: ")).unwrap_or_default();
    let unit = proved.unit;
    let steps: Vec<String> = proved.path.iter().map(|s| format!("{} {}", s.node, s.days)).collect();
    let body = if steps.is_empty() { proved.counted.join("、") } else { steps.join(" → ") };
    let worst = proved.worst;
    let zh = format!("{case_zh}{start_zh}{body}，共 {worst} {unit}");
    (zh, format!("{case_en}{start_en}{body}, in all {worst} {unit}"))
}

/// An English noun with its article.
pub fn an(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// The English name of a figure.
pub fn figure_en(metric: &str) -> &'static str {
    match metric {
        "时限" => "the time limit",
        "材料" => "the number of materials",
        "跑动" => "the number of trips",
        "踏勘" => "the number of site visits",
        "字段" => "the number of form fields",
        "收费" => "the sum of the fees",
        _ => "the figure",
    }
}
