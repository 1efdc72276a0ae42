//! Lines of events for a restaurant: a refusal changes nothing, and the state reads back as it was written.
#![no_main]

use lianban_compiler::Host;
use lianban_runtime::case::{Engine, State, WireEvent};
use lianban_runtime::time::CalendarData;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static ENGINE: OnceLock<Engine> = OnceLock::new();

struct Restaurant;

impl Host for Restaurant {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(include_bytes!("../../bundles/我要开餐馆/我要开餐馆.yjs").to_vec())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().expect("shipped").data()
    }
}

fn engine() -> Engine {
    let mut compilation = lianban_compiler::compile(&Restaurant, "我要开餐馆.yjs");
    Engine::new(compilation.bundles.remove(0).plan).expect("shipped")
}

fuzz_target!(|lines: &str| {
    let engine = ENGINE.get_or_init(engine);
    let mut state = engine.new_case();
    for line in lines.lines().take(64) {
        let Ok(wire) = WireEvent::from_json(line) else { continue };
        let Ok(event) = wire.resolve(engine) else { continue };
        let before = state.hash();
        if engine.step(&mut state, &event).is_err() {
            assert_eq!(state.hash(), before);
        }
        let again = State::from_bytes(&state.to_bytes()).expect("what was written can be read");
        assert_eq!(again.hash(), state.hash());
    }
});
