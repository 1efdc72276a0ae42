//! 整改 (rule F2): a joint action or step, or its 复核, ends 不合格; the applicant puts it right, and it is looked at again,
//! at most so many times. Then whoever waits for it is refused.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Phase, Refusal, ScopeOutcome, StopKind, StopRecord};
use crate::plan::{AnchorPoint, EdgeKind, NodeIx, NodeKind, Round, Scope, ScopeIx, ScopeKind, Silence};
use crate::time::Instant;

impl Transition<'_> {
    /// What is being worked on in a joint action or step: itself, or the 复核 that runs.
    pub(super) fn work_of(&self, scope: ScopeIx) -> NodeIx {
        let tables = self.engine.tables();
        if !tables.scope(scope).is_reworked {
            return tables.scope(scope).entry;
        }
        let work = |node: &NodeIx| {
            let kind = self.engine.node(*node).kind;
            matches!(kind, NodeKind::Joint | NodeKind::Step | NodeKind::Recheck)
                && self.state.node(*node).phase == Phase::Running
        };
        let running = self.engine.nodes_of(scope).iter().copied().find(work);
        running.unwrap_or(self.engine.scope(scope).entry)
    }

    /// The node at which people sit: that of a decision, or what is being worked on in a joint action or step.
    pub(super) fn desk_node(&self, at: ScopeIx, scope: &Scope) -> NodeIx {
        match scope.kind {
            ScopeKind::Joint | ScopeKind::Step => self.work_of(at),
            _ => scope.exit,
        }
    }

    /// The 整改 of a scope that runs.
    fn rectifying(&self, scope: ScopeIx) -> Option<NodeIx> {
        let mut nodes = self.engine.nodes_of(scope).iter().copied();
        nodes.find(|node| {
            self.engine.node(*node).kind == NodeKind::Rectify
                && self.state.node(*node).phase == Phase::Running
        })
    }

    /// Nothing is held while the applicant puts it right.
    pub(super) fn expect_not_rectifying(&self, scope: ScopeIx) -> Stepped {
        match self.rectifying(scope) {
            Some(_) => Err(Refusal::AwaitingRectification(scope)),
            None => Ok(()),
        }
    }

    /// 不合格 of a joint action or step, or of its 复核.
    pub(super) fn fail(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        if !matches!(found.kind, ScopeKind::Joint | ScopeKind::Step) {
            return Err(Refusal::WrongTarget(scope));
        }
        self.expect_applies(scope)?;
        let engine = self.engine;
        let rounds = engine.rounds_of(found.entry);
        // What is found wrong behind the decision has a consequence even where nothing can be put right: 撤销.
        if rounds.is_empty() && engine.checked_item(scope).is_none() {
            return Err(Refusal::NoRework(scope));
        }
        self.expect_not_rectifying(scope)?;
        let node = self.work_of(scope);
        self.expect_running(scope, node)?;
        self.expect_not_suspended(scope)?;
        self.expect_unblocked(scope, node)?;
        self.expect_discussed(scope, node)?;
        self.expect_heard(scope, node)?;
        self.effect(at, EffectKind::Failed(node));
        let next = engine.round_of(node).map_or(0, |round| round.number);
        match usize::try_from(next).ok().and_then(|next| rounds.get(next)) {
            Some(round) => self.begin_round(node, round, at),
            None => self.fail_for_good(scope, node, ScopeOutcome::Refused, at),
        }
    }

    /// A round takes place after all: what comes behind it waits for it too.
    fn begin_round(&mut self, node: NodeIx, round: &Round, at: Instant) -> Stepped {
        let mut look = Vec::new();
        let woken = [round.rectify, round.recheck];
        for node in woken {
            self.node_mut(node).phase = Phase::Waiting;
        }
        for node in woken {
            self.count_again(node);
            let behind: Vec<NodeIx> = self.engine.started_by(node).map(|edge| edge.to).collect();
            for successor in behind.into_iter().filter(|successor| !woken.contains(successor)) {
                let state = self.node_mut(successor);
                if state.phase == Phase::Waiting {
                    state.applying = state.applying.saturating_add(1);
                }
            }
        }
        self.end_one(node, at, Phase::Failed, &mut look)?;
        self.drain(look)?;
        if !round.off_the_clock {
            return Ok(());
        }
        let scope = self.engine.node(round.of).scope;
        let mut also = self.waiting_for(scope);
        let others: Vec<ScopeIx> = also.iter().flat_map(|item| self.companions(*item)).collect();
        also.extend(others);
        also.sort_unstable();
        also.dedup();
        let kind = StopKind::Rework;
        self.expect_room()?;
        self.begin_stop(
            StopRecord { kind, scope, from: at, to: None, also, watch: None, basis: String::new() },
            at,
        )
    }

    /// The items that wait for a joint action or a step.
    fn waiting_for(&self, scope: ScopeIx) -> Vec<ScopeIx> {
        let found = self.engine.scope(scope);
        let members = self.engine.barrier(found.entry).map(|barrier| barrier.members.as_slice());
        members.map_or_else(|| found.parent.into_iter().collect(), <[ScopeIx]>::to_vec)
    }

    /// The clocks run again.
    pub(super) fn end_rework_stop(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        match self.close_stop(scope, StopKind::Rework, at) {
            Some(stop) => self.reproject(&stop, at),
            None => Ok(()),
        }
    }

    /// Start predecessors that apply, of these the ones that have ended.
    fn count_again(&mut self, node: NodeIx) {
        let edges = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Start);
        let (mut applying, mut ended, mut gone) = (0_u32, 0_u32, 0_u32);
        for phase in edges.map(|edge| self.state.node(edge.from).phase) {
            let counter = match phase {
                Phase::Skipped => continue,
                Phase::Cancelled => &mut gone,
                phase if phase.has_ended() => &mut ended,
                _ => {
                    applying = applying.saturating_add(1);
                    continue;
                }
            };
            *counter = counter.saturating_add(1);
            applying = applying.saturating_add(1);
        }
        let state = self.node_mut(node);
        (state.applying, state.ended, state.gone) = (applying, ended, gone);
    }

    /// No further round: whoever waits for it is refused.
    fn fail_for_good(&mut self, scope: ScopeIx, node: NodeIx, outcome: ScopeOutcome, at: Instant) -> Stepped {
        let state = self.node_mut(node);
        (state.phase, state.end) = (Phase::Failed, Some(at));
        self.meet_limits(node, AnchorPoint::End, at);
        self.end_rework_stop(scope, at)?;
        self.scope_mut(scope).outcome = ScopeOutcome::Refused;
        let mut look = Vec::new();
        match self.engine.checked_item(scope) {
            Some(item) => self.rescind(item, at)?,
            None => {
                for item in self.waiting_for(scope) {
                    self.drop_for_good(item, outcome, at, &mut look)?;
                }
            }
        }
        self.cancel_open_nodes(scope, at, &mut look);
        self.void_limits_of(scope);
        self.drain(look)
    }

    /// 整改: the applicant has put it right.
    pub(super) fn rectify(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        if scope.index() >= self.engine.plan().scopes.len() {
            return Err(Refusal::WrongTarget(scope));
        }
        let node = self.rectifying(scope).ok_or(Refusal::NothingToRectify(scope))?;
        self.end_rework_stop(scope, at)?;
        self.end(node, at)
    }

    /// 整改 overdue: as if it had failed for the last time.
    pub(super) fn not_rectified(&mut self, scope: ScopeIx, silence: Silence, at: Instant) -> Stepped {
        let Some(node) = self.rectifying(scope) else { return Ok(()) };
        let outcome = super::silence::written(silence).unwrap_or(ScopeOutcome::Refused);
        self.fail_for_good(scope, node, outcome, at)
    }
}
