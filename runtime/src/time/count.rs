//! How much of a limit has been used at an instant, in whole units, and by how much each stop moved it (rules T2–T5, T9).
//!
//! The same walk as in `due.rs`, told stop by stop: what overlaps is counted with the stop that began first, so that the
//! parts add up to what the due instant moved. A limit by the month or year is counted in days, one by the hour in
//! minutes: what has run is rounded down, what is left rounded up.

use super::instant::{HOUR_MS, MINUTE_MS};
use super::{Calendar, CalendarError, Date, Instant, Receipts, Roll, Span, Stop, Unit};
use serde::{Deserialize, Serialize};

/// In which units a limit is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CountUnit {
    /// 工作日.
    #[serde(rename = "工作日")]
    WorkDay,
    /// 日: calendar days; also of a limit in 月 or 年.
    #[serde(rename = "日")]
    Day,
    /// 工作分钟: minutes of opening hours, of a limit in 工作小时.
    #[serde(rename = "工作分钟")]
    WorkMinute,
    /// 分钟 of the clock, of a limit in 小时 or 分钟.
    #[serde(rename = "分钟")]
    Minute,
}

impl CountUnit {
    /// In which units a limit of this unit is counted.
    #[must_use]
    pub const fn of(unit: Unit) -> Self {
        match unit {
            Unit::WorkDay => Self::WorkDay,
            Unit::Day | Unit::Month | Unit::Year => Self::Day,
            Unit::WorkHour => Self::WorkMinute,
            Unit::Hour | Unit::Minute => Self::Minute,
        }
    }

    /// Chinese and English, as they stand behind a number.
    #[must_use]
    pub const fn in_words(self) -> (&'static str, &'static str) {
        match self {
            Self::WorkDay => ("个工作日", "working day(s)"),
            Self::Day => ("日", "day(s)"),
            Self::WorkMinute => ("工作分钟", "minute(s) of opening hours"),
            Self::Minute => ("分钟", "minute(s)"),
        }
    }
}

/// A limit as it is counted at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// What is counted.
    pub unit: CountUnit,
    /// The whole budget, extension included, stops not.
    pub total: i64,
    /// How much has run, at most the whole: stops do not count.
    pub consumed: i64,
    /// How much is left: `consumed + remaining == total`. Together with the stopped days among them, the days to the end
    /// that is not rolled; a roll to an earlier day takes away the last of them.
    pub remaining: i64,
    /// By how much each stop moved the limit, in the order given; together, by how much it moved.
    pub moved: Vec<i64>,
    /// The due instant, or the error, as [`Calendar::due_in`] tells it: what has run is known all the same.
    pub due: Result<Instant, CalendarError>,
}

/// One way of counting: along dates or along instants.
struct Axis<'a, T> {
    /// Nothing before it counts.
    begin: T,
    /// Where a limit moved by so much ends, not rolled.
    end: &'a dyn Fn(i64) -> Result<T, CalendarError>,
    /// Until when it can still be stopped: the end, rolled.
    alive: &'a dyn Fn(T) -> Result<T, CalendarError>,
    /// How many units lie in `(from, to]`.
    between: &'a dyn Fn(T, T) -> Result<i64, CalendarError>,
}

/// What a walk along an axis finds.
struct Walk<T> {
    /// By stop.
    moved: Vec<i64>,
    /// The end, not rolled.
    end: Result<T, CalendarError>,
    /// How much has run until now, or until the end.
    consumed: i64,
}

impl<T: Ord + Copy> Axis<'_, T> {
    fn walk(&self, stops: &[(T, T)], now: T) -> Result<Walk<T>, CalendarError> {
        let (mut moved, mut stretches, mut total) = (vec![0_i64; stops.len()], Vec::new(), 0_i64);
        let mut end = (self.end)(0);
        let mut sorted: Vec<(&(T, T), &mut i64)> = stops.iter().zip(&mut moved).collect();
        sorted.sort_by_key(|(stop, _)| **stop);
        let mut reach: Option<T> = None;
        for ((from, to), slot) in sorted {
            let from = (*from).max(self.begin);
            if *to <= from {
                continue;
            }
            // A stop that begins after the limit has run out moves nothing; one that continues another is part of it.
            if reach.is_none_or(|reach| from > reach) && self.has_run_out(&end, from) {
                break;
            }
            let new = reach.map_or(from, |reach| reach.max(from));
            if *to > new {
                *slot = (self.between)(new, *to)?;
                total = total.saturating_add(*slot);
                end = (self.end)(total);
                stretches.push((new, *to));
            }
            reach = Some(reach.map_or(*to, |reach| reach.max(*to)));
        }
        let until = now.max(self.begin);
        let until = end.as_ref().map_or(until, |end| until.min(*end));
        let mut consumed = (self.between)(self.begin, until)?;
        for (begin, end) in stretches {
            let end = end.min(until);
            if end > begin {
                consumed = consumed.saturating_sub((self.between)(begin, end)?);
            }
        }
        Ok(Walk { moved, end, consumed })
    }

    /// Whether a limit has run out before this. One whose end lies beyond the calendar's data has not.
    fn has_run_out(&self, end: &Result<T, CalendarError>, at: T) -> bool {
        end.as_ref().is_ok_and(|end| (self.alive)(*end).is_ok_and(|alive| at > alive))
    }
}

impl Calendar {
    /// A limit as it is counted at an instant.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the answer needs a day outside the calendar's data.
    pub fn count_in(
        &self,
        from: Instant,
        span: Span,
        stops: &[Stop],
        receipts: Receipts<'_>,
        now: Instant,
    ) -> Result<Count, CalendarError> {
        match span.unit {
            Unit::WorkDay => self.count_work_days(self.day_zero_in(from, receipts)?, span, stops, now),
            Unit::Day | Unit::Month | Unit::Year => self.count_days(from, span, stops, now),
            Unit::WorkHour => self.count_open_time(from, span, stops, now),
            Unit::Hour => self.count_clock(from, i64::from(span.amount).saturating_mul(HOUR_MS), stops, now),
            Unit::Minute => {
                self.count_clock(from, i64::from(span.amount).saturating_mul(MINUTE_MS), stops, now)
            }
        }
    }

    fn dates(&self, stops: &[Stop]) -> Vec<(Date, Date)> {
        stops.iter().map(|stop| (self.date_of(stop.from), self.date_of(stop.to))).collect()
    }

    fn count_work_days(
        &self,
        begin: Date,
        span: Span,
        stops: &[Stop],
        now: Instant,
    ) -> Result<Count, CalendarError> {
        let total = i64::from(span.amount);
        let end = |moved: i64| match u32::try_from(total.saturating_add(moved)) {
            Ok(days) => self.add_working_days(begin, days),
            Err(_) => Err(self.past_the_end()),
        };
        let between = |from, to| self.working_days_between(from, to).map(i64::from);
        let axis = Axis { begin, end: &end, alive: &Ok, between: &between };
        let walk = axis.walk(&self.dates(stops), self.date_of(now))?;
        let due = walk.end.map(|end| self.closing(end));
        Ok(Count::new(CountUnit::WorkDay, total, walk.consumed, walk.moved, due))
    }

    fn count_days(
        &self,
        from: Instant,
        span: Span,
        stops: &[Stop],
        now: Instant,
    ) -> Result<Count, CalendarError> {
        let begin = self.date_of(from);
        let roll = |end: Date| self.roll(begin, end, span.roll);
        let nominal = self.date_of(self.due(from, Span { roll: Roll::None, ..span }, &[])?);
        let end = |moved: i64| {
            let days = i32::try_from(moved).ok();
            days.and_then(|days| nominal.add_days(days)).ok_or_else(|| self.past_the_end())
        };
        let between = |from, to: Date| Ok(i64::from(to.days_since(from)));
        let axis = Axis { begin, end: &end, alive: &roll, between: &between };
        let walk = axis.walk(&self.dates(stops), self.date_of(now))?;
        let total = i64::from(nominal.days_since(begin));
        let due = walk.end.and_then(roll).map(|end| self.closing(end));
        Ok(Count::new(CountUnit::Day, total, walk.consumed, walk.moved, due))
    }

    fn count_open_time(
        &self,
        from: Instant,
        span: Span,
        stops: &[Stop],
        now: Instant,
    ) -> Result<Count, CalendarError> {
        let total = i64::from(span.amount).saturating_mul(HOUR_MS);
        let end = |moved: i64| self.add_open_ms(from, total.saturating_add(moved));
        let between = |from, to| self.open_ms_between(from, to);
        let axis = Axis { begin: from, end: &end, alive: &Ok, between: &between };
        let walk = axis.walk(&times(stops), now)?;
        Ok(in_minutes(CountUnit::WorkMinute, total, walk))
    }

    fn count_clock(
        &self,
        from: Instant,
        total: i64,
        stops: &[Stop],
        now: Instant,
    ) -> Result<Count, CalendarError> {
        let end =
            |moved: i64| from.add_millis(total.saturating_add(moved)).ok_or_else(|| self.past_the_end());
        let between = |from, to: Instant| Ok(to.millis_since(from));
        let axis = Axis { begin: from, end: &end, alive: &Ok, between: &between };
        let walk = axis.walk(&times(stops), now)?;
        Ok(in_minutes(CountUnit::Minute, total, walk))
    }

    /// By how many units something that came at `end`, or has not come until then, is late: what is not a whole unit
    /// counts as one. 0 if it is in time. A completion after closing, or on a rest day, counts as one of the next working
    /// day (rule T2).
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn late_by(&self, due: Instant, end: Instant, unit: Unit) -> Result<i64, CalendarError> {
        if end <= due {
            return Ok(0);
        }
        let units = match CountUnit::of(unit) {
            CountUnit::WorkDay => {
                i64::from(self.working_days_between(self.date_of(due), self.day_zero(end)?)?)
            }
            CountUnit::Day => i64::from(self.date_of(end).days_since(self.date_of(due))),
            CountUnit::WorkMinute => minutes_up(self.open_ms_between(due, end)?),
            CountUnit::Minute => minutes_up(end.millis_since(due)),
        };
        Ok(units.max(1))
    }
}

fn times(stops: &[Stop]) -> Vec<(Instant, Instant)> {
    stops.iter().map(|stop| (stop.from, stop.to)).collect()
}

/// Whole minutes; what has been begun counts.
const fn minutes_up(ms: i64) -> i64 {
    ms.saturating_add(MINUTE_MS - 1).div_euclid(MINUTE_MS)
}

fn in_minutes(unit: CountUnit, total: i64, walk: Walk<Instant>) -> Count {
    let minutes = |ms: i64| ms.div_euclid(MINUTE_MS);
    let moved = walk.moved.into_iter().map(minutes).collect();
    Count::new(unit, minutes(total), minutes(walk.consumed), moved, walk.end)
}

impl Count {
    fn new(
        unit: CountUnit,
        total: i64,
        consumed: i64,
        moved: Vec<i64>,
        due: Result<Instant, CalendarError>,
    ) -> Self {
        // A stop may begin between the end and the rolled end (decision 0002, 2): then the whole has run already.
        let consumed = consumed.clamp(0, total.max(0));
        Self { unit, total, consumed, remaining: total.saturating_sub(consumed), moved, due }
    }
}
