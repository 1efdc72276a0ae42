//! What leaves the runtime comes back as it was: events by name, effects, refusals and states, as JSON and in the compact
//! form, on the corpus and on random plans under every kind of event.

mod walk;

use lianban_compiler::proof::random_plans::random_plan;
use lianban_runtime::case::{Engine, Event, KINDS, Refusal, WireEvent};
use lianban_runtime::plan::Plan;
use std::collections::BTreeSet;
use walk::{Dice, Walk, corpus};

/// Every bundle of the corpus, and as many random plans.
fn plans() -> Vec<(String, Plan)> {
    let mut plans = corpus();
    for seed in 0..60_u64 {
        let mut dice = Dice::new(seed);
        let bytes: Vec<u8> = (0..100).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
        plans.push((format!("random plan {seed}"), random_plan(&bytes, seed % 2 == 0)));
    }
    plans
}

fn reads_back(engine: &Engine, event: &Event) -> String {
    let wire = WireEvent::of(event, engine).unwrap_or_else(|error| panic!("{event:?}: {}", error.en));
    let text = serde_json::to_string(&wire).unwrap();
    let read = WireEvent::from_json(&text).unwrap().resolve(engine);
    assert_eq!(read.as_ref(), Ok(event), "{text}");
    wire.kind
}

#[test]
fn an_event_that_is_written_is_read_as_itself() {
    let (mut seen, mut accepted) = (BTreeSet::new(), BTreeSet::new());
    for (file, plan) in plans() {
        let engine = Engine::new(plan).unwrap();
        // Who acts, procedures and extensions are written in few bundles only.
        let plan = engine.plan();
        let rare = !plan.desk.allowed.is_empty() || !plan.procedures.is_empty();
        let walks = if rare { 60 } else { 8 };
        for seed in 0..walks {
            let mut walk = Walk::new(&engine, seed);
            for _ in 0..80 {
                let (event, outcome) = walk.next();
                let kind = reads_back(&engine, &event);
                if outcome.is_ok() {
                    accepted.insert(kind.clone());
                }
                seen.insert(kind);
                let submitted =
                    walk.state.sequence > 0 || matches!(outcome, Err(Refusal::JoinCannotStart(_)));
                assert!(submitted, "{file}: {event:?}: {outcome:?}");
            }
        }
    }
    let all: BTreeSet<String> = KINDS.iter().map(|row| row.zh.to_owned()).collect();
    let missing = |of: &BTreeSet<String>| all.difference(of).cloned().collect::<Vec<_>>();
    assert_eq!(missing(&seen), [""; 0], "kinds that no walk has tried");
    assert_eq!(missing(&accepted), [""; 0], "kinds that no walk has brought about");
}
