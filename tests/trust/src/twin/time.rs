//! What happens by the mere passing of time (rules D3, T8; decision 0009): levels, and what silence means.

use super::{Beyond, Case, Done};
use lianban_runtime::case::{CaseStatus, Event, EventKind, Level, LimitPhase, Phase, ScopeOutcome, StopKind};
use lianban_runtime::plan::{
    CorrectionOverdue, EdgeKind, LimitIx, LimitKind, NodeIx, NodeKind, OverdueOutcome, ScopeIx, ScopeKind,
    Silence,
};
use lianban_runtime::time::Instant;

/// What comes next by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Limit(LimitIx),
    Watch(usize),
}

impl Case<'_> {
    /// Everything that is over when an event takes effect; an event at the due instant is in time, except the one that
    /// says that the instant is over.
    pub(super) fn pass_until(&mut self, event: &Event) -> Done {
        let over = match event.kind {
            EventKind::Expire => event.at.add_millis(1).unwrap_or(event.at),
            _ => event.at,
        };
        while let Some((at, next)) = self.next().filter(|(at, _)| *at < over) {
            match next {
                Next::Watch(row) => {
                    let level = self.watch(row)?.map(|(_, level)| level);
                    self.world.stops[row].level = level;
                }
                Next::Limit(limit) => {
                    self.raise(limit, at);
                    if self.speaks(limit) && self.limit(limit).due == Some(at) {
                        self.speak(limit, at)?;
                        self.settle()?;
                        self.redate()?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The next thing that happens by itself: by instant, then by node, then by kind of limit (D3).
    fn next(&self) -> Option<(Instant, Next)> {
        let row = |at: LimitIx| &self.twin.plan.limits[at.index()];
        let limits = self.twin.limits().filter_map(|at| {
            let instant = self.alarm(at).0?;
            Some((instant, row(at).span.until.node, row(at).kind, Next::Limit(at)))
        });
        let watches = (0..self.world.stops.len()).filter_map(|at| {
            let (instant, _) = self.watch(at).ok()??;
            let exit = self.twin.scope(self.world.stops[at].scope).exit;
            Some((instant, exit, LimitKind::Step, Next::Watch(at)))
        });
        limits.chain(watches).min().map(|(at, _, _, next)| (at, next))
    }

    /// The next instant after which something happens by itself.
    #[must_use]
    pub fn next_alarm(&self) -> Option<Instant> {
        self.next().map(|(at, _)| at)
    }

    /// Some level of an open limit lies beyond the calendar.
    #[must_use]
    pub fn looks_beyond(&self) -> bool {
        self.twin.limits().any(|at| self.alarm(at).1)
            || (0..self.world.stops.len()).any(|row| self.watch(row).is_err())
    }

    /// A limit has run out.
    fn speak(&mut self, limit: LimitIx, at: Instant) -> Result<(), Beyond> {
        let row = &self.twin.plan.limits[limit.index()];
        let scope = row.scope;
        if row.silence.goes_on() {
            return self.goes_on(limit, at);
        }
        self.world.limits[limit.index()].phase = LimitPhase::Expired;
        if row.silence == Silence::DeemedAccepted {
            // T8: acceptance at the day of receipt.
            self.world.deemed = true;
            let received = self.node(NodeIx(0)).start.expect("received");
            return self.finish(NodeIx(0), received, Phase::Done);
        }
        let written = match row.silence {
            Silence::Withdrawn => Some(ScopeOutcome::Withdrawn),
            Silence::Refused => Some(ScopeOutcome::Refused),
            Silence::Revoked => Some(ScopeOutcome::Revoked),
            _ => None,
        };
        match row.kind {
            LimitKind::Correction => self.not_corrected(scope, written, at),
            LimitKind::Rectify => {
                let node = row.span.until.node;
                self.fail_for_good(scope, node, written.unwrap_or(ScopeOutcome::Refused), at)
            }
            _ => self.not_supplied(limit, written, at),
        }
    }

    /// 视为同意 and its like: the work has ended well at the due instant, if it could have been ended then.
    fn goes_on(&mut self, limit: LimitIx, at: Instant) -> Result<(), Beyond> {
        let scope = self.twin.plan.limits[limit.index()].scope;
        let item = self.twin.scope(scope).kind == ScopeKind::Item;
        let node = if item { self.twin.scope(scope).exit } else { self.work_of(scope) };
        let ready = if item { self.may_come(node) } else { self.phase(node) == Phase::Running };
        let heard = self.standing(node).is_none_or(|standing| standing.complete);
        if !ready || !heard || self.is_blocked(node) {
            let state = &mut self.world.limits[limit.index()];
            (state.phase, state.level) = (LimitPhase::Late, Level::Red);
            return Ok(());
        }
        self.world.limits[limit.index()].phase = LimitPhase::Expired;
        if item {
            let row = self.node_mut(node);
            if row.start.is_none() {
                row.start = Some(at);
                self.world.untouched[node.index()] = true;
            }
        }
        self.finish(node, at, Phase::Done)?;
        if item {
            self.end_stops_of(scope, at);
            self.drop_steps(scope, at);
            self.leave_joints(scope, at);
        }
        Ok(())
    }

    /// Something it may not end before is open (M4, 预审).
    pub(super) fn is_blocked(&self, node: NodeIx) -> bool {
        self.twin.before(node, EdgeKind::Finish).any(|edge| self.may_come(edge.from))
    }

    /// What is being worked on in a joint action or step: itself, or the 复核 that runs.
    pub(super) fn work_of(&self, scope: ScopeIx) -> NodeIx {
        let nodes = self.twin.nodes_of(scope);
        let works = |node: &NodeIx| {
            matches!(self.twin.kind(*node), NodeKind::Joint | NodeKind::Step | NodeKind::Recheck)
                && self.phase(*node) == Phase::Running
        };
        nodes.into_iter().find(works).unwrap_or(self.twin.scope(scope).entry)
    }

    /// 补正 overdue: what is written, else the profile. The whole case is withdrawn, or not accepted.
    fn not_corrected(
        &mut self,
        scope: ScopeIx,
        written: Option<ScopeOutcome>,
        at: Instant,
    ) -> Result<(), Beyond> {
        let profile = &self.twin.plan.profiles[self.twin.scope(scope).profile.index()];
        let outcome = written.or(match profile.correction_overdue {
            CorrectionOverdue::Waits => None,
            CorrectionOverdue::Withdrawn => Some(ScopeOutcome::Withdrawn),
            CorrectionOverdue::Refused => Some(ScopeOutcome::Refused),
        });
        match outcome {
            None => Ok(()),
            Some(outcome) if scope == ScopeIx(0) => {
                let withdrawn = outcome == ScopeOutcome::Withdrawn;
                self.end_case(if withdrawn { CaseStatus::Withdrawn } else { CaseStatus::Rejected }, at);
                Ok(())
            }
            Some(outcome) => self.lose(scope, outcome, at),
        }
    }

    /// 容缺 overdue (M4): the items that still need it.
    fn not_supplied(
        &mut self,
        limit: LimitIx,
        written: Option<ScopeOutcome>,
        at: Instant,
    ) -> Result<(), Beyond> {
        let Some(owed) = self.twin.plan.obligations.iter().find(|owed| owed.limit == limit) else {
            return Ok(());
        };
        self.cancel(owed.node, at);
        for node in &owed.blocks {
            let item = self.twin.plan.nodes[node.index()].scope;
            let profile = &self.twin.plan.profiles[self.twin.scope(item).profile.index()];
            let outcome = written.unwrap_or(match profile.tolerance_overdue {
                OverdueOutcome::RevokeAcceptance => ScopeOutcome::Revoked,
                OverdueOutcome::Refuse => ScopeOutcome::Refused,
                OverdueOutcome::Withdraw => ScopeOutcome::Withdrawn,
            });
            self.lose(item, outcome, at)?;
        }
        Ok(())
    }

    /// Whether a procedure lasts in an item.
    pub(super) fn in_procedure(&self, item: ScopeIx) -> bool {
        let lasts = |stop: &super::StopIs| {
            stop.scope == item && stop.to.is_none() && matches!(stop.kind, StopKind::Procedure(_))
        };
        self.world.stops.iter().any(lasts)
    }
}
