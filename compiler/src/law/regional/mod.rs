//! A derived bundle against its base: a lower level may tighten, extend with local items, never loosen; and name, code,
//! kind and basis stay equal (三级四同). What “tighter” means is worked out in decision 0007.
//!
//! The figures of the whole bundle need no rule of their own: a promise of the base stays one (a figure that the block
//! does not write is the base's), is no larger here, and is proved for the derived bundle with its local items.

mod conditions;
mod fees;
mod identity;
mod limits;
mod materials;
mod rules;
mod times;

use crate::diagnostics::Diagnostic;
use crate::names::linked::{Item, Linked};
use crate::names::{Name, Place, SourceFile};
use lianban_runtime::time::Calendar;
use std::collections::BTreeMap;

/// What is compared.
pub struct Compared<'a> {
    /// The base.
    pub base: &'a Linked,
    /// The derived bundle.
    pub here: &'a Linked,
    /// Where the block speaks of what the base declares, by name.
    pub changed: &'a BTreeMap<String, Place>,
    /// The files, for the words of conditions.
    pub sources: &'a [SourceFile],
    /// For limits whose units differ.
    pub calendar: &'a Calendar,
}

impl<'a> Compared<'a> {
    /// Items of both, by name.
    fn items(&self) -> impl Iterator<Item = (&'a Item, &'a Item)> {
        let (base, here) = (self.base, self.here);
        base.items.iter().filter_map(move |item| {
            Some((item, here.items.iter().find(|other| other.name.value == item.name.value)?))
        })
    }

    /// Where the block changes something; the base's place if it does not.
    fn place_of(&self, name: &Name) -> Place {
        self.changed.get(&name.value).copied().unwrap_or(name.place)
    }

    /// The name of the block.
    const fn head(&self) -> Place {
        self.here.name.place
    }
}

/// Reports everything that is looser than the base, or not the same.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    identity::check(compared, diagnostics);
    limits::check(compared, diagnostics);
    rules::check(compared, diagnostics);
    materials::check(compared, diagnostics);
    times::check(compared, diagnostics);
    fees::check(compared, diagnostics);
    conditions::check(compared, diagnostics);
}
