//! Plans from outside, binary and JSON, whole and without the seal of their hash: what passes the check can be
//! written, read back, proved and run.
#![no_main]

use lianban_compiler::proof::{Budget, prove};
use lianban_runtime::case::Engine;
use lianban_runtime::plan::Plan;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _refused = Plan::from_binary(bytes);
    if let Ok(plan) = postcard::from_bytes::<Plan>(bytes) {
        walk(plan);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _refused = Plan::from_json(text);
        if let Ok(plan) = serde_json::from_str::<Plan>(text) {
            walk(plan);
        }
    }
});

fn walk(plan: Plan) {
    if plan.check().is_err() {
        return;
    }
    assert_eq!(Plan::from_binary(&plan.to_binary()).as_ref(), Ok(&plan));
    assert_eq!(Plan::from_json(&plan.to_json()).as_ref(), Ok(&plan));
    let _broken_or_not = prove(&plan, Budget { evaluations: 200 });
    if let Ok(engine) = Engine::new(plan) {
        let _hash = engine.new_case().hash();
    }
}
