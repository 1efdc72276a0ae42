//! A case is its events: replayed, from any prefix and from any snapshot, it is the same to the byte (rules D1, D5).

use lianban_runtime::case::{Effect, Engine, Refusal, State};
use lianban_trust::cases::{Tried, random_case, random_engine};

const CASES: u64 = 150;
const EVENTS: usize = 40;

/// The accepted events and the states behind them.
fn accepted(tried: &[Tried]) -> Vec<&Tried> {
    tried.iter().filter(|one| one.refusal.is_none()).collect()
}

#[test]
fn every_prefix_replays_to_the_live_state() {
    let mut steps = 0;
    for seed in 0..CASES {
        let engine = random_engine(seed, 6);
        let live = random_case(&engine, seed, EVENTS);
        let mut replayed = engine.new_case();
        for one in accepted(&live) {
            engine.step(&mut replayed, &one.event).expect("what was accepted once is accepted again");
            assert_eq!(replayed.to_bytes(), one.state.to_bytes(), "seed {seed}");
            assert_eq!(replayed.hash(), one.state.hash(), "seed {seed}");
            steps += 1;
        }
    }
    assert!(steps > 1_500, "only {steps} events were accepted");
}

#[test]
fn a_refused_event_leaves_no_trace() {
    let (mut refused, mut calendar) = (0, 0);
    for seed in 0..CASES {
        let engine = random_engine(seed, 6);
        let mut before = engine.new_case().to_bytes();
        for one in random_case(&engine, seed, EVENTS) {
            let after = one.state.to_bytes();
            if let Some(why) = one.refusal {
                assert_eq!(after, before, "seed {seed}: refused ({}), but not without a trace", why.code());
                refused += 1;
                calendar += u32::from(matches!(why, Refusal::Calendar(_)));
            } else {
                assert_ne!(after, before, "seed {seed}: every accepted event is chained");
            }
            before = after;
        }
    }
    assert!(refused > 500 && calendar > 20, "{refused} refusals, {calendar} of them by the calendar");
}

/// Tries the events of `from` on on a state; what comes of each.
fn go_on(engine: &Engine, state: &mut State, from: &[Tried]) -> Vec<Result<Vec<Effect>, Refusal>> {
    from.iter().map(|one| engine.step(state, &one.event)).collect()
}

#[test]
fn a_snapshot_of_any_prefix_goes_on_as_the_live_case_does() {
    for seed in 0..CASES / 3 {
        let engine = random_engine(seed, 6);
        let live = random_case(&engine, seed, EVENTS);
        for (at, one) in live.iter().enumerate() {
            let bytes = one.state.to_bytes();
            let mut read = State::from_bytes(&bytes).expect("what was written can be read");
            assert_eq!(read, one.state, "seed {seed}, event {at}");
            assert_eq!(read.to_bytes(), bytes);
            let mut kept = one.state.clone();
            let rest = &live[at + 1..];
            assert_eq!(go_on(&engine, &mut read, rest), go_on(&engine, &mut kept, rest));
            assert_eq!(read.to_bytes(), live[EVENTS - 1].state.to_bytes(), "seed {seed}, event {at}");
        }
    }
}

#[test]
fn an_engine_made_of_the_plan_that_was_written_down_does_the_same() {
    for seed in 0..CASES / 3 {
        let engine = random_engine(seed, 6);
        let plan = lianban_runtime::plan::Plan::from_binary(&engine.plan().to_binary()).expect("a plan");
        let other = Engine::new(plan).expect("a plan");
        assert_eq!(other.plan_hash(), engine.plan_hash());
        let (one, two) = (random_case(&engine, seed, EVENTS), random_case(&other, seed, EVENTS));
        assert_eq!(one[EVENTS - 1].state.hash(), two[EVENTS - 1].state.hash());
    }
}
