//! The limits ledger (rule T9): opening, meeting, moving, and the next alarm of each record.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Level, LimitPhase, LimitState, Phase, Refusal};
use crate::plan::{Anchor, AnchorPoint, LimitIx, LimitKind, NodeIx, ScopeIx};
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

    /// Due instant and alarm of a limit that begins to run, where working days behind day 0 decide alone: no stop has
    /// anything to do with it, it has not been extended, no level has been reached.
    fn plainly(&mut self, limit: LimitIx, at: Instant) -> Result<Option<(Instant, Instant)>, Refusal> {
        let Some(days) = self.engine.tables().limit(limit).days else { return Ok(None) };
        let state = self.state.limit(limit);
        if state.extended > 0 || state.level > Level::Normal || !self.state.index.stops.leave_alone(at) {
            return Ok(None);
        }
        let calendar = self.engine.calendar();
        let day_zero = match self.day_zero {
            Some((of, known)) if of == at => known,
            _ => calendar.day_zero_index(at)?,
        };
        self.day_zero = Some((at, day_zero));
        let due = calendar.closing_after(day_zero, days.due)?;
        let alarm = if days.first_level == days.due {
            due
        } else {
            calendar.closing_after(day_zero, days.first_level)?
        };
        Ok(Some((due, alarm)))
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
        if !matches!(self.engine.tables().limit(limit).kind, LimitKind::Between | LimitKind::Supplement) {
            return false;
        }
        let spec = self.engine.limit(limit);
        let until = self.state.node(spec.span.until.node);
        let begun = spec.span.until.at == AnchorPoint::Start && until.start.is_some();
        begun || until.phase.has_ended() || until.phase == Phase::Skipped
    }

    /// One limit begins to run.
    pub(super) fn open_limit(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        let LimitState { level, extended, .. } = self.state.limit(limit);
        let open =
            LimitState { phase: LimitPhase::Open, level, from: Some(at), due: None, extended, alarm: None };
        let due = if let Some((due, alarm)) = self.plainly(limit, at)? {
            self.state.set_limit(limit, LimitState { due: Some(due), alarm: Some(alarm), ..open });
            due
        } else {
            let due = self.due(limit, at)?;
            self.state.set_limit(limit, LimitState { due: Some(due), ..open });
            self.set_alarm(limit)?;
            due
        };
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
        let state = self.state.limit(limit);
        if state.phase == LimitPhase::Open {
            let late = state.due.is_some_and(|due| due < at);
            let phase = if late { LimitPhase::Late } else { LimitPhase::Met };
            self.state.set_limit(limit, LimitState { phase, alarm: None, ..state });
        }
    }

    /// Limits between two moments of which the second is undone run on; one that did not begin, because the second had
    /// come before the first, begins with the first after all.
    pub(super) fn reopen_limits(&mut self, node: NodeIx, point: AnchorPoint) -> Stepped {
        let engine = self.engine;
        for limit in engine.limits_until(node, point) {
            let spec = engine.limit(*limit);
            if spec.kind != LimitKind::Between {
                continue;
            }
            match self.state.limit(*limit).phase {
                LimitPhase::Met | LimitPhase::Late => {
                    self.limit_mut(*limit).phase = LimitPhase::Open;
                    self.set_alarm(*limit)?;
                }
                LimitPhase::Closed => {
                    if let Some(from) = self.moment(spec.span.from) {
                        self.open_limit(*limit, from)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// When a moment came; none if it has not.
    fn moment(&self, anchor: Anchor) -> Option<Instant> {
        let node = self.state.node(anchor.node);
        match (anchor.at, node.phase) {
            (AnchorPoint::Start, _) => node.start,
            (AnchorPoint::End, Phase::Done | Phase::Refused | Phase::Failed) => node.end,
            (AnchorPoint::End, _) => None,
        }
    }

    /// 退回: a limit that ended with this work, well or not, runs on from where it began; stops that came after it had ended
    /// move it like any other.
    pub(super) fn run_on_limits(&mut self, node: NodeIx, at: Instant) -> Stepped {
        let engine = self.engine;
        for limit in engine.limits_until(node, AnchorPoint::End) {
            if !matches!(self.state.limit(*limit).phase, LimitPhase::Closed | LimitPhase::Void) {
                self.limit_mut(*limit).phase = LimitPhase::Open;
                self.redate(*limit, at)?;
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
        let state = self.state.limit(limit);
        if state.phase == LimitPhase::Open {
            self.state.set_limit(limit, LimitState { phase: LimitPhase::Void, alarm: None, ..state });
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
        self.state.set_limit(limit, LimitState { alarm, ..self.state.limit(limit) });
        Ok(())
    }

    /// The next level that this limit will reach by the mere passing of time, and after which instant.
    pub(super) fn next_level(&self, limit: LimitIx) -> Result<Option<(Instant, Level)>, Refusal> {
        Ok(self.engine.next_level(&self.state, limit)?)
    }
}
