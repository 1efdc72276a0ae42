//! How we know that the runtime is right: random plans and events, told by a seed, and what must hold of them.
//!
//! Nothing of the product needs this crate; plain `cargo test` runs a small share of it, the binary `lianban-trust` the
//! long runs (`docs/src/reference/trust.md`). Every run prints its seed first; seed and commit make it again.
#![forbid(unsafe_code)]

pub mod account;
pub mod calendar;
pub mod cases;
pub mod dice;
pub mod duel;
pub mod duty;
pub mod events;
pub mod exhaust;
pub mod faults;
pub mod hashes;
pub mod hostile;
pub mod plans;
pub mod shrink;
pub mod twin;
