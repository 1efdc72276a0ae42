//! Two plans asked together: their questions and conditions in one set of tables. A question or a choice that only one of them
//! knows is one more distinction; what a plan cannot be asked is told by the conditions under which it knows no such case.

use super::Figures;
use crate::proof::{self, Budget};
use lianban_runtime::plan::{AnswerKind, Comparison, Guard, GuardIx, Metric, Plan, Question, QuestionIx};
use std::collections::{BTreeMap, BTreeSet};

/// What the proof of one settlement of the conditions may cost.
const EACH: Budget = Budget { evaluations: 20_000 };

/// The questions and conditions of two plans in one.
#[derive(Default)]
pub(super) struct Merged {
    pub questions: Vec<Question>,
    pub guards: Vec<Guard>,
    places: BTreeMap<Guard, GuardIx>,
}

/// One plan inside the merged tables.
pub(super) struct Part<'p> {
    pub plan: &'p Plan,
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
    pub fn push(&mut self, guard: Guard) -> GuardIx {
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
    pub fn new(plan: &'p Plan, merged: &mut Merged) -> Self {
        let placed: Vec<(usize, Vec<u32>)> =
            plan.questions.iter().map(|question| merged.ask(question)).collect();
        let (questions, choices) = placed.into_iter().unzip();
        let guards = vec![None; plan.guards.len()];
        Self { plan, questions, choices, guards, hung_on: Vec::new(), unknown: Vec::new() }
    }

    /// Brings the conditions in. The questions are all there by now.
    pub fn settle(&mut self, merged: &mut Merged) {
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
    pub fn roots(&self) -> impl Iterator<Item = GuardIx> + '_ {
        let hung_on = self.hung_on.iter().filter_map(|at| self.guards.get(at.index()).copied().flatten());
        hung_on.chain(self.unknown.iter().copied())
    }

    /// How what something hangs on holds in one 情形; none if the plan knows no such case.
    pub fn settled(&self, values: &[bool]) -> Option<Vec<bool>> {
        let holds = |at: &GuardIx| values.get(at.index()).copied().unwrap_or(false);
        if self.unknown.iter().any(holds) {
            return None;
        }
        let there = |at: &GuardIx| self.guards.get(at.index()).and_then(Option::as_ref);
        Some(self.hung_on.iter().map(|at| there(at).is_some_and(holds)).collect())
    }

    /// The figures where it holds so.
    pub fn figures(&self, settled: &[bool]) -> Option<Figures> {
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
pub(super) fn ask_for_both(merged: &mut Merged, parts: &[&Part<'_>]) {
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
