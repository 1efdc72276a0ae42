//! The deterministic runtime of lianban (联办): Plan types, calendars, the limits ledger, and the pure step function.
//!
//! Invariants (tested):
//! - depends on no other crate of the project;
//! - no I/O, no clock, no random, no floats, no threads, no panics: time arrives in events (rule D2);
//! - same plan + same events = same state, same effects, same hash on every host (rule D1);
//! - a step either succeeds or is a typed [`case::Refusal`] that changes nothing.
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

pub mod account;
pub mod case;
pub mod plan;
pub mod time;
