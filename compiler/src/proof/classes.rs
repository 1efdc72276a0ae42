//! One question cut into classes: for quantities below, at, between and above the thresholds; for dates the same,
//! where a period up to the day of submission is a threshold that depends on that day.

use lianban_runtime::plan::{Answer, AnswerKind, Guard, GuardIx, Period, Plan, Quantity, Question};
use lianban_runtime::time::Date;
use std::collections::BTreeSet;

/// What the conditions in force ask of each question.
#[derive(Clone, Debug)]
pub struct Cuts<'p> {
    questions: Vec<(&'p Question, Conditions)>,
}

/// What the conditions in force ask of one question.
#[derive(Clone, Debug, Default)]
struct Conditions {
    mentioned: bool,
    thresholds: BTreeSet<Quantity>,
    dates: BTreeSet<Date>,
    periods: BTreeSet<Period>,
    /// Positions of 多选 that some condition asks for.
    chosen: BTreeSet<u32>,
}

impl<'p> Cuts<'p> {
    /// By the conditions that some scope, node, question or material of a plan depends on.
    #[must_use]
    pub fn of_plan(plan: &'p Plan) -> Self {
        Self::new(&plan.questions, &plan.guards, &used_guards(plan))
    }

    /// By those conditions of an arena that are marked as used.
    #[must_use]
    pub fn new(questions: &'p [Question], guards: &[Guard], used: &[bool]) -> Self {
        let mut found: Vec<_> = questions.iter().map(|q| (q, Conditions::default())).collect();
        for (guard, _) in guards.iter().zip(used).filter(|(_, used)| **used) {
            let at = guard.question().and_then(|q| found.get_mut(q.index()));
            let Some((_, conditions)) = at else { continue };
            conditions.mentioned = true;
            match guard {
                Guard::Compare(_, _, threshold) => _ = conditions.thresholds.insert(*threshold),
                Guard::On(_, _, date) => _ = conditions.dates.insert(*date),
                Guard::Since(_, _, period) => _ = conditions.periods.insert(*period),
                Guard::Has(_, choice) => _ = conditions.chosen.insert(*choice),
                _ => {}
            }
        }
        Self { questions: found }
    }

    /// Whether the classes depend on the day of submission.
    #[must_use]
    pub fn depend_on_submission(&self) -> bool {
        self.questions.iter().any(|(_, conditions)| !conditions.periods.is_empty())
    }

    /// One representative answer for each class of a question, for cases handed in on a day. In a fixed order:
    /// choices as written, quantities and dates ascending.
    #[must_use]
    pub fn classes(&self, question: usize, submitted: Date) -> Vec<Answer> {
        let Some((question, conditions)) = self.questions.get(question) else { return Vec::new() };
        let all = match &question.kind {
            AnswerKind::YesNo => vec![Answer::YesNo(false), Answer::YesNo(true)],
            AnswerKind::Choice(choices) => {
                (0..u32::try_from(choices.len()).unwrap_or(u32::MAX)).map(Answer::Choice).collect()
            }
            AnswerKind::Quantity { min, max, .. } => cut(*min, *max, &conditions.thresholds),
            AnswerKind::Date { min, max } => dates(*min, *max, conditions, submitted),
            AnswerKind::Several(_) => subsets(&conditions.chosen),
        };
        if conditions.mentioned { all } else { all.into_iter().take(1).collect() }
    }

    /// What it costs to compare two days of submission, in thousands of comparisons; at least one.
    #[must_use]
    pub fn price(&self) -> u64 {
        let each = self.questions.iter().filter(|(_, conditions)| !conditions.periods.is_empty());
        let squares = each.map(|(_, conditions)| {
            let thresholds = conditions.dates.len().saturating_add(conditions.periods.len());
            u64::try_from(thresholds.saturating_mul(thresholds)).unwrap_or(u64::MAX)
        });
        squares.fold(0_u64, u64::saturating_add).checked_div(256).unwrap_or(0).saturating_add(1)
    }

    /// Whether the classes of a question stand in an order: then neighbours are told as one range.
    #[must_use]
    pub fn ordered(&self, question: usize) -> bool {
        let kind = self.questions.get(question).map(|(question, _)| &question.kind);
        matches!(kind, Some(AnswerKind::Quantity { .. } | AnswerKind::Date { .. }))
    }

    /// Some classes of a question in words, ascending: `项目类型 = 市政`, `建筑面积 ≥ 500 ㎡`; none where it is not asked (the
    /// other answers say so).
    /// None if no condition asks for it, or if these are all.
    #[must_use]
    pub fn in_words(&self, question: usize, some: Option<&[usize]>, submitted: Date) -> Option<String> {
        let (asked, conditions) = self.questions.get(question)?;
        let name = &asked.name;
        let all = self.classes(question, submitted);
        let some = some?;
        if !conditions.mentioned || some.len() >= all.len() {
            return None;
        }
        let answer = |at: usize| all.get(at).copied().unwrap_or(Answer::Unasked);
        let spelt = |at: usize| asked.kind.in_words(answer(at));
        let (first, last) = (*some.first()?, *some.last()?);
        if matches!(asked.kind, AnswerKind::Several(_)) {
            let sets: Vec<u64> = some.iter().filter_map(|at| chosen(answer(*at))).collect();
            let choice = |bit: u64| asked.kind.in_words(Answer::Several(bit));
            let words = chosen_in_words(&sets, &conditions.chosen, name, choice);
            // A set of choices has `、` inside.
            let each = || some.iter().map(|at| format!("{name} = {}", spelt(*at))).collect::<Vec<_>>();
            return Some(words.unwrap_or_else(|| each().join(" 或 ")));
        }
        if !self.ordered(question) {
            return Some(match some {
                [only] => format!("{name} = {}", spelt(*only)),
                many => {
                    format!("{name} 属于 {}", many.iter().map(|at| spelt(*at)).collect::<Vec<_>>().join("、"))
                }
            });
        }
        let exact = |at: usize| match answer(at) {
            Answer::Quantity(value) => conditions.thresholds.contains(&value),
            _ => false,
        };
        if first == last && exact(first) {
            return Some(format!("{name} = {}", spelt(first)));
        }
        let dated = matches!(asked.kind, AnswerKind::Date { .. });
        let low = match first.checked_sub(1) {
            None => None,
            Some(_) if dated => Some(format!("{name} 不早于 {}", spelt(first))),
            Some(_) if exact(first) => Some(format!("{name} ≥ {}", spelt(first))),
            Some(before) => Some(format!("{name} > {}", spelt(before))),
        };
        let above = last.saturating_add(1);
        let high = match all.get(above) {
            None => None,
            Some(_) if dated => Some(format!("{name} 早于 {}", spelt(above))),
            Some(_) if exact(last) => Some(format!("{name} ≤ {}", spelt(last))),
            Some(_) => Some(format!("{name} < {}", spelt(above))),
        };
        Some(low.into_iter().chain(high).collect::<Vec<_>>().join(" 且 "))
    }

    /// Which conditions on dates hold of each class, in a fixed order: days of submission with equal verdicts have
    /// the same 情形.
    #[must_use]
    pub fn verdicts(&self, submitted: Date) -> Vec<Vec<bool>> {
        let mut all = Vec::new();
        let dated = self.questions.iter().filter(|(_, conditions)| !conditions.periods.is_empty());
        for (question, conditions) in dated {
            let AnswerKind::Date { min, max } = question.kind else { continue };
            for answer in dates(min, max, conditions, submitted) {
                let Answer::Date(date) = answer else { continue };
                let literal = conditions.dates.iter().flat_map(|at| [date < *at, date == *at]);
                let after = |period: &Period| period.after(date);
                let elapsed = conditions.periods.iter().map(after);
                let elapsed = elapsed.flat_map(|full| [submitted < full, submitted == full]);
                all.push(literal.chain(elapsed).collect());
            }
            all.push(Vec::new());
        }
        all
    }
}

/// The conditions that some scope, node, question, material, field or fee hangs on.
pub fn conditions(plan: &Plan) -> BTreeSet<GuardIx> {
    let all = plan.scopes.iter().map(|s| s.guard).chain(plan.nodes.iter().map(|n| n.guard));
    let all = all.chain(plan.questions.iter().map(|q| q.when));
    let all = all.chain(plan.materials.iter().map(|m| m.guard));
    let all = all.chain(plan.fields.iter().map(|f| f.guard));
    all.chain(plan.fees.iter().map(|f| f.guard)).collect()
}

/// Which entries of the arena they, and what they are made of, are.
pub(super) fn used_guards(plan: &Plan) -> Vec<bool> {
    let mut used = vec![false; plan.guards.len()];
    for condition in conditions(plan) {
        if let Some(slot) = used.get_mut(condition.index()) {
            *slot = true;
        }
    }
    spread(&plan.guards, &mut used);
    used
}

/// Marks what the marked conditions are made of.
pub fn spread(guards: &[Guard], used: &mut [bool]) {
    for (index, guard) in guards.iter().enumerate().rev() {
        if used.get(index) != Some(&true) {
            continue;
        }
        for inner in guard.parts() {
            if let Some(slot) = used.get_mut(inner.index()) {
                *slot = true;
            }
        }
    }
}

/// Every combination of these choices; the others are not chosen.
fn subsets(chosen: &BTreeSet<u32>) -> Vec<Answer> {
    let mut all = vec![0_u64];
    for choice in chosen {
        let bit = 1_u64.checked_shl(*choice).unwrap_or(0);
        let with: Vec<u64> = all.iter().map(|set| set | bit).collect();
        all.extend(with);
    }
    all.into_iter().map(Answer::Several).collect()
}

const fn chosen(answer: Answer) -> Option<u64> {
    match answer {
        Answer::Several(set) => Some(set),
        _ => None,
    }
}

/// `另外经营 含 三类器械，不含 保健食品`, where these sets are all that have some choices and have not some others; none
/// if they are not, or if they are one.
fn chosen_in_words(
    sets: &[u64],
    told_apart: &BTreeSet<u32>,
    name: &str,
    choice: impl Fn(u64) -> String,
) -> Option<String> {
    let with = sets.iter().copied().reduce(|all, set| all & set)?;
    let some = sets.iter().copied().fold(0, |any, set| any | set);
    let bits = told_apart.iter().filter_map(|bit| 1_u64.checked_shl(*bit));
    let without: Vec<u64> = bits.filter(|bit| some & bit == 0).collect();
    let free = u32::try_from(told_apart.len()).ok()?;
    let free = free.checked_sub(with.count_ones())?.checked_sub(u32::try_from(without.len()).ok()?)?;
    if sets.len() < 2 || 1_usize.checked_shl(free) != Some(sets.len()) {
        return None;
    }
    let kinds = [
        (with != 0).then(|| format!("含 {}", choice(with))),
        (!without.is_empty()).then(|| {
            format!("不含 {}", without.iter().map(|bit| choice(*bit)).collect::<Vec<_>>().join("、"))
        }),
    ];
    let kinds: Vec<String> = kinds.into_iter().flatten().collect();
    Some(format!("{name} {}", kinds.join("，")))
}

/// Below, at, between and above the dates and the days whose periods are full on the day of submission.
fn dates(min: Date, max: Date, conditions: &Conditions, submitted: Date) -> Vec<Answer> {
    if min > max {
        return Vec::new();
    }
    let mut begins = BTreeSet::new();
    for date in &conditions.dates {
        begins.extend([Some(*date), date.add_days(1)].into_iter().flatten());
    }
    for period in &conditions.periods {
        begins.extend(first(min, max, |date| period.after(date) >= submitted));
        begins.extend(first(min, max, |date| period.after(date) > submitted));
    }
    begins.retain(|date| min < *date && *date <= max);
    let Some(threshold) = begins.first() else {
        return vec![Answer::Date(submitted.clamp(min, max))];
    };
    // Below the first threshold close to it, elsewhere the first day.
    let below = threshold.add_days(-1).into_iter();
    below.chain(begins.iter().copied()).map(Answer::Date).collect()
}

/// The first date in `min..=max` from which on something holds.
fn first(min: Date, max: Date, holds: impl Fn(Date) -> bool) -> Option<Date> {
    let (mut low, mut high) = (min.epoch_day(), max.epoch_day());
    if !holds(max) {
        return None;
    }
    while low < high {
        // Towards the earlier one: days before 1970 are negative, and `midpoint` rounds towards zero.
        let middle = low.saturating_add(high.saturating_sub(low).checked_div(2).unwrap_or(0));
        if Date::from_epoch_day(middle).is_some_and(&holds) {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    Date::from_epoch_day(high)
}

/// Below, at, between and above the thresholds, within `min..=max`.
fn cut(min: Quantity, max: Quantity, thresholds: &BTreeSet<Quantity>) -> Vec<Answer> {
    let inside: Vec<i64> = thresholds.iter().filter(|t| (min..=max).contains(*t)).map(|t| t.0).collect();
    if min > max {
        return Vec::new();
    }
    let Some(last) = inside.last().copied() else {
        return readable(min.0, max.0, Near::Low).map(answer).into_iter().collect();
    };
    let mut found = Vec::new();
    let mut low = min.0;
    let mut near = Near::High; // below the first threshold: close to it
    for threshold in inside {
        let below = threshold.checked_sub(1).filter(|below| low <= *below);
        found.extend(below.and_then(|below| readable(low, below, near)).map(answer));
        found.push(answer(threshold));
        low = threshold.saturating_add(1);
        near = Near::Low;
    }
    if last < max.0 {
        found.extend(readable(low, max.0, Near::Low).map(answer));
    }
    found
}

const fn answer(millionths: i64) -> Answer {
    Answer::Quantity(Quantity(millionths))
}

/// Which end of a class the representative should be close to.
#[derive(Clone, Copy)]
enum Near {
    Low,
    High,
}

/// The most readable number in `low..=high`: whole base units if there are any, else as few decimals as possible;
/// zero only if there is nothing else.
fn readable(low: i64, high: i64, near: Near) -> Option<i64> {
    let mut step = Quantity::SCALE;
    while step > 0 {
        let candidate = match near {
            Near::Low => multiple_from(low, step),
            Near::High => high.checked_sub(high.rem_euclid(step)),
        };
        if let Some(found) = candidate.filter(|c| (low..=high).contains(c)) {
            let positive = found.checked_add(step).filter(|c| found == 0 && *c <= high);
            return Some(positive.unwrap_or(found));
        }
        step = step.checked_div(10).unwrap_or(0);
    }
    None
}

/// The smallest multiple of `step` that is at least `low`.
fn multiple_from(low: i64, step: i64) -> Option<i64> {
    match low.rem_euclid(step) {
        0 => Some(low),
        over => low.checked_sub(over)?.checked_add(step),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lianban_runtime::plan::PeriodUnit;

    fn whole(units: i64) -> Quantity {
        Quantity::whole(units).unwrap()
    }

    fn cut_at(min: i64, max: i64, thresholds: &[i64]) -> Vec<String> {
        let thresholds = thresholds.iter().map(|t| Quantity(*t)).collect();
        let classes = cut(whole(min), whole(max), &thresholds);
        let text = |a: &Answer| match a {
            Answer::Quantity(q) => q.decimal(),
            _ => unreachable!(),
        };
        classes.iter().map(text).collect()
    }

    #[test]
    fn classes_lie_below_at_between_and_above() {
        let m = 1_000_000;
        assert_eq!(cut_at(0, 1000, &[300 * m]), ["299", "300", "301"]);
        assert_eq!(cut_at(0, 1000, &[300 * m, 301 * m]), ["299", "300", "300.1", "301", "302"]);
        assert_eq!(cut_at(300, 300, &[300 * m]), ["300"]);
        assert_eq!(cut_at(1, 5, &[m, 5 * m]), ["1", "2", "5"]);
        assert_eq!(cut_at(0, 5, &[m]), ["0", "1", "2"]);
        assert_eq!(cut_at(0, 5, &[1, 2]), ["0", "0.000001", "0.000002", "1"]);
        assert_eq!(cut_at(0, 5, &[9 * m]), ["1"]);
        assert_eq!(cut_at(0, 0, &[]), ["0"]);
    }

    #[test]
    fn extreme_quantities_do_not_overflow() {
        let thresholds = BTreeSet::from([Quantity(i64::MIN), Quantity(i64::MAX)]);
        assert_eq!(cut(Quantity(i64::MIN), Quantity(i64::MAX), &thresholds).len(), 3);
        assert!(cut(Quantity(1), Quantity(0), &thresholds).is_empty());
    }

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn dated(on: &[&str], full: &[(u32, PeriodUnit)], submitted: &str) -> Vec<String> {
        let conditions = Conditions {
            dates: on.iter().map(|d| date(d)).collect(),
            periods: full.iter().map(|(amount, unit)| Period { amount: *amount, unit: *unit }).collect(),
            ..Conditions::default()
        };
        let all = dates(date("2000-01-01"), date("2030-12-31"), &conditions, date(submitted));
        all.iter()
            .map(|a| match a {
                Answer::Date(date) => date.to_string(),
                _ => unreachable!(),
            })
            .collect()
    }

    #[test]
    fn dates_lie_on_both_sides_of_every_boundary() {
        use PeriodUnit::{Month, Year};
        assert_eq!(dated(&["2010-06-30"], &[], "2026-01-01"), ["2010-06-29", "2010-06-30", "2010-07-01"]);
        assert_eq!(dated(&["2000-01-01"], &[], "2026-01-01"), ["2000-01-01", "2000-01-02"]);
        assert_eq!(dated(&["1999-01-01"], &[], "2026-01-01"), ["2026-01-01"]);
        assert_eq!(dated(&[], &[(18, Year)], "2026-11-23"), ["2008-11-22", "2008-11-23", "2008-11-24"]);
        // On the last of February both 28 and 29 February of a leap year are full.
        assert_eq!(dated(&[], &[(18, Year)], "2026-02-28"), ["2008-02-27", "2008-02-28", "2008-03-01"]);
        // No day becomes 18 years old on 29 February 2028.
        assert_eq!(dated(&[], &[(18, Year)], "2028-02-29"), ["2010-02-28", "2010-03-01"]);
        // 31 August, 30 August … are full after six months on 28 February.
        assert_eq!(dated(&[], &[(6, Month)], "2027-02-28"), ["2026-08-27", "2026-08-28", "2026-09-01"]);
        // A date and a period that meet: the order of their boundaries is that of this day.
        let both = |submitted| dated(&["2008-11-23"], &[(18, Year)], submitted);
        assert_eq!(both("2026-11-23"), ["2008-11-22", "2008-11-23", "2008-11-24"]);
        let later = ["2008-11-22", "2008-11-23", "2008-11-24", "2008-11-25"];
        assert_eq!(both("2026-11-24"), later);
    }

    #[test]
    fn dates_before_1970_end_the_search() {
        let conditions = Conditions {
            periods: BTreeSet::from([Period { amount: 60, unit: PeriodUnit::Year }]),
            ..Conditions::default()
        };
        for submitted in ["2025-06-01", "2029-12-31", "2030-01-01", "2030-01-02", "1960-03-03"] {
            let found = dates(date("1900-01-01"), date("2100-12-31"), &conditions, date(submitted));
            assert_eq!(found.len(), 3, "{submitted}");
        }
    }

    #[test]
    fn subsets_are_those_of_the_choices_asked_for() {
        let all = subsets(&BTreeSet::from([0, 3]));
        assert_eq!(all, [0, 1, 8, 9].map(Answer::Several));
    }
}
