//! What changes for whom: the figures of every 情形 before and after, put together where they are the same.
//!
//! The questions of both plans are asked together. A question or a choice that only one of them knows is one more
//! distinction; what a plan cannot be asked it has no figures for. The figures of one 情形 are proved on the plan with
//! every condition settled, so they are those of `prove`, and the worst day of submission where days matter.

use super::Figures;
use crate::proof::{self, Budget, Regions, regions};
use lianban_runtime::plan::{AnswerKind, Comparison, Guard, GuardIx, Metric, Plan, Question, QuestionIx};
use lianban_runtime::time::Calendar;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Most combinations of answers that are looked at.
const MOST_COMBINATIONS: u64 = 200_000;
/// Most nodes of all the settlements of the conditions that are proved, on each side.
const MOST_NODES_PROVED: usize = 1_000_000;
/// Most groups that are told one by one; more of them are put together by what changes.
const MOST_ROWS: usize = 4;
/// What one such proof may cost.
const EACH: Budget = Budget { evaluations: 20_000 };

/// Some 情形 with the same figures before and the same after, or, where there would be too many of these, for which the same
/// changes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Group {
    /// Which: sentences of which one or the other holds.
    pub answers: Vec<String>,
    /// The sentences say all of them; else there are more.
    pub whole: bool,
    /// Before; none if the old bundle knows no such case.
    pub before: Option<Range>,
    /// After; none if the new bundle knows no such case.
    pub after: Option<Range>,
}

/// The figures of the cases of a group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Range {
    /// The least of each.
    #[serde(flatten)]
    pub least: Figures,
    /// The most of each; absent if they are all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<Figures>,
}

/// All of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Groups {
    /// Those for which something changes.
    pub changed: Vec<Group>,
    /// How many groups stay as they are.
    pub unchanged: usize,
    /// Every 情形 was looked at; else there may be others.
    pub complete: bool,
}

/// The figures of a case in one plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    /// The plan cannot be asked it.
    NoCase,
    /// They are proved.
    Proved(Figures),
    /// Past what a comparison may cost, or not decided by the proof.
    Unknown,
}

/// What changes for a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Nothing.
    Same,
    /// The old plan knows no such case.
    Appears,
    /// The new plan knows no such case.
    Goes,
    /// By how much each figure grows, in the order of [`Figures::counts`]; with the units of the days.
    By([i64; 5], [String; 2]),
    /// Not known.
    Unknown,
}

/// The questions and conditions of two plans in one.
#[derive(Default)]
struct Merged {
    questions: Vec<Question>,
    guards: Vec<Guard>,
    places: BTreeMap<Guard, GuardIx>,
}

/// One plan inside the merged tables.
struct Part<'p> {
    plan: &'p Plan,
    /// Its questions there.
    questions: Vec<usize>,
    /// Its choices there, by question.
    choices: Vec<Vec<u32>>,
    /// Its conditions there.
    guards: Vec<Option<GuardIx>>,
    /// The conditions that something hangs on.
    hung_on: Vec<GuardIx>,
    /// Conditions under which it knows no such case.
    unknown: Vec<GuardIx>,
}

impl Merged {
    fn push(&mut self, guard: Guard) -> GuardIx {
        if let Some(known) = self.places.get(&guard) {
            return *known;
        }
        let at = index(self.guards.len());
        self.guards.push(guard.clone());
        self.places.insert(guard, at);
        at
    }

    /// Takes a question in; one of the same name and kind is the same question.
    fn ask(&mut self, question: &Question) -> (usize, Vec<u32>) {
        let at = self
            .questions
            .iter()
            .position(|known| known.name == question.name && mergeable(&known.kind, &question.kind));
        if let Some(at) = at {
            let Some(known) = self.questions.get_mut(at) else { return (at, Vec::new()) };
            let choices = widen(&mut known.kind, &question.kind);
            return (at, choices);
        }
        self.questions.push(Question { when: GuardIx(0), ..question.clone() });
        let choices = choices_of(&question.kind).map_or(0, <[String]>::len);
        (self.questions.len().saturating_sub(1), (0_u32..).take(choices).collect())
    }
}

fn index(at: usize) -> GuardIx {
    GuardIx(u32::try_from(at).unwrap_or(u32::MAX))
}

const fn choices_of(kind: &AnswerKind) -> Option<&[String]> {
    match kind {
        AnswerKind::Choice(choices) | AnswerKind::Several(choices) => Some(choices.as_slice()),
        _ => None,
    }
}

fn mergeable(one: &AnswerKind, other: &AnswerKind) -> bool {
    match (one, other) {
        (AnswerKind::Quantity { dimension: a, .. }, AnswerKind::Quantity { dimension: b, .. }) => a == b,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}

/// Makes a question admit what another one admits as well; where the choices of that one stand then.
fn widen(known: &mut AnswerKind, other: &AnswerKind) -> Vec<u32> {
    match (known, other) {
        (
            AnswerKind::Choice(known) | AnswerKind::Several(known),
            AnswerKind::Choice(more) | AnswerKind::Several(more),
        ) => {
            let place = |choice: &String| {
                let at = known.iter().position(|one| one == choice).unwrap_or_else(|| {
                    known.push(choice.clone());
                    known.len().saturating_sub(1)
                });
                u32::try_from(at).unwrap_or(u32::MAX)
            };
            more.iter().map(place).collect()
        }
        (AnswerKind::Quantity { min, max, .. }, AnswerKind::Quantity { min: low, max: high, .. }) => {
            (*min, *max) = ((*min).min(*low), (*max).max(*high));
            Vec::new()
        }
        (AnswerKind::Date { min, max }, AnswerKind::Date { min: low, max: high }) => {
            (*min, *max) = ((*min).min(*low), (*max).max(*high));
            Vec::new()
        }
        _ => Vec::new(),
    }
}

impl<'p> Part<'p> {
    fn new(plan: &'p Plan, merged: &mut Merged) -> Self {
        let placed: Vec<(usize, Vec<u32>)> =
            plan.questions.iter().map(|question| merged.ask(question)).collect();
        let (questions, choices) = placed.into_iter().unzip();
        let guards = vec![None; plan.guards.len()];
        Self { plan, questions, choices, guards, hung_on: Vec::new(), unknown: Vec::new() }
    }

    /// Brings the conditions in. The questions are all there by now.
    fn settle(&mut self, merged: &mut Merged) {
        for at in 0..self.plan.guards.len() {
            self.bring(at, merged);
        }
        for at in 0..self.plan.questions.len() {
            self.beyond(at, merged);
        }
        self.hung_on = proof::conditions(self.plan).into_iter().collect();
    }

    /// A condition in the merged tables. One on a question that this plan does not ask there does not hold.
    fn bring(&mut self, at: usize, merged: &mut Merged) -> GuardIx {
        if let Some(Some(known)) = self.guards.get(at) {
            return *known;
        }
        let guard = self.plan.guards.get(at).cloned().unwrap_or(Guard::Always);
        // Conditions hang on earlier ones and questions on earlier questions, so nobody asks for this one meanwhile.
        if let Some(slot) = self.guards.get_mut(at) {
            *slot = Some(GuardIx(0));
        }
        let there = |part: &Self, q: QuestionIx| {
            QuestionIx(
                part.questions.get(q.index()).and_then(|at| u32::try_from(*at).ok()).unwrap_or(u32::MAX),
            )
        };
        let choice = |part: &Self, q: QuestionIx, choice: u32| {
            let moved = part.choices.get(q.index()).zip(usize::try_from(choice).ok());
            moved.and_then(|(moved, at)| moved.get(at).copied()).unwrap_or(u32::MAX)
        };
        let atom = match &guard {
            Guard::Always => None,
            Guard::Yes(q) => Some((*q, Guard::Yes(there(self, *q)))),
            Guard::Is(q, c) => Some((*q, Guard::Is(there(self, *q), choice(self, *q, *c)))),
            Guard::Has(q, c) => Some((*q, Guard::Has(there(self, *q), choice(self, *q, *c)))),
            Guard::Compare(q, relation, value) => {
                Some((*q, Guard::Compare(there(self, *q), *relation, *value)))
            }
            Guard::On(q, relation, date) => Some((*q, Guard::On(there(self, *q), *relation, *date))),
            Guard::Since(q, relation, period) => {
                Some((*q, Guard::Since(there(self, *q), *relation, *period)))
            }
            Guard::Not(_) | Guard::All(_) | Guard::Any(_) => None,
        };
        let brought = match (atom, guard) {
            (Some((q, atom)), _) => {
                let when = self.plan.questions.get(q.index()).map_or(GuardIx(0), |question| question.when);
                let atom = merged.push(atom);
                match when {
                    GuardIx(0) => atom,
                    when => {
                        let when = self.bring(when.index(), merged);
                        merged.push(Guard::All(vec![when, atom]))
                    }
                }
            }
            (None, Guard::Not(inner)) => {
                let inner = self.bring(inner.index(), merged);
                merged.push(Guard::Not(inner))
            }
            (None, Guard::All(parts)) => {
                let parts = parts.iter().map(|part| self.bring(part.index(), merged)).collect();
                merged.push(Guard::All(parts))
            }
            (None, Guard::Any(parts)) => {
                let parts = parts.iter().map(|part| self.bring(part.index(), merged)).collect();
                merged.push(Guard::Any(parts))
            }
            (None, _) => GuardIx(0),
        };
        if let Some(slot) = self.guards.get_mut(at) {
            *slot = Some(brought);
        }
        brought
    }

    /// Answers that only the other plan admits.
    fn beyond(&mut self, at: usize, merged: &mut Merged) {
        let Some((question, there)) = self.plan.questions.get(at).zip(self.questions.get(at).copied()) else {
            return;
        };
        let Some(kind) = merged.questions.get(there).map(|question| question.kind.clone()) else { return };
        let place = QuestionIx(u32::try_from(there).unwrap_or(u32::MAX));
        let mut found = Vec::new();
        match (&kind, &question.kind) {
            (AnswerKind::Choice(all), AnswerKind::Choice(mine)) => {
                let others = (0_u32..).zip(all).filter(|(_, choice)| !mine.contains(choice));
                found.extend(others.map(|(choice, _)| Guard::Is(place, choice)));
            }
            (AnswerKind::Several(all), AnswerKind::Several(mine)) => {
                let others = (0_u32..).zip(all).filter(|(_, choice)| !mine.contains(choice));
                found.extend(others.map(|(choice, _)| Guard::Has(place, choice)));
            }
            (AnswerKind::Quantity { min, max, .. }, AnswerKind::Quantity { min: low, max: high, .. }) => {
                found.extend((min < low).then_some(Guard::Compare(place, Comparison::Less, *low)));
                found.extend((max > high).then_some(Guard::Compare(place, Comparison::More, *high)));
            }
            (AnswerKind::Date { min, max }, AnswerKind::Date { min: low, max: high }) => {
                found.extend((min < low).then_some(Guard::On(place, Comparison::Less, *low)));
                found.extend((max > high).then_some(Guard::On(place, Comparison::More, *high)));
            }
            _ => {}
        }
        let when = self.asked(at);
        for guard in found {
            let beyond = merged.push(guard);
            let beyond =
                if when == GuardIx(0) { beyond } else { merged.push(Guard::All(vec![when, beyond])) };
            self.unknown.push(beyond);
        }
    }

    /// When this plan asks a question, in the merged tables.
    fn asked(&self, question: usize) -> GuardIx {
        let when = self.plan.questions.get(question).map_or(GuardIx(0), |question| question.when);
        self.guards.get(when.index()).copied().flatten().unwrap_or(GuardIx(0))
    }

    /// What something hangs on, in the merged tables.
    fn roots(&self) -> impl Iterator<Item = GuardIx> + '_ {
        let hung_on = self.hung_on.iter().filter_map(|at| self.guards.get(at.index()).copied().flatten());
        hung_on.chain(self.unknown.iter().copied())
    }

    /// How what something hangs on holds in one 情形; none if the plan knows no such case.
    fn settled(&self, values: &[bool]) -> Option<Vec<bool>> {
        let holds = |at: &GuardIx| values.get(at.index()).copied().unwrap_or(false);
        if self.unknown.iter().any(holds) {
            return None;
        }
        let there = |at: &GuardIx| self.guards.get(at.index()).and_then(Option::as_ref);
        Some(self.hung_on.iter().map(|at| there(at).is_some_and(holds)).collect())
    }

    /// The figures where it holds so.
    fn figures(&self, settled: &[bool]) -> Option<Figures> {
        let mut plan = self.plan.clone();
        plan.questions.clear();
        plan.guards.fill(Guard::Always);
        for (at, holds) in self.hung_on.iter().zip(settled).filter(|(at, _)| **at != GuardIx(0)) {
            if let Some(guard) = plan.guards.get_mut(at.index()) {
                *guard = if *holds { Guard::Always } else { Guard::Not(GuardIx(0)) };
            }
        }
        let proof = proof::prove(&plan, EACH).ok()?;
        let of = |metric| proof.of(metric).filter(|proved| proved.decided);
        let time = of(Metric::Time)?;
        let count = |metric| of(metric).map(|proved| proved.worst);
        Some(Figures {
            days: time.worst,
            unit: time.unit.to_owned(),
            materials: count(Metric::Materials)?,
            trips: count(Metric::Trips)?,
            site_visits: count(Metric::SiteVisits)?,
            fees: if plan.fees.is_empty() { 0 } else { count(Metric::Fees)? },
        })
    }
}

/// A question is asked where either plan asks it.
fn ask_for_both(merged: &mut Merged, parts: &[&Part<'_>]) {
    for at in 0..merged.questions.len() {
        let mut whens = BTreeSet::new();
        for part in parts {
            let mine = part.questions.iter().enumerate().filter(|(_, there)| **there == at);
            whens.extend(mine.map(|(question, _)| part.asked(question)));
        }
        let when = match (whens.contains(&GuardIx(0)), whens.len()) {
            (true, _) | (_, 0) => GuardIx(0),
            (_, 1) => whens.first().copied().unwrap_or(GuardIx(0)),
            _ => merged.push(Guard::Any(whens.into_iter().collect())),
        };
        if let Some(question) = merged.questions.get_mut(at) {
            question.when = when;
        }
    }
}

/// A plan with the figures that were proved of it, by how the conditions hold.
struct Side<'p> {
    part: Part<'p>,
    figures: RefCell<BTreeMap<Vec<bool>, Known>>,
}

impl<'p> Side<'p> {
    fn new(part: Part<'p>) -> Self {
        Self { part, figures: RefCell::default() }
    }

    fn of(&self, values: &[bool]) -> Known {
        let Some(settled) = self.part.settled(values) else { return Known::NoCase };
        let mut figures = self.figures.borrow_mut();
        if let Some(known) = figures.get(&settled) {
            return known.clone();
        }
        if figures.len().saturating_mul(self.part.plan.nodes.len()) > MOST_NODES_PROVED {
            return Known::Unknown;
        }
        let found = self.part.figures(&settled).map_or(Known::Unknown, Known::Proved);
        figures.insert(settled, found.clone());
        found
    }
}

/// Two plans, asked together.
struct Both<'p> {
    merged: Merged,
    calendar: Calendar,
    before: Side<'p>,
    after: Side<'p>,
}

impl<'p> Both<'p> {
    fn new(old: &'p Plan, new: &'p Plan) -> Option<Self> {
        let mut merged = Merged::default();
        merged.push(Guard::Always);
        let mut after = Part::new(new, &mut merged);
        let mut before = Part::new(old, &mut merged);
        after.settle(&mut merged);
        before.settle(&mut merged);
        ask_for_both(&mut merged, &[&after, &before]);
        let calendar = Calendar::new(new.calendar.clone()).ok()?;
        Some(Self { merged, calendar, before: Side::new(before), after: Side::new(after) })
    }

    /// The 情形 by what is made of their figures, before and after.
    fn regions<V: Ord>(&self, verdict: impl Fn(Known, Known) -> V) -> Option<Regions<'_, V>> {
        let whens = self.merged.questions.iter().map(|question| question.when);
        let roots: BTreeSet<GuardIx> =
            self.before.part.roots().chain(self.after.part.roots()).chain(whens).collect();
        let roots: Vec<GuardIx> = roots.into_iter().collect();
        let parts = (self.merged.questions.as_slice(), self.merged.guards.as_slice());
        let of = |values: &[bool]| vec![verdict(self.before.of(values), self.after.of(values))];
        regions(parts, &roots, (&self.calendar, MOST_COMBINATIONS), of).ok()
    }

    /// Groups with the same figures before and the same after.
    fn by_figures(&self) -> Option<(Vec<Group>, bool)> {
        let found = self.regions(|before, after| (before, after))?;
        let known = |(before, after): &&(Known, Known)| *before != Known::Unknown && *after != Known::Unknown;
        let all = found.verdicts().filter(known).count();
        let range = |known: &Known| match known {
            Known::Proved(figures) => Some(Range { least: figures.clone(), most: None }),
            Known::NoCase | Known::Unknown => None,
        };
        let complete = found.complete && all == found.verdicts().count();
        let groups = found.verdicts().filter(known).map(|verdict| {
            let (answers, whole) = found.all_words(verdict);
            Group { answers, whole, before: range(&verdict.0), after: range(&verdict.1) }
        });
        Some((groups.collect(), complete))
    }

    /// Groups for which the same changes.
    fn by_change(&self) -> Option<Vec<Group>> {
        let ranges: RefCell<BTreeMap<Change, [Option<Range>; 2]>> = RefCell::default();
        let found = self.regions(|before, after| {
            let change = change(&before, &after);
            let mut ranges = ranges.borrow_mut();
            let of_change = ranges.entry(change.clone()).or_default();
            for (range, known) in of_change.iter_mut().zip([before, after]) {
                if let Known::Proved(figures) = known {
                    match range {
                        Some(range) => range.widen(&figures),
                        None => *range = Some(Range { least: figures, most: None }),
                    }
                }
            }
            change
        })?;
        let mut ranges = ranges.into_inner();
        let changed = found.verdicts().filter(|change| !matches!(change, Change::Same | Change::Unknown));
        let groups = changed.map(|change| {
            let (answers, whole) = found.all_words(change);
            let [before, after] = ranges.remove(change).unwrap_or_default();
            Group { answers, whole, before, after }
        });
        Some(groups.collect())
    }
}

fn change(before: &Known, after: &Known) -> Change {
    match (before, after) {
        (Known::Unknown, _) | (_, Known::Unknown) => Change::Unknown,
        (Known::NoCase, Known::NoCase) => Change::Same,
        (Known::NoCase, Known::Proved(_)) => Change::Appears,
        (Known::Proved(_), Known::NoCase) => Change::Goes,
        (Known::Proved(was), Known::Proved(is)) if was == is => Change::Same,
        (Known::Proved(was), Known::Proved(is)) => {
            let mut by = [0_i64; 5];
            for (by, (was, is)) in by.iter_mut().zip(was.counts().into_iter().zip(is.counts())) {
                *by = i64::from(is).saturating_sub(i64::from(was));
            }
            Change::By(by, [was.unit.clone(), is.unit.clone()])
        }
    }
}

impl Range {
    /// Takes in one more case.
    fn widen(&mut self, figures: &Figures) {
        let most = self.most.clone().unwrap_or_else(|| self.least.clone()).each(figures, u32::max);
        self.least = self.least.clone().each(figures, u32::min);
        self.most = (most != self.least).then_some(most);
    }
}

/// Compares two plans; `old` bears the names of the new one.
pub(super) fn groups(old: &Plan, new: &Plan) -> Groups {
    let Some(both) = Both::new(old, new) else { return Groups::default() };
    let Some((all, complete)) = both.by_figures() else { return Groups::default() };
    let (same, mut changed): (Vec<Group>, Vec<Group>) =
        all.into_iter().partition(|group| group.before == group.after);
    if changed.len() > MOST_ROWS || changed.iter().any(|group| !group.whole) {
        let fewer = both.by_change().filter(|fewer| fewer.len() < changed.len());
        changed = fewer.unwrap_or(changed);
    }
    Groups { changed, unchanged: same.len(), complete }
}

/// All groups, and whether every 情形 is in one.
#[cfg(test)]
pub(super) fn all(old: &Plan, new: &Plan) -> (Vec<Group>, bool) {
    Both::new(old, new).and_then(|both| both.by_figures()).unwrap_or_default()
}

/// The groups for which something changes, put together by what changes.
#[cfg(test)]
pub(super) fn changes(old: &Plan, new: &Plan) -> Vec<Group> {
    Both::new(old, new).and_then(|both| both.by_change()).unwrap_or_default()
}
