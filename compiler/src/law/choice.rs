//! 任选 and 替代 of materials.

use crate::diagnostics::{Diagnostic, e0413_bad_choice_group as group, e0414_bad_replacement as replacement};
use crate::names::Place;
use crate::names::linked::Linked;
use crate::names::surface::Source;
use std::collections::{BTreeMap, BTreeSet};

/// A group is the applicant's choice among single materials.
pub fn groups(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for material in linked.materials.iter().filter(|m| !m.any_of.is_empty()) {
        if material.source.value != Source::Applicant {
            diagnostics.push(group::not_the_applicants(&material.name, material.source.place));
        }
        for option in &material.any_of {
            if let Some(inner) = linked.materials.get(option.value).filter(|m| !m.options.is_empty()) {
                diagnostics.push(group::group_of_groups(option.place, &inner.name));
            }
        }
        let distinct: BTreeSet<usize> = material.any_of.iter().map(|option| option.value).collect();
        if let (true, Some(only)) = (distinct.len() < 2, material.any_of.first()) {
            diagnostics.push(group::no_choice(only.place, &material.name));
        }
    }
}

/// A commitment replaces a proof that the applicant would bring, and no other commitment replaces it too.
pub fn replacements(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<usize, Place> = BTreeMap::new();
    for replaced in linked.materials.iter().flat_map(|m| &m.replaces) {
        let Some(proof) = linked.materials.get(replaced.value) else { continue };
        if !proof.source.value.is_brought() {
            diagnostics.push(replacement::not_the_applicants(
                replaced.place,
                &proof.name,
                proof.source.place,
            ));
        }
        if let Some(earlier) = first.insert(replaced.value, replaced.place) {
            diagnostics.push(replacement::replaced_twice(replaced.place, &proof.name, earlier));
        } else if let Some(when) = &proof.when {
            diagnostics.push(replacement::conditional(when.place, &proof.name, replaced.place));
        }
    }
}
