//! States that come from anywhere: spoiled bytes that still read as a state, and what events do to them.

use crate::cases::{random_case, random_engine};
use crate::dice::Dice;
use crate::events::Pilot;
use lianban_runtime::case::{Engine, State};

/// How much was tried.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Spoiled states that could be read.
    pub read: u64,
    /// Events that such a state accepted.
    pub accepted: u64,
}

/// Changes some bytes: flips, overwrites with what decoders dislike, repeats, cuts.
fn spoiled(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    for _ in 0..1 + dice.below(4) {
        if bytes.len() < 2 {
            return bytes;
        }
        let at = 1 + dice.below(bytes.len() - 1);
        let end = (at + 1 + dice.below(6)).min(bytes.len());
        match dice.below(8) {
            0..4 => bytes[at] ^= 1 << dice.below(8),
            4 | 5 => bytes[at] = dice.pick(&[0, 1, 2, 3, 9, 0x7f, 0x80, 0xff]),
            6 => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => {
                bytes.drain(at..end);
            }
        }
    }
    bytes
}

/// Spoils states of the random case of a seed so many times, and tries fifty events on each that can be read.
///
/// # Panics
/// If the runtime panics, which it must not.
#[must_use]
pub fn spoil(seed: u64, rounds: usize) -> Tally {
    let mut dice = Dice::new(seed);
    let engine = random_engine(seed, 5);
    let case = random_case(&engine, seed, 30);
    let mut tally = Tally::default();
    for _ in 0..rounds {
        let from = case[dice.below(case.len())].state.to_bytes();
        if let Some(state) = State::from_bytes(&spoiled(from, &mut dice)) {
            tally.read += 1;
            tally.accepted += go_on(&engine, state, dice.fork());
        }
    }
    tally
}

/// Fifty events on a state, and whatever can be asked of it: how many were accepted.
fn go_on(engine: &Engine, mut state: State, dice: Dice) -> u64 {
    let mut pilot = Pilot::new(engine, dice);
    let mut accepted = 0;
    for _ in 0..50 {
        let event = pilot.next(&state);
        accepted += u64::from(engine.step(&mut state, &event).is_ok());
    }
    for node in engine.node_indices() {
        let _due = engine.work_due(&state, node);
    }
    let _asked = (engine.next_silence(&state), state.outcome_of_items(engine), state.to_bytes());
    accepted
}

/// Plans that the fuzz target `states` chooses among, by its first byte.
pub const PLANS: u8 = 16;

/// States of the first plans behind the byte that chooses the plan, with names for files.
#[must_use]
pub fn snapshots() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for plan in 0..PLANS {
        let engine = random_engine(u64::from(plan), 5);
        for (at, one) in random_case(&engine, u64::from(plan), 30).into_iter().enumerate().step_by(4) {
            let bytes = [vec![plan], one.state.to_bytes()].concat();
            all.push((format!("{plan:02}-{at:02}.state"), bytes));
        }
    }
    all
}
