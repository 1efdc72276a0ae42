//! The durable store of cases (办件库): an append-only journal of hash-chained events, plans by content hash, snapshots and
//! timers, behind a small trait ([`Store`]) with SQLite as the default.
//!
//! Invariants (tested):
//! - an event is acknowledged only after the commit that holds it is synced; an acknowledged event survives `kill -9`;
//! - a refused event, and a commit that failed, leave nothing behind;
//! - what a case is, is decided by the runtime alone: rows of cases can be made anew from the journal at any time;
//! - the same idempotency key with the same content is answered as before and changes nothing;
//! - no more than a bounded number of cases is in memory at once.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::float_arithmetic
    )
)]

mod backend;
mod cases;
mod course;
pub mod entry;
mod error;
mod group;
pub mod key_file;
pub mod limits;
mod pipe;
mod plans;
mod registry;
mod seal;
mod service;
mod slot;
mod sqlite;
pub mod trail;
mod varint;
mod verify;
mod view;
mod walk;

pub use backend::{
    Append, CaseNumber, CaseRow, CaseSummary, CommitRow, Filter, Place, PlanNumber, PlanRow, Statuses, Store,
    TrailChunk,
};
pub use cases::decode_event;
pub use error::{CaseError, KeyFault, Limit, StoreError};
pub use pipe::Acknowledge;
pub use registry::{Expected, Fired, Options, Receipt, Registry, Started, keyed, timer_key};
pub use seal::{Key, Tip, TipCounts, Witness, genesis, hash_from_text, link};
pub use service::Service;
pub use sqlite::{SqliteOptions, SqliteStore};
pub use verify::{Fault, Finding, Report, verify, verify_within};
pub use view::{CaseView, Page, Taken, View};
