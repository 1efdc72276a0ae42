//! One case of a bundle: its state, the events that change it, and the pure step between.

#[cfg(test)]
mod clock_tests;
mod dating;
mod effect;
mod engine;
mod event;
mod hands;
mod journal;
mod rating;
#[cfg(test)]
mod rating_tests;
mod receipts;
mod refusal;
mod refusal_clocks;
mod refusal_ends;
mod sound;
mod standing;
mod state;
mod step;
mod stop;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

pub use effect::{CaseOutcome, Effect, EffectKind};
pub use engine::{Engine, EngineError};
pub use event::{Actor, Event, EventKind, Party};
pub use hands::{Hands, Holder, Said, Says, Signers, Standing};
pub use journal::chain;
pub use rating::{Rating, Score};
pub use refusal::{Denial, Refusal};
pub use state::{
    CaseStatus, Level, LimitPhase, LimitState, NodeState, Phase, ScopeOutcome, ScopeState, State,
};
pub use step::Workspace;
pub use stop::{StopKind, StopRecord, Watch};
pub use wire::{DataField, DataKind, KINDS, KindRow, Target, WireError, WireEvent, kind_called};
