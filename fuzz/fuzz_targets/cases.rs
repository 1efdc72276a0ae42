//! Plans and events that bytes decide: a refusal changes nothing, the state reads back as it was written.
#![no_main]

use lianban_runtime::case::{Engine, State};
use lianban_trust::dice::Dice;
use lianban_trust::events::Pilot;
use lianban_trust::plans::plan_of;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (plan, events) = bytes.split_at(bytes.len() / 2);
    let engine = Engine::new(plan_of(Dice::of_bytes(plan), 6)).expect("a checked plan runs");
    let mut pilot = Pilot::new(&engine, Dice::of_bytes(events));
    let mut state = engine.new_case();
    for _ in 0..60 {
        let before = state.to_bytes();
        let event = pilot.next(&state);
        if engine.step(&mut state, &event).is_err() {
            assert_eq!(state.to_bytes(), before);
        }
        assert_eq!(State::from_bytes(&state.to_bytes()).as_ref(), Some(&state));
    }
});
