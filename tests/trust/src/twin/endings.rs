//! Bad endings (rules F3, F5, M4): what is refused, cancelled, withdrawn, and what follows from it.

use super::{Beyond, Case};
use lianban_runtime::case::{CaseStatus, LimitPhase, Phase, ScopeOutcome};
use lianban_runtime::plan::{Join, MaterialIx, NodeIx, NodeKind, OnRefusal, ScopeIx, ScopeKind};
use lianban_runtime::time::Instant;

impl Case<'_> {
    /// A node will not happen.
    pub(super) fn cancel(&mut self, node: NodeIx, at: Instant) {
        let row = self.node_mut(node);
        (row.phase, row.end) = (Phase::Cancelled, Some(at));
        let scope = self.twin.plan.nodes[node.index()].scope;
        if self.twin.scope(scope).exit == node && self.is_open(scope) {
            self.set_outcome(scope, ScopeOutcome::Cancelled);
        }
    }

    /// 其余 取消 that cannot be had any more: every item, milestone and branch behind it in the flow is cancelled at that
    /// moment (decision 0007, 4).
    pub(super) fn cancel_behind(&mut self, gate: NodeIx, at: Instant) {
        if self.twin.plan.nodes[gate.index()].join == Join::All || self.twin.cancels(gate).is_empty() {
            return;
        }
        let behind: Vec<NodeIx> = self.twin.behind(gate).map(|edge| edge.to).collect();
        for node in behind {
            let spec = &self.twin.plan.nodes[node.index()];
            match spec.kind {
                NodeKind::Accept => {
                    self.drop_item(spec.scope, ScopeOutcome::Cancelled, at)
                        .expect("cancelling asks for no date");
                }
                NodeKind::Gate
                    if spec.scope == ScopeIx(0) && spec.join == Join::All && self.may_come(node) =>
                {
                    self.cancel(node, at);
                }
                _ => {}
            }
        }
    }

    /// Takes an item out, and what needs its product (F3).
    pub(super) fn drop_item(
        &mut self,
        item: ScopeIx,
        outcome: ScopeOutcome,
        at: Instant,
    ) -> Result<(), Beyond> {
        if !self.is_open(item) {
            return Ok(());
        }
        self.set_outcome(item, outcome);
        let exit = self.twin.scope(item).exit;
        self.end_stops_of(item, at);
        for node in self.twin.nodes_of(item) {
            if !self.may_come(node) {
                continue;
            }
            if node == exit && outcome == ScopeOutcome::Refused {
                self.finish(node, at, Phase::Refused)?;
            } else {
                self.cancel(node, at);
            }
        }
        self.drop_steps(item, at);
        self.void_limits_of(item);
        self.leave_joints(item, at);
        let needs = self.twin.behind(exit).filter(|edge| edge.material.is_some_and(|at| self.is_needed(at)));
        let needing: Vec<ScopeIx> = needs.map(|edge| self.twin.plan.nodes[edge.to.index()].scope).collect();
        for other in needing {
            self.drop_item(other, ScopeOutcome::Cancelled, at)?;
        }
        Ok(())
    }

    /// Whether a material is needed for the answers of this case.
    fn is_needed(&self, material: MaterialIx) -> bool {
        let guard = self.twin.plan.materials[material.index()].guard;
        let submitted = self.node(NodeIx(0)).start;
        submitted.is_none_or(|at| self.holds(&self.world.answers, at)[guard.index()])
    }

    /// The steps of an item that is out, unless they are done.
    pub(super) fn drop_steps(&mut self, item: ScopeIx, at: Instant) {
        for step in self.twin.steps_of(item) {
            if self.is_open(step) {
                self.set_outcome(step, ScopeOutcome::Cancelled);
                self.cancel_all_of(step, at);
            }
        }
    }

    /// Whatever has not ended of a step or joint action.
    pub(super) fn cancel_all_of(&mut self, scope: ScopeIx, at: Instant) {
        self.end_stops_of(scope, at);
        for node in self.twin.nodes_of(scope) {
            if self.may_come(node) {
                self.cancel(node, at);
            }
        }
        self.void_limits_of(scope);
    }

    /// A joint action that has begun is taken back when nobody is left.
    pub(super) fn leave_joints(&mut self, item: ScopeIx, at: Instant) {
        let barriers = self.twin.plan.barriers.iter().filter(|barrier| barrier.members.contains(&item));
        let alone: Vec<NodeIx> = barriers
            .filter(|barrier| !barrier.members.iter().any(|m| self.is_open(*m)))
            .map(|barrier| barrier.node)
            .filter(|node| self.node(*node).start.is_some())
            .collect();
        for node in alone {
            self.cancel_all_of(self.twin.plan.nodes[node.index()].scope, at);
        }
    }

    /// Nobody owes a paper that no open decision waits for.
    pub(super) fn release_obligations(&mut self) {
        for owed in &self.twin.plan.obligations {
            let wanted = owed.blocks.iter().any(|node| self.may_come(*node));
            let owes = matches!(self.phase(owed.node), Phase::Waiting | Phase::Early | Phase::Running);
            let last = owed.blocks.iter().filter_map(|node| self.node(*node).end).max();
            if let Some(at) = last.filter(|_| owes && !wanted) {
                self.cancel(owed.node, at);
            }
        }
    }

    /// 不予 of an item, by whomever: 一票否决 ends the case, unless it has been decided.
    pub(super) fn refuse(&mut self, item: ScopeIx, at: Instant) -> Result<(), Beyond> {
        let veto = self.twin.scope(item).on_refusal == OnRefusal::Veto;
        if veto && self.world.status != CaseStatus::Decided {
            self.set_outcome(item, ScopeOutcome::Refused);
            self.end_case(CaseStatus::Refused, at);
            return Ok(());
        }
        self.drop_item(item, ScopeOutcome::Refused, at)
    }

    /// An item that is still open ends so because of somebody's silence, or because what it waits for failed for good.
    pub(super) fn lose(&mut self, item: ScopeIx, outcome: ScopeOutcome, at: Instant) -> Result<(), Beyond> {
        if !self.is_open(item) || self.world.status.is_final() {
            return Ok(());
        }
        match outcome {
            ScopeOutcome::Refused => self.refuse(item, at),
            _ => self.drop_item(item, outcome, at),
        }
    }

    /// The whole case ends: nothing is left open, no limit runs (F5).
    pub(super) fn end_case(&mut self, status: CaseStatus, at: Instant) {
        for node in self.twin.nodes() {
            if self.may_come(node) {
                let row = self.node_mut(node);
                (row.phase, row.end) = (Phase::Cancelled, Some(at));
            }
        }
        for scope in self.twin.scopes() {
            if self.is_open(scope) {
                self.set_outcome(scope, ScopeOutcome::Cancelled);
            }
            self.end_stops_of(scope, at);
        }
        for limit in &mut self.world.limits {
            if limit.phase == LimitPhase::Open {
                limit.phase = LimitPhase::Void;
            }
        }
        self.world.status = status;
    }

    /// 不合格 for good, or 整改 overdue: whoever waits for it is lost.
    pub(super) fn fail_for_good(
        &mut self,
        scope: ScopeIx,
        node: NodeIx,
        outcome: ScopeOutcome,
        at: Instant,
    ) -> Result<(), Beyond> {
        let row = self.node_mut(node);
        (row.phase, row.end) = (Phase::Failed, Some(at));
        self.end_stop(lianban_runtime::case::StopKind::Rework, scope, at);
        self.ledger()?;
        self.set_outcome(scope, ScopeOutcome::Refused);
        for item in self.waiting_for(scope) {
            self.lose(item, outcome, at)?;
        }
        if !self.world.status.is_final() {
            self.cancel_all_of(scope, at);
        }
        Ok(())
    }

    /// The items that wait for a joint action or a step.
    pub(super) fn waiting_for(&self, scope: ScopeIx) -> Vec<ScopeIx> {
        let found = self.twin.scope(scope);
        match self.twin.barrier(found.entry) {
            Some(barrier) => barrier.members.clone(),
            None => found.parent.into_iter().filter(|_| found.kind == ScopeKind::Step).collect(),
        }
    }
}
