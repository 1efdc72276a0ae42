//! What is wrong in some 情形, as conditions (see [`crate::proof::findings`]).

use super::diagram::{ALWAYS, Full, NEVER, Ref};
use super::world::World;
use lianban_runtime::plan::{Join, MaterialIx, MaterialSource, Medium};

impl World<'_, '_> {
    /// The conditions under which something is at fault; those that can hold.
    pub fn faults(&mut self) -> Result<Vec<Ref>, Full> {
        let mut found = self.missing_producers()?;
        found.extend(self.joins_with_too_few()?);
        found.extend(self.originals_held_twice()?);
        found.retain(|fault| *fault != NEVER);
        found.dedup();
        Ok(found)
    }

    /// A scope needs a product although nothing that produces it applies.
    fn missing_producers(&mut self) -> Result<Vec<Ref>, Full> {
        let plan = self.graph.plan;
        let mut found = Vec::new();
        for (at, material) in plan.materials.iter().enumerate() {
            if material.source != MaterialSource::Produced {
                continue;
            }
            let row = MaterialIx(u32::try_from(at).unwrap_or(u32::MAX));
            let produces = plan.scopes.iter().zip(&self.scopes).filter(|(s, _)| s.produces.contains(&row));
            let produces: Vec<Ref> = produces.map(|(_, holds)| *holds).collect();
            let needs = plan.scopes.iter().zip(&self.scopes).filter(|(s, _)| s.needs.contains(&row));
            let needs: Vec<Ref> = needs.map(|(_, holds)| *holds).collect();
            let needed = self.materials.get(at).copied().unwrap_or(NEVER);
            let d = &mut self.symbols.diagrams;
            let produced = d.any(produces)?;
            let absent = d.not(produced)?;
            for scope in needs {
                found.push(d.all([scope, needed, absent])?);
            }
        }
        Ok(found)
    }

    /// 至少 k where fewer than k apply (rule F1).
    fn joins_with_too_few(&mut self) -> Result<Vec<Ref>, Full> {
        let plan = self.graph.plan;
        let mut found = Vec::new();
        for (at, (node, before)) in plan.nodes.iter().zip(&self.graph.before).enumerate() {
            let Join::AtLeast(wanted) = node.join else { continue };
            let before: Vec<Ref> = before.start.iter().map(|node| self.node(*node)).collect();
            let enough = self.at_least(usize::try_from(wanted).unwrap_or(usize::MAX), &before)?;
            let too_few = self.symbols.diagrams.not(enough)?;
            let applies = self.node(at);
            found.push(self.symbols.diagrams.and(applies, too_few)?);
        }
        Ok(found)
    }

    /// Two items that apply together both keep an original.
    fn originals_held_twice(&mut self) -> Result<Vec<Ref>, Full> {
        let plan = self.graph.plan;
        let mut found = Vec::new();
        for (at, material) in plan.materials.iter().enumerate() {
            let original = material.media.iter().any(|form| form.medium == Medium::Original);
            if !original || !material.source.is_brought() {
                continue;
            }
            let row = MaterialIx(u32::try_from(at).unwrap_or(u32::MAX));
            let needs = plan.scopes.iter().zip(&self.scopes).filter(|(s, _)| s.needs.contains(&row));
            let needs: Vec<Ref> = needs.map(|(_, holds)| *holds).collect();
            let twice = self.at_least(2, &needs)?;
            let needed = self.materials.get(at).copied().unwrap_or(NEVER);
            found.push(self.symbols.diagrams.and(needed, twice)?);
        }
        Ok(found)
    }

    /// At least so many of several conditions.
    fn at_least(&mut self, wanted: usize, conditions: &[Ref]) -> Result<Ref, Full> {
        if wanted > conditions.len() {
            return Ok(NEVER);
        }
        let d = &mut self.symbols.diagrams;
        // By number: at least so many of those seen hold.
        let mut reached = vec![NEVER; wanted.saturating_add(1)];
        reached.first_mut().into_iter().for_each(|none| *none = ALWAYS);
        for condition in conditions {
            for number in (1..reached.len()).rev() {
                let fewer = reached.get(number.saturating_sub(1)).copied().unwrap_or(NEVER);
                let one_more = d.and(fewer, *condition)?;
                if let Some(slot) = reached.get_mut(number) {
                    *slot = d.or(*slot, one_more)?;
                }
            }
        }
        Ok(reached.last().copied().unwrap_or(NEVER))
    }
}
