//! 整改 in the machine: the case in which everything fails as often as it may takes as long as the proof says, and no case
//! in which something takes less, or fails less often, is longer.

use lianban_compiler::proof::random_plans::random_race;
use lianban_compiler::proof::{Budget, Domains, prove};
use lianban_runtime::case::{Actor, CaseStatus, Engine, Event, EventKind, Phase, ScopeOutcome};
use lianban_runtime::plan::{Answer, EdgeKind, Metric, NodeIx, NodeKind, Plan, ScopeIx};
use lianban_runtime::time::{Instant, Span};
use proptest::prelude::*;

fn start() -> Instant {
    Instant::parse("2026-03-09T09:00:00+08:00").unwrap()
}

fn event(at: Instant, kind: EventKind) -> Event {
    Event { key: String::new(), at, actor: Actor::default(), kind }
}

/// Plays a case in working days. `less`: how much less than it may each node takes; `fails`: how often something may fail
/// in all. Working days to 办结; none if the case cannot start.
fn days(engine: &Engine, answers: &[Answer], less: &[u32], mut fails: u32) -> Option<u32> {
    let mut state = engine.new_case();
    engine.step(&mut state, &event(start(), EventKind::Submit { answers: answers.to_vec() })).ok()?;
    let close = engine.plan().scopes[0].exit;
    for _ in 0..1_000 {
        let running = engine.node_indices().filter(|node| state.node(*node).phase == Phase::Running);
        let ends = running.filter_map(|node| {
            let spec = engine.node(node);
            let taken = spec.work.amount.saturating_sub(less.get(node.index()).copied().unwrap_or(0));
            let began = state.node(node).start?;
            let mut at = engine.calendar().due(began, Span::work_days(taken), &[]).unwrap();
            for edge in engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Finish) {
                let before = state.node(edge.from);
                match before.phase {
                    Phase::Skipped => {}
                    phase if phase.has_ended() => at = at.max(before.end.unwrap()),
                    _ => return None,
                }
            }
            Some((at.max(state.now.unwrap()), node))
        });
        let Some((at, node)) = ends.min() else { break };
        let scope = engine.node(node).scope;
        let entry = engine.scope(scope).entry;
        let failed = engine.round_of(node).map_or(0, |round| round.number as usize);
        let kind = match engine.node(node).kind {
            NodeKind::Await => EventKind::Supply { material: engine.obligation(node).unwrap().material },
            NodeKind::Deliver => EventKind::Finish { scope: ScopeIx(0) },
            NodeKind::Rectify => EventKind::Rectify { scope },
            _ if failed < engine.rounds_of(entry).len() && fails > 0 => {
                fails -= 1;
                EventKind::Fail { scope, note: String::new() }
            }
            _ => EventKind::Finish { scope },
        };
        engine.step(&mut state, &event(at, kind)).unwrap();
    }
    let calendar = engine.calendar();
    let end = state.node(close).end.unwrap();
    let (from, to) = (calendar.day_zero(start()).unwrap(), calendar.day_zero(end).unwrap());
    Some(if from == to { 0 } else { calendar.working_days_between(from, to).unwrap() })
}

fn scenarios(plan: &Plan) -> Vec<Vec<Answer>> {
    let domains = Domains::new(plan, plan.calendar.first).unwrap();
    let mut walk = domains.scenarios();
    let mut all = Vec::new();
    while let Some(answers) = walk.next_answers() {
        all.push(answers.to_vec());
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_case_is_longer_than_every_round(
        bytes in proptest::collection::vec(any::<u8>(), 40..160),
        less in proptest::collection::vec(0_u32..6, 40),
        fails in 0_u32..4,
    ) {
        let plan = random_race(&bytes);
        let engine = Engine::new(plan.clone()).unwrap();
        let proof = prove(&plan, Budget::default()).unwrap();
        let time = proof.of(Metric::Time).unwrap();
        let bound = time.with_rounds.unwrap_or(time.worst);
        let all = scenarios(&plan);
        let full: Vec<Option<u32>> = all.iter().map(|answers| days(&engine, answers, &[], u32::MAX)).collect();
        if full.iter().all(Option::is_some) {
            prop_assert_eq!(full.iter().flatten().max(), Some(&bound));
        }
        for answers in &all {
            prop_assert!(days(&engine, answers, &less, fails).is_none_or(|days| days <= bound));
            prop_assert!(days(&engine, answers, &less, 0).is_none_or(|days| days <= time.worst));
        }
    }
}

/// 规划核实 12 and 消防验收 10 with 联合验收 5, which may be reworked once: 整改 10, 复核 3.
fn acceptance() -> Engine {
    use lianban_compiler::proof::testing::PlanBuilder;
    let mut b = PlanBuilder::new("竣工验收");
    let always = lianban_runtime::plan::GuardIx(0);
    let one = b.item("规划核实", Span::work_days(12), always);
    let two = b.item("消防验收", Span::work_days(10), always);
    let joint = b.joint("联合验收", Span::work_days(5), &[one, two]);
    b.rework(joint, 1, 10, 3);
    Engine::new(b.finish()).unwrap()
}

const ONE: ScopeIx = ScopeIx(1);
const TWO: ScopeIx = ScopeIx(2);
const JOINT: ScopeIx = ScopeIx(3);

fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}+08:00")).unwrap()
}

#[test]
fn what_may_be_said_of_a_round_and_what_not() {
    let engine = acceptance();
    let mut state = engine.new_case();
    let mut does = |when: &str, kind: EventKind| {
        engine.step(&mut state, &event(at(when), kind)).map(|_| ()).map_err(|refusal| refusal.code())
    };
    let fail = |scope| EventKind::Fail { scope, note: String::new() };
    does("2026-03-09T09:00:00", EventKind::Submit { answers: Vec::new() }).unwrap();
    assert_eq!(does("2026-03-10T10:00:00", fail(ONE)), Err("wrong-target"));
    assert_eq!(does("2026-03-10T10:00:00", EventKind::Rectify { scope: JOINT }), Err("nothing-to-rectify"));
    does("2026-03-10T10:00:00", fail(JOINT)).unwrap();
    assert_eq!(does("2026-03-10T11:00:00", fail(JOINT)), Err("awaiting-rectification"));
    assert_eq!(
        does("2026-03-10T11:00:00", EventKind::Finish { scope: JOINT }),
        Err("awaiting-rectification")
    );
    assert_eq!(does("2026-03-10T11:00:00", EventKind::Finish { scope: ONE }), Err("not-started"));
    does("2026-03-12T10:00:00", EventKind::Rectify { scope: JOINT }).unwrap();
    does("2026-03-13T10:00:00", EventKind::Finish { scope: JOINT }).unwrap();
    assert_eq!(does("2026-03-13T11:00:00", fail(JOINT)), Err("already-ended"));
    does("2026-03-16T10:00:00", EventKind::Finish { scope: ONE }).unwrap();
    does("2026-03-16T10:00:00", EventKind::Finish { scope: TWO }).unwrap();
    assert_eq!(state.status, CaseStatus::Delivered);
    assert_eq!(state.scope(JOINT).outcome, ScopeOutcome::Granted);
}

#[test]
fn the_last_failure_and_an_overdue_rework_refuse_whoever_waits() {
    let engine = acceptance();
    for overdue in [false, true] {
        let mut state = engine.new_case();
        let mut does = |when: &str, kind: EventKind| engine.step(&mut state, &event(at(when), kind)).unwrap();
        let fail = || EventKind::Fail { scope: JOINT, note: String::new() };
        does("2026-03-09T09:00:00", EventKind::Submit { answers: Vec::new() });
        does("2026-03-10T10:00:00", fail());
        if overdue {
            // The builder gives no limit; the corpus holds the limit itself.
            does("2026-03-30T10:00:00", EventKind::Refuse { scope: ONE, note: "不符合条件".to_owned() });
            does("2026-03-30T10:00:00", EventKind::Refuse { scope: TWO, note: "不符合条件".to_owned() });
        } else {
            does("2026-03-12T10:00:00", EventKind::Rectify { scope: JOINT });
            does("2026-03-13T10:00:00", fail());
            assert_eq!(state.scope(JOINT).outcome, ScopeOutcome::Refused);
        }
        assert_eq!(state.scope(ONE).outcome, ScopeOutcome::Refused);
        assert_eq!(state.scope(TWO).outcome, ScopeOutcome::Refused);
        assert_ne!(state.scope(JOINT).outcome, ScopeOutcome::Open);
        let open = engine.node_indices().filter(|node: &NodeIx| {
            let phase = state.node(*node).phase;
            !phase.has_ended() && phase != Phase::Skipped
        });
        assert_eq!(open.count(), 0);
        assert_eq!(state.status, CaseStatus::Delivered);
    }
}
