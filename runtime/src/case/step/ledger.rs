//! The limits ledger (rule T9): opening, meeting, moving, and the next alarm of each record.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Level, LimitPhase, LimitState, Phase, Refusal, StopRecord};
use crate::plan::{AnchorPoint, Limit, LimitIx, LimitKind, NodeIx, ScopeIx, Silence};
use crate::time::{Instant, Stop, Unit};

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

    /// A limit between two moments of which the second does not come, or has come already.
    /// A limit between two moments of which the second does not come, or has come already: 后补 decided before 办结.
    fn has_no_end(&self, limit: LimitIx) -> bool {
        let spec = self.engine.limit(limit);
        let until = self.state.node(spec.span.until.node).phase;
        matches!(spec.kind, LimitKind::Between | LimitKind::Supplement)
            && (until.has_ended() || until == Phase::Skipped)
    }

    /// One limit begins to run.
    pub(super) fn open_limit(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        let due = self.due(limit, at)?;
        let level = self.state.limit(limit).level;
        *self.limit_mut(limit) =
            LimitState { phase: LimitPhase::Open, level, from: Some(at), due: Some(due), alarm: None };
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
        let engine = self.engine;
        for point in [AnchorPoint::Start, AnchorPoint::End] {
            for limit in engine.limits_until(node, point) {
                self.void_limit(*limit);
            }
        }
    }

    /// Takes limits of this node back to “not begun”: its moment is undone.
    pub(super) fn close_limits(&mut self, node: NodeIx, point: AnchorPoint) {
        let engine = self.engine;
        for limit in engine.limits_from(node, point) {
            let level = self.state.limit(*limit).level;
            *self.limit_mut(*limit) =
                LimitState { phase: LimitPhase::Closed, level, from: None, due: None, alarm: None };
        }
    }

    /// Ends limits that no longer matter (rule F5: none is left running).
    pub(super) fn void_limits_of(&mut self, scope: ScopeIx) {
        let limits = 0..u32::try_from(self.engine.plan().limits.len()).unwrap_or(u32::MAX);
        for limit in limits.map(LimitIx).filter(|l| self.engine.limit(*l).scope == scope) {
            self.void_limit(limit);
        }
    }

    pub(super) fn void_limit(&mut self, limit: LimitIx) {
        let state = self.limit_mut(limit);
        if state.phase == LimitPhase::Open {
            state.phase = LimitPhase::Void;
            state.alarm = None;
        }
    }

    /// After a stop began or ended: due instants and alarms of the open limits that it moves.
    pub(super) fn reproject(&mut self, stop: &StopRecord, at: Instant) -> Stepped {
        let limits = 0..u32::try_from(self.engine.plan().limits.len()).unwrap_or(u32::MAX);
        for limit in limits.map(LimitIx) {
            let state = self.state.limit(limit);
            let (Some(from), LimitPhase::Open) = (state.from, state.phase) else { continue };
            if !self.moves(stop, self.engine.limit(limit)) {
                continue;
            }
            let due = self.due(limit, from)?;
            if state.due != Some(due) {
                self.limit_mut(limit).due = Some(due);
                self.effect(at, EffectKind::LimitMoved { limit, due });
            }
            self.set_alarm(limit)?;
        }
        Ok(())
    }

    /// Whether a stop moves a limit (rules T5, T8, F4): that of its own scope, of what is around it (its stage, the
    /// bundle) and inside it (its steps), and of whoever waits for it at a joint action. What the applicant owes (容缺)
    /// and delivery run on.
    fn moves(&self, stop: &StopRecord, limit: &Limit) -> bool {
        let engine = self.engine;
        let related = |a: ScopeIx, b: ScopeIx| engine.is_within(a, b) || engine.is_within(b, a);
        match limit.kind {
            LimitKind::Rectify | LimitKind::Tolerance | LimitKind::Correction | LimitKind::Delivery => false,
            LimitKind::Intake | LimitKind::Handover => stop.scope == ScopeIx(0),
            _ => {
                related(stop.scope, limit.scope) || stop.also.iter().any(|other| related(*other, limit.scope))
            }
        }
    }

    /// Closed stops that move this limit. Papers that arrive on a rest day, or after closing, are accepted for a limit
    /// in working days on the next working day (rule T2), so the stop lasts until then (decision 0001, 13).
    fn stops_of(&self, limit: LimitIx) -> Result<Vec<Stop>, Refusal> {
        let spec = self.engine.limit(limit);
        let closed =
            self.state.stops.iter().filter(|stop| self.moves(stop, spec)).filter_map(StopRecord::closed);
        let mut stops = Vec::new();
        for stop in closed {
            let to = if spec.budget.unit == Unit::WorkDay {
                stop.to.max(self.engine.calendar().opening(self.engine.day_zero(self.state, stop.to)?))
            } else {
                stop.to
            };
            stops.push(Stop { to, ..stop });
        }
        Ok(stops)
    }

    /// Whether a stop that has not ended holds this limit: nothing runs out meanwhile.
    fn is_held(&self, limit: LimitIx) -> bool {
        let spec = self.engine.limit(limit);
        self.state.stops.iter().any(|stop| stop.to.is_none() && self.moves(stop, spec))
    }

    fn due(&self, limit: LimitIx, from: Instant) -> Result<Instant, Refusal> {
        let budget = self.engine.limit(limit).budget;
        Ok(self.engine.due(self.state, from, budget, &self.stops_of(limit)?)?)
    }

    /// Sets the next alarm: the next level, or the due instant where silence means something.
    pub(super) fn set_alarm(&mut self, limit: LimitIx) -> Stepped {
        let alarm = if self.is_held(limit) {
            None
        } else {
            let speaks = self.engine.limit(limit).silence != Silence::Late;
            let level = self.next_level(limit)?.map(|(at, _)| at);
            level.into_iter().chain(self.state.limit(limit).due.filter(|_| speaks)).min()
        };
        self.limit_mut(limit).alarm = alarm;
        Ok(())
    }

    /// The next level that this limit will reach by the mere passing of time, and after which instant.
    pub(super) fn next_level(&self, limit: LimitIx) -> Result<Option<(Instant, Level)>, Refusal> {
        let state = self.state.limit(limit);
        let (Some(from), Some(due)) = (state.from, state.due) else { return Ok(None) };
        let spec = self.engine.limit(limit);
        let thresholds = [(Level::Notice, spec.thresholds.notice), (Level::Yellow, spec.thresholds.yellow)];
        for (level, threshold) in thresholds {
            let Some(threshold) = threshold.filter(|_| level > state.level) else { continue };
            let stops = self.stops_of(limit)?;
            if let Some(at) = self.engine.level_at(self.state, from, spec.budget, &stops, threshold)? {
                return Ok(Some((at, level)));
            }
        }
        if state.level == Level::Red {
            return Ok(None);
        }
        let red = match spec.thresholds.red_after {
            Some(by) => self.engine.calendar().due(due, by, &[])?,
            None => due,
        };
        Ok(Some((red, Level::Red)))
    }
}
