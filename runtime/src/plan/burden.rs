//! What a case costs the applicant (rules M1, M2), for whoever applies the guards: the proof or a running case.

use super::{MaterialIx, MaterialSource, Plan, Scope, ScopeIx};
use std::collections::BTreeSet;

impl Plan {
    /// Distinct materials that the applicant brings (rule M1): each once, however many items need it; 份数 does not
    /// multiply; a 告知承诺书 counts, the proof it replaces does not.
    #[must_use]
    pub fn materials_brought(&self, applies: &dyn Fn(ScopeIx) -> bool) -> BTreeSet<MaterialIx> {
        let needed = self.applying(applies).flat_map(|scope| scope.needs.iter().copied());
        let brought = |material: &MaterialIx| {
            let source = self.materials.get(material.index()).map(|m| &m.source);
            matches!(source, Some(MaterialSource::Applicant | MaterialSource::Commitment))
        };
        needed.filter(brought).collect()
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
