//! How much of a bundle its tests reach: nodes, branches, 情形. Every number is counted, none is typed.

use lianban_compiler::proof::{Domains, regions};
use lianban_runtime::plan::{Answer, Guard, GuardIx, Plan, evaluate};
use lianban_runtime::time::{Calendar, Date};
use lianban_simulator::CaseReport;
use serde::Serialize;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// So many of so many, and which are left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Reached by at least one test.
    pub covered: usize,
    /// All there are.
    pub total: usize,
    /// Names of those that no test reaches.
    pub missing: Vec<String>,
}

/// 情形: combinations of answers that some condition can tell apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scenarios {
    /// Distinct ones among the tests.
    pub covered: usize,
    /// All there are, in decimal.
    pub total: String,
}

/// Coverage of one bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Name of the bundle.
    pub bundle: String,
    /// 适用 of the bundle.
    pub region: String,
    /// Nodes that ended well in at least one test.
    pub nodes: Share,
    /// Both sides of every condition: the scope applied, the scope did not.
    pub branches: Share,
    /// 情形.
    pub scenarios: Scenarios,
}

/// A test that was played: its answers, the day it was handed in, what came of it.
pub type Played<'a> = (&'a [Answer], Date, &'a CaseReport);

/// Coverage of a plan by tests that were played, given with their answers.
pub fn coverage(plan: &Plan, names: &[String], played: &[Played<'_>]) -> Coverage {
    let possible = Possible::of(plan);
    Coverage {
        bundle: plan.name.clone(),
        region: plan.region.clone(),
        nodes: nodes(plan, names, played, &possible),
        branches: branches(plan, played, &possible),
        scenarios: scenarios(plan, played),
    }
}

fn nodes(plan: &Plan, names: &[String], played: &[Played<'_>], possible: &Possible) -> Share {
    let finished: BTreeSet<usize> =
        played.iter().flat_map(|(_, _, report)| report.finished.iter().map(|node| node.index())).collect();
    let name = |at: usize| names.get(at).or_else(|| plan.nodes.get(at).map(|node| &node.name)).cloned();
    let can_be = plan.nodes.iter().enumerate().filter(|(_, node)| possible.is(node.guard, true));
    let possible: Vec<usize> = can_be.map(|(at, _)| at).collect();
    let left = possible.iter().filter(|at| !finished.contains(at));
    let mut missing: Vec<String> = left.copied().filter_map(name).collect();
    missing.dedup();
    Share { covered: finished.len(), total: possible.len(), missing }
}

/// Most combinations of answers that are looked at to find the values that a condition can have.
const MOST_COMBINATIONS: u64 = 200_000;

/// Which values each condition can have: what cannot happen is no gap of the tests.
struct Possible {
    /// By condition and value; none if there are too many 情形 to look at all.
    found: Option<BTreeSet<(GuardIx, bool)>>,
    settled: Vec<Option<bool>>,
}

impl Possible {
    fn of(plan: &Plan) -> Self {
        let roots: BTreeSet<GuardIx> = plan
            .scopes
            .iter()
            .map(|scope| scope.guard)
            .chain(plan.nodes.iter().map(|node| node.guard))
            .collect();
        let roots: Vec<GuardIx> = roots.into_iter().collect();
        let parts = (plan.questions.as_slice(), plan.guards.as_slice());
        let found = Calendar::new(plan.calendar.clone()).ok().and_then(|calendar| {
            let seen: RefCell<BTreeSet<(GuardIx, bool)>> = RefCell::default();
            // Nobody asks where each value holds, so no combination is kept.
            let note = |values: &[bool]| -> Vec<()> {
                let holds = |at: &GuardIx| values.get(at.index()).copied().unwrap_or(false);
                seen.borrow_mut().extend(roots.iter().map(|at| (*at, holds(at))));
                Vec::new()
            };
            let looked = regions(parts, &roots, (&calendar, MOST_COMBINATIONS), note).ok()?;
            looked.complete.then(|| seen.take())
        });
        Self { found, settled: settled(plan) }
    }

    /// Whether a condition can have a value.
    fn is(&self, guard: GuardIx, value: bool) -> bool {
        match &self.found {
            Some(found) => found.contains(&(guard, value)),
            None => self.settled.get(guard.index()).copied().flatten() != Some(!value),
        }
    }
}

/// The value of each condition that no answer changes, as far as its form shows; none where one does. A condition is
/// settled by 令 and by parameters that are given.
fn settled(plan: &Plan) -> Vec<Option<bool>> {
    let mut values: Vec<Option<bool>> = Vec::with_capacity(plan.guards.len());
    for guard in &plan.guards {
        let value_of = |at: &GuardIx| values.get(at.index()).copied().flatten();
        let value = match guard {
            Guard::Always => Some(true),
            Guard::Not(inner) => value_of(inner).map(|value| !value),
            Guard::All(parts) if parts.iter().any(|part| value_of(part) == Some(false)) => Some(false),
            Guard::Any(parts) if parts.iter().any(|part| value_of(part) == Some(true)) => Some(true),
            Guard::All(parts) => parts.iter().all(|part| value_of(part) == Some(true)).then_some(true),
            Guard::Any(parts) => parts.iter().all(|part| value_of(part) == Some(false)).then_some(false),
            _ => None,
        };
        values.push(value);
    }
    values
}

fn branches(plan: &Plan, played: &[Played<'_>], possible: &Possible) -> Share {
    let values: Vec<Vec<bool>> =
        played.iter().map(|(answers, day, _)| evaluate(&plan.guards, answers, *day)).collect();
    let taken =
        |guard: GuardIx, side: bool| values.iter().any(|value| value.get(guard.index()) == Some(&side));
    let (mut covered, mut total, mut missing) = (0, 0, Vec::new());
    let open = |guard: GuardIx| possible.is(guard, true) && possible.is(guard, false);
    for scope in plan.scopes.iter().filter(|scope| open(scope.guard)) {
        for side in [true, false] {
            total += 1;
            if taken(scope.guard, side) {
                covered += 1;
            } else {
                missing.push(format!("{}{}", scope.name, if side { "：适用" } else { "：不适用" }));
            }
        }
    }
    Share { covered, total, missing }
}

fn scenarios(plan: &Plan, played: &[Played<'_>]) -> Scenarios {
    let first = played.first().map_or(plan.calendar.first, |(_, day, _)| *day);
    let Ok(domains) = Domains::new(plan, first) else {
        return Scenarios { covered: 0, total: "0".to_owned() };
    };
    let classes = |(answers, day, _): &Played<'_>| -> Vec<Option<usize>> {
        // Where a condition counts up to the submission, the classes are those of its day.
        let own = Domains::new(plan, *day).unwrap_or_else(|_| domains.clone());
        (0..plan.questions.len()).map(|question| class_of(plan, &own, answers, question)).collect()
    };
    let seen: BTreeSet<Vec<Option<usize>>> = played.iter().map(classes).collect();
    Scenarios { covered: seen.len(), total: domains.count() }
}

/// Which class of a question an answer belongs to: that of the representative which no condition tells from it.
fn class_of(plan: &Plan, domains: &Domains, answers: &[Answer], question: usize) -> Option<usize> {
    let verdicts = |answer: Answer| -> Vec<bool> {
        let mut with = answers.to_vec();
        if let Some(slot) = with.get_mut(question) {
            *slot = answer;
        }
        let values = evaluate(&plan.guards, &with, domains.submitted());
        plan.guards
            .iter()
            .zip(values)
            .filter(|(guard, _)| asks(guard, question))
            .map(|(_, value)| value)
            .collect()
    };
    let given = answers.get(question).copied().filter(|answer| *answer != Answer::Unasked)?;
    let given = verdicts(given);
    let classes = domains.of(question);
    if let [_only] = classes {
        return Some(0);
    }
    classes.iter().position(|representative| verdicts(*representative) == given)
}

/// Whether a condition looks at this question itself.
fn asks(guard: &Guard, question: usize) -> bool {
    guard.question().is_some_and(|q| q.index() == question)
}
