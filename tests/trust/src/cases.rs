//! Random cases: a plan and the events that were tried on it.

use crate::dice::Dice;
use crate::events::Pilot;
use crate::plans::random_plan;
use lianban_runtime::case::{Engine, Event, Refusal, State};

/// What came of one event.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The event.
    pub event: Event,
    /// Why it was refused; none if it was accepted.
    pub refusal: Option<Refusal>,
    /// The state afterwards.
    pub state: State,
}

/// The engine of a random plan.
///
/// # Panics
/// If the runtime does not take what its own check lets pass.
#[must_use]
pub fn random_engine(seed: u64, most_items: usize) -> Engine {
    Engine::new(random_plan(seed, most_items)).expect("a checked plan runs")
}

/// So many events of a seed, tried one after the other.
#[must_use]
pub fn random_case(engine: &Engine, seed: u64, events: usize) -> Vec<Tried> {
    let mut pilot = Pilot::new(engine, Dice::new(seed));
    let mut state = engine.new_case();
    let mut tried = Vec::with_capacity(events);
    for _ in 0..events {
        let event = pilot.next(&state);
        let refusal = engine.step(&mut state, &event).err();
        tried.push(Tried { event, refusal, state: state.clone() });
    }
    tried
}
