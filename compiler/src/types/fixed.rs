//! 令 in a bundle: questions that are settled once and for all. They leave the plan; what hangs on them becomes
//! “always” or “never”.

use super::tests::TestReader;
use super::{ALWAYS, Typed};
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::linked::Linked;
use crate::names::{Kind, Namespace};
use crate::testcase::TestCase;
use lianban_runtime::case::EventKind;
use lianban_runtime::plan::{Answer, Guard, GuardIx, QuestionIx, evaluate};
use lianban_runtime::time::{Calendar, Date};
use std::collections::BTreeMap;

/// The answers that 令 settles, by position of the question, and parameters given from outside.
#[must_use]
pub fn settled_answers(
    linked: &Linked,
    names: &Namespace,
    typed: &Typed,
    (calendar, given): (&Calendar, &[(String, String)]),
) -> (BTreeMap<usize, Answer>, Vec<Diagnostic>) {
    let mut reader =
        TestReader { linked, names, typed, calendar, diagnostics: Vec::new(), doubts: Vec::new() };
    let mut settled = BTreeMap::new();
    let mut places = BTreeMap::new();
    for (name, value) in &linked.fixed {
        let Some(at) = reader.expect(name, Kind::Question) else { continue };
        if let Some(first) = places.insert(at, name.place) {
            reader.diagnostics.push(d::e0310_unanswered::answered_twice(name, first));
            continue;
        }
        if counted_from(typed, at) {
            let written = linked.questions.get(at).map_or(name, |question| &question.name);
            reader.diagnostics.push(d::e0323_settled_date::settled_date(name.place, written));
            continue;
        }
        settled.extend(reader.answer(at, value).map(|answer| (at, answer)));
    }
    for (name, value) in given {
        match parameter(linked, typed, name, value) {
            Ok((at, _)) if counted_from(typed, at) => {
                let written = linked.questions.get(at).map_or(&linked.name, |question| &question.name);
                reader.diagnostics.push(d::e0323_settled_date::settled_date(written.place, written));
            }
            Ok((at, answer)) => drop(settled.insert(at, answer)),
            Err(found) => reader.diagnostics.push(*found),
        }
    }
    (settled, reader.diagnostics)
}

/// Some condition counts from the answer to the day of submission, which no answer settles.
fn counted_from(typed: &Typed, question: usize) -> bool {
    let mut guards = typed.arena.guards().iter();
    guards.any(|guard| matches!(guard, Guard::Since(at, ..) if at.index() == question))
}

/// A parameter given from outside.
fn parameter(
    linked: &Linked,
    typed: &Typed,
    name: &str,
    value: &str,
) -> Result<(usize, Answer), Box<Diagnostic>> {
    let bare = name.trim().trim_matches(['《', '》']);
    let parameters = linked.questions.iter().enumerate().filter(|(_, question)| question.parameter);
    let names: Vec<&str> = parameters.clone().map(|(_, question)| question.name.value.as_str()).collect();
    let known = parameters.clone().find(|(_, question)| question.name.value == bare);
    let Some((at, written)) = known else {
        return Err(Box::new(d::e0223_given_parameter::no_such(&linked.name, bare, &names)));
    };
    let kind = typed.questions.get(at).map(|question| &question.kind);
    match kind.and_then(|kind| kind.parse(value)) {
        Some(answer) => Ok((at, answer)),
        None => {
            let takes = kind.map(|kind| kind.admissible_in_words()).unwrap_or_default();
            Err(Box::new(d::e0223_given_parameter::unfit(&written.name, value, &takes)))
        }
    }
}

/// Takes the settled questions out of the typed bundle and its tests.
pub fn settle(typed: &mut Typed, tests: &mut [TestCase]) {
    if typed.fixed.is_empty() {
        return;
    }
    let guards = unasked_too(typed);
    typed.arena.rewrite(guards);
    for test in tests {
        keep_open(&mut test.answers, &typed.fixed);
        for event in &mut test.events {
            if let EventKind::Submit { answers } = &mut event.kind {
                keep_open(answers, &typed.fixed);
            }
        }
    }
    keep_open(&mut typed.questions, &typed.fixed);
}

/// The conditions with the settled answers put in. A question that nobody is asked any more is settled with them: it
/// leaves as well, and what hangs on it becomes “never”.
fn unasked_too(typed: &mut Typed) -> Vec<Guard> {
    loop {
        let guards = rewritten(typed);
        let nobody = |when: GuardIx| guards.get(when.index()) == Some(&never());
        let open = typed.questions.iter().enumerate().filter(|(at, _)| !typed.fixed.contains_key(at));
        let unasked: Vec<usize> =
            open.filter(|(_, question)| nobody(question.when)).map(|(at, _)| at).collect();
        if unasked.is_empty() {
            return guards;
        }
        typed.fixed.extend(unasked.into_iter().map(|at| (at, Answer::Unasked)));
    }
}

/// Leaves out what stands at the settled positions.
fn keep_open<T>(list: &mut Vec<T>, settled: &BTreeMap<usize, Answer>) {
    let mut at = 0_usize;
    list.retain(|_| {
        let open = !settled.contains_key(&at);
        at = at.saturating_add(1);
        open
    });
}

/// The conditions, each at its old position, with the settled answers put in.
fn rewritten(typed: &Typed) -> Vec<Guard> {
    let open = |at: usize| (0..at).filter(|before| !typed.fixed.contains_key(before)).count();
    let moved = |at: QuestionIx| QuestionIx(u32::try_from(open(at.index())).unwrap_or(u32::MAX));
    // No settled question is compared with the day of submission.
    let any_day = Date::MIN;
    // One answer in the place of the settled question, to find out what a single comparison says.
    let mut answers = vec![Answer::Unasked; typed.questions.len()];
    for (at, answer) in &typed.fixed {
        if let Some(slot) = answers.get_mut(*at) {
            *slot = *answer;
        }
    }
    let mut guards: Vec<Guard> = Vec::with_capacity(typed.arena.guards().len());
    for guard in typed.arena.guards() {
        let next = match guard.question() {
            Some(at) if typed.fixed.contains_key(&at.index()) => {
                let holds = evaluate(std::slice::from_ref(guard), &answers, any_day).first() == Some(&true);
                // Of a question that is not asked nothing holds.
                let asked = typed.questions.get(at.index()).map_or(ALWAYS, |question| question.when);
                if holds { all(&guards, &[asked]) } else { never() }
            }
            _ => simpler(&guards, guard, moved),
        };
        guards.push(next);
    }
    guards
}

const fn never() -> Guard {
    Guard::Any(Vec::new())
}

/// What an entry says of earlier ones, where some of them are “always” or “never” by now.
fn simpler(guards: &[Guard], guard: &Guard, moved: impl Fn(QuestionIx) -> QuestionIx) -> Guard {
    let constant = |at: &GuardIx| match guards.get(at.index()) {
        Some(Guard::Always) => Some(true),
        Some(Guard::Any(parts)) if parts.is_empty() => Some(false),
        _ => None,
    };
    match guard {
        Guard::Always => Guard::Always,
        Guard::Yes(at) => Guard::Yes(moved(*at)),
        Guard::Is(at, choice) => Guard::Is(moved(*at), *choice),
        Guard::Compare(at, relation, value) => Guard::Compare(moved(*at), *relation, *value),
        Guard::On(at, relation, date) => Guard::On(moved(*at), *relation, *date),
        Guard::Since(at, relation, period) => Guard::Since(moved(*at), *relation, *period),
        Guard::Has(at, choice) => Guard::Has(moved(*at), *choice),
        Guard::Not(inner) => match constant(inner) {
            Some(true) => never(),
            Some(false) => Guard::Always,
            None => guard.clone(),
        },
        Guard::All(parts) => all(guards, parts),
        Guard::Any(parts) => {
            if parts.iter().any(|part| constant(part) == Some(true)) {
                return Guard::Always;
            }
            let open: Vec<GuardIx> = parts.iter().copied().filter(|part| constant(part).is_none()).collect();
            match open.as_slice() {
                [only] => guards.get(only.index()).cloned().unwrap_or(Guard::Always),
                _ => Guard::Any(open),
            }
        }
    }
}

/// 且 of earlier entries.
fn all(guards: &[Guard], parts: &[GuardIx]) -> Guard {
    let said = |part: &GuardIx| guards.get(part.index());
    let none = |part: &GuardIx| matches!(said(part), Some(Guard::Any(any)) if any.is_empty());
    if parts.iter().any(none) {
        return never();
    }
    let open = parts.iter().copied().filter(|part| said(part) != Some(&Guard::Always));
    match open.collect::<Vec<GuardIx>>().as_slice() {
        [] => Guard::Always,
        [only] => said(only).cloned().unwrap_or(Guard::Always),
        many => Guard::All(many.to_vec()),
    }
}
