//! Runs a 测试 block: plays its case and compares what came with what was expected.

use crate::play::{Play, PlayError, Script, Scripted, play};
use crate::timeline::Timeline;
use crate::timeline_of;
use lianban_compiler::{Expectation, Expected, Outcome, TestCase};
use lianban_runtime::case::{Engine, Event, Phase, ScopeOutcome, State};
use lianban_runtime::plan::{LimitIx, LimitKind, Metric, NodeIx, ScopeIx};
use lianban_runtime::time::Date;
use std::collections::BTreeSet;

/// One clause that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// Position among the test's expectations; none if the case itself could not be played.
    pub expectation: Option<usize>,
    /// Position among the test's events, if one of them was refused.
    pub event: Option<usize>,
    /// Expected, in words.
    pub expected: String,
    /// What came instead, in words.
    pub actual: String,
    /// Why an event was refused, in English.
    pub refusal_en: Option<String>,
}

/// What came of one test.
#[derive(Clone, Debug)]
pub struct CaseReport {
    /// Clauses that do not hold; empty = passed.
    pub failures: Vec<Failure>,
    /// The dated case, if it could be played.
    pub timeline: Option<Timeline>,
    /// Nodes that ended well, for coverage.
    pub finished: BTreeSet<NodeIx>,
    /// Nodes that were refused or cancelled, for coverage.
    pub ended_badly: BTreeSet<NodeIx>,
    /// Nodes that did not apply, for coverage.
    pub skipped: BTreeSet<NodeIx>,
}

/// Plays a test and compares.
#[must_use]
pub fn run_test(engine: &Engine, test: &TestCase) -> CaseReport {
    let scripted = |event: &lianban_compiler::TestEvent| Scripted {
        event: Event {
            key: String::new(),
            at: event.at,
            actor: event.actor.clone(),
            kind: event.kind.clone(),
        },
    };
    let script = Script {
        events: test.events.iter().map(scripted).collect(),
        never_supplied: test.never_supplied.clone(),
        never_answered: test.never_answered.clone(),
    };
    match play(engine, &script) {
        Ok(play) => compare(engine, test, &play),
        Err(error) => unplayable(engine, &error),
    }
}

fn unplayable(engine: &Engine, error: &PlayError) -> CaseReport {
    let (event, (actual, refusal_en)) = match error {
        PlayError::Refused { scripted, refusal, .. } => {
            let (zh, en) = refusal.in_words(engine);
            (*scripted, (zh, Some(en)))
        }
        PlayError::Endless => (None, ("办件没有尽头".to_owned(), None)),
    };
    let expected = "这件事能走完".to_owned();
    let failure = Failure { expectation: None, event, expected, actual, refusal_en };
    CaseReport {
        failures: vec![failure],
        timeline: None,
        finished: BTreeSet::new(),
        ended_badly: BTreeSet::new(),
        skipped: BTreeSet::new(),
    }
}

fn compare(engine: &Engine, test: &TestCase, play: &Play) -> CaseReport {
    let timeline = timeline_of(engine, play);
    let mut failures = Vec::new();
    for (row, expectation) in test.expectations.iter().enumerate() {
        if let Some((expected, actual)) = differs(engine, &play.state, &timeline, expectation) {
            failures.push(Failure {
                expectation: Some(row),
                event: None,
                expected,
                actual,
                refusal_en: None,
            });
        }
    }
    let with = |wanted: &[Phase]| -> BTreeSet<NodeIx> {
        engine.node_indices().filter(|node| wanted.contains(&play.state.node(*node).phase)).collect()
    };
    CaseReport {
        failures,
        timeline: Some(timeline),
        finished: with(&[Phase::Done, Phase::Failed]),
        ended_badly: with(&[Phase::Refused, Phase::Cancelled]),
        skipped: with(&[Phase::Skipped]),
    }
}

/// Expected and actual in words, if they differ.
fn differs(
    engine: &Engine,
    state: &State,
    timeline: &Timeline,
    clause: &Expectation,
) -> Option<(String, String)> {
    let (expected, actual) = match &clause.what {
        Expected::Finish { scope, date } => {
            (date.to_string(), date_words(finish_date(engine, state, *scope)))
        }
        Expected::Due { scope, date } => (date.to_string(), date_words(due_date(engine, state, *scope))),
        Expected::DutyDue { scope, kind, date } => {
            (date.to_string(), date_words(due_of(engine, state, *scope, |of| of == *kind)))
        }
        Expected::Figure { metric, value } => {
            let (actual, unit) = match metric {
                Metric::Materials => (u32::try_from(timeline.materials.len()).unwrap_or(u32::MAX), "份"),
                Metric::Trips => (timeline.trips, "次"),
                Metric::SiteVisits => (timeline.site_visits, "次"),
                Metric::Fields => (u32::try_from(timeline.fields.len()).unwrap_or(u32::MAX), "项"),
                Metric::Fees => (timeline.fees.unwrap_or(0), "元"),
                Metric::Time => (timeline.working_days.unwrap_or(0), "工作日"),
            };
            (format!("{value} {unit}"), format!("{actual} {unit}"))
        }
        Expected::Outcome { scope, outcome } => {
            (outcome.word().to_owned(), outcome_word(state, timeline, *scope).to_owned())
        }
    };
    (expected != actual).then_some((expected, actual))
}

fn date_words(date: Option<Date>) -> String {
    date.map_or_else(|| "无".to_owned(), |date| date.to_string())
}

/// The day a scope ended well; for the bundle, 办结.
fn finish_date(engine: &Engine, state: &State, scope: ScopeIx) -> Option<Date> {
    let exit = engine.plan().scopes.get(scope.index())?.exit;
    let node = state.node(exit);
    let at = node.end.filter(|_| node.phase == Phase::Done)?;
    Some(engine.calendar().date_of(at))
}

/// The due date of the scope's promised (or only) limit, stops included.
fn due_date(engine: &Engine, state: &State, scope: ScopeIx) -> Option<Date> {
    due_of(engine, state, scope, |kind| {
        use LimitKind::{Bundle, Joint, Promised, Stage, Step};
        matches!(kind, Promised | Bundle | Joint | Stage | Step)
    })
}

/// The due date of the scope's first limit of such a kind, stops included.
fn due_of(engine: &Engine, state: &State, scope: ScopeIx, shown: impl Fn(LimitKind) -> bool) -> Option<Date> {
    let limits = engine.plan().limits.iter().zip(0_u32..).filter(|(limit, _)| limit.scope == scope);
    let row = limits.filter(|(limit, _)| shown(limit.kind)).map(|(_, row)| row).next()?;
    let due = state.limit(LimitIx(row)).due?;
    Some(engine.calendar().date_of(due))
}

fn outcome_word(state: &State, timeline: &Timeline, scope: ScopeIx) -> &'static str {
    if scope == ScopeIx(0) {
        let known = Outcome::ALL.iter().find(|outcome| outcome.word() == timeline.outcome);
        return known.map_or("在办", |outcome| outcome.word());
    }
    match state.scope(scope).outcome {
        ScopeOutcome::Open => "在办",
        ScopeOutcome::Granted => Outcome::Finished.word(),
        ScopeOutcome::Refused => Outcome::Refused.word(),
        ScopeOutcome::Cancelled | ScopeOutcome::Dropped => Outcome::Cancelled.word(),
        ScopeOutcome::Revoked => Outcome::AcceptanceRevoked.word(),
        ScopeOutcome::Withdrawn => Outcome::DeemedWithdrawn.word(),
        ScopeOutcome::TakenBack => Outcome::Withdrawn.word(),
        ScopeOutcome::Rescinded => Outcome::Rescinded.word(),
        ScopeOutcome::Declined => Outcome::Rejected.word(),
        ScopeOutcome::NotRequired => Outcome::NotRequired.word(),
        ScopeOutcome::Skipped => Outcome::NotApplicable.word(),
    }
}
