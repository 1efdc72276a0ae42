//! Random pairs of plans: every case falls into the group with its figures before and after.

use super::groups::{all, changes};
use super::{Figures, Range};
use crate::proof::{random_plans::random_plan, schedule};
use lianban_runtime::plan::{Answer, Channel, MaterialIx, NodeKind, Plan, Quantity, ScopeIx};
use lianban_runtime::time::Instant;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Days, materials, trips, site visits of one case, counted from the schedule and the tables; none if the answers do not
/// fit. What a plan does not ask is not answered.
fn case(plan: &Plan, given: [Answer; 3]) -> (u32, u32, u32, u32) {
    let mut answers: Vec<Answer> = Vec::new();
    for (question, answer) in plan.questions.iter().zip(given) {
        let asked = plan.asks(question, &answers, plan.calendar.first);
        answers.push(if asked { answer } else { Answer::Unasked });
    }
    let start = Instant::from_millis(0);
    let planned = schedule(plan, &answers, start).unwrap();
    let applies = &planned.applies;
    let scope = |at: ScopeIx| applies.scopes[at.index()];
    let brought = plan.materials_brought(&scope, &|at: MaterialIx, _| applies.materials[at.index()]);
    let mut contacts = BTreeSet::new();
    for (node, slot) in plan.nodes.iter().zip(&planned.nodes) {
        if let Some(slot) = slot.filter(|_| node.channel == Channel::Window) {
            contacts.insert((node.kind == NodeKind::Intake, node.department, slot.end));
        }
    }
    let joint =
        plan.barriers.iter().filter(|b| b.site_visit && planned.nodes[b.node.index()].is_some()).count();
    let own = plan.scopes.iter().zip(&applies.scopes).filter(|(_, applies)| **applies);
    let own: u32 = own.map(|(scope, _)| scope.own_visits).sum();
    let count = |n: usize| u32::try_from(n).unwrap();
    (planned.finish, count(brought.len()), count(contacts.len()), count(joint) + own)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn groups_are_all_cases(
        one in proptest::collection::vec(any::<u8>(), 20..100),
        other in proptest::collection::vec(any::<u8>(), 20..100),
    ) {
        let (old, new) = (random_plan(&one, true), random_plan(&other, true));
        let (groups, complete) = all(&old, &new);
        prop_assert!(complete);
        let told: BTreeSet<_> = groups
            .iter()
            .map(|group| (counted(group.before.as_ref()), counted(group.after.as_ref())))
            .collect();
        let found = cases(&old, &new);
        let each: BTreeSet<_> = found.iter().map(|(was, is)| (Some(*was), Some(*is))).collect();
        prop_assert_eq!(&told, &each);
        prop_assert!(groups.iter().all(|group| !group.answers.is_empty() && group.whole));

        // The same, put together by what changes.
        let by = |was: Counts, is: Counts| {
            let by = |was: u32, is: u32| i64::from(is) - i64::from(was);
            (by(was.0, is.0), by(was.1, is.1), by(was.2, is.2), by(was.3, is.3))
        };
        let mut changed: BTreeMap<_, Vec<(Counts, Counts)>> = BTreeMap::new();
        for (was, is) in found.into_iter().filter(|(was, is)| was != is) {
            changed.entry(by(was, is)).or_default().push((was, is));
        }
        let told = changes(&old, &new);
        prop_assert_eq!(told.len(), changed.len());
        for group in told {
            let (was, is) = (ends(group.before.as_ref()), ends(group.after.as_ref()));
            let of_it = changed.values().find(|cases| {
                was == least_and_most(cases.iter().map(|(was, _)| *was))
                    && is == least_and_most(cases.iter().map(|(_, is)| *is))
            });
            prop_assert!(of_it.is_some(), "{was:?} {is:?}");
        }
    }
}

/// Days, materials, trips, site visits.
type Counts = (u32, u32, u32, u32);

fn of(figures: &Figures) -> Counts {
    (figures.days, figures.materials, figures.trips, figures.site_visits)
}

fn counted(range: Option<&Range>) -> Option<Counts> {
    range.map(|range| of(&range.least))
}

fn ends(range: Option<&Range>) -> (Counts, Counts) {
    let range = range.unwrap();
    (of(&range.least), of(range.most.as_ref().unwrap_or(&range.least)))
}

fn least_and_most(all: impl Iterator<Item = Counts>) -> (Counts, Counts) {
    let each = |a: Counts, b: Counts, of: fn(u32, u32) -> u32| {
        (of(a.0, b.0), of(a.1, b.1), of(a.2, b.2), of(a.3, b.3))
    };
    let most = (u32::MAX, u32::MAX, u32::MAX, u32::MAX);
    all.fold((most, (0, 0, 0, 0)), |(low, high), one| (each(low, one, u32::min), each(high, one, u32::max)))
}

/// Every case before and after.
fn cases(old: &Plan, new: &Plan) -> BTreeSet<(Counts, Counts)> {
    let mut found = BTreeSet::new();
    for yes in [false, true] {
        for choice in 0..3 {
            for quarter in 0..=24 {
                let area = Quantity(i64::from(quarter) * Quantity::SCALE / 4);
                let given = [Answer::YesNo(yes), Answer::Choice(choice), Answer::Quantity(area)];
                found.insert((case(old, given), case(new, given)));
            }
        }
    }
    found
}
