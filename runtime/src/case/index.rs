//! What is worked out from a state once and kept beside it: it says nothing that the state does not say.

use super::alarms::Alarms;
use super::{LimitState, StopRecord};
use crate::time::Instant;

/// Kept beside the state of a case; not part of it: never written, equal to every other.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// Alarms of the limits.
    pub(super) alarms: Alarms,
    /// What is to be known of the stops.
    pub(super) stops: Stops,
    /// Whether the above has been worked out: not after a state has been read.
    pub(super) known: bool,
}

/// The stops of a case in short.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stops {
    /// Some stop lasts.
    pub(super) some_last: bool,
    /// When the last of those that do not last ended.
    pub(super) over: Instant,
    /// The first alarm of the own limits of procedures.
    pub(super) watch: Instant,
}

impl Default for Stops {
    fn default() -> Self {
        Self { some_last: false, over: Instant::MIN, watch: Instant::MAX }
    }
}

impl Stops {
    /// Reads them off the records.
    pub(super) fn of(records: &[StopRecord]) -> Self {
        let mut stops = Self::default();
        for record in records {
            stops.add(record);
        }
        stops
    }

    /// One more record, or one that has changed: then what it said before still counts.
    pub(super) fn add(&mut self, record: &StopRecord) {
        match record.to {
            Some(to) => self.over = self.over.max(to),
            None => self.some_last = true,
        }
        if let Some(alarm) = record.watch.and_then(|watch| watch.alarm) {
            self.watch = self.watch.min(alarm);
        }
    }

    /// No stop has anything to do with a limit in working days that begins at this instant, where receipts count as
    /// anything else does: a stop that has ended by then ends on or before its day 0.
    pub(super) fn leave_alone(&self, from: Instant) -> bool {
        !self.some_last && self.over <= from
    }
}

impl Index {
    /// Of a case to which nothing has happened. Keeps its memory.
    pub(super) fn reset(&mut self, limits: usize) {
        self.alarms.reset(limits);
        self.stops = Stops::default();
        self.known = true;
    }

    /// Works it out, unless it is known.
    #[inline]
    pub(super) fn know(&mut self, limits: &[LimitState], stops: &[StopRecord]) {
        if !self.known {
            self.alarms.read(limits);
            self.stops = Stops::of(stops);
            self.known = true;
        }
    }
}

impl PartialEq for Index {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Index {}
