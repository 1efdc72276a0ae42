//! Random pairs of plans: every case falls into the group with its figures before and after.

use super::groups::all;
use crate::proof::{random_plans::random_plan, schedule};
use lianban_runtime::plan::{Answer, Channel, MaterialIx, NodeKind, Plan, Quantity, ScopeIx};
use lianban_runtime::time::Instant;
use proptest::prelude::*;
use std::collections::BTreeSet;

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
            .map(|group| {
                let figures = |of: &Option<super::Figures>| {
                    of.as_ref().map(|f| (f.days, f.materials, f.trips, f.site_visits))
                };
                (figures(&group.before), figures(&group.after))
            })
            .collect();
        let mut found = BTreeSet::new();
        for yes in [false, true] {
            for choice in 0..3 {
                for quarter in 0..=24 {
                    let area = Quantity(i64::from(quarter) * Quantity::SCALE / 4);
                    let given = [Answer::YesNo(yes), Answer::Choice(choice), Answer::Quantity(area)];
                    found.insert((Some(case(&old, given)), Some(case(&new, given))));
                }
            }
        }
        prop_assert_eq!(&told, &found);
        prop_assert!(groups.iter().all(|group| !group.answers.is_empty()));
    }
}
