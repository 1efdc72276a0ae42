//! What happens by the mere passing of time (rule D3): levels rise, silence takes effect (`silence.rs`).

use super::{Stepped, Transition};
use crate::case::{EffectKind, LimitPhase, Refusal};
use crate::plan::{LimitIx, LimitKind, NodeIx, Silence};
use crate::time::Instant;

/// What runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alarm {
    /// A limit of the ledger.
    Limit(LimitIx),
    /// The own limit of a procedure that an event began: row of the stops.
    Watch(usize),
}

impl Transition<'_> {
    /// Processes every alarm strictly before `until`, ordered by (instant, node index, limit kind).
    pub(super) fn expire_before(&mut self, until: Instant) -> Stepped {
        while self.expire_first_before(until)? {}
        Ok(())
    }

    /// Processes the first alarm strictly before `until`; false if there is none.
    pub(super) fn expire_first_before(&mut self, until: Instant) -> Result<bool, Refusal> {
        match self.first_alarm_before(until) {
            Some(Alarm::Limit(limit)) => self.expire(limit)?,
            Some(Alarm::Watch(row)) => self.expire_watch(row)?,
            None => return Ok(false),
        }
        Ok(true)
    }

    fn first_alarm_before(&self, until: Instant) -> Option<Alarm> {
        let key = |at: Instant, limit: LimitIx| -> (Instant, NodeIx, LimitKind, Alarm) {
            let spec = self.engine.limit(limit);
            (at, spec.span.until.node, spec.kind, Alarm::Limit(limit))
        };
        let open = self.state.limits.iter().zip(0_u32..).filter(|(state, _)| state.phase == LimitPhase::Open);
        let alarms = open.filter_map(|(state, row)| state.alarm.map(|at| key(at, LimitIx(row))));
        let watched = self.state.stops.iter().enumerate().filter_map(|(row, stop)| {
            let at = stop.watch?.alarm?;
            Some((at, self.engine.scope(stop.scope).exit, LimitKind::Step, Alarm::Watch(row)))
        });
        alarms.chain(watched).filter(|(at, ..)| *at < until).min().map(|(_, _, _, alarm)| alarm)
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
            self.lapse = Some(limit);
            self.speak(limit, alarm)?;
            self.lapse = None;
            return Ok(());
        }
        self.set_alarm(limit)
    }
}
