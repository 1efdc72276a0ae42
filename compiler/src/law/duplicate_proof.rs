//! 重复证明: the applicant is asked for, or a catalogue is searched for, what an item of the bundle issues.

use crate::diagnostics::{Diagnostic, w0401_duplicate_proof};
use crate::names::linked::Linked;
use crate::names::surface::Source;
use std::collections::BTreeMap;

/// Reports materials of another source that an item produces.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let mut producers = BTreeMap::new();
    for product in linked.items.iter().flat_map(|item| &item.produces) {
        producers.entry(product.value).or_insert(product.place);
    }
    for (at, material) in linked.materials.iter().enumerate() {
        let elsewhere = material.source.value != Source::Produced;
        if let Some(producer) = producers.get(&at).filter(|_| elsewhere) {
            let source = material.source.place;
            diagnostics.push(w0401_duplicate_proof::duplicate_proof(&material.name, source, *producer));
        }
    }
}
