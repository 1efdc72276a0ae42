//! The compiler of lianban (联办): `.yjs` text → checked Plan.
//!
//! One folder per stage, named after what is true when it is done; every pass returns `(T, Vec<Diagnostic>)` and never
//! stops at the first. The compiler reads no disk, no clock, no environment: a host hands it files.
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

mod compile;
pub mod diagnostics;
mod echo;
pub mod form;
pub mod impact;
pub mod law;
pub mod names;
pub mod plan;
pub mod proof;
pub mod suggest;
pub mod syntax;
mod testcase;
pub mod types;
pub mod unfold;

pub use compile::{Bundle, Compilation, Host, check, compile};
pub use names::SourceFile;
pub use plan::{Docs, Places};
pub use testcase::{Expectation, Expected, Outcome, TestCase, TestEvent};
