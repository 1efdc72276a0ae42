//! 一份材料: one entry of a shared catalogue is one material.

use crate::diagnostics::{Diagnostic, w0415_same_entry};
use crate::names::Name;
use crate::names::linked::Linked;
use crate::names::surface::Source;
use std::collections::BTreeMap;

/// Reports two materials that are fetched from the same entry.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &Name> = BTreeMap::new();
    for material in &linked.materials {
        let (Source::Shared(entry) | Source::SharedOrApplicant(entry)) = &material.source.value else {
            continue;
        };
        match first.get(entry.as_str()) {
            Some(earlier) => {
                diagnostics.push(w0415_same_entry::same_entry(&material.name, earlier, entry));
            }
            None => {
                first.insert(entry.as_str(), &material.name);
            }
        }
    }
}
