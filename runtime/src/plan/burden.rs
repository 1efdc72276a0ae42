//! What a case costs the applicant (rules M1, M2), for whoever applies the guards: the proof or a running case.

use super::{FieldIx, GuardIx, MaterialIx, Plan, Scope, ScopeIx};
use std::collections::BTreeSet;

impl Plan {
    /// Distinct materials that the applicant brings (rule M1): each once, however many items need it; 份数 does not
    /// multiply; a 告知承诺书 counts, the proof it replaces does not; a group of which any one will do counts one, and
    /// nothing if one of it is brought anyway, or produced by an item that applies. `holds` tells which materials are needed in the 情形 at all.
    #[must_use]
    pub fn materials_brought(
        &self,
        applies: &dyn Fn(ScopeIx) -> bool,
        holds: &dyn Fn(MaterialIx, GuardIx) -> bool,
    ) -> BTreeSet<MaterialIx> {
        let needed = self.applying(applies).flat_map(|scope| scope.needs.iter().copied());
        let brought = |at: &MaterialIx| {
            self.materials.get(at.index()).is_some_and(|m| m.source.is_brought() && holds(*at, m.guard))
        };
        let asked: BTreeSet<MaterialIx> = needed.filter(brought).collect();
        let produced: BTreeSet<MaterialIx> =
            self.applying(applies).flat_map(|scope| scope.produces.iter().copied()).collect();
        let held_anyway = |at: &MaterialIx| {
            let group = self.materials.get(at.index()).map_or(&[][..], |m| &m.any_of);
            group.iter().any(|option| asked.contains(option) || produced.contains(option))
        };
        asked.iter().copied().filter(|at| !held_anyway(at)).collect()
    }

    /// Distinct fields that the applicant fills in: what is asked for, without what is fetched by a number.
    #[must_use]
    pub fn fields_filled(
        &self,
        applies: &dyn Fn(ScopeIx) -> bool,
        holds: &dyn Fn(FieldIx, GuardIx) -> bool,
    ) -> BTreeSet<FieldIx> {
        let mut fields = self.fields_asked(applies, holds);
        fields.retain(|at| self.fields.get(at.index()).is_some_and(|field| field.key.is_none()));
        fields
    }

    /// Distinct fields of the one form: the union of what the items that apply ask for. `holds` tells which fields
    /// are asked for in the 情形 at all.
    #[must_use]
    pub fn fields_asked(
        &self,
        applies: &dyn Fn(ScopeIx) -> bool,
        holds: &dyn Fn(FieldIx, GuardIx) -> bool,
    ) -> BTreeSet<FieldIx> {
        let asked = self.applying(applies).flat_map(|scope| scope.fields.iter().copied());
        asked.filter(|at| self.fields.get(at.index()).is_some_and(|field| holds(*at, field.guard))).collect()
    }

    /// Site visits that items make alone (rule M2); joint actions of kind 踏勘 come on top.
    #[must_use]
    pub fn own_visits(&self, applies: &dyn Fn(ScopeIx) -> bool) -> u32 {
        self.applying(applies).fold(0, |sum, scope| sum.saturating_add(scope.own_visits))
    }

    fn applying<'a>(&'a self, applies: &'a dyn Fn(ScopeIx) -> bool) -> impl Iterator<Item = &'a Scope> {
        self.scopes.iter().zip(0_u32..).filter(move |(_, row)| applies(ScopeIx(*row))).map(|(scope, _)| scope)
    }
}
