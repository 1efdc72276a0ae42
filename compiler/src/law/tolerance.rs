//! 容缺 concerns what the applicant hands in (rule M4).

use crate::diagnostics::{Diagnostic, e0410_tolerance_source};
use crate::names::linked::Linked;
use crate::names::surface::Source;

/// Reports 容缺 on shared and produced materials.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for material in &linked.materials {
        let brought = matches!(material.source.value, Source::Applicant | Source::Commitment);
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
