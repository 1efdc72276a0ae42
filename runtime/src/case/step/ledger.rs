//! The limits ledger (rule T9): opening, meeting, moving, and the next alarm of each record.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Level, LimitPhase, LimitState, Phase, Refusal};
use crate::plan::{AnchorPoint, LimitIx, LimitKind, NodeIx, ScopeIx};
use crate::time::Instant;

impl Transition<'_> {
    /// Limits that begin to run at this moment.
    pub(super) fn open_limits(&mut self, node: NodeIx, point: AnchorPoint, at: Instant) -> Stepped {
        let engine = self.engine;
        for limit in engine.limits_from(node, point) {
            if self.has_no_end(*limit) || self.runs_on(*limit)? {
                continue;
            }
            self.open_limit(*limit, at)?;
        }
        Ok(())
    }

    /// 退回: work that begins anew takes its time within the limit that it had (no clock starts again).
    fn runs_on(&mut self, limit: LimitIx) -> Result<bool, Refusal> {
        let state = self.state.limit(limit);
        let had = matches!(state.phase, LimitPhase::Open | LimitPhase::Met | LimitPhase::Late);
        if !had || state.from.is_none() {
            return Ok(false);
        }
        self.limit_mut(limit).phase = LimitPhase::Open;
        self.set_alarm(limit)?;
        Ok(true)
    }

    /// A limit between two moments of which the second does not come, or has come already: 后补 decided before 办结.
    fn has_no_end(&self, limit: LimitIx) -> bool {
        let spec = self.engine.limit(limit);
        let until = self.state.node(spec.span.until.node);
        let begun = spec.span.until.at == AnchorPoint::Start && until.start.is_some();
        matches!(spec.kind, LimitKind::Between | LimitKind::Supplement)
            && (begun || until.phase.has_ended() || until.phase == Phase::Skipped)
    }

    /// One limit begins to run.
    pub(super) fn open_limit(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        let due = self.due(limit, at)?;
        let LimitState { level, extended, .. } = self.state.limit(limit);
        let (phase, from, due_at) = (LimitPhase::Open, Some(at), Some(due));
        *self.limit_mut(limit) = LimitState { phase, level, from, due: due_at, extended, alarm: None };
        self.set_alarm(limit)?;
        self.effect(at, EffectKind::LimitOpened { limit, due });
        Ok(())
    }

    /// Limits that are met — or missed — at this moment. The due instant itself is in time (rule D3).
    pub(super) fn meet_limits(&mut self, node: NodeIx, point: AnchorPoint, at: Instant) {
        let engine = self.engine;
        for limit in engine.limits_until(node, point) {
            self.meet_limit(*limit, at);
        }
    }

    /// A limit is met, or missed.
    pub(super) fn meet_limit(&mut self, limit: LimitIx, at: Instant) {
        let state = self.limit_mut(limit);
        if state.phase == LimitPhase::Open {
            let late = state.due.is_some_and(|due| due < at);
            state.phase = if late { LimitPhase::Late } else { LimitPhase::Met };
            state.alarm = None;
        }
    }

    /// Limits between two moments of which the second is undone run on.
    pub(super) fn reopen_limits(&mut self, node: NodeIx, point: AnchorPoint) -> Stepped {
        let engine = self.engine;
        for limit in engine.limits_until(node, point) {
            let was_met = matches!(self.state.limit(*limit).phase, LimitPhase::Met | LimitPhase::Late);
            if engine.limit(*limit).kind == LimitKind::Between && was_met {
                self.limit_mut(*limit).phase = LimitPhase::Open;
                self.set_alarm(*limit)?;
            }
        }
        Ok(())
    }

    /// Ends limits whose second moment does not come any more.
    pub(super) fn void_limits_until(&mut self, node: NodeIx) {
        for point in [AnchorPoint::Start, AnchorPoint::End] {
            self.void_limits_until_moment(node, point);
        }
    }

    /// Ends limits that wait for one moment of a node, which does not come any more.
    pub(super) fn void_limits_until_moment(&mut self, node: NodeIx, point: AnchorPoint) {
        let engine = self.engine;
        for limit in engine.limits_until(node, point) {
            self.void_limit(*limit);
        }
    }

    /// Takes limits of this node back to “not begun”: its moment is undone.
    pub(super) fn close_limits(&mut self, node: NodeIx, point: AnchorPoint) {
        let engine = self.engine;
        for limit in engine.limits_from(node, point) {
            let LimitState { level, extended, .. } = self.state.limit(*limit);
            *self.limit_mut(*limit) =
                LimitState { phase: LimitPhase::Closed, level, from: None, due: None, extended, alarm: None };
        }
    }

    /// Ends limits that no longer matter (rule F5: none is left running).
    pub(super) fn void_limits_of(&mut self, scope: ScopeIx) {
        let limits = 0..u32::try_from(self.engine.plan().limits.len()).unwrap_or(u32::MAX);
        for limit in limits.map(LimitIx).filter(|l| self.engine.limit(*l).scope == scope) {
            self.void_limit(limit);
        }
    }

    /// Ends a limit that no longer matters; a duty that follows the case is not touched.
    pub(super) fn void_limit(&mut self, limit: LimitIx) {
        if !self.engine.limit(limit).kind.follows_the_case() {
            self.end_duty(limit);
        }
    }

    /// Ends a limit of whatever kind without its having been met.
    pub(super) fn end_duty(&mut self, limit: LimitIx) {
        let state = self.limit_mut(limit);
        if state.phase == LimitPhase::Open {
            state.phase = LimitPhase::Void;
            state.alarm = None;
        }
    }

    /// The due instant and alarm of an open limit anew: a stop began or ended, or it was extended.
    pub(super) fn redate(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        if let Some(due) = self.redate_silently(limit)? {
            self.effect(at, EffectKind::LimitMoved { limit, due });
        }
        Ok(())
    }

    /// The same without telling; gives the due instant if it has changed.
    pub(super) fn redate_silently(&mut self, limit: LimitIx) -> Result<Option<Instant>, Refusal> {
        let state = self.state.limit(limit);
        let Some(from) = state.from else { return Ok(None) };
        let due = self.due(limit, from)?;
        let moved = state.due != Some(due);
        if moved {
            self.limit_mut(limit).due = Some(due);
        }
        self.set_alarm(limit)?;
        Ok(moved.then_some(due))
    }

    fn due(&self, limit: LimitIx, from: Instant) -> Result<Instant, Refusal> {
        let stops = self.engine.stops_of(&self.state, limit)?;
        Ok(self.engine.due(&self.state, from, self.engine.budget_of(&self.state, limit), &stops)?)
    }

    /// Sets the next alarm: the next level, or the due instant where silence means something.
    pub(super) fn set_alarm(&mut self, limit: LimitIx) -> Stepped {
        let alarm = self.engine.alarm_of(&self.state, limit)?;
        self.limit_mut(limit).alarm = alarm;
        Ok(())
    }

    /// The next level that this limit will reach by the mere passing of time, and after which instant.
    pub(super) fn next_level(&self, limit: LimitIx) -> Result<Option<(Instant, Level)>, Refusal> {
        Ok(self.engine.next_level(&self.state, limit)?)
    }
}
