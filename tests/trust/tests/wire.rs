//! What happens in random cases can be said by name, and is read back as the same event.

use lianban_runtime::case::WireEvent;
use lianban_trust::cases::{random_case, random_engine};

#[test]
fn accepted_events_read_back() {
    let mut said = 0;
    for seed in 0..60 {
        let engine = random_engine(seed, 6);
        for one in random_case(&engine, seed, 40).into_iter().filter(|one| one.refusal.is_none()) {
            let written = WireEvent::of(&one.event, &engine).expect("what is accepted can be named");
            let json = serde_json::to_string(&written).expect("JSON");
            let read = WireEvent::from_json(&json).expect("an event");
            assert_eq!(read.resolve(&engine).as_ref(), Ok(&one.event), "{json}");
            said += 1;
        }
    }
    assert!(said > 600, "{said}");
}
