//! Surface → surface: what is only a shorter way of writing becomes what somebody could have written by hand
//! (decision 0006). One file for each concept. Every copy keeps the place of the words it comes from.
//!
//! Some of it happens to the words of a file, before anything is read from them ([`file()`]: 模板, 包含), and so knows
//! nothing of what they mean; the rest to a bundle that has been read ([`bundle()`]: 可选, 逐个, 办件流程, 告知承诺).

mod commitment;
pub mod day_kind;
mod each;
mod each_named;
mod each_size;
mod file;
mod include;
mod include_parts;
pub mod life_cycle;
mod optional;
pub mod origin;
mod reform;
pub mod regional;
pub mod rest;
mod template;

pub use file::{Unfolded, Use, file, label_uses, tell_once};

use crate::diagnostics::Diagnostic;
use crate::names::Externals;
use crate::names::surface::Bundle;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What is wrong with one copy is wrong with all: told once.
pub fn once(found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    found.retain(|one| seen.insert((one.code, one.file, one.span)));
}

/// A bundle with everything unfolded that stands in its rows.
#[must_use]
pub fn bundle<'a>(
    bundle: &'a Bundle,
    externals: &Externals<'_>,
    found: &mut Vec<Diagnostic>,
) -> Cow<'a, Bundle> {
    let mut bundle = Cow::Borrowed(bundle);
    reform::apply(&mut bundle, found);
    optional::ask(&mut bundle);
    each::copy(&mut bundle, found);
    life_cycle::inherit(&mut bundle, externals, found);
    commitment::check_afterwards(&mut bundle);
    day_kind::by_law(&mut bundle, externals, found);
    bundle
}
