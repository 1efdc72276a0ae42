//! 即办件 are decided on day 0 (GB/T 39046 A.6: 即办件 promise 0).

use crate::diagnostics::{Diagnostic, e0409_immediate_with_limit};
use crate::names::linked::Linked;
use crate::names::surface::CaseClass;

/// Reports items of class 即办件 whose limit takes time.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        let immediate = item.class.as_ref().is_some_and(|c| c.value == CaseClass::Immediate);
        if let Some(limit) = item.effective().filter(|l| immediate && l.value.amount > 0) {
            diagnostics.push(e0409_immediate_with_limit::immediate_with_limit(&item.name, limit));
        }
    }
}
