//! The limits ledger (rule T9): opening, meeting, moving, and the next alarm of each record.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Level, LimitPhase, LimitState, Refusal};
use crate::plan::{AnchorPoint, LimitIx, NodeIx, ScopeIx};
use crate::time::{Instant, Span};

impl Transition<'_> {
    /// Limits that begin to run at this moment.
    pub(super) fn open_limits(&mut self, node: NodeIx, point: AnchorPoint, at: Instant) -> Stepped {
        let engine = self.engine;
        for limit in engine.limits_from(node, point) {
            let due = self.due(*limit, at)?;
            let LimitState { level, extended, .. } = self.state.limit(*limit);
            let (from, due_at) = (Some(at), Some(due));
            *self.limit_mut(*limit) =
                LimitState { phase: LimitPhase::Open, level, from, due: due_at, extended, alarm: None };
            self.set_alarm(*limit)?;
            self.effect(at, EffectKind::LimitOpened { limit: *limit, due });
        }
        Ok(())
    }

    /// Limits that are met — or missed — at this moment. The due instant itself is in time (rule D3).
    pub(super) fn meet_limits(&mut self, node: NodeIx, point: AnchorPoint, at: Instant) {
        let engine = self.engine;
        for limit in engine.limits_until(node, point) {
            let state = self.limit_mut(*limit);
            if state.phase == LimitPhase::Open {
                let late = state.due.is_some_and(|due| due < at);
                state.phase = if late { LimitPhase::Late } else { LimitPhase::Met };
                state.alarm = None;
            }
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

    pub(super) fn void_limit(&mut self, limit: LimitIx) {
        let state = self.limit_mut(limit);
        if state.phase == LimitPhase::Open {
            state.phase = LimitPhase::Void;
            state.alarm = None;
        }
    }

    /// The due instant and alarm of an open limit anew: a stop began or ended, or it was extended.
    pub(super) fn redate(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        let state = self.state.limit(limit);
        let Some(from) = state.from else { return Ok(()) };
        let due = self.due(limit, from)?;
        if state.due != Some(due) {
            self.limit_mut(limit).due = Some(due);
            self.effect(at, EffectKind::LimitMoved { limit, due });
        }
        self.set_alarm(limit)
    }

    /// The budget with its extension.
    fn budget(&self, limit: LimitIx) -> Span {
        let budget = self.engine.limit(limit).budget;
        let amount = budget.amount.saturating_add(self.state.limit(limit).extended);
        Span { amount, ..budget }
    }

    fn due(&self, limit: LimitIx, from: Instant) -> Result<Instant, Refusal> {
        Ok(self.engine.calendar().due(from, self.budget(limit), &self.stops_of(limit)?)?)
    }

    /// Sets the next alarm: the next level's threshold, or the due instant.
    pub(super) fn set_alarm(&mut self, limit: LimitIx) -> Stepped {
        let alarm = if self.is_held(limit) { None } else { self.next_level(limit)?.map(|(at, _)| at) };
        self.limit_mut(limit).alarm = alarm;
        Ok(())
    }

    /// The next level that this limit will reach by the mere passing of time, and after which instant.
    pub(super) fn next_level(&self, limit: LimitIx) -> Result<Option<(Instant, Level)>, Refusal> {
        let state = self.state.limit(limit);
        let (Some(from), Some(due)) = (state.from, state.due) else { return Ok(None) };
        let spec = self.engine.limit(limit);
        let thresholds =
            [(Level::Notice, spec.thresholds.notice_left), (Level::Yellow, spec.thresholds.yellow_left)];
        for (level, left) in thresholds {
            let Some(left) = left.filter(|_| level > state.level) else { continue };
            let stops = self.stops_of(limit)?;
            if let Some(at) = self.engine.calendar().warn_at(from, self.budget(limit), &stops, left)? {
                return Ok(Some((at, level)));
            }
        }
        Ok((state.level < Level::Red).then_some((due, Level::Red)))
    }
}
