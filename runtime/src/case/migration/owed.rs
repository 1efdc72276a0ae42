//! Materials: nobody is asked for a material again. What was handed in stays handed in, what is owed stays owed, and what
//! an accepted item newly needs is waived (免交): it was complete when it was accepted (行政许可法 32).

use super::carry::Carried;
use super::report::{Burden, Obstacle};
use crate::case::{LimitState, NodeState, Phase, ScopeOutcome};
use crate::plan::{LimitIx, MaterialIx, NodeIx, ScopeIx, ScopeKind};

/// Where a material stood on the plan that is left.
enum Stood {
    /// It has not been needed yet, or not at all.
    NotNeeded,
    /// An item that needs it is accepted, and it is not owed.
    HandedIn,
    /// It is owed: the node that waits, and the record of its limit.
    Owed(NodeState, LimitState),
    /// It was owed and is not any more.
    Lapsed,
}

impl Carried<'_> {
    /// Nodes that wait for a material and that the old plan did not have.
    pub(super) fn carry_owed(&mut self) {
        if self.is_final() {
            return;
        }
        for row in 0..self.mapping.new.plan().obligations.len() {
            let Some(owed) = self.mapping.new.plan().obligations.get(row) else { continue };
            let (node, limit, material) = (owed.node, owed.limit, owed.material);
            if self.mapping.old_node(node).is_none() && self.state.node(node).phase == Phase::Waiting {
                self.carry_wait(node, limit, material);
            }
        }
        self.expect_owed_is_known();
    }

    fn carry_wait(&mut self, node: NodeIx, limit: LimitIx, material: MaterialIx) {
        let begun = self.start_predecessors(node).any(|from| self.state.node(from).phase == Phase::Done);
        let was = |state: &NodeState, phase: Phase| NodeState { phase, ..*state };
        let fresh = self.state.node(node);
        let stood = self.mapping.old_material(material).map_or(Stood::NotNeeded, |old| self.stood(old));
        let row = match stood {
            // Needed by an item that has been accepted without it.
            Stood::NotNeeded | Stood::Lapsed if begun => was(&fresh, Phase::Skipped),
            Stood::NotNeeded | Stood::Lapsed => fresh,
            Stood::HandedIn if begun => {
                NodeState { start: Some(self.at), end: Some(self.at), ..was(&fresh, Phase::Done) }
            }
            Stood::HandedIn => was(&fresh, Phase::Early),
            Stood::Owed(waits, record) if begun => {
                if let Some(slot) = self.state.limits.get_mut(limit.index()) {
                    *slot = record;
                }
                NodeState { start: waits.start, ..was(&fresh, Phase::Running) }
            }
            Stood::Owed(..) => fresh,
        };
        if let Some(slot) = self.state.nodes.get_mut(node.index()) {
            *slot = row;
        }
    }

    fn stood(&self, old: MaterialIx) -> Stood {
        let mut stood = if self.accepted_with(old) { Stood::HandedIn } else { Stood::NotNeeded };
        for owed in self.mapping.old.plan().obligations.iter().filter(|owed| owed.material == old) {
            let waits = self.from.node(owed.node);
            match waits.phase {
                Phase::Running => return Stood::Owed(waits, self.from.limit(owed.limit)),
                Phase::Done | Phase::Early => return Stood::HandedIn,
                Phase::Cancelled => stood = Stood::Lapsed,
                _ => {}
            }
        }
        stood
    }

    /// An item of the old plan that needs the material, itself or as one of several that will do, has been accepted.
    fn accepted_with(&self, old: MaterialIx) -> bool {
        let needs = |scope: &ScopeIx| self.needs_in_old(*scope, old);
        let accepted =
            |scope: ScopeIx| self.from.node(self.mapping.old.scope(scope).entry).phase == Phase::Done;
        self.mapping.old.scope_indices().filter(needs).any(accepted)
    }

    fn needs_in_old(&self, scope: ScopeIx, material: MaterialIx) -> bool {
        let group = |needed: &MaterialIx| {
            self.mapping.old.material(*needed).is_some_and(|group| group.any_of.contains(&material))
        };
        let needs = &self.mapping.old.scope(scope).needs;
        needs.contains(&material) || needs.iter().any(group)
    }

    /// What is owed is either not needed any more, or still known as something that may be missing.
    fn expect_owed_is_known(&mut self) {
        let mut found = Vec::new();
        for owed in &self.mapping.old.plan().obligations {
            if self.from.node(owed.node).phase != Phase::Running {
                continue;
            }
            let Some(material) = self.mapping.material(owed.material) else { continue };
            let mut waits = self.mapping.new.awaiting(material);
            let known = waits.any(|node| {
                matches!(self.state.node(node).phase, Phase::Running | Phase::Waiting | Phase::Early)
            });
            let wanted = |scope: &ScopeIx| {
                let spec = self.mapping.new.scope(*scope);
                spec.needs.contains(&material) && self.state.scope(*scope).outcome == ScopeOutcome::Open
            };
            let applies = self.mapping.new.material(material).is_some_and(|m| self.holds(m.guard));
            if !known && applies && self.mapping.new.scope_indices().any(|scope| wanted(&scope)) {
                found.push(Obstacle::OwedGone(self.mapping.new.material_name(material).to_owned()));
            }
        }
        self.report.obstacles.extend(found);
    }

    /// New materials of the applicant: waived where the item is accepted, otherwise to be asked for.
    pub(super) fn note_burden(&mut self) {
        if self.is_final() {
            return;
        }
        let (mut waived, mut asked) = (Vec::new(), Vec::new());
        for scope in self.mapping.new.scope_indices() {
            let spec = self.mapping.new.scope(scope);
            if spec.kind != ScopeKind::Item || self.state.scope(scope).outcome != ScopeOutcome::Open {
                continue;
            }
            let accepted = self.state.node(spec.entry).phase == Phase::Done;
            for material in spec.needs.iter().filter(|material| self.is_new(**material)) {
                let material = self.mapping.new.material_name(*material).to_owned();
                let list = if accepted { &mut waived } else { &mut asked };
                list.push(Burden { material, item: spec.name.clone() });
            }
        }
        (self.report.waived, self.report.asked) = (waived, asked);
    }

    /// A material that the applicant brings, that applies here, and that no item of the old plan needs in this case.
    fn is_new(&self, material: MaterialIx) -> bool {
        let Some(spec) = self.mapping.new.material(material) else { return false };
        let old = self.mapping.old_material(material);
        let needed = |old: MaterialIx| {
            let open = |scope: &ScopeIx| self.from.scope(*scope).outcome != ScopeOutcome::Skipped;
            self.mapping.old.scope_indices().filter(open).any(|scope| self.needs_in_old(scope, old))
        };
        spec.source.is_brought() && self.holds(spec.guard) && !old.is_some_and(needed)
    }
}
