//! The proof and the run agree: on random plans, for every 情形, the played case takes exactly as many working days as
//! the proof's schedule says, every node ends on the same day, and none is late against its own limit unless the
//! proof says it waited for others.

use lianban_compiler::proof::{
    Domains, applies,
    random_plans::{random_plan, random_race},
    schedule,
};
use lianban_runtime::case::{Engine, Phase, Refusal};
use lianban_runtime::plan::{Answer, EdgeKind, Join, Node, NodeIx, Plan};
use lianban_runtime::time::{Date, Instant, ReceiptRule, RestDayReceipt};
use lianban_simulator::{PlayError, Script, play};
use proptest::prelude::*;

fn start() -> Instant {
    Instant::parse("2026-03-09T09:00:00+08:00").unwrap()
}

/// The day of [`start`].
fn day() -> Date {
    Date::from_ymd(2026, 3, 9).unwrap()
}

fn scenarios(plan: &Plan) -> Vec<Vec<Answer>> {
    let domains = Domains::new(plan, day()).unwrap();
    let mut scenarios = domains.scenarios();
    let mut all = Vec::new();
    while let Some(answers) = scenarios.next_answers() {
        all.push(answers.to_vec());
    }
    all
}

/// Whether enough predecessors of every 任一 and 至少 k apply (rule F1).
fn joins_can_start(plan: &Plan, answers: &[Answer]) -> bool {
    let applies = applies(plan, answers, day()).unwrap().nodes;
    let waits = |(row, node): (usize, &Node)| {
        let behind = plan.edges.iter().filter(|e| e.to.index() == row && e.kind == EdgeKind::Start);
        let applying = behind.filter(|e| applies[e.from.index()]).count();
        let wanted = match node.join {
            Join::All => 0,
            Join::Any => 1,
            Join::AtLeast(k) => k as usize,
        };
        !applies[row] || applying >= wanted
    };
    plan.nodes.iter().enumerate().all(waits)
}

fn agrees(plan: &Plan, answers: &[Answer]) -> Result<(), TestCaseError> {
    agrees_from(plan, answers, start())
}

fn agrees_from(plan: &Plan, answers: &[Answer], start: Instant) -> Result<(), TestCaseError> {
    let engine = Engine::new(plan.clone()).unwrap();
    let planned = schedule(plan, answers, start).unwrap();
    let played = play(&engine, &Script::regular(answers, start)).unwrap();
    let calendar = engine.calendar();
    let accepted = played.state.node(NodeIx(0)).end.unwrap();
    let day0 = engine.day_zero(&played.state, accepted).unwrap();
    for node in engine.node_indices() {
        let state = played.state.node(node);
        let Some(expected) = planned.nodes[node.index()] else {
            prop_assert_eq!(state.phase, Phase::Skipped);
            continue;
        };
        let done = if expected.cancelled { Phase::Cancelled } else { state.phase };
        prop_assert_eq!(state.phase, done, "{}", &engine.node(node).name);
        prop_assert!(matches!(done, Phase::Done | Phase::Cancelled));
        let ended = engine.day_zero(&played.state, state.end.unwrap()).unwrap();
        let days = if ended == day0 { 0 } else { calendar.working_days_between(day0, ended).unwrap() };
        prop_assert_eq!(days, expected.end, "{} ends", &engine.node(node).name);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_node_ends_when_the_proof_says(bytes in proptest::collection::vec(any::<u8>(), 20..120)) {
        let plan = random_plan(&bytes, false);
        for answers in scenarios(&plan) {
            agrees(&plan, &answers)?;
        }
    }

    /// Whatever hour or rest day the profile receives at, a case takes the working days that the proof says.
    #[test]
    fn it_does_so_under_every_rule_of_receipt(
        bytes in proptest::collection::vec(any::<u8>(), 20..80),
        hours in 0..24 * 14_i64,
        cutoff in proptest::option::of(9 * 60..=17 * 60 + 30_u32),
        same_day in any::<bool>(),
    ) {
        let mut plan = random_plan(&bytes, false);
        let rest_day = if same_day { RestDayReceipt::SameDay } else { RestDayReceipt::NextWorkingDay };
        plan.profiles[0].receipt = ReceiptRule { cutoff_minute: cutoff, rest_day };
        let start = start().add_millis(hours * 3_600_000).unwrap();
        for answers in scenarios(&plan) {
            agrees_from(&plan, &answers, start)?;
        }
    }

    #[test]
    fn joins_of_some_begin_when_the_proof_says(bytes in proptest::collection::vec(any::<u8>(), 20..160)) {
        let plan = random_plan(&bytes, true);
        for answers in scenarios(&plan) {
            if joins_can_start(&plan, &answers) {
                agrees(&plan, &answers)?;
            } else {
                let engine = Engine::new(plan.clone()).unwrap();
                let refused = play(&engine, &Script::regular(&answers, start()));
                let expected = matches!(refused, Err(PlayError::Refused { refusal: Refusal::JoinCannotStart(_), .. }));
                prop_assert!(expected);
            }
        }
    }

    #[test]
    fn races_end_when_the_proof_says(bytes in proptest::collection::vec(any::<u8>(), 20..160)) {
        let plan = random_race(&bytes);
        for answers in scenarios(&plan) {
            if joins_can_start(&plan, &answers) {
                agrees(&plan, &answers)?;
            }
        }
    }

    /// The real machine: what takes less makes no case longer, whatever gates cancel.
    #[test]
    fn a_faster_case_is_no_longer(
        bytes in proptest::collection::vec(any::<u8>(), 20..160),
        less in proptest::collection::vec(0_u32..9, 60),
    ) {
        let plan = random_race(&bytes);
        let mut faster = plan.clone();
        for (node, less) in faster.nodes.iter_mut().zip(less.iter().cycle()) {
            node.work.amount = node.work.amount.saturating_sub(*less);
        }
        let engine = Engine::new(faster).unwrap();
        let close = plan.scopes[0].exit;
        for answers in scenarios(&plan) {
            if !joins_can_start(&plan, &answers) {
                continue;
            }
            let planned = schedule(&plan, &answers, start()).unwrap();
            let played = play(&engine, &Script::regular(&answers, start())).unwrap();
            let calendar = engine.calendar();
            let day = |at| calendar.day_zero(at).unwrap();
            let (from, to) = (day(start()), day(played.state.node(close).end.unwrap()));
            let days = if from == to { 0 } else { calendar.working_days_between(from, to).unwrap() };
            prop_assert!(days <= planned.finish);
        }
    }
}
