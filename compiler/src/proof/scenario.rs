//! All 情形: every question cut into classes within which no condition can tell two answers apart (rule S1).

use super::ProofError;
use lianban_runtime::plan::{Answer, AnswerKind, Guard, GuardIx, Plan, Quantity, Question, evaluate};
use std::collections::BTreeSet;

/// One representative answer per class, by question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domains {
    classes: Vec<Vec<Answer>>,
    when: Vec<GuardIx>,
    /// As far as `when` reaches.
    guards: Vec<Guard>,
}

/// Walks through all combinations; the last question changes fastest.
#[derive(Clone, Debug)]
pub struct Scenarios<'d> {
    domains: &'d Domains,
    at: Vec<usize>,
    answers: Vec<Answer>,
    started: bool,
}

impl Domains {
    /// Cuts the questions of a checked plan.
    ///
    /// # Errors
    /// [`ProofError::Malformed`] if a question admits no answer at all.
    pub fn new(plan: &Plan) -> Result<Self, ProofError> {
        let used = used_guards(plan);
        let classes = plan.questions.iter().enumerate().map(|(at, question)| {
            let classes = classes_of(question, &conditions_on(plan, &used, at));
            if classes.is_empty() {
                return Err(ProofError::Malformed(format!("情形 “{}” admits no answer", question.name)));
            }
            Ok(classes)
        });
        let classes = classes.collect::<Result<_, _>>()?;
        let when: Vec<GuardIx> = plan.questions.iter().map(|q| q.when).collect();
        let reach = when.iter().map(|when| when.index()).max().unwrap_or(0);
        let guards = plan.guards.get(..=reach).unwrap_or_default().to_vec();
        Ok(Self { classes, when, guards })
    }

    /// The classes' representatives of one question.
    #[must_use]
    pub fn of(&self, question: usize) -> &[Answer] {
        self.classes.get(question).map_or(&[], Vec::as_slice)
    }

    /// How many combinations there are, in decimal, however many. Where more than [`super::count::MOST_DECIDING`]
    /// combinations decide which questions are asked, an upper bound.
    #[must_use]
    pub fn count(&self) -> String {
        super::count::count(self)
    }

    /// When a question is asked; none if always.
    pub(super) fn when(&self, question: usize) -> Option<GuardIx> {
        self.when.get(question).copied().filter(|when| *when != GuardIx(0))
    }

    /// Whether a question is asked after these answers.
    pub(super) fn asks(&self, question: usize, before: &[Answer]) -> bool {
        let Some(when) = self.when(question) else { return true };
        let guards = self.guards.get(..=when.index()).unwrap_or_default();
        evaluate(guards, before).last().copied().unwrap_or(false)
    }

    /// The conditions that decide which questions are asked.
    pub(super) fn guards(&self) -> &[Guard] {
        &self.guards
    }

    /// How many questions there are.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// All combinations, in a fixed order.
    #[must_use]
    pub fn scenarios(&self) -> Scenarios<'_> {
        let mut walk = Scenarios { domains: self, at: Vec::new(), answers: Vec::new(), started: false };
        walk.restart();
        walk
    }
}

impl Scenarios<'_> {
    /// The next combination, or none after the last.
    pub fn next_answers(&mut self) -> Option<&[Answer]> {
        if !self.started {
            self.started = true;
            return Some(&self.answers);
        }
        while let (Some(at), Some(answer)) = (self.at.pop(), self.answers.pop()) {
            let question = self.at.len();
            let next = at.saturating_add(1);
            let class = self.domains.of(question).get(next).filter(|_| answer != Answer::Unasked);
            if let Some(class) = class {
                self.at.push(next);
                self.answers.push(*class);
                self.restart();
                return Some(&self.answers);
            }
        }
        None
    }

    /// The first classes of all questions behind those that are settled; none of a question that is not asked.
    fn restart(&mut self) {
        for question in self.at.len()..self.domains.len() {
            let first =
                self.domains.of(question).first().filter(|_| self.domains.asks(question, &self.answers));
            self.at.push(0);
            self.answers.push(first.copied().unwrap_or(Answer::Unasked));
        }
    }
}

/// Which entries of the arena some scope, node, question, material or field depends on.
fn used_guards(plan: &Plan) -> Vec<bool> {
    let mut used = vec![false; plan.guards.len()];
    let roots = plan.scopes.iter().map(|s| s.guard).chain(plan.nodes.iter().map(|n| n.guard));
    let roots = roots.chain(plan.questions.iter().map(|q| q.when));
    let roots = roots.chain(plan.materials.iter().map(|m| m.guard));
    let roots = roots.chain(plan.fields.iter().map(|f| f.guard));
    for root in roots {
        if let Some(slot) = used.get_mut(root.index()) {
            *slot = true;
        }
    }
    for (index, guard) in plan.guards.iter().enumerate().rev() {
        if used.get(index) != Some(&true) {
            continue;
        }
        let inner: &[_] = match guard {
            Guard::Not(inner) => std::slice::from_ref(inner),
            Guard::All(many) | Guard::Any(many) => many,
            _ => &[],
        };
        for inner in inner {
            if let Some(slot) = used.get_mut(inner.index()) {
                *slot = true;
            }
        }
    }
    used
}

/// What the conditions in force ask of one question.
struct Conditions {
    mentioned: bool,
    thresholds: BTreeSet<Quantity>,
}

fn conditions_on(plan: &Plan, used: &[bool], question: usize) -> Conditions {
    let mut found = Conditions { mentioned: false, thresholds: BTreeSet::new() };
    for (guard, _) in plan.guards.iter().zip(used).filter(|(_, used)| **used) {
        match guard {
            Guard::Yes(q) | Guard::Is(q, _) if q.index() == question => found.mentioned = true,
            Guard::Compare(q, _, threshold) if q.index() == question => {
                found.mentioned = true;
                found.thresholds.insert(*threshold);
            }
            _ => {}
        }
    }
    found
}

fn classes_of(question: &Question, conditions: &Conditions) -> Vec<Answer> {
    let all = match &question.kind {
        AnswerKind::YesNo => vec![Answer::YesNo(false), Answer::YesNo(true)],
        AnswerKind::Choice(choices) => {
            (0..u32::try_from(choices.len()).unwrap_or(u32::MAX)).map(Answer::Choice).collect()
        }
        AnswerKind::Quantity { min, max, .. } => cut(*min, *max, &conditions.thresholds),
    };
    if conditions.mentioned { all } else { all.into_iter().take(1).collect() }
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

    /// Questions that are always asked.
    fn free(classes: Vec<Vec<Answer>>) -> Domains {
        Domains { when: vec![GuardIx(0); classes.len()], classes, guards: vec![Guard::Always] }
    }

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

    #[test]
    fn counts_beyond_any_integer() {
        let domains = free(vec![vec![Answer::Choice(0); 10]; 45]);
        assert_eq!(domains.count(), format!("1{}", "0".repeat(45)));
        assert_eq!(free(Vec::new()).count(), "1");
        let odd = free(vec![vec![Answer::Choice(0); 7]; 25]);
        assert_eq!(odd.count(), 7_u128.pow(25).to_string());
    }

    #[test]
    fn the_last_question_changes_fastest() {
        let yes_no = vec![Answer::YesNo(false), Answer::YesNo(true)];
        let domains = free(vec![yes_no.clone(), vec![Answer::Choice(0)], yes_no]);
        let mut walk = domains.scenarios();
        let mut seen = Vec::new();
        while let Some(answers) = walk.next_answers() {
            seen.push((answers[0], answers[2]));
        }
        let (n, y) = (Answer::YesNo(false), Answer::YesNo(true));
        assert_eq!(seen, [(n, n), (n, y), (y, n), (y, y)]);
        assert!(walk.next_answers().is_none() || !seen.is_empty());
    }
}
