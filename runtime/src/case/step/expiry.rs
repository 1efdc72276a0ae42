//! What happens by the mere passing of time (rule D3): levels rise, silence takes effect (`silence.rs`).

use super::{Stepped, Transition};
use crate::case::{EffectKind, LimitPhase};
use crate::plan::{LimitIx, LimitKind, NodeIx, Silence};
use crate::time::Instant;

impl Transition<'_> {
    /// Processes every alarm strictly before `until`, ordered by (instant, node index, limit kind).
    pub(super) fn expire_before(&mut self, until: Instant) -> Stepped {
        while let Some(limit) = self.first_alarm_before(until) {
            self.expire(limit)?;
        }
        Ok(())
    }

    fn first_alarm_before(&self, until: Instant) -> Option<LimitIx> {
        let key = |at: Instant, limit: LimitIx| -> (Instant, NodeIx, LimitKind, LimitIx) {
            let spec = self.engine.limit(limit);
            (at, spec.span.until.node, spec.kind, limit)
        };
        let open = self.state.limits.iter().zip(0_u32..).filter(|(state, _)| state.phase == LimitPhase::Open);
        let alarms = open.filter_map(|(state, row)| state.alarm.map(|at| key(at, LimitIx(row))));
        alarms.filter(|(at, ..)| *at < until).min().map(|(_, _, _, limit)| limit)
    }

    fn expire(&mut self, limit: LimitIx) -> Stepped {
        let state = self.state.limit(limit);
        let Some(alarm) = state.alarm else { return Ok(()) };
        let reached = self.next_level(limit)?.filter(|(at, _)| *at <= alarm);
        if let Some((at, level)) = reached {
            self.limit_mut(limit).level = level;
            self.effect(at, EffectKind::LevelRaised { limit, level });
        }
        if self.engine.limit(limit).silence != Silence::Late && state.due == Some(alarm) {
            self.limit_mut(limit).alarm = None;
            return self.speak(limit, alarm);
        }
        self.set_alarm(limit)
    }
}
