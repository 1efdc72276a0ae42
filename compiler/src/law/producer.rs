//! A material of source 前序产出 must be produced by some item.

use crate::diagnostics::{Diagnostic, e0210_missing_producer};
use crate::names::linked::Linked;
use crate::names::surface::Source;
use std::collections::BTreeSet;

/// Reports products that nobody produces. An item with an unreadable name may be the missing producer: then nothing is said.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    if linked.items.iter().any(|item| item.loose) {
        return;
    }
    let produced: BTreeSet<usize> = linked.items.iter().flat_map(|i| &i.produces).map(|p| p.value).collect();
    for (at, material) in linked.materials.iter().enumerate() {
        if material.source.value == Source::Produced && !produced.contains(&at) {
            diagnostics.push(e0210_missing_producer::missing_producer(&material.name, material.source.place));
        }
    }
}
