//! Any bytes as a state of a case, then events on it: no panic, no endless work. The first byte chooses the plan.
#![no_main]

use lianban_runtime::case::{Engine, State};
use lianban_trust::cases::random_engine;
use lianban_trust::dice::Dice;
use lianban_trust::events::Pilot;
use lianban_trust::hostile::PLANS;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static ENGINES: OnceLock<Vec<Engine>> = OnceLock::new();

fuzz_target!(|bytes: &[u8]| {
    let engines = ENGINES.get_or_init(|| (0..PLANS).map(|seed| random_engine(u64::from(seed), 5)).collect());
    let Some((first, rest)) = bytes.split_first() else { return };
    let engine = &engines[usize::from(*first) % engines.len()];
    let Some(mut state) = State::from_bytes(rest) else { return };
    let mut pilot = Pilot::new(engine, Dice::new(u64::from(*first)));
    for _ in 0..50 {
        let event = pilot.next(&state);
        let _refused = engine.step(&mut state, &event);
    }
    for node in engine.node_indices() {
        let _due = engine.work_due(&state, node);
    }
});
