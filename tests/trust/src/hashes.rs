//! What random cases come to, as numbers to compare between builds, processes and hosts.

use crate::account::{account, digest};
use crate::cases::{random_case, random_engine};
use lianban_runtime::plan::hex;
use std::fmt;

/// Most items of the plans that are compared.
pub const ITEMS: usize = 8;
/// Events tried on each case.
pub const EVENTS: usize = 60;

/// One random case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashes {
    /// Its seed, of the plan and of the events.
    pub seed: u64,
    /// Of what can be told of every state it went through; does not change with the encoding.
    pub account: String,
    /// Of the last state, plan and chain included; changes with every format.
    pub state: String,
}

impl fmt::Display for Hashes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.seed, self.account, self.state)
    }
}

/// Plays the case of a seed.
///
/// # Panics
/// If the runtime panics.
#[must_use]
pub fn of(seed: u64) -> Hashes {
    let engine = random_engine(seed, ITEMS);
    let tried = random_case(&engine, seed, EVENTS);
    let mut told = String::new();
    for one in &tried {
        told.push_str(one.refusal.as_ref().map_or("accepted", |why| why.code()));
        told.push('\n');
        if one.refusal.is_none() {
            told.push_str(&account(&engine, &one.state));
        }
    }
    let state = tried.last().map_or_else(|| engine.new_case().hash(), |one| one.state.hash());
    Hashes { seed, account: digest(&told), state: hex(&state) }
}
