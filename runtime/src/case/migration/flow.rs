//! Scopes and nodes: what has ended stays ended, what runs goes on, what has not begun follows the new plan.

use super::carry::Carried;
use super::report::Obstacle;
use crate::case::{NodeState, Phase, ScopeOutcome, ScopeState};
use crate::plan::{EdgeKind, Join, NodeIx, NodeKind, ScopeIx, ScopeKind};
use crate::time::Instant;

/// A node to which nothing has happened; its predecessors are counted later.
const FRESH: NodeState = NodeState::WAITING;
/// A node that does not apply.
const ABSENT: NodeState = NodeState { phase: Phase::Skipped, ..FRESH };

impl Carried<'_> {
    pub(super) fn carry_scopes(&mut self) {
        // Whether a joint action takes place depends on its items.
        let joint = |at: &ScopeIx| self.mapping.new.scope(*at).kind == ScopeKind::Joint;
        let (joints, others): (Vec<_>, Vec<_>) = self.mapping.new.scope_indices().partition(joint);
        for at in others.into_iter().chain(joints) {
            let old = self.mapping.old_scope(at).map(|old| (old, self.from.scope(old)));
            let outcome = self.outcome(at, old);
            let asked = old.is_some_and(|(_, state)| state.asked);
            if let Some(row) = self.state.scopes.get_mut(at.index()) {
                *row = ScopeState { outcome, asked };
            }
        }
        for old in self.mapping.old.scope_indices() {
            if self.mapping.scope(old).is_none() {
                self.drop_scope(old);
            }
        }
    }

    fn outcome(&mut self, at: ScopeIx, old: Option<(ScopeIx, ScopeState)>) -> ScopeOutcome {
        let spec = self.mapping.new.scope(at);
        let applies = self.holds(spec.guard) || self.is_final();
        let begins = applies && !self.is_final() && !self.is_over(at);
        let name = spec.name.clone();
        match old {
            None | Some((_, ScopeState { outcome: ScopeOutcome::Skipped, .. })) if begins => {
                self.report.added.push(name);
                ScopeOutcome::Open
            }
            None => ScopeOutcome::Skipped,
            Some((old, ScopeState { outcome: ScopeOutcome::Open, .. })) if !applies => {
                // A stage is over where its items are.
                if spec.kind != ScopeKind::Stage && self.has_begun(old) {
                    self.obstacle(Obstacle::NoLongerApplies(name.clone()));
                }
                self.report.dropped.push(name);
                ScopeOutcome::Skipped
            }
            Some((_, state)) => state.outcome,
        }
    }

    /// What a scope of the new plan belongs to has ended, so that nothing new begins in it.
    fn is_over(&self, at: ScopeIx) -> bool {
        let spec = self.mapping.new.scope(at);
        let ended = |item: ScopeIx| self.state.scope(item).outcome != ScopeOutcome::Open;
        match spec.kind {
            ScopeKind::Step => spec.parent.is_some_and(ended),
            ScopeKind::Joint => self.is_joint_over(spec.entry),
            _ => false,
        }
    }

    /// A scope that the new plan does not have.
    fn drop_scope(&mut self, old: ScopeIx) {
        let spec = self.mapping.old.scope(old);
        let state = self.from.scope(old);
        let decides = match spec.kind {
            ScopeKind::Item => true,
            ScopeKind::Joint => {
                self.mapping.old.barrier(spec.entry).is_some_and(|barrier| barrier.members.is_empty())
            }
            _ => false,
        };
        let name = spec.name.clone();
        match state.outcome {
            ScopeOutcome::Skipped => return,
            ScopeOutcome::Open if decides && self.has_begun(old) => {
                self.obstacle(Obstacle::RunningGone(name.clone()));
            }
            ScopeOutcome::Granted
            | ScopeOutcome::Refused
            | ScopeOutcome::Revoked
            | ScopeOutcome::Withdrawn
            | ScopeOutcome::Rescinded
            | ScopeOutcome::Declined
            | ScopeOutcome::NotRequired
                if decides =>
            {
                self.obstacle(Obstacle::DecidedGone(name.clone()));
            }
            _ => {}
        }
        self.report.dropped.push(name);
    }

    pub(super) fn carry_nodes(&mut self) {
        for at in self.mapping.new.node_indices() {
            let row = self.node(at);
            if let Some(slot) = self.state.nodes.get_mut(at.index()) {
                *slot = row;
            }
        }
        for old in self.mapping.old.node_indices() {
            let running = matches!(self.from.node(old).phase, Phase::Running | Phase::Correcting);
            // What is owed is looked at by itself.
            let owed = self.mapping.old.node(old).kind == NodeKind::Await;
            if running && !owed && self.mapping.node(old).is_none() {
                let name = self.mapping.old.node_name(old).to_owned();
                self.obstacle(Obstacle::RunningGone(name));
            }
        }
    }

    fn node(&mut self, at: NodeIx) -> NodeState {
        let spec = self.mapping.new.node(at);
        let round = self.mapping.new.round_of(at).is_some();
        let over = spec.scope != ScopeIx(0) && self.state.scope(spec.scope).outcome != ScopeOutcome::Open;
        let applies = self.holds(spec.guard) && !self.is_final() && !over && !self.is_joint_over(at);
        let Some(old) = self.mapping.old_node(at) else {
            return if applies && !round { FRESH } else { ABSENT };
        };
        let before = self.from.node(old);
        match before.phase {
            Phase::Skipped if applies && !round => FRESH,
            // With what it has counted: the step counts for what does not apply as well.
            Phase::Skipped => before,
            Phase::Waiting | Phase::Early if !round && !self.holds(spec.guard) => ABSENT,
            Phase::Running | Phase::Correcting if !round && !self.holds(spec.guard) => {
                // A material that is not wanted any more is not owed.
                if spec.kind != NodeKind::Await {
                    self.obstacle(Obstacle::NoLongerApplies(spec.name.clone()));
                }
                ABSENT
            }
            _ => before,
        }
    }

    /// A joint action that all members of have left.
    fn is_joint_over(&self, at: NodeIx) -> bool {
        self.mapping.new.barrier(at).is_some_and(|barrier| {
            !barrier.members.is_empty()
                && barrier.members.iter().all(|m| self.state.scope(*m).outcome != ScopeOutcome::Open)
        })
    }

    /// Gates take no time and nobody works there: one that the old plan did not have has been passed if all that it waits
    /// for has ended well.
    pub(super) fn derive_gates(&mut self) {
        if self.is_final() {
            return;
        }
        for at in self.mapping.new.node_indices() {
            let spec = self.mapping.new.node(at);
            let unknown = self.mapping.old_node(at).is_none() && spec.kind == NodeKind::Gate;
            if !unknown || self.state.node(at).phase != Phase::Waiting {
                continue;
            }
            let Some(passed) = self.passed(at) else { continue };
            let scope = spec.scope;
            if let Some(row) = self.state.nodes.get_mut(at.index()) {
                *row = NodeState { phase: Phase::Done, start: Some(passed), end: Some(passed), ..*row };
            }
            if scope != ScopeIx(0)
                && self.mapping.new.scope(scope).exit == at
                && let Some(row) = self.state.scopes.get_mut(scope.index())
                && row.outcome == ScopeOutcome::Open
            {
                row.outcome = ScopeOutcome::Granted;
            }
        }
    }

    /// When a gate was passed; none if it was not, or if something before it ended badly.
    fn passed(&self, at: NodeIx) -> Option<Instant> {
        let before: Vec<NodeState> = self.start_predecessors(at).map(|from| self.state.node(from)).collect();
        let applying: Vec<&NodeState> = before.iter().filter(|node| node.phase != Phase::Skipped).collect();
        let mut ends: Vec<Instant> =
            applying.iter().filter(|node| node.phase == Phase::Done).filter_map(|node| node.end).collect();
        ends.sort_unstable();
        match self.mapping.new.node(at).join {
            Join::All if ends.len() == applying.len() => ends.last().copied(),
            Join::All => None,
            Join::Any => ends.first().copied(),
            Join::AtLeast(k) => {
                let last = usize::try_from(k).ok()?.checked_sub(1)?;
                ends.get(last).copied()
            }
        }
    }

    pub(super) fn start_predecessors(&self, at: NodeIx) -> impl Iterator<Item = NodeIx> + '_ {
        let edges = self.mapping.new.incoming(at).iter().filter(|edge| edge.kind == EdgeKind::Start);
        edges.map(|edge| edge.from)
    }

    /// How many predecessors of each node apply, have ended, are gone: as it was, where the same stand before it.
    pub(super) fn count(&mut self) {
        for at in self.mapping.new.node_indices() {
            let phase = self.state.node(at).phase;
            if self.is_final() || phase == Phase::Skipped || self.has_same_before(at) {
                continue;
            }
            let (applying, ended, gone) = self.counted(at);
            let needed = match self.mapping.new.node(at).join {
                Join::All => 0,
                Join::Any => 1,
                Join::AtLeast(k) => k,
            };
            if phase == Phase::Waiting && applying < needed {
                let name = self.mapping.new.node_name(at).to_owned();
                self.obstacle(Obstacle::JoinCannotStart(name));
            }
            if let Some(row) = self.state.nodes.get_mut(at.index()) {
                (row.applying, row.ended, row.gone) = (applying, ended, gone);
            }
        }
    }

    /// The same nodes stand before it, and the same of them apply.
    fn has_same_before(&self, at: NodeIx) -> bool {
        let Some(old) = self.mapping.old_node(at) else { return false };
        if self.from.node(old).phase == Phase::Skipped {
            return false;
        }
        let edges = self.mapping.old.incoming(old).iter().filter(|edge| edge.kind == EdgeKind::Start);
        let applied = |old: NodeIx| self.from.node(old).phase != Phase::Skipped;
        let before: Vec<(Option<NodeIx>, bool)> =
            edges.map(|edge| (self.mapping.node(edge.from), applied(edge.from))).collect();
        let mut before: Vec<(Option<NodeIx>, bool)> = before;
        before.sort_unstable();
        let mut now: Vec<(Option<NodeIx>, bool)> = self
            .start_predecessors(at)
            .map(|from| (Some(from), self.state.node(from).phase != Phase::Skipped))
            .collect();
        now.sort_unstable();
        before == now
    }

    /// As the step counts: a refused branch does not serve a gate for which the rest is cancelled.
    fn counted(&self, at: NodeIx) -> (u32, u32, u32) {
        let cancels = !self.mapping.new.cancelled_by(at).is_empty();
        let (mut applying, mut ended, mut gone) = (0_u32, 0_u32, 0_u32);
        for from in self.start_predecessors(at) {
            let counter = match self.state.node(from).phase {
                Phase::Skipped => continue,
                Phase::Cancelled => Some(&mut gone),
                Phase::Refused if cancels => Some(&mut gone),
                phase if phase.has_ended() => Some(&mut ended),
                _ => None,
            };
            if let Some(counter) = counter {
                *counter = counter.saturating_add(1);
            }
            applying = applying.saturating_add(1);
        }
        (applying, ended, gone)
    }

    /// Nothing that is open stands before something that has begun, unless it stood there already.
    pub(super) fn expect_order(&mut self) {
        if self.is_final() {
            return;
        }
        let mut found = Vec::new();
        for at in self.mapping.new.node_indices() {
            let spec = self.mapping.new.node(at);
            let state = self.state.node(at);
            let over = spec.scope != ScopeIx(0) && self.state.scope(spec.scope).outcome != ScopeOutcome::Open;
            let begun = state.start.is_some() && state.phase != Phase::Cancelled;
            let enough = spec.join != Join::All && state.ended > 0;
            if !begun || over || enough {
                continue;
            }
            for from in self.start_predecessors(at) {
                let before = self.state.node(from).phase;
                if before.has_ended() || before == Phase::Skipped || self.stood_before(from, at) {
                    continue;
                }
                let name = |node: NodeIx| self.mapping.new.node_name(node).to_owned();
                found.push(Obstacle::Before { open: name(from), begun: name(at) });
            }
        }
        self.report.obstacles.extend(found);
    }

    /// The old plan had the two in this order, too: a correction had undone the first of them.
    fn stood_before(&self, from: NodeIx, at: NodeIx) -> bool {
        let (Some(from), Some(at)) = (self.mapping.old_node(from), self.mapping.old_node(at)) else {
            return false;
        };
        let applied = self.from.node(from).phase != Phase::Skipped;
        let mut edges = self.mapping.old.incoming(at).iter();
        applied && edges.any(|edge| edge.from == from && edge.kind == EdgeKind::Start)
    }
}
