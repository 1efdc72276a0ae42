//! When something happens next by itself: lower bounds over the alarms of the limits (rule D3).
//!
//! A step compares one instant, the bound at the top, to know that nothing is due. Setting an alarm lowers the bounds
//! above it; taking one away leaves them, and the next look that comes upon such a bound makes it exact again. So an
//! alarm costs a few comparisons, whatever the number of limits. Derived from the limits: never written, never compared.

use super::{LimitPhase, LimitState};
use crate::plan::LimitIx;
use crate::time::Instant;
use std::ops::Range;

/// How many entries one bound stands for.
const FAN: usize = 64;
/// No alarm.
const NONE: Instant = Instant::MAX;
/// The row may have changed since it was looked at.
const UNKNOWN: Instant = Instant::MIN;

/// The alarms of the limits of one case, and bounds above them.
#[derive(Clone, Debug)]
pub(super) struct Alarms {
    /// Not later than any alarm.
    top: Instant,
    /// The alarms in order of the limits.
    rows: Vec<Instant>,
    /// Where there are more than 64 of them: for each 64 a bound that is not later than any of these; and so on above.
    bounds: Vec<Vec<Instant>>,
}

impl Default for Alarms {
    fn default() -> Self {
        Self { top: NONE, rows: Vec::new(), bounds: Vec::new() }
    }
}

/// The alarm of a row.
fn alarm_of(row: &LimitState) -> Instant {
    if row.phase == LimitPhase::Open { row.alarm.unwrap_or(NONE) } else { NONE }
}

impl Alarms {
    /// For so many limits, none of which has an alarm. Keeps its memory.
    pub(super) fn reset(&mut self, limits: usize) {
        self.rows.clear();
        self.rows.resize(limits, NONE);
        let (mut count, mut depth) = (limits, 0_usize);
        while count > FAN {
            count = count.div_ceil(FAN);
            if self.bounds.len() <= depth {
                self.bounds.push(Vec::new());
            }
            if let Some(level) = self.bounds.get_mut(depth) {
                level.clear();
                level.resize(count, NONE);
            }
            depth = depth.saturating_add(1);
        }
        self.bounds.truncate(depth);
        self.top = NONE;
    }

    /// Nothing is known of these rows.
    pub(super) fn read(&mut self, rows: &[LimitState]) {
        self.reset(rows.len());
        for (row, at) in rows.iter().zip(0_u32..) {
            self.set(LimitIx(at), row);
        }
    }

    /// A row has changed to this.
    #[inline]
    pub(super) fn set(&mut self, at: LimitIx, row: &LimitState) {
        self.lower(at.index(), alarm_of(row));
    }

    /// A row may change in any way.
    pub(super) fn doubt(&mut self, at: LimitIx) {
        self.lower(at.index(), UNKNOWN);
    }

    #[inline]
    fn lower(&mut self, at: usize, alarm: Instant) {
        if let Some(slot) = self.rows.get_mut(at) {
            *slot = alarm;
        }
        if alarm == NONE {
            return;
        }
        let mut group = at;
        for level in &mut self.bounds {
            group /= FAN;
            if let Some(bound) = level.get_mut(group) {
                *bound = alarm.min(*bound);
            }
        }
        self.top = alarm.min(self.top);
    }

    /// Whether an alarm before this instant is possible: if not, there is none.
    #[inline]
    pub(super) fn may_ring_before(&self, until: Instant) -> bool {
        self.top < until
    }

    /// Tells every alarm before `until`, and makes the bounds exact that it comes upon.
    pub(super) fn before(
        &mut self,
        rows: &[LimitState],
        until: Instant,
        found: &mut impl FnMut(Instant, LimitIx),
    ) {
        if self.top >= until {
            return;
        }
        let (depth, all) = self.highest();
        self.top = self.look(depth, all, rows, until, found);
    }

    /// The smallest entry of a part of a level; entries before `until` are made exact.
    fn look(
        &mut self,
        depth: usize,
        part: Range<usize>,
        rows: &[LimitState],
        until: Instant,
        found: &mut impl FnMut(Instant, LimitIx),
    ) -> Instant {
        let mut least = NONE;
        for at in part {
            let mut bound = self.entry(depth, at);
            if bound < until {
                bound = match depth.checked_sub(1) {
                    Some(below) => self.look(below, group(at), rows, until, found),
                    None => rows.get(at).map_or(NONE, alarm_of),
                };
                let level = match depth.checked_sub(1) {
                    Some(above) => self.bounds.get_mut(above),
                    None => Some(&mut self.rows),
                };
                if let Some(slot) = level.and_then(|level| level.get_mut(at)) {
                    *slot = bound;
                }
                if depth == 0
                    && bound < until
                    && let Ok(row) = u32::try_from(at)
                {
                    found(bound, LimitIx(row));
                }
            }
            least = least.min(bound);
        }
        least
    }

    /// The rows (0) or the bounds so far above them.
    fn level(&self, depth: usize) -> &[Instant] {
        match depth.checked_sub(1) {
            Some(above) => self.bounds.get(above).map_or(&[], Vec::as_slice),
            None => &self.rows,
        }
    }

    /// The level at the top, and all of it.
    fn highest(&self) -> (usize, Range<usize>) {
        let depth = self.bounds.len();
        (depth, 0..self.level(depth).len())
    }

    fn entry(&self, depth: usize, at: usize) -> Instant {
        self.level(depth).get(at).copied().unwrap_or(NONE)
    }

    /// The first alarm; none if there is none.
    pub(super) fn first(&self, rows: &[LimitState]) -> Option<Instant> {
        let (depth, all) = self.highest();
        let mut first = NONE;
        self.search(depth, all, rows, &mut first);
        (first < NONE).then_some(first)
    }

    fn search(&self, depth: usize, part: Range<usize>, rows: &[LimitState], first: &mut Instant) {
        for at in part {
            if self.entry(depth, at) >= *first {
                continue;
            }
            match depth.checked_sub(1) {
                Some(below) => self.search(below, group(at), rows, first),
                None => *first = rows.get(at).map_or(NONE, alarm_of).min(*first),
            }
        }
    }
}

/// The entries below one bound; those past the end of their level count as none.
fn group(at: usize) -> Range<usize> {
    let from = at.saturating_mul(FAN);
    from..from.saturating_add(FAN)
}

#[cfg(test)]
mod tests {
    use super::super::Level;
    use super::*;
    use proptest::prelude::*;

    fn row(alarm: i64) -> LimitState {
        let (phase, alarm) = match alarm {
            0 => (LimitPhase::Open, None),
            1 => (LimitPhase::Met, Some(Instant::from_millis(1))),
            ms => (LimitPhase::Open, Some(Instant::from_millis(ms))),
        };
        LimitState { phase, level: Level::Normal, from: None, due: None, extended: 0, alarm }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_told_is_what_a_scan_finds(
            limits in prop_oneof![1_usize..10, 60_usize..70, 4_000_usize..4_200],
            changes in proptest::collection::vec((any::<u32>(), 0_i64..40, 0_u8..4, 0_i64..40), 1..60),
        ) {
            let mut rows = vec![row(0); limits];
            let mut alarms = Alarms::default();
            alarms.reset(limits);
            for (at, alarm, how, until) in changes {
                let at = usize::try_from(at).unwrap() % limits;
                let ix = LimitIx(u32::try_from(at).unwrap());
                rows[at] = row(alarm);
                match how {
                    0 => alarms.doubt(ix),
                    1 => alarms.read(&rows),
                    _ => alarms.set(ix, &rows[at]),
                }
                let scan = |until: Instant| {
                    let all = rows.iter().map(alarm_of).zip(0_u32..);
                    all.filter(|(at, _)| *at < until).map(|(at, row)| (at, LimitIx(row))).collect::<Vec<_>>()
                };
                let all = scan(Instant::MAX);
                prop_assert_eq!(alarms.first(&rows), all.iter().map(|(at, _)| *at).min());
                let until = Instant::from_millis(until);
                let mut told = Vec::new();
                prop_assert!(alarms.may_ring_before(until) || scan(until).is_empty());
                alarms.before(&rows, until, &mut |at, row| told.push((at, row)));
                prop_assert_eq!(told, scan(until));
                prop_assert_eq!(alarms.may_ring_before(until), !scan(until).is_empty());
            }
        }
    }
}
