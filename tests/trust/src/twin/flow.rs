//! When nodes start and end (rules F1, F4, T7; decisions 0001, 0004, 0007).

use super::{Beyond, Case};
use lianban_runtime::case::{CaseStatus, Phase, ScopeOutcome, StopKind};
use lianban_runtime::plan::{EdgeKind, Join, NodeIx, NodeKind, ScopeIx, ScopeKind};
use lianban_runtime::time::Instant;

impl Case<'_> {
    /// Looks at every node, again and again, until nothing follows any more.
    pub(super) fn settle(&mut self) -> Result<(), Beyond> {
        let nodes: Vec<NodeIx> = self.twin.nodes().collect();
        loop {
            let mut followed = false;
            for node in nodes.iter().copied() {
                followed |= self.settle_one(node)?;
            }
            if !followed {
                break;
            }
        }
        self.release_obligations();
        self.settle_status();
        self.ledger()
    }

    fn settle_one(&mut self, node: NodeIx) -> Result<bool, Beyond> {
        if !matches!(self.phase(node), Phase::Waiting | Phase::Early)
            || self.world.status == CaseStatus::Draft
        {
            return Ok(false);
        }
        if self.stands_for_nothing(node) {
            self.cancel(node, self.last_end_before(node));
        } else if let Some(at) = self.ready(node)? {
            self.start(node, self.world.floor.map_or(at, |floor| at.max(floor)))?;
        } else if self.can_never_start(node) {
            let at = self.last_end_before(node);
            self.cancel(node, at);
            self.cancel_behind(node, at);
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    /// Start predecessors that apply.
    fn predecessors(&self, node: NodeIx) -> Vec<NodeIx> {
        let all = self.twin.before(node, EdgeKind::Start).map(|edge| edge.from);
        all.filter(|from| self.phase(*from) != Phase::Skipped).collect()
    }

    /// Whether the end of a predecessor counts for 任一 and 至少 k: a cancelled one does not, and a refused one does not
    /// where the rest is cancelled for it (decision 0007, 4).
    fn serves(&self, from: NodeIx, gate: NodeIx) -> bool {
        match self.phase(from) {
            Phase::Done | Phase::Failed => true,
            Phase::Refused => self.twin.cancels(gate).is_empty(),
            _ => false,
        }
    }

    /// F1: when a node is ready; none if it is not.
    fn ready(&self, node: NodeIx) -> Result<Option<Instant>, Beyond> {
        if self.members_are_gone(node) {
            return Ok(None);
        }
        let before = self.predecessors(node);
        let end = |from: &NodeIx| self.node(*from).end;
        let mut good: Vec<Instant> =
            before.iter().filter(|from| self.serves(**from, node)).filter_map(end).collect();
        good.sort_unstable();
        let ready = match self.twin.plan.nodes[node.index()].join {
            Join::All if before.iter().all(|from| self.phase(*from).has_ended()) => {
                before.iter().filter_map(end).max()
            }
            Join::All => None,
            Join::Any => good.first().copied(),
            Join::AtLeast(k) => good.get(k as usize - 1).copied(),
        };
        match ready {
            Some(at) => self.once_no_clock_stands(node, at),
            None => Ok(None),
        }
    }

    /// F4: a joint action does not begin while the clock of a member stands because of an event. Where such a stop ends
    /// on a rest day, or after closing, the work begins at the closing time before (decision 0013, 4).
    fn once_no_clock_stands(&self, joint: NodeIx, ready: Instant) -> Result<Option<Instant>, Beyond> {
        let Some(barrier) = self.twin.barrier(joint) else { return Ok(Some(ready)) };
        let days = &self.twin.days;
        let mut at = ready;
        for stop in &self.world.stops {
            let stands = match stop.kind {
                StopKind::Suspension => true,
                StopKind::Procedure(p) => {
                    let row = &self.twin.plan.procedures[p.index()];
                    row.stops && row.node.is_none()
                }
                StopKind::Correction | StopKind::Rework => false,
            };
            let member = |m: &ScopeIx| self.is_open(*m) && self.twin.within(*m, stop.scope);
            if !stands || !barrier.members.iter().any(member) {
                continue;
            }
            match stop.to {
                None => return Ok(None),
                Some(to) if stop.from <= at => {
                    let closing = days.closing(days.last_working(days.day(to))?);
                    at = at.max(to.min(closing));
                }
                Some(_) => {}
            }
        }
        Ok(Some(at))
    }

    /// A joint action of which every participant is out of it.
    fn members_are_gone(&self, node: NodeIx) -> bool {
        self.twin.barrier(node).is_some_and(|barrier| {
            !barrier.members.is_empty() && !barrier.members.iter().any(|m| self.is_open(*m))
        })
    }

    /// Too few are left, or nobody.
    fn can_never_start(&self, node: NodeIx) -> bool {
        let before = self.predecessors(node);
        let left = before.iter().filter(|from| self.serves(**from, node) || self.may_come(**from)).count();
        let too_few = match self.twin.plan.nodes[node.index()].join {
            Join::All => false,
            Join::Any => left < 1,
            Join::AtLeast(k) => left < k as usize,
        };
        too_few || self.members_are_gone(node)
    }

    /// A gate of the flow stands for what is before it (decision 0007, 4 and 5): if all of that was cancelled it is not
    /// reached; a branch of 任一 … 其余 取消 is not there once anything of it was refused or cancelled. The unified
    /// acceptance and the hand-over, which come before everything, are nothing of that; but nothing is known before them.
    fn stands_for_nothing(&self, node: NodeIx) -> bool {
        let spec = &self.twin.plan.nodes[node.index()];
        let gate = spec.kind == NodeKind::Gate && spec.join == Join::All;
        if !gate || self.twin.scope(spec.scope).kind == ScopeKind::Stage {
            return false;
        }
        let before = self.predecessors(node);
        if !before.iter().all(|from| self.phase(*from).has_ended()) {
            return false;
        }
        let own = before
            .into_iter()
            .filter(|from| !matches!(self.twin.kind(*from), NodeKind::Intake | NodeKind::Handover));
        let phases: Vec<Phase> = own.map(|from| self.phase(from)).collect();
        let good = phases.iter().any(|phase| matches!(phase, Phase::Done | Phase::Failed));
        let bad = phases.iter().any(|phase| matches!(phase, Phase::Refused | Phase::Cancelled));
        // For a milestone that cancels, a refused item is as good as none.
        let cancelled = phases.contains(&Phase::Cancelled) || bad && !self.twin.cancels(node).is_empty();
        let branch = self.twin.behind(node).any(|edge| !self.twin.cancels(edge.to).is_empty());
        cancelled && !good || bad && branch
    }

    fn last_end_before(&self, node: NodeIx) -> Instant {
        let ends = self.twin.plan.edges.iter().filter(|edge| edge.to == node);
        let last = ends.filter_map(|edge| self.node(edge.from).end).max();
        last.or(self.world.now).expect("something came before")
    }

    /// A node starts; what takes no time, or was handed in before, ends at once.
    pub(super) fn start(&mut self, node: NodeIx, at: Instant) -> Result<(), Beyond> {
        let early = self.phase(node) == Phase::Early;
        let row = self.node_mut(node);
        (row.phase, row.start) = (Phase::Running, Some(at));
        self.ledger()?;
        if let Some((procedure, item)) = self.planned(node) {
            let also = self.companions(item);
            self.begin_stop(StopKind::Procedure(procedure), item, at, also, None);
        }
        if early || self.twin.plan.nodes[node.index()].automatic {
            self.finish(node, at, Phase::Done)?;
        }
        Ok(())
    }

    /// A node ends, well or not.
    pub(super) fn finish(&mut self, node: NodeIx, at: Instant, phase: Phase) -> Result<(), Beyond> {
        let row = self.node_mut(node);
        (row.phase, row.end) = (phase, Some(at));
        if let Some((procedure, item)) = self.planned(node) {
            self.end_stop(StopKind::Procedure(procedure), item, at);
        }
        self.ledger()?;
        let scope = self.twin.plan.nodes[node.index()].scope;
        match self.twin.kind(node) {
            NodeKind::Intake => self.world.status = CaseStatus::Accepted,
            NodeKind::Decide | NodeKind::Joint | NodeKind::Step if phase == Phase::Done => {
                self.set_outcome(scope, ScopeOutcome::Granted);
            }
            NodeKind::Gate if scope != ScopeIx(0) && self.twin.scope(scope).exit == node => {
                self.set_outcome(scope, ScopeOutcome::Granted);
            }
            NodeKind::Close => {
                self.world.status = CaseStatus::Decided;
                self.set_outcome(scope, ScopeOutcome::Granted);
            }
            _ => {}
        }
        if phase == Phase::Done {
            for item in self.twin.cancels(node).to_vec() {
                self.drop_item(item, ScopeOutcome::Dropped, at)?;
            }
        }
        Ok(())
    }

    /// The planned procedure that a step is, with its item.
    fn planned(&self, node: NodeIx) -> Option<(lianban_runtime::plan::ProcedureIx, ScopeIx)> {
        let mut rows = (0_u32..).zip(&self.twin.plan.procedures);
        let (at, row) = rows.find(|(_, row)| row.node == Some(node))?;
        Some((lianban_runtime::plan::ProcedureIx(at), row.scope))
    }

    /// 送达: nothing is open any more, 后补 included.
    fn settle_status(&mut self) {
        if self.world.status != CaseStatus::Decided {
            return;
        }
        let delivery = self.twin.nodes().find(|node| self.twin.kind(*node) == NodeKind::Deliver);
        let open = |node: NodeIx| self.may_come(node);
        let late = self.twin.late_items().into_iter().any(|item| open(self.twin.scope(item).exit));
        if !late && !delivery.is_some_and(open) {
            self.world.status = CaseStatus::Delivered;
            // A 中止 of the whole case may still last where 撤销 took the last open item: it ends with the case.
            let last = self.twin.nodes().filter_map(|node| self.node(node).end).max();
            for (scope, at) in self.twin.scopes().zip(last.into_iter().cycle()) {
                self.end_stops_of(scope, at);
            }
        }
    }
}
