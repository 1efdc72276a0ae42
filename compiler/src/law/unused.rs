//! A declared material that nothing needs or produces.

use crate::diagnostics::{Diagnostic, w0403_unused_material};
use crate::names::linked::{Linked, Origin};
use std::collections::BTreeSet;

/// Reports unused materials. An item with an unreadable name may use them: then nothing is said.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    if linked.items.iter().any(|item| item.loose) {
        return;
    }
    let used: BTreeSet<usize> = linked
        .items
        .iter()
        .flat_map(|item| item.needs.iter().chain(&item.produces))
        .map(|m| m.value)
        .collect();
    let named = linked.materials.iter().flat_map(|m| m.any_of.iter().chain(&m.replaces)).map(|m| m.value);
    let used: BTreeSet<usize> = used.into_iter().chain(named).collect();
    let mut names = BTreeSet::new();
    for (at, material) in linked.materials.iter().enumerate() {
        // A second declaration of the same name is reported as a clash.
        let first = names.insert(material.name.value.as_str());
        if first && material.origin == Origin::Declared && !used.contains(&at) {
            diagnostics.push(w0403_unused_material::unused_material(&material.name));
        }
    }
}
