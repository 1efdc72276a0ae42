//! The arena of conditions of one bundle: equal conditions share an entry, an entry refers only to earlier ones.

use lianban_runtime::plan::{Guard, GuardIx};
use std::collections::BTreeMap;

/// Guard 0: always.
pub const ALWAYS: GuardIx = GuardIx(0);

/// Conditions, interned.
#[derive(Clone, Debug)]
pub struct Arena {
    guards: Vec<Guard>,
    known: BTreeMap<Guard, GuardIx>,
}

impl Default for Arena {
    fn default() -> Self {
        Self { guards: vec![Guard::Always], known: BTreeMap::from([(Guard::Always, ALWAYS)]) }
    }
}

impl Arena {
    /// The position of a condition, added if it is new.
    pub fn intern(&mut self, guard: Guard) -> GuardIx {
        if let Some(&at) = self.known.get(&guard) {
            return at;
        }
        let at = GuardIx(u32::try_from(self.guards.len()).unwrap_or(u32::MAX));
        self.guards.push(guard.clone());
        self.known.insert(guard, at);
        at
    }

    /// 且 of conditions; “always” drops out.
    pub fn all(&mut self, parts: impl IntoIterator<Item = GuardIx>) -> GuardIx {
        let mut kept: Vec<GuardIx> = Vec::new();
        for part in parts {
            if part != ALWAYS && !kept.contains(&part) {
                kept.push(part);
            }
        }
        match kept.as_slice() {
            [] => ALWAYS,
            [one] => *one,
            _ => self.intern(Guard::All(kept)),
        }
    }

    /// 或 of conditions; none at all never holds.
    pub fn any(&mut self, parts: impl IntoIterator<Item = GuardIx>) -> GuardIx {
        let mut kept: Vec<GuardIx> = parts.into_iter().collect();
        if kept.contains(&ALWAYS) {
            return ALWAYS;
        }
        kept.sort_unstable();
        kept.dedup();
        match kept.as_slice() {
            [one] => *one,
            _ => self.intern(Guard::Any(kept)),
        }
    }

    /// Puts others in place of the entries, position by position.
    pub fn rewrite(&mut self, guards: Vec<Guard>) {
        self.known = BTreeMap::new();
        for (guard, at) in guards.iter().zip(0_u32..) {
            self.known.entry(guard.clone()).or_insert(GuardIx(at));
        }
        self.guards = guards;
    }

    /// The entries so far.
    #[must_use]
    pub fn guards(&self) -> &[Guard] {
        &self.guards
    }

    /// The entries.
    #[must_use]
    pub fn into_guards(self) -> Vec<Guard> {
        self.guards
    }
}
