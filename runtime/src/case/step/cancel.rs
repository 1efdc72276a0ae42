//! Bad endings: refusals and what depends on them (rule F3), withdrawal and termination (rule F5).

use super::{Stepped, Transition};
use crate::case::{CaseOutcome, CaseStatus, EffectKind, LimitPhase, Phase, Refusal, ScopeOutcome};
use crate::plan::{Join, LimitIx, NodeIx, NodeKind, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// 不予 of an item. Allowed from its acceptance on, also before its joint action.
    pub(super) fn refuse(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let mut look = Vec::new();
        self.refuse_one(scope, at, &mut look)?;
        self.drain(look)
    }

    /// 不予 of one item of several: what follows is pushed onto `look`.
    pub(super) fn refuse_one(&mut self, scope: ScopeIx, at: Instant, look: &mut Vec<NodeIx>) -> Stepped {
        self.expect_refusable(scope)?;
        self.drop_for_good(scope, ScopeOutcome::Refused, at, look)
    }

    /// An item that is accepted, not decided and not suspended.
    pub(super) fn expect_refusable(&self, scope: ScopeIx) -> Stepped {
        self.expect_item(scope)?;
        let (entry, exit) = (self.engine.scope(scope).entry, self.engine.scope(scope).exit);
        if self.state.node(exit).phase.has_ended() {
            return Err(Refusal::AlreadyEnded(scope));
        }
        match self.state.node(entry).phase {
            Phase::Done => {}
            Phase::Correcting => return Err(Refusal::AwaitingCorrection(scope)),
            _ => return Err(Refusal::NotStarted(scope)),
        }
        self.expect_not_suspended(scope)
    }

    /// Takes an item out of the case, and with it whatever needs its product, directly or not.
    pub(super) fn drop_item(&mut self, scope: ScopeIx, outcome: ScopeOutcome, at: Instant) -> Stepped {
        let mut look = Vec::new();
        self.drop_items(vec![(scope, outcome)], at, &mut look)?;
        self.drain(look)
    }

    /// 其余 取消, 里程碑 … 取消: what is still open when a gate ends is not wanted any more.
    pub(super) fn cancel_rest(&mut self, gate: NodeIx, at: Instant, look: &mut Vec<NodeIx>) -> Stepped {
        let engine = self.engine;
        let rest = engine.cancelled_by(gate);
        if rest.is_empty() {
            return Ok(());
        }
        self.drop_items(rest.iter().rev().map(|scope| (*scope, ScopeOutcome::Dropped)).collect(), at, look)
    }

    /// 其余 取消, and so many branches were refused that the gate cannot be had any more: what stands behind it will not take
    /// place. Edges of the flow are transitive, so they lead to all of it.
    pub(super) fn cancel_behind(&mut self, gate: NodeIx, look: &mut Vec<NodeIx>) -> Stepped {
        let engine = self.engine;
        if engine.node(gate).join == Join::All || engine.cancelled_by(gate).is_empty() {
            return Ok(());
        }
        let Some(at) = self.state.node(gate).end else { return Ok(()) };
        let mut items = Vec::new();
        for node in engine.started_by(gate).map(|edge| edge.to) {
            let spec = engine.node(node);
            let phase = self.state.node(node).phase;
            let open = !phase.has_ended() && phase != Phase::Skipped;
            match spec.kind {
                NodeKind::Accept => items.push((spec.scope, ScopeOutcome::Cancelled)),
                // A milestone, or a branch that ends behind it.
                NodeKind::Gate if open && spec.scope == ScopeIx(0) && spec.join == Join::All => {
                    self.cancel_node_at(node, at, look);
                }
                _ => {}
            }
        }
        items.reverse();
        self.drop_items(items, at, look)
    }

    /// Takes items out, the last of the list first; pushes what may have become ready onto `look`.
    pub(super) fn drop_items(
        &mut self,
        mut dropped: Vec<(ScopeIx, ScopeOutcome)>,
        at: Instant,
        look: &mut Vec<NodeIx>,
    ) -> Stepped {
        while let Some((scope, outcome)) = dropped.pop() {
            if self.state.scope(scope).outcome != ScopeOutcome::Open {
                continue;
            }
            self.scope_mut(scope).outcome = outcome;
            self.effect(at, ending(scope, outcome));
            let exit = self.engine.scope(scope).exit;
            let dependents: Vec<ScopeIx> = self
                .engine
                .started_by(exit)
                .filter(|edge| self.engine.needs_product(&self.state, edge))
                .map(|edge| self.engine.node(edge.to).scope)
                .collect();
            self.drop_nodes(scope, outcome, at, look)?;
            self.drop_steps(scope, at, look)?;
            dropped.extend(dependents.into_iter().map(|scope| (scope, ScopeOutcome::Cancelled)));
        }
        self.release_obligations(at);
        self.settle_case();
        Ok(())
    }

    /// The steps of an item that has been decided without them, unless they are done. What is checked afterwards stays.
    pub(super) fn drop_work(&mut self, item: ScopeIx, at: Instant, look: &mut Vec<NodeIx>) -> Stepped {
        let engine = self.engine;
        for step in engine.steps_of(item).iter().filter(|step| engine.checked_item(**step).is_none()) {
            self.drop_step(*step, at, look)?;
        }
        Ok(())
    }

    /// The steps of an item that is out, unless they are done.
    pub(super) fn drop_steps(&mut self, item: ScopeIx, at: Instant, look: &mut Vec<NodeIx>) -> Stepped {
        let engine = self.engine;
        for step in engine.steps_of(item).iter().copied() {
            self.drop_step(step, at, look)?;
        }
        Ok(())
    }

    fn drop_step(&mut self, step: ScopeIx, at: Instant, look: &mut Vec<NodeIx>) -> Stepped {
        if self.state.scope(step).outcome != ScopeOutcome::Open {
            return Ok(());
        }
        self.scope_mut(step).outcome = ScopeOutcome::Cancelled;
        self.drop_nodes(step, ScopeOutcome::Cancelled, at, look)
    }

    /// Ends the nodes of an item that is out; joint actions left without members are taken back.
    fn drop_nodes(
        &mut self,
        scope: ScopeIx,
        outcome: ScopeOutcome,
        at: Instant,
        look: &mut Vec<NodeIx>,
    ) -> Stepped {
        let engine = self.engine;
        let exit = engine.scope(scope).exit;
        if outcome != ScopeOutcome::Refused {
            // No date of it matters any more: none is asked for, which may lie beyond the calendar.
            for own in std::iter::once(scope).chain(engine.steps_of(scope).iter().copied()) {
                self.void_limits_of(own);
            }
        }
        for stop in self.close_stops_of(scope, at) {
            self.reproject(&stop, at)?;
        }
        for node in engine.nodes_of(scope).iter().copied() {
            if self.state.node(node).phase.has_ended() || self.state.node(node).phase == Phase::Skipped {
                continue;
            }
            if node == exit && outcome == ScopeOutcome::Refused {
                self.end_one(node, at, Phase::Refused, look)?;
            } else {
                self.cancel_node_at(node, at, look);
            }
        }
        self.void_limits_of(scope);
        self.leave_joint_actions(scope, at, look);
        Ok(())
    }

    /// Joint actions that lose this participant: taken back if nobody is left, looked at again otherwise.
    pub(super) fn leave_joint_actions(&mut self, scope: ScopeIx, at: Instant, look: &mut Vec<NodeIx>) {
        let engine = self.engine;
        for barrier in engine.barriers_of(scope) {
            let begun = self.state.node(barrier.node).start.is_some();
            let alive = barrier.members.iter().any(|m| self.state.scope(*m).outcome == ScopeOutcome::Open);
            if begun && !alive {
                self.cancel_open_nodes(engine.node(barrier.node).scope, at, look);
            } else {
                look.push(barrier.node);
            }
        }
    }

    /// Cancels what has not ended of a joint action or step, its rounds among it.
    pub(super) fn cancel_open_nodes(&mut self, scope: ScopeIx, at: Instant, look: &mut Vec<NodeIx>) {
        let engine = self.engine;
        self.close_stops_of(scope, at);
        for node in engine.nodes_of(scope).iter().copied() {
            let phase = self.state.node(node).phase;
            if !phase.has_ended() && phase != Phase::Skipped {
                self.cancel_node_at(node, at, look);
            }
        }
    }

    /// Cancels a starved node at the last moment that any predecessor ended.
    pub(super) fn cancel_node(&mut self, node: NodeIx, look: &mut Vec<NodeIx>) {
        let ends = self.engine.incoming(node).iter().filter_map(|edge| self.state.node(edge.from).end);
        if let Some(at) = ends.max().or(self.state.now) {
            self.cancel_node_at(node, at, look);
        }
    }

    fn cancel_node_at(&mut self, node: NodeIx, at: Instant, look: &mut Vec<NodeIx>) {
        let state = self.node_mut(node);
        state.phase = Phase::Cancelled;
        state.end = Some(at);
        self.void_limits_until(node);
        let scope = self.engine.node(node).scope;
        if self.engine.scope(scope).exit == node && self.state.scope(scope).outcome == ScopeOutcome::Open {
            self.scope_mut(scope).outcome = ScopeOutcome::Cancelled;
            self.effect(at, EffectKind::Cancelled(scope));
            self.void_limits_of(scope);
        }
        let successors: Vec<NodeIx> = self.engine.started_by(node).map(|edge| edge.to).collect();
        for successor in successors {
            let counters = self.node_mut(successor);
            counters.gone = counters.gone.saturating_add(1);
            look.push(successor);
        }
    }

    /// Nobody owes a material that no open decision waits for.
    pub(super) fn release_obligations(&mut self, at: Instant) {
        let engine = self.engine;
        for owed in &engine.plan().obligations {
            let phase = self.state.node(owed.node).phase;
            let open = matches!(phase, Phase::Waiting | Phase::Early | Phase::Running);
            let wanted = owed.blocks.iter().any(|node| {
                let phase = self.state.node(*node).phase;
                !phase.has_ended() && phase != Phase::Skipped
            });
            if open && !wanted {
                let state = self.node_mut(owed.node);
                state.phase = Phase::Cancelled;
                state.end = Some(at);
                self.void_limit(owed.limit);
                self.void_limits_until(owed.node);
            }
        }
    }

    /// The whole case ends: nothing is left open, no limit runs on (rule F5).
    pub(super) fn end_case(&mut self, status: CaseStatus, outcome: CaseOutcome, at: Instant) -> Stepped {
        self.end_case_quietly(status, outcome, at)?;
        self.issue_end(outcome, at);
        Ok(())
    }

    /// The same; the papers of its items have said so.
    pub(super) fn end_case_quietly(
        &mut self,
        status: CaseStatus,
        outcome: CaseOutcome,
        at: Instant,
    ) -> Stepped {
        if self.state.status == CaseStatus::Decided {
            return Err(Refusal::CaseEnded);
        }
        for node in self.engine.node_indices() {
            let state = self.node_mut(node);
            if !state.phase.has_ended() && state.phase != Phase::Skipped {
                state.phase = Phase::Cancelled;
                state.end = Some(at);
            }
        }
        for scope in self.engine.scope_indices() {
            if self.state.scope(scope).outcome == ScopeOutcome::Open {
                self.scope_mut(scope).outcome = ScopeOutcome::Cancelled;
                if matches!(self.engine.scope(scope).kind, ScopeKind::Item | ScopeKind::Joint) {
                    self.effect(at, EffectKind::Cancelled(scope));
                }
            }
            self.close_stops_of(scope, at);
        }
        for row in 0..u32::try_from(self.state.limits.len()).unwrap_or(u32::MAX) {
            let limit = LimitIx(row);
            if self.state.limit(limit).phase == LimitPhase::Open {
                self.void_limit(limit);
            }
        }
        self.state.set_status(status);
        self.effect(at, EffectKind::CaseEnded(outcome));
        Ok(())
    }
}

/// The effect that tells of an item's bad ending.
const fn ending(scope: ScopeIx, outcome: ScopeOutcome) -> EffectKind {
    match outcome {
        ScopeOutcome::Refused => EffectKind::Refused(scope),
        ScopeOutcome::Revoked => EffectKind::Revoked(scope),
        ScopeOutcome::Withdrawn | ScopeOutcome::TakenBack => EffectKind::Withdrawn(scope),
        ScopeOutcome::Declined => EffectKind::Declined(scope),
        _ => EffectKind::Cancelled(scope),
    }
}
