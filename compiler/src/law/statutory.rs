//! Every item has a limit, and what is promised does not exceed what the law allows (行政许可法 42).

use crate::diagnostics::{Diagnostic, e0402_above_statutory, e0403_no_limit};
use crate::names::linked::Linked;
use lianban_runtime::time::Span as Amount;

/// Reports items without a limit, and promises above the statutory limit.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        match (&item.promised, &item.statutory) {
            (None, None) if !item.damaged => diagnostics.push(e0403_no_limit::no_limit(&item.name)),
            (Some(promised), Some(statutory)) if exceeds(promised.value, statutory.value) => {
                diagnostics.push(e0402_above_statutory::above_statutory(&item.name, promised, statutory));
            }
            _ => {}
        }
    }
}

/// Whether one amount exceeds the other in the same unit; different units are compared by date (`by_date.rs`).
fn exceeds(promised: Amount, statutory: Amount) -> bool {
    promised.unit == statutory.unit && promised.amount > statutory.amount
}
