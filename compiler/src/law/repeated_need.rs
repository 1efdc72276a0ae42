//! One item names a material once.

use crate::diagnostics::{Diagnostic, w0405_repeated_need};
use crate::names::linked::Linked;

/// Reports repeated needs.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        for (again, first) in &item.repeated_needs {
            let material = linked.materials.get(again.value).map_or("", |m| m.name.value.as_str());
            let found = w0405_repeated_need::repeated_need(&item.name.value, material, again.place, *first);
            diagnostics.push(found);
        }
    }
}
