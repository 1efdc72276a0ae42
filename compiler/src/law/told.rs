//! 文实相符 (rule S4): a figure typed in the `///` lines of the bundle is the one that was computed.
//!
//! Only phrases with one meaning are looked at: a number with its unit right beside the word of its figure (`8 份材料`,
//! `跑 2 次`, `1 次联合踏勘`, `10 个工作日办结`, `20 项字段`), in a sentence that speaks of nothing else — of no item,
//! department, material or answer, of nothing former, statutory or approximate. Better to miss a phrase than to find
//! fault with a true sentence.

use crate::Bundle;
use crate::diagnostics::{Diagnostic, e0481_told_otherwise};
use crate::names::{Place, Span};
use crate::proof::{Proof, Proved, unit_name};
use crate::syntax::number::{MILLION, decimal, digit, numeral};
use lianban_runtime::plan::{AnswerKind, Metric, Plan};

/// Words that make a sentence speak of something else than the figure as it is.
const ASIDE: &[&str] = &[
    "改革前",
    "原",
    "以前",
    "从前",
    "过去",
    "此前",
    "曾",
    "由",
    "从",
    "减",
    "压",
    "缩",
    "降",
    "省",
    "少",
    "法定",
    "每",
    "各",
    "其中",
    "约",
    "左右",
    "至少",
    "以上",
    "起",
    "如果",
    "若",
    "部分",
    "有的",
    "再",
    "另",
    "第",
    "例如",
    "比如",
    "容缺",
    "补正",
];
/// Words that may stand between the word of a figure and its number.
const FILLERS: &[&str] = &[
    "一共",
    "总共",
    "共计",
    "共",
    "只需要",
    "只需",
    "只要",
    "只",
    "仅",
    "最多",
    "至多",
    "不超过",
    "为",
    "是",
];
/// Of these, those that make the number a bound.
const BOUNDS: &[&str] = &["最多", "至多", "不超过"];
/// The same behind the unit.
const BOUNDS_BEHIND: &[&str] = &["以内", "之内", "内", "以下"];
/// What is done within so many working days.
const DONE: &[&str] = &["办结", "办完", "办成", "办好", "全部办结", "全部办完", "出证"];

/// Most figures of one line that are looked at.
const MOST_TOLD: usize = 100;
/// Most lines that are looked at.
const MOST_LINES: usize = 500;

/// A figure that a sentence tells.
struct Told {
    metric: Metric,
    value: u32,
    bound: bool,
    /// Bytes of the number in its line.
    from: usize,
    to: usize,
}

/// Reports figures in the bundle's doc comment that contradict the proof.
pub fn check(bundle: &Bundle, proof: &Proof, diagnostics: &mut Vec<Diagnostic>) {
    let names = names(&bundle.plan);
    let lines = bundle.docs.scopes.first().map_or(&[][..], Vec::as_slice);
    for (line, place) in lines.iter().zip(&bundle.places.docs).take(MOST_LINES) {
        for told in figures(line, &names) {
            let Some(proved) = proof.of(told.metric).filter(|proved| proved.decided) else { continue };
            if proved.unit == unit_name(told.metric, None) && contradicts(&told, proved) {
                let within =
                    |at: usize| u32::try_from(at).map_or(u32::MAX, |at| place.span.start.saturating_add(at));
                let span = Span { start: within(told.from), end: within(told.to) };
                let place = Place { span, ..*place };
                diagnostics.push(e0481_told_otherwise::told_otherwise(place, told.value, proved));
            }
        }
    }
}

/// A bound is wrong if the worst case passes it; a plain number, if it is neither the worst case nor the promise.
fn contradicts(told: &Told, proved: &Proved) -> bool {
    if told.bound {
        proved.worst > told.value
    } else {
        told.value != proved.worst && proved.limit != Some(told.value)
    }
}

/// Names of which a sentence may speak instead of the whole.
fn names(plan: &Plan) -> Vec<&str> {
    let scopes = plan.scopes.iter().skip(1).map(|scope| scope.name.as_str());
    let departments = plan.departments.iter().flat_map(|d| [d.name.as_str(), d.short.as_str()]);
    let materials = plan.materials.iter().map(|material| material.name.as_str());
    let questions = plan.questions.iter().map(|question| question.name.as_str());
    let choices = plan.questions.iter().flat_map(|question| match &question.kind {
        AnswerKind::Choice(choices) => choices.as_slice(),
        _ => &[],
    });
    let all = scopes.chain(departments).chain(materials).chain(questions);
    all.chain(choices.map(String::as_str)).filter(|name| !name.is_empty()).collect()
}

fn figures(line: &str, names: &[&str]) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    let mut start = 0_usize;
    for sentence in line.split_inclusive(['。', '；', ';', '！', '!', '？', '?']) {
        if found.len() >= MOST_TOLD {
            break;
        }
        let told = in_sentence(sentence);
        if !told.is_empty() && !ASIDE.iter().chain(names).any(|word| sentence.contains(word)) {
            found.extend(told.into_iter().map(|told| Told {
                from: told.from.saturating_add(start),
                to: told.to.saturating_add(start),
                ..told
            }));
        }
        start = start.saturating_add(sentence.len());
    }
    found
}

fn in_sentence(sentence: &str) -> Vec<Told> {
    let marks: Vec<(usize, char)> = sentence.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    let mut at = 0_usize;
    while let Some(&(from, first)) = marks.get(at) {
        let same = |c: char| if digit(first).is_some() { digit(c).is_some() } else { is_numeral(c) };
        let length = marks.iter().skip(at).take_while(|(_, c)| same(*c)).count();
        if length == 0 {
            at = at.saturating_add(1);
            continue;
        }
        let next = at.saturating_add(length);
        let before: String = marks.iter().take(at).skip(at.saturating_sub(16)).map(|(_, c)| *c).collect();
        let behind: String = marks.iter().skip(next).take(10).map(|(_, c)| *c).collect();
        let to =
            marks.get(next.saturating_sub(1)).map_or(from, |(start, c)| start.saturating_add(c.len_utf8()));
        let value = sentence.get(from..to).and_then(value);
        // `同一份材料只收一次` counts nothing.
        let one = !first.is_ascii_digit() && value == Some(1);
        if let Some((value, (metric, bound))) = value.zip(figure(&before, &behind))
            && !(one && metric == Metric::Materials)
        {
            found.push(Told { metric, value, bound, from, to });
        }
        at = next;
    }
    found
}

fn is_numeral(c: char) -> bool {
    "一二两三四五六七八九十百千".contains(c)
}

/// `8`, `８`, `八`.
fn value(written: &str) -> Option<u32> {
    let plain: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let millionths =
        if plain.starts_with(|c| digit(c).is_some()) { decimal(&plain).ok() } else { numeral(&plain) };
    millionths.and_then(|n| u32::try_from(n.checked_div(MILLION)?).ok())
}

/// The figure that a number belongs to, by what stands right before and behind it, and whether it is a bound.
fn figure(before: &str, behind: &str) -> Option<(Metric, bool)> {
    let mut head = before;
    let mut bound = false;
    while let Some(filler) = FILLERS.iter().find(|filler| head.ends_with(**filler)) {
        bound |= BOUNDS.contains(filler);
        head = head.strip_suffix(filler)?;
    }
    let pieces = behind.strip_prefix('个');
    let behind = pieces.unwrap_or(behind);
    let follows = |words: &[&str]| words.iter().find_map(|word| behind.strip_prefix(word));
    if follows(&["份材料"]).is_some() || head.ends_with("材料") && follows(&["份"]).is_some() {
        return Some((Metric::Materials, bound));
    }
    let site = ["次踏勘", "次联合踏勘", "次现场踏勘"];
    if follows(&site).is_some() || head.ends_with("踏勘") && follows(&["次"]).is_some() {
        return Some((Metric::SiteVisits, bound));
    }
    let run = ["跑", "跑动", "跑腿"].iter().find_map(|word| head.strip_suffix(word));
    // `最多跑一次`
    let run_bound = run.is_some_and(|rest| BOUNDS.iter().any(|word| rest.ends_with(word)));
    if follows(&["次跑动"]).is_some() || run.is_some() && follows(&["次", "趟"]).is_some() {
        return Some((Metric::Trips, bound || run_bound));
    }
    let asked = head.ends_with("字段") && (pieces.is_some() || follows(&["项"]).is_some());
    if asked || follows(&["项字段"]).is_some() || pieces.is_some() && follows(&["字段"]).is_some() {
        return Some((Metric::Fields, bound));
    }
    let rest = follows(&["工作日"])?;
    let within = BOUNDS_BEHIND.iter().find_map(|word| rest.strip_prefix(word));
    let limit = ["全程", "时限"].iter().any(|word| head.ends_with(word));
    let done = DONE.iter().any(|word| within.unwrap_or(rest).starts_with(word));
    (limit || done).then_some((Metric::Time, bound || within.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<(Metric, u32, bool, &str)> {
        let found = figures(line, &["食品经营许可", "企业"]).into_iter();
        found.map(|told| (told.metric, told.value, told.bound, &line[told.from..told.to])).collect()
    }

    #[test]
    fn phrases_with_one_meaning_are_read() {
        use Metric::{Fields, Materials, SiteVisits, Time, Trips};
        assert_eq!(told("共 8 份材料。"), [(Materials, 8, false, "8")]);
        assert_eq!(
            told("申请人提交材料七份，最多跑一次"),
            [(Materials, 7, false, "七"), (Trips, 1, true, "一")]
        );
        assert_eq!(told("全程 １０ 个工作日"), [(Time, 10, false, "１０")]);
        assert_eq!(told("十五个工作日内办结"), [(Time, 15, true, "十五")]);
        assert_eq!(told("一窗受理、一次联合踏勘"), [(SiteVisits, 1, false, "一")]);
        assert_eq!(
            told("一张表，20 项字段；字段 12 个"),
            [(Fields, 20, false, "20"), (Fields, 12, false, "12")]
        );
    }

    #[test]
    fn other_sentences_are_left_alone() {
        for line in [
            "改革前要交 10 份材料",
            "材料由 10 份减到 7 份",
            "企业 7 份材料",
            "食品经营许可 5 个工作日办结",
            "法定 20 个工作日办结",
            "同一份材料只收一次",
            "一次告知、一表申请、一窗受理",
            "收到后 5 个工作日告知",
            "复印件 2 份，原件 1 份",
            "每次 3 份材料",
            "2020 年，5 个事项，4 个部门",
            "约 10 个工作日办结",
            "不用跑第二次",
            "",
            "十百千",
            "99999999999999999999 份材料",
        ] {
            assert!(told(line).is_empty(), "{line}: {:?}", told(line));
        }
    }
}
