//! 任选 and 替代: the names of other materials → positions.

use super::linked::{Material, Origin};
use super::namespace::Kind;
use super::place::{Name, Spanned};
use super::resolve::Resolver;
use super::surface::Source;
use std::collections::BTreeMap;

impl Resolver<'_> {
    /// Resolves 任选 of the materials from one on; how many there are then. A material that is named nowhere else is
    /// declared by that.
    pub fn choices(&mut self, from: usize) -> usize {
        let mut at = from;
        while let Some(group) = self.linked.materials.get(at) {
            let options: Vec<Name> = group.options.clone();
            let any_of: Vec<Spanned<usize>> = options.iter().filter_map(|name| self.option(name)).collect();
            if let Some(group) = self.linked.materials.get_mut(at) {
                group.any_of = any_of;
            }
            at = at.saturating_add(1);
        }
        at
    }

    fn option(&mut self, name: &Name) -> Option<Spanned<usize>> {
        let at = match self.names.get(&name.value) {
            Some(_) => self.expect(name, Kind::Material)?,
            None => match self.import_material(name) {
                Some(at) => at,
                None => {
                    let row = Material::named(name, Source::Applicant, Origin::Option);
                    self.add_material(&name.value, row)
                }
            },
        };
        Some(Spanned::new(at, name.place))
    }

    /// Resolves 替代 of every material, and lets every item that needs a replaced proof need the commitment instead;
    /// where the commitment has a condition, the proof stays for the other cases.
    pub fn replacements(&mut self) {
        let mut instead: BTreeMap<usize, usize> = BTreeMap::new();
        let mut at = 0;
        while let Some(commitment) = self.linked.materials.get(at) {
            let (owner, names) = (commitment.name.value.clone(), commitment.replaced.clone());
            let mut replaces = Vec::new();
            for name in &names {
                if let Some(proof) = self.material(name, &owner) {
                    instead.entry(proof).or_insert(at);
                    replaces.push(Spanned::new(proof, name.place));
                }
            }
            if let Some(commitment) = self.linked.materials.get_mut(at) {
                commitment.replaces = replaces;
            }
            at = at.saturating_add(1);
        }
        if instead.is_empty() {
            return;
        }
        for item in &mut self.linked.items {
            let mut needs: Vec<Spanned<usize>> = Vec::new();
            for need in &item.needs {
                let commitment = instead.get(&need.value).copied();
                let conditional = commitment.and_then(|at| self.linked.materials.get(at)?.when.as_ref());
                let proof = Some(need.value).filter(|_| commitment.is_none() || conditional.is_some());
                for at in commitment.into_iter().chain(proof) {
                    if needs.iter().all(|known| known.value != at) {
                        needs.push(Spanned::new(at, need.place));
                    }
                }
            }
            item.needs = needs;
        }
    }
}
