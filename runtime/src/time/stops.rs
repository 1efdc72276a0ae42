//! Clock stops as a union (rule T5).

use super::{Calendar, Date, Instant};

/// A clock stop from one instant to another. A stop that ends at or before its beginning moves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stop {
    /// Begins.
    pub from: Instant,
    /// Ends.
    pub to: Instant,
}

/// The stops as half-open intervals `(from, to]`, ascending, merged where they overlap or touch, and cut off at
/// `begin`: only the part after it counts.
fn union<T: Ord + Copy>(begin: T, mut spans: Vec<(T, T)>) -> Vec<(T, T)> {
    spans.sort_unstable();
    let mut merged: Vec<(T, T)> = Vec::with_capacity(spans.len());
    for (from, to) in spans {
        let from = from.max(begin);
        if to <= from {
            continue;
        }
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

impl Calendar {
    /// The stops by local date, for limits counted in days: the days in `(s, r]` of each interval are stopped.
    pub(super) fn stopped_days(&self, day_zero: Date, stops: &[Stop]) -> Vec<(Date, Date)> {
        if stops.is_empty() {
            return Vec::new(); // the usual case, without allocation
        }
        union(day_zero, stops.iter().map(|stop| (self.date_of(stop.from), self.date_of(stop.to))).collect())
    }
}

/// The stops by instant, for limits counted in hours.
pub(super) fn stopped_time(from: Instant, stops: &[Stop]) -> Vec<(Instant, Instant)> {
    if stops.is_empty() {
        return Vec::new();
    }
    union(from, stops.iter().map(|stop| (stop.from, stop.to)).collect())
}
