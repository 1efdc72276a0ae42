//! Random plans: the proof and the schedule agree with the naive implementation.

use super::super::testing::PlanBuilder;
use super::super::{Budget, prove, schedule};
use super::naive::{Case, grid, worst};
use lianban_runtime::plan::{
    Channel, Comparison, Dimension, Guard, GuardIx, Join, MaterialSource, Metric, Plan, Quantity, QuestionIx,
};
use lianban_runtime::time::{Instant, Span};
use proptest::prelude::*;

/// Reads decisions off random bytes; zeros when they run out.
struct Dice<'b>(std::slice::Iter<'b, u8>);

impl Dice<'_> {
    fn below(&mut self, n: u32) -> u32 {
        u32::from(*self.0.next().unwrap_or(&0)) % n
    }

    fn guard(&mut self, b: &PlanBuilder, questions: [QuestionIx; 3]) -> Guard {
        use Comparison::{AtLeast, AtMost, Equal, Less, More, NotEqual};
        let earlier = u32::try_from(b.plan.guards.len()).unwrap();
        let relation = [Less, AtMost, Equal, NotEqual, AtLeast, More][self.below(6) as usize];
        match self.below(6) {
            0 => Guard::Yes(questions[0]),
            1 => Guard::Is(questions[1], self.below(3)),
            2 | 3 => Guard::Compare(
                questions[2],
                relation,
                Quantity(i64::from(self.below(14)) * Quantity::SCALE / 2),
            ),
            4 => Guard::Not(GuardIx(self.below(earlier))),
            _ => Guard::All(vec![GuardIx(self.below(earlier)), GuardIx(self.below(earlier))]),
        }
    }
}

fn build(bytes: &[u8], joins: bool) -> Plan {
    let mut dice = Dice(bytes.iter());
    let mut b = PlanBuilder::new("随机");
    let questions =
        [b.yes_no("是否"), b.choice("类型", &["甲", "乙", "丙"]), b.quantity("面积", Dimension::Area, 0, 6)];
    for _ in 0..4 {
        let guard = dice.guard(&b, questions);
        b.guard(guard);
    }
    let departments = [b.department("市监"), b.department("消防")];
    let items: Vec<_> = (0..2 + dice.below(5))
        .map(|at| {
            let guard = GuardIx(dice.below(5));
            b.item(&format!("事项{at}"), Span::work_days(dice.below(7)), guard)
        })
        .collect();
    let mut apart = true;
    for (at, item) in items.iter().enumerate() {
        for earlier in &items[..at] {
            if dice.below(4) == 0 {
                apart &= at != 1;
                b.behind(*earlier, *item);
            }
        }
        let source = [MaterialSource::Applicant, MaterialSource::Commitment, MaterialSource::Produced]
            [dice.below(3) as usize]
            .clone();
        let material = b.material(&format!("材料{at}"), source);
        b.needs(*item, material);
        let tolerated = dice.below(3) == 0;
        if !tolerated || (at == 1 && apart) {
            b.needs(items[0], material); // 容缺 for two items, one behind the other, would go round in a circle
        }
        if tolerated {
            b.tolerance(material, dice.below(9));
        }
        b.plan.scopes[item.index()].own_visits = dice.below(2);
        if joins {
            let accept = b.ends(*item).0.index();
            b.plan.nodes[accept].join = [Join::All, Join::Any, Join::AtLeast(2)][dice.below(3) as usize];
        }
        let decide = b.ends(*item).1.index();
        b.plan.nodes[decide].channel = [Channel::None, Channel::Window][dice.below(2) as usize];
        b.plan.nodes[decide].department = Some(departments[dice.below(2) as usize]);
    }
    if apart && dice.below(2) == 0 {
        b.joint("联合踏勘", Span::work_days(dice.below(3)), &[items[0], items[1]]);
    }
    b.deliver(Span::work_days(dice.below(3)), Channel::Mail);
    b.finish()
}

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
