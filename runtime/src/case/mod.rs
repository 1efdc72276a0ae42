//! One case of a bundle: its state, the events that change it, and the pure step between.

mod act;
mod alarms;
mod check_state;
#[cfg(test)]
mod clock_tests;
mod compact;
mod dating;
mod effect;
mod engine;
mod event;
mod hands;
mod index;
mod journal;
mod migration;
mod names;
mod paper;
mod paper_text;
mod rating;
#[cfg(test)]
mod rating_tests;
mod receipts;
mod refusal;
mod refusal_clocks;
mod refusal_ends;
mod refusal_life;
mod sound;
mod standing;
mod state;
mod step;
mod stop;
mod tables;
#[cfg(test)]
pub(crate) mod tests;
mod wire;

pub use act::{ACTS, Act, ActRow};
pub use check_state::StateFault;
pub use compact::{Compact, DecodeError, MAX_STATE_BYTES};
pub use effect::{CaseOutcome, Effect, EffectKind};
pub use engine::{Engine, EngineError};
pub use event::{Actor, Event, EventKind, Party};
pub use hands::{Discussed, Hands, Holder, Said, Says, Signers, Standing};
pub use journal::chain;
pub use migration::{
    Burden, Migrated, Migration, MigrationVerdict, Moved, Obstacle, Rename, Renamed, Worse, WorseKind,
};
pub use paper::{About, Paper, PaperKind, number_in_words};
pub use paper_text::{PaperText, SignedBy};
pub use rating::{Rating, Score};
pub use refusal::{Denial, Refusal};
pub use state::{
    CaseStatus, Level, LimitPhase, LimitState, NodeState, Phase, ScopeOutcome, ScopeState, State,
};
pub use step::Workspace;
pub use stop::{StopKind, StopRecord, Watch};
pub use wire::{
    Ack, DataField, DataKind, EFFECTS, EffectRow, KINDS, KindRow, REFUSALS, RefusalRow, Subject, Target,
    WireAck, WireBurden, WireEffect, WireError, WireEvent, WireHands, WireHolder, WireLimit, WireMigration,
    WireMoved, WireNode, WireRating, WireReason, WireRefusal, WireRename, WireSaid, WireScope, WireSigners,
    WireState, WireStop, WireWatch, Words, kind_called, schemas,
};
