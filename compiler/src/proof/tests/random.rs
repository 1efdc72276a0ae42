//! Random plans: the proof and the schedule agree with the naive implementation.

use super::super::random_plans::random_plan as build;
use super::super::{Budget, Domains, prove, schedule};
use super::naive::{Case, grid, longest, worst};
use lianban_runtime::plan::{Join, Metric, NodeKind};
use lianban_runtime::time::{Date, Instant};
use proptest::prelude::*;

fn slack_by_trial(case: &mut Case<'_>, node: usize) -> Option<u32> {
    let finish = case.days();
    for days in 1..=200 {
        case.extra = Some((node, days));
        let moved = case.days() > finish;
        case.extra = None;
        if moved {
            return Some(days - 1);
        }
    }
    None
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_proof_agrees_with_brute_force(bytes in proptest::collection::vec(any::<u8>(), 20..120)) {
        let plan = build(&bytes, true);
        prop_assert_eq!(plan.check(), Ok(()));
        let proof = prove(&plan, Budget::default()).unwrap();
        let of = |metric| proof.of(metric).unwrap();
        let metrics = [Metric::Time, Metric::Materials, Metric::Trips, Metric::SiteVisits];
        prop_assert_eq!(metrics.map(|m| of(m).worst), worst(&plan));
        // The counter-example is one: the naive case for its answers has the same value, and the path adds up to it.
        let time = of(Metric::Time);
        let case = Case { plan: &plan, answers: time.worst_answers.clone(), extra: None };
        prop_assert_eq!(case.days(), time.worst);
        prop_assert_eq!(time.path.iter().map(|s| s.days).sum::<u32>(), time.worst);
        prop_assert!(metrics.iter().all(|m| of(*m).decided));
        // Every round as if it were a step.
        let mut reworked = plan.clone();
        for node in &mut reworked.nodes {
            if matches!(node.kind, NodeKind::Rectify | NodeKind::Recheck) {
                node.kind = NodeKind::Step;
            }
        }
        let with_rounds = (!plan.rounds.is_empty()).then(|| worst(&reworked)[0]);
        prop_assert_eq!(time.with_rounds, with_rounds);
        for stage in proof.promises.iter().filter(|proved| proved.of.is_some()) {
            // A case in which what comes before is quicker may take longer from there on (spans.rs).
            prop_assert!(stage.worst >= longest(&plan, stage.of.as_deref().unwrap()));
        }
    }

    #[test]
    fn the_count_is_that_of_the_walk(bytes in proptest::collection::vec(any::<u8>(), 20..120)) {
        let plan = build(&bytes, true);
        let domains = Domains::new(&plan, Date::MIN).unwrap();
        let mut walk = domains.scenarios();
        let mut seen = std::collections::BTreeSet::new();
        while let Some(answers) = walk.next_answers() {
            // Only what is asked is answered, and everything that is asked.
            let given: Vec<_> = answers.iter().copied().map(Some).collect();
            prop_assert!(plan.settle(&given, Date::MIN).is_whole());
            prop_assert!(seen.insert(answers.to_vec()));
        }
        prop_assert_eq!(domains.count(), seen.len().to_string());
    }

    #[test]
    fn bounds_hold(bytes in proptest::collection::vec(any::<u8>(), 20..120), budget in 0_u64..12) {
        let plan = build(&bytes, true);
        let proof = prove(&plan, Budget { evaluations: budget }).unwrap();
        let truth = worst(&plan);
        for (metric, truth) in [Metric::Time, Metric::Materials, Metric::Trips, Metric::SiteVisits].iter().zip(truth) {
            let figure = proof.of(*metric).unwrap();
            prop_assert!(figure.worst <= truth);
            prop_assert!(figure.decided || figure.at_most.unwrap() >= truth);
            prop_assert!(!figure.decided || figure.worst == truth);
        }
    }

    #[test]
    fn slack_is_how_far_a_node_may_slip(bytes in proptest::collection::vec(any::<u8>(), 20..120), pick in any::<u16>()) {
        for joins in [false, true] {
            let plan = build(&bytes, joins);
            let all = grid(&plan);
            let answers = all[usize::from(pick) % all.len()].clone();
            let start = Instant::parse("2026-01-05T09:00:00+08:00").unwrap();
            let made = schedule(&plan, &answers, start).unwrap();
            let mut case = Case { plan: &plan, answers, extra: None };
            let exact = (0..plan.nodes.len()).all(|n| plan.nodes[n].join == Join::All || !case.applies(n));
            prop_assert_eq!(made.finish, case.days());
            for (index, planned) in made.nodes.iter().enumerate() {
                prop_assert_eq!(planned.is_some(), case.applies(index));
                let Some(planned) = planned else { continue };
                prop_assert_eq!(planned.end, case.end(index, &mut Default::default()));
                let truth = slack_by_trial(&mut case, index);
                if index == 0 {
                    continue; // 时限 runs from the end of the intake: delaying it delays both ends
                }
                if !exact {
                    // 任一: never more than it really may.
                    let claimed = planned.slack;
                    prop_assert!(truth.is_none() || claimed.is_some_and(|c| c <= truth.unwrap()), "{index} {claimed:?} {truth:?}");
                } else {
                    prop_assert_eq!(planned.slack, truth, "node {}", index);
                }
            }
        }
    }
}
