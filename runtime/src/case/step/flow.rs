//! How nodes start and end: rules F1 (readiness), F4 (joint actions), T7 (start of items).
//!
//! Work is proportional to the edges touched. Recursion is replaced by a list of nodes to look at, so that a plan of
//! any depth uses bounded stack.

use super::{Stepped, Transition};
use crate::case::{CaseStatus, EffectKind, Phase, Refusal, ScopeOutcome};
use crate::plan::{AnchorPoint, EdgeKind, Join, NodeIx, NodeKind, ScopeIx};
use crate::time::Instant;

impl Transition<'_> {
    /// Starts a node and everything that follows at the same instant.
    pub(super) fn start(&mut self, node: NodeIx, at: Instant) -> Stepped {
        let mut ready = std::mem::take(&mut self.spare.nodes);
        self.start_one(node, at, &mut ready)?;
        self.drain(ready)
    }

    /// Ends a node well, and starts what was waiting for it.
    pub(super) fn end(&mut self, node: NodeIx, at: Instant) -> Stepped {
        let mut ready = std::mem::take(&mut self.spare.nodes);
        self.end_one(node, at, Phase::Done, &mut ready)?;
        self.drain(ready)
    }

    /// Starts each node of the list that has become ready, and what follows from that.
    pub(super) fn drain(&mut self, look: Vec<NodeIx>) -> Stepped {
        self.drain_from(look, Instant::MIN)
    }

    /// The same; nothing starts before `earliest`.
    pub(super) fn drain_from(&mut self, mut look: Vec<NodeIx>, earliest: Instant) -> Stepped {
        while let Some(node) = look.pop() {
            if self.waits(node) {
                continue;
            }
            if self.is_hollow(node) {
                self.cancel_node(node, &mut look);
            } else if let Some(at) = self.ready_at(node)? {
                self.start_one(node, at.max(earliest), &mut look)?;
            } else if self.is_starved(node) {
                self.cancel_node(node, &mut look);
                self.cancel_behind(node, &mut look)?;
            }
        }
        self.spare.nodes = look;
        Ok(())
    }

    /// The usual answer, found quickly: all predecessors have to end, and one has not.
    fn waits(&self, node: NodeIx) -> bool {
        let state = self.state.node(node);
        let open = state.applying > state.ended.saturating_add(state.gone);
        self.engine.tables().node(node).is_plain && (open || state.phase.has_ended())
    }

    fn start_one(&mut self, node: NodeIx, at: Instant, look: &mut Vec<NodeIx>) -> Stepped {
        let engine = self.engine;
        let row = engine.tables().node(node);
        let early = self.state.begin(node, at) == Phase::Early;
        if row.has_limits {
            self.open_limits(node, AnchorPoint::Start, at)?;
            self.meet_limits(node, AnchorPoint::Start, at);
        }
        if row.is_procedure {
            self.planned_begins(node, at)?;
        }
        if early || row.automatic {
            return self.end_one(node, at, Phase::Done, look);
        }
        self.effect(at, EffectKind::Started(node));
        Ok(())
    }

    /// Ends a node; pushes its successors onto `look`.
    pub(super) fn end_one(
        &mut self,
        node: NodeIx,
        at: Instant,
        phase: Phase,
        look: &mut Vec<NodeIx>,
    ) -> Stepped {
        let engine = self.engine;
        let row = engine.tables().node(node);
        self.state.end(node, phase, at);
        // The clock has stood until now: a limit that ends with the procedure is not late by it.
        let stood = if row.is_procedure { self.close_planned(node, at)? } else { None };
        if row.has_limits {
            // It may have ended without ever having started: refused.
            self.void_limits_until_moment(node, AnchorPoint::Start);
            self.meet_limits(node, AnchorPoint::End, at);
            self.open_limits(node, AnchorPoint::End, at)?;
        }
        self.note_end(node, at, phase);
        if row.is_procedure {
            self.planned_ends(node, stood, at)?;
        }
        if self.state.index.stops.some_last {
            self.look_at_waits(node, at)?;
        }
        for successor in engine.tables().successors(row).iter().rev().copied() {
            // A branch that was refused is none of those for which the rest is cancelled.
            let serves = phase != Phase::Refused || engine.cancelled_by(successor).is_empty();
            if serves {
                self.state.count_ended(successor);
            } else {
                self.state.count_gone(successor);
            }
            look.push(successor);
        }
        if phase == Phase::Done && row.cancels {
            self.cancel_rest(node, at, look)?;
        }
        Ok(())
    }

    /// What the end of this node means for its scope and for the case.
    fn note_end(&mut self, node: NodeIx, at: Instant, phase: Phase) {
        self.note_outcome(node, at, phase);
        self.settle_case();
    }

    fn note_outcome(&mut self, node: NodeIx, at: Instant, phase: Phase) {
        if phase == Phase::Done {
            self.effect(at, EffectKind::Ended(node));
        }
        let row = self.engine.tables().node(node);
        let scope = row.scope;
        match row.kind {
            NodeKind::Intake => {
                self.state.set_status(CaseStatus::Accepted);
                let deemed = self.was_deemed_accepted();
                self.effect(at, EffectKind::Accepted { deemed });
            }
            NodeKind::Decide | NodeKind::Joint | NodeKind::Step if phase == Phase::Done => {
                self.scope_mut(scope).outcome = ScopeOutcome::Granted;
            }
            NodeKind::Gate if scope != ScopeIx(0) && row.is_exit => {
                self.scope_mut(scope).outcome = ScopeOutcome::Granted;
            }
            NodeKind::Close => self.note_close(at),
            _ => {}
        }
    }

    /// 送达, and nothing of 后补 or 事后核查 is open any more: the case takes no further event.
    pub(super) fn settle_case(&mut self) {
        if self.state.status != CaseStatus::Decided {
            return;
        }
        let ended = |node: NodeIx| {
            let phase = self.state.node(node).phase;
            phase.has_ended() || phase == Phase::Skipped
        };
        let mut late = self.engine.late_items().iter().chain(self.engine.checks());
        let late = late.all(|scope| ended(self.engine.scope(*scope).exit));
        if late && self.engine.delivery().is_none_or(ended) {
            self.state.set_status(CaseStatus::Delivered);
            self.close_what_stands();
        }
    }

    /// A stop of the whole case (中止) may last while 撤销 takes the last item that was open: it ends with the case, at
    /// the last moment anything ended (rule F5).
    fn close_what_stands(&mut self) {
        if !self.state.index.stops.some_last {
            return;
        }
        let ends = self.engine.node_indices().filter_map(|node| self.state.node(node).end);
        let Some(at) = ends.max() else { return };
        for scope in self.engine.scope_indices() {
            self.close_stops_of(scope, at);
        }
    }

    fn note_close(&mut self, at: Instant) {
        self.state.set_status(CaseStatus::Decided);
        self.scope_mut(ScopeIx(0)).outcome = ScopeOutcome::Granted;
        let outcome = self.state.outcome_of_items(self.engine);
        self.effect(at, EffectKind::CaseEnded(outcome));
    }

    /// When a waiting node may start: the latest (全部), first (任一) or k-th (至少 k) end of its predecessors.
    fn ready_at(&mut self, node: NodeIx) -> Result<Option<Instant>, Refusal> {
        let state = self.state.node(node);
        let row = self.engine.tables().node(node);
        if !matches!(state.phase, Phase::Waiting | Phase::Early)
            || row.is_joint && self.members_are_gone(node)
        {
            return Ok(None);
        }
        let open = state.applying.saturating_sub(state.ended).saturating_sub(state.gone);
        let enough = match row.join {
            Join::All => open == 0,
            Join::Any => state.ended >= 1,
            Join::AtLeast(k) => state.ended >= k,
        };
        if !enough {
            return Ok(None);
        }
        let ready = match row.join {
            Join::All => self.ends_before(node).max(),
            Join::Any => self.ends_before(node).min(),
            Join::AtLeast(k) => self.kth_end(node, k),
        };
        match ready {
            Some(ready) if row.is_joint => self.free_from_stops(node, ready),
            ready => Ok(ready),
        }
    }

    /// When those ended of which the end counts.
    fn ends_before(&self, node: NodeIx) -> impl Iterator<Item = Instant> {
        self.start_predecessors(node).filter_map(|from| self.state.node(from).end)
    }

    fn kth_end(&mut self, node: NodeIx, k: u32) -> Option<Instant> {
        let mut ends = std::mem::take(&mut self.spare.instants);
        ends.clear();
        ends.extend(self.ends_before(node));
        ends.sort_unstable();
        let last = usize::try_from(k).ok().and_then(|k| k.checked_sub(1));
        let kth = last.and_then(|last| ends.get(last)).copied();
        self.spare.instants = ends;
        kth
    }

    /// Predecessors whose end counts: those that ended, and for 全部 also those that were cancelled (nothing starts
    /// before the moment at which it was no longer held up).
    fn start_predecessors(&self, node: NodeIx) -> impl Iterator<Item = NodeIx> {
        let tables = self.engine.tables();
        let row = tables.node(node);
        let (all, cancels) = (row.join == Join::All, row.cancels);
        let before = tables.predecessors(row).iter().copied();
        before.filter(move |from| match self.state.node(*from).phase {
            Phase::Done | Phase::Failed => true,
            Phase::Refused => all || !cancels,
            Phase::Cancelled => all,
            _ => false,
        })
    }

    /// A joint action whose every member has been cancelled or refused does not take place.
    fn members_are_gone(&self, node: NodeIx) -> bool {
        self.engine.barrier(node).is_some_and(|barrier| {
            !barrier.members.is_empty()
                && barrier.members.iter().all(|m| self.state.scope(*m).outcome != ScopeOutcome::Open)
        })
    }

    /// A gate of the flow that stands for what was before it, and nothing of that has come: a milestone or a branch of
    /// which everything was cancelled; a branch of which anything was refused or cancelled, where the rest is cancelled
    /// for it. The intake and the hand-over, which every milestone is behind, do not count.
    fn is_hollow(&self, node: NodeIx) -> bool {
        if !self.engine.tables().node(node).may_be_hollow {
            return false;
        }
        let state = self.state.node(node);
        let open = state.applying.saturating_sub(state.ended).saturating_sub(state.gone);
        if state.phase != Phase::Waiting || open > 0 {
            return false;
        }
        let before = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Start);
        let own = before.filter(|edge| {
            !matches!(self.engine.node(edge.from).kind, NodeKind::Intake | NodeKind::Handover)
        });
        let phases = own.map(|edge| self.state.node(edge.from).phase);
        let (mut good, mut bad) = (0_u32, 0_u32);
        for phase in phases {
            match phase {
                Phase::Refused | Phase::Cancelled => bad = bad.saturating_add(1),
                Phase::Done | Phase::Failed => good = good.saturating_add(1),
                _ => {}
            }
        }
        let for_rest = || self.engine.started_by(node).any(|e| !self.engine.cancelled_by(e.to).is_empty());
        state.gone > 0 && good == 0 || bad > 0 && for_rest()
    }

    /// It can never start: its members are gone, or too few predecessors are left.
    fn is_starved(&self, node: NodeIx) -> bool {
        let state = self.state.node(node);
        if !matches!(state.phase, Phase::Waiting | Phase::Early) {
            return false;
        }
        let possible = state.applying.saturating_sub(state.gone);
        let starved = match self.engine.node(node).join {
            Join::All => false,
            Join::Any => possible == 0,
            Join::AtLeast(k) => possible < k,
        };
        starved || self.members_are_gone(node)
    }
}
