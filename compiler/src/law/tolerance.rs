//! 容缺 concerns what the applicant hands in (rule M4).

use crate::diagnostics::{Diagnostic, e0410_tolerance_source, w0410_tolerance_beyond_limit};
use crate::names::linked::Linked;

/// Reports 容缺 on shared and produced materials.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for material in &linked.materials {
        let brought = material.source.value.is_brought();
        if let Some(tolerance) = material.tolerance.as_ref().filter(|_| !brought) {
            let source = material.source.place;
            diagnostics.push(e0410_tolerance_source::tolerance_source(
                &material.name,
                tolerance.place,
                source,
            ));
        }
    }
}

/// Reports papers that may come later than an item that needs them is due: nothing is decided before (rule M4).
pub fn within_the_limit(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in linked.items.iter().filter(|item| !item.damaged) {
        let Some(limit) = item.effective() else { continue };
        for material in item.needs.iter().filter_map(|need| linked.materials.get(need.value)) {
            let Some(tolerance) = &material.tolerance else { continue };
            // Other units are compared by the proof, on the calendar.
            if tolerance.value.unit == limit.value.unit && tolerance.value.amount > limit.value.amount {
                diagnostics.push(w0410_tolerance_beyond_limit::tolerance_beyond_limit(
                    &material.name,
                    tolerance,
                    &item.name,
                    limit,
                ));
            }
        }
    }
}
