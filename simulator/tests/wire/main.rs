//! What leaves the runtime comes back as it was: events by name, effects, refusals and states, as JSON and in the compact
//! form, on the corpus and on random plans under every kind of event.

mod validate;
mod walk;

use lianban_compiler::proof::random_plans::random_plan;
use lianban_runtime::case::{
    Ack, Compact, DataField, EFFECTS, Effect, Engine, Event, KINDS, REFUSALS, Refusal, State, WireAck,
    WireEffect, WireEvent, WireRefusal, WireState,
};
use lianban_runtime::plan::Plan;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use walk::{Dice, Walk, corpus};

/// Every bundle of the corpus, and as many random plans.
fn plans() -> Vec<(String, Plan)> {
    let mut plans = corpus();
    for seed in 0..40_u64 {
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
    assert_eq!(Event::from_compact(&event.to_compact()).as_ref(), Ok(event));
    wire.kind
}

/// `data` holds what the table says, and nothing else.
fn expect_data(code: &str, data: &Map<String, Value>, fields: &[DataField]) {
    for field in fields {
        let value = data.get(field.name);
        assert!(value.is_some() || !field.required, "{code}: {} is missing in {data:?}", field.name);
        assert!(value.is_none_or(|value| field.kind.fits(value)), "{code}: {} in {data:?}", field.name);
    }
    let known = |name: &&String| !fields.iter().any(|field| field.name == **name);
    assert_eq!(data.keys().find(known), None, "{code}: {data:?}");
}

fn effect_is_as_its_row_says(engine: &Engine, effect: &Effect) -> &'static str {
    let row = effect.kind.row();
    let wire = WireEffect::of(effect, engine);
    assert_eq!((wire.code.as_str(), wire.kind.as_str()), (row.code, row.zh));
    expect_data(row.code, &wire.data, row.data);
    let value = serde_json::to_value(&wire).unwrap();
    validate::holds("effect", &value.to_string());
    for subject in ["node", "scope", "limit", "material"] {
        let named = row.subject.fields().contains(&subject);
        assert_eq!(value.get(subject).is_some_and(|name| name != "?"), named, "{value}");
    }
    assert_eq!(Effect::from_compact(&effect.to_compact()).as_ref(), Ok(effect));
    row.code
}

fn refusal_is_as_its_row_says(engine: &Engine, refusal: &Refusal) -> &'static str {
    let row = refusal.row();
    let wire = WireRefusal::of(refusal, engine);
    assert_eq!(wire.code, row.code);
    assert!(!wire.zh.contains('?') && !wire.en.contains('?') || wire.code == "who-speaks", "{wire:?}");
    expect_data(row.code, &wire.data, row.data);
    validate::holds("refusal", &serde_json::to_string(&wire).unwrap());
    assert_eq!(Refusal::from_compact(&refusal.to_compact()).as_ref(), Ok(refusal));
    row.code
}

/// The readable twin of a state holds all of it.
fn state_reads_back(engine: &Engine, state: &State) {
    let text = serde_json::to_string(&WireState::of(state, engine).unwrap()).unwrap();
    validate::holds("state", &text);
    let read: WireState = serde_json::from_str(&text).unwrap();
    let read = read.resolve(engine).unwrap_or_else(|error| panic!("{}: {text}", error.en));
    assert_eq!((read.to_bytes(), read.next_alarm()), (state.to_bytes(), state.next_alarm()), "{text}");
    assert_eq!(State::decode(&state.to_bytes()).as_ref(), Ok(state));
    assert_eq!(engine.check_state(state), Ok(()), "{text}");
}

/// What has been seen on the walks: events tried and accepted, effects, refusals.
#[derive(Default)]
struct Seen {
    tried: BTreeSet<String>,
    accepted: BTreeSet<String>,
    effects: BTreeSet<&'static str>,
    refusals: BTreeSet<&'static str>,
}

impl Seen {
    fn walk(&mut self, file: &str, engine: &Engine, seed: u64) {
        let mut walk = Walk::new(engine, seed);
        for step in 0..80 {
            let (event, outcome) = walk.next();
            let submitted = walk.state.sequence > 0 || matches!(outcome, Err(Refusal::JoinCannotStart(_)));
            assert!(submitted, "{file}: {event:?}: {outcome:?}");
            let kind = reads_back(engine, &event);
            match outcome {
                Ok(effects) => {
                    // A refused one may name nothing where the schema wants a name.
                    let written = WireEvent::of(&event, engine).unwrap();
                    validate::holds("event", &serde_json::to_string(&written).unwrap());
                    let ack = Ack::of(&event, &walk.state, &effects);
                    let wire = WireAck::of(&ack, engine);
                    validate::holds("ack", &serde_json::to_string(&wire).unwrap());
                    assert_eq!(Ack::from_compact(&ack.to_compact()), Ok(ack));
                    self.effects.extend(effects.iter().map(|e| effect_is_as_its_row_says(engine, e)));
                    self.accepted.insert(kind.clone());
                }
                Err(refusal) => {
                    self.refusals.insert(refusal_is_as_its_row_says(engine, &refusal));
                }
            }
            self.tried.insert(kind);
            if step % 16 == 0 {
                state_reads_back(engine, &walk.state);
            }
        }
        state_reads_back(engine, &walk.state);
    }
}

#[test]
fn what_leaves_the_runtime_comes_back_as_it_was() {
    let mut seen = Seen::default();
    for (file, plan) in plans() {
        let engine = Engine::new(plan).unwrap();
        state_reads_back(&engine, &engine.new_case());
        // Who acts, procedures and extensions are written in few bundles only.
        let plan = engine.plan();
        let desk = &plan.desk;
        let rare = !desk.allowed.is_empty()
            || !desk.discussed.is_empty()
            || !desk.forwarded.is_empty()
            || !plan.procedures.is_empty();
        let walks = if rare { 40 } else { 6 };
        for seed in 0..walks {
            seen.walk(&file, &engine, seed);
        }
    }
    let kinds: BTreeSet<String> = KINDS.iter().map(|row| row.zh.to_owned()).collect();
    let missing = |of: &BTreeSet<String>| kinds.difference(of).cloned().collect::<Vec<_>>();
    assert_eq!(missing(&seen.tried), [""; 0], "kinds that no walk has tried");
    // Another plan is needed for that one.
    assert_eq!(missing(&seen.accepted), ["版本升级"], "kinds that no walk has brought about");
    let effects: Vec<&str> =
        EFFECTS.iter().map(|row| row.code).filter(|c| !seen.effects.contains(c)).collect();
    assert_eq!(effects, ["migrated"], "effects that no walk has brought about");
    let refusals = REFUSALS.iter().map(|row| row.code);
    let refusals: Vec<&str> =
        refusals.filter(|code| !seen.refusals.contains(code) && !RARE.contains(code)).collect();
    assert_eq!(refusals, [""; 0], "refusals that no walk has met");
}

/// Refusals that take more than a walk: other plans and clocks, bad answers, full tables, rare bundles.
const RARE: &[&str] = &[
    "other-plan",
    "clock-back",
    "not-submitted",
    "already-submitted",
    "bad-answer",
    "not-asked",
    "answer-count",
    "no-correction",
    "reworked",
    "procedure-elsewhere",
    "extended-already",
    "extended-late",
    "extended-too-far",
    "calendar",
    "not-your-turn",
    "too-few-signers",
    "behind-joint",
    "too-many",
    "not-a-migration",
    "on-plan-already",
    "cannot-migrate",
    "consent-needed",
    "taken-up",
    "no-opinion",
];
