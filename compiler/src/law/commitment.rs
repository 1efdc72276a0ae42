//! 告知承诺: decided on what the applicant commits to in writing, checked within a limit.

use crate::diagnostics::{Diagnostic, e0435_no_commitment, e0436_no_check};
use crate::names::linked::{Item, Linked};
use crate::names::surface::Source;

/// Reports items that are decided on a commitment and need none, or whose check has no limit.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        let Some(place) = item.commitment else { continue };
        if !item.loose && !item.damaged && !commits(linked, item) {
            diagnostics.push(e0435_no_commitment::no_commitment(place, &item.name));
        }
        if item.steps.iter().any(|step| step.check && step.limit.is_none()) {
            let profile = linked.profiles.get(item.profile).map_or("", |rules| rules.core.name.as_str());
            diagnostics.push(e0436_no_check::no_check(place, &item.name, profile));
        }
    }
}

/// The applicant hands in a commitment, alone or as one of several that will do.
fn commits(linked: &Linked, item: &Item) -> bool {
    let material = |at: usize| linked.materials.get(at);
    let is = |at: usize| material(at).is_some_and(|m| m.source.value == Source::Commitment);
    let any = |at: usize| material(at).is_some_and(|m| m.any_of.iter().any(|option| is(option.value)));
    // One that replaces what the item needs is needed in its place.
    let replaces = |at: usize| {
        let commitments = linked.materials.iter().filter(|m| m.source.value == Source::Commitment);
        commitments.flat_map(|m| &m.replaces).any(|replaced| replaced.value == at)
    };
    item.needs.iter().any(|need| is(need.value) || any(need.value) || replaces(need.value))
}
