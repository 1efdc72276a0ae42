//! One case of a bundle: its state, the events that change it, and the pure step between.

mod effect;
mod engine;
mod event;
mod journal;
mod receipts;
mod refusal;
mod state;
mod step;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

pub use effect::{CaseOutcome, Effect, EffectKind};
pub use engine::{Engine, EngineError};
pub use event::{Actor, Event, EventKind};
pub use journal::chain;
pub use refusal::Refusal;
pub use state::{
    CaseStatus, Level, LimitPhase, LimitState, NodeState, Phase, ScopeOutcome, ScopeState, State, StopRecord,
};
pub use wire::{KINDS, WireError, WireEvent};
