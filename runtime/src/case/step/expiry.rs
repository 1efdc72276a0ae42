//! What happens by the mere passing of time (rule D3): levels rise, silence takes effect (`silence.rs`).

use super::{Stepped, Transition};
use crate::case::{EffectKind, LimitState, Refusal};
use crate::plan::{LimitIx, LimitKind, NodeIx};
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
        while self.something_is_due(until) && self.expire_first_before(until)? {}
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

    /// Usually one comparison says that nothing is.
    fn something_is_due(&self, until: Instant) -> bool {
        self.state.index.alarms.may_ring_before(until) || self.state.index.stops.watch < until
    }

    fn first_alarm_before(&mut self, until: Instant) -> Option<Alarm> {
        let tables = self.engine.tables();
        let key = |at: Instant, limit: LimitIx| -> (Instant, NodeIx, LimitKind, Alarm) {
            let row = tables.limit(limit);
            (at, row.until, row.kind, Alarm::Limit(limit))
        };
        let first = self.state.first_limit_before(until, key);
        if self.state.index.stops.watch >= until {
            return first.map(|(_, _, _, alarm)| alarm);
        }
        let watched = self.state.stops.iter().enumerate().filter_map(|(row, stop)| {
            let at = stop.watch?.alarm?;
            Some((at, self.engine.scope(stop.scope).exit, LimitKind::Step, Alarm::Watch(row)))
        });
        let watched = watched.filter(|(at, ..)| *at < until);
        first.into_iter().chain(watched).min().map(|(_, _, _, alarm)| alarm)
    }

    fn expire(&mut self, limit: LimitIx) -> Stepped {
        let state = self.state.limit(limit);
        let Some(alarm) = state.alarm else { return Ok(()) };
        // Two levels may be reached at one instant; silence comes after both.
        while let Some((at, level)) = self.next_level(limit)?.filter(|(at, _)| *at <= alarm) {
            self.state.set_limit(limit, LimitState { level, ..self.state.limit(limit) });
            self.effect(at, EffectKind::LevelRaised { limit, level });
        }
        if self.engine.speaks(&self.state, limit) && state.due == Some(alarm) {
            self.state.set_limit(limit, LimitState { alarm: None, ..self.state.limit(limit) });
            self.lapse = Some(limit);
            self.speak(limit, alarm)?;
            self.lapse = None;
            return Ok(());
        }
        self.set_alarm(limit)
    }
}
