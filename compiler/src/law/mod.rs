//! Rules of law and of sound design, one file each. Afterwards it is true that: every item has a lawful limit, every
//! material comes from somewhere, nothing waits for itself. A rule looks at the linked bundle and reports; it changes
//! nothing and does not stop the next one.

pub mod baseline;
pub mod between;
mod by_date;
mod cancels;
mod catch_all;
mod choice;
mod circular;
mod commitment;
mod cycles;
mod delivery;
mod desk;
mod duplicate_proof;
mod extension;
mod immediate;
mod joint;
mod levels;
mod paper;
mod procedures;
mod producer;
mod profile;
pub mod promises;
pub mod regional;
mod repeated_need;
mod rework;
pub mod rules;
mod same_entry;
mod silence;
mod starts;
mod statutory;
mod steps;
mod told;
mod tolerance;
mod unused;

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::linked::Linked;
use lianban_runtime::time::Calendar;

/// A rule.
type Rule = fn(&Linked, &mut Vec<Diagnostic>);

/// All rules, in the order of their codes.
const RULES: &[Rule] = &[
    producer::check,
    statutory::check,
    joint::check,
    circular::check,
    immediate::check,
    tolerance::check,
    tolerance::within_the_limit,
    steps::check,
    procedures::check,
    procedures::excluded,
    extension::check,
    cancels::check,
    starts::check,
    rework::check,
    commitment::check,
    desk::meetings,
    desk::signings,
    desk::roles,
    desk::offices,
    desk::mandates,
    desk::forwarding,
    desk::permissions,
    choice::groups,
    choice::replacements,
    baseline::check,
    paper::media,
    paper::issuers,
    paper::fields,
    duplicate_proof::check,
    catch_all::check,
    unused::check,
    delivery::check,
    repeated_need::check,
    same_entry::check,
    levels::check,
    silence::check,
    profile::inspections,
    profile::tolerance,
    no_promise,
];

/// Applies every rule.
#[must_use]
pub fn check(linked: &Linked, calendar: &Calendar) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    by_date::check(linked, calendar, &mut diagnostics);
    for rule in RULES {
        rule(linked, &mut diagnostics);
    }
    diagnostics
}

/// A bundle that promises nothing.
fn no_promise(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    if linked.promise.is_none() {
        diagnostics.push(d::w0407_no_promise::no_promise(&linked.name));
    }
}
