//! 容缺 concerns what the applicant hands in (rule M4).

use crate::diagnostics::{Diagnostic, e0410_tolerance_source};
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
