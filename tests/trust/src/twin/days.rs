//! Dates the slow way: day by day, opening period by opening period (rules T1–T5). Shares no arithmetic with the runtime.

use lianban_runtime::plan::{Threshold, Thresholds};
use lianban_runtime::time::{CalendarData, Date, Instant, Roll, Span, Unit};
use std::collections::BTreeSet;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 86_400_000;

/// A date is needed of which nothing is published (rule T1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beyond;

/// A stretch in which a clock stands, in milliseconds since 1970 UTC.
pub type Stopped = (i64, i64);

/// When receipts count (rule T2).
#[derive(Clone, Debug, Default)]
pub struct Receipts {
    /// What was received: the submission and the last papers of corrections.
    pub at: Vec<Instant>,
    /// 收件截止, in minutes after midnight.
    pub cutoff: Option<u32>,
    /// 非工作日收件 当日.
    pub same_day: bool,
}

/// The pinned calendar as it is written down.
#[derive(Clone, Debug)]
pub struct Days {
    first: i64,
    last: i64,
    rest: BTreeSet<i64>,
    work: BTreeSet<i64>,
    /// Opening periods, in milliseconds after midnight.
    hours: Vec<(i64, i64)>,
    offset: i64,
}

impl Days {
    /// Reads a calendar.
    #[must_use]
    pub fn new(data: &CalendarData) -> Self {
        let days = |dates: &[Date]| dates.iter().map(|d| i64::from(d.epoch_day())).collect();
        let ms = |minute: u32| i64::from(minute) * MINUTE;
        Self {
            first: i64::from(data.first.epoch_day()),
            last: i64::from(data.last.epoch_day()),
            rest: days(&data.rest),
            work: days(&data.work),
            hours: data.hours.iter().map(|h| (ms(h.from_minute), ms(h.to_minute))).collect(),
            offset: i64::from(data.utc_offset_minutes) * MINUTE,
        }
    }

    /// T1.
    fn working(&self, day: i64) -> Result<bool, Beyond> {
        if day < self.first || day > self.last {
            return Err(Beyond);
        }
        // 1970-01-01 was a Thursday; 0 = Monday.
        let weekend = (day + 3).rem_euclid(7) >= 5;
        Ok(if weekend { self.work.contains(&day) } else { !self.rest.contains(&day) })
    }

    /// Local date, as days since 1970-01-01.
    #[must_use]
    pub fn day(&self, at: Instant) -> i64 {
        self.day_of_ms(at.millis())
    }

    fn day_of_ms(&self, ms: i64) -> i64 {
        (ms + self.offset).div_euclid(DAY)
    }

    fn on(&self, day: i64, ms: i64) -> Instant {
        Instant::from_millis(day * DAY - self.offset + ms)
    }

    fn close(&self) -> i64 {
        self.hours.last().expect("opening hours").1
    }

    /// Closing time of a day.
    #[must_use]
    pub fn closing(&self, day: i64) -> Instant {
        self.on(day, self.close())
    }

    /// Opening time of a day.
    #[must_use]
    pub fn opening(&self, day: i64) -> Instant {
        self.on(day, self.hours.first().expect("opening hours").0)
    }

    fn next_working(&self, mut day: i64) -> Result<i64, Beyond> {
        loop {
            day += 1;
            if self.working(day)? {
                return Ok(day);
            }
        }
    }

    /// The last working day up to a date.
    ///
    /// # Errors
    /// [`Beyond`] the calendar.
    pub fn last_working(&self, mut day: i64) -> Result<i64, Beyond> {
        while !self.working(day)? {
            day -= 1;
        }
        Ok(day)
    }

    /// T2: the day on which an instant counts.
    ///
    /// # Errors
    /// [`Beyond`] the calendar.
    pub fn day_zero(&self, from: Instant, receipts: &Receipts) -> Result<i64, Beyond> {
        let day = self.day(from);
        let until = match receipts.cutoff {
            Some(minute) if receipts.at.contains(&from) => i64::from(minute) * MINUTE,
            _ => self.close(),
        };
        let received = receipts.same_day && receipts.at.iter().any(|at| *at <= from && self.day(*at) == day);
        let counts = self.working(day)? || received;
        if counts && from <= self.on(day, until) { Ok(day) } else { self.next_working(day) }
    }

    /// T2–T5: when a limit is due.
    ///
    /// # Errors
    /// [`Beyond`] the calendar.
    pub fn due(
        &self,
        from: Instant,
        span: Span,
        stops: &[Stopped],
        receipts: &Receipts,
    ) -> Result<Instant, Beyond> {
        let amount = i64::from(span.amount);
        match span.unit {
            Unit::WorkDay => {
                let zero = self.day_zero(from, receipts)?;
                Ok(self.closing(self.work_days(zero, amount, &self.stopped_days(zero, stops))?))
            }
            Unit::Day | Unit::Month | Unit::Year => {
                Ok(self.closing(self.calendar_days(self.day(from), span, stops)?))
            }
            Unit::WorkHour => self.hours(from, amount * HOUR, stops, true),
            Unit::Hour => self.hours(from, amount * HOUR, stops, false),
            Unit::Minute => self.hours(from, amount * MINUTE, stops, false),
        }
    }

    /// The days in (s, r] of every stop, after day 0.
    fn stopped_days(&self, zero: i64, stops: &[Stopped]) -> BTreeSet<i64> {
        let days = |(from, to): &Stopped| self.day_of_ms(*from).max(zero) + 1..=self.day_of_ms(*to);
        stops.iter().flat_map(days).collect()
    }

    /// T2, T5: day by day. A stopped day does not count; a stop that begins on the very day on which nothing is left
    /// carries the end to its last working day.
    fn work_days(&self, zero: i64, mut left: i64, stopped: &BTreeSet<i64>) -> Result<i64, Beyond> {
        let (mut day, mut due) = (zero, zero);
        loop {
            while stopped.contains(&(day + 1)) {
                if left == 0 && self.working(day + 1)? {
                    due = day + 1;
                }
                day += 1;
            }
            if left == 0 {
                return Ok(due);
            }
            day += 1;
            if self.working(day)? {
                left -= 1;
                due = day;
            }
        }
    }

    /// T3, T5: the corresponding day, moved by every run of stopped days that begins no later than the rolled date.
    fn calendar_days(&self, zero: i64, span: Span, stops: &[Stopped]) -> Result<i64, Beyond> {
        let mut stopped = self.stopped_days(zero, stops);
        let mut due = corresponding(zero, span);
        while let Some(begin) = stopped.first().map(|day| day - 1) {
            if begin > self.roll(zero, due, span.roll)? {
                break;
            }
            let mut day = begin + 1;
            while stopped.remove(&day) {
                day += 1;
                due += 1;
            }
        }
        self.roll(zero, due, span.roll)
    }

    fn roll(&self, zero: i64, due: i64, roll: Roll) -> Result<i64, Beyond> {
        match roll {
            Roll::None => Ok(due),
            Roll::Next => {
                if self.working(due)? {
                    Ok(due)
                } else {
                    self.next_working(due)
                }
            }
            Roll::Previous => self.last_working(due),
            Roll::Extend => {
                let mut run = 0;
                let mut more = 0;
                for day in zero + 1..=due {
                    run = if self.working(day)? { 0 } else { run + 1 };
                    // The third day of a run brings all three, each further one itself.
                    more += match run {
                        3 => 3,
                        4.. => 1,
                        _ => 0,
                    };
                }
                if more == 0 {
                    return self.roll(zero, due, Roll::Next);
                }
                (0..more).try_fold(due, |day, _| self.next_working(day))
            }
        }
    }

    /// The stretches of a day that count, in milliseconds UTC.
    fn open(&self, day: i64, opening_hours: bool) -> Result<Vec<(i64, i64)>, Beyond> {
        let midnight = day * DAY - self.offset;
        if !opening_hours {
            return Ok(vec![(midnight, midnight + DAY)]);
        }
        let periods = self.hours.iter().map(|(from, to)| (midnight + from, midnight + to)).collect();
        Ok(if self.working(day)? { periods } else { Vec::new() })
    }

    /// T4, T5: period by period, what is stopped left out. A stop that begins at the very instant at which nothing is left
    /// carries the end on to the last of its own counting time.
    fn hours(
        &self,
        from: Instant,
        mut left: i64,
        stops: &[Stopped],
        opening: bool,
    ) -> Result<Instant, Beyond> {
        let begin = from.millis();
        let stopped = merged(begin, stops);
        let (mut due, mut day) = (begin, self.day(from));
        while left > 0 {
            for (open, close) in self.open(day, opening)? {
                for (from, to) in unstopped(open.max(begin), close, &stopped) {
                    if left > 0 {
                        due = from + left.min(to - from);
                        left -= left.min(to - from);
                    }
                }
            }
            day += 1;
        }
        match stopped.iter().find(|(begin, end)| *begin <= due && due < *end) {
            Some((_, end)) => self.carried(due, *end, opening, &stopped),
            None => Ok(Instant::from_millis(due)),
        }
    }

    /// The last counting time up to the end of a stop, and of any further stop that begins no later than that.
    fn carried(&self, from: i64, end: i64, opening: bool, stopped: &[Stopped]) -> Result<Instant, Beyond> {
        let mut due = from;
        for day in self.day_of_ms(from)..=self.day_of_ms(end) {
            for (open, close) in self.open(day, opening)? {
                if open < end && close > from {
                    due = close.min(end);
                }
            }
        }
        match stopped.iter().find(|(begin, other)| *begin <= due && *other > end) {
            Some((_, other)) => self.carried(due, *other, opening, stopped),
            None => Ok(Instant::from_millis(due)),
        }
    }

    /// When a limit reaches its levels 预警 and 黄牌: none if it is too short for that.
    ///
    /// # Errors
    /// [`Beyond`] the calendar.
    pub fn level(
        &self,
        from: Instant,
        budget: Span,
        stops: &[Stopped],
        receipts: &Receipts,
        threshold: Threshold,
    ) -> Result<Option<Instant>, Beyond> {
        let share = |whole: u32, percent: u32| (whole * percent).div_ceil(100);
        let left = match threshold {
            Threshold::Left(left) => left,
            Threshold::Share(percent) if matches!(budget.unit, Unit::Month | Unit::Year) => {
                let plain = self.due(from, budget, &[], receipts)?;
                let days = u32::try_from(self.day(plain) - self.day(from)).unwrap_or(0);
                Span { amount: share(days, percent), unit: Unit::Day, roll: budget.roll }
            }
            Threshold::Share(percent) => Span { amount: share(budget.amount, percent), ..budget },
        };
        if left.unit == budget.unit {
            return match budget.amount.checked_sub(left.amount) {
                None | Some(0) => Ok(None),
                Some(amount) => self.due(from, Span { amount, ..budget }, stops, receipts).map(Some),
            };
        }
        let due = self.due(from, budget, stops, receipts)?;
        Ok(self.before(due, left)?.filter(|at| *at > from))
    }

    /// So much before an instant.
    fn before(&self, due: Instant, left: Span) -> Result<Option<Instant>, Beyond> {
        let amount = i64::from(left.amount);
        Ok(match left.unit {
            Unit::WorkDay => {
                let mut day = self.last_working(self.day(due))?;
                for _ in 0..amount {
                    day = self.last_working(day - 1)?;
                }
                Some(self.closing(day))
            }
            Unit::Day => Some(self.closing(self.day(due) - amount)),
            Unit::Hour => Some(Instant::from_millis(due.millis() - amount * HOUR)),
            Unit::Minute => Some(Instant::from_millis(due.millis() - amount * MINUTE)),
            Unit::WorkHour => Some(self.opening_time_before(due, amount * HOUR)?),
            Unit::Month | Unit::Year => None,
        })
    }

    /// The earliest instant from which so much opening time leads to an instant.
    fn opening_time_before(&self, due: Instant, mut left: i64) -> Result<Instant, Beyond> {
        let mut day = self.day(due);
        loop {
            for (open, close) in
                self.open(day, true)?.into_iter().rev().filter(|(open, _)| *open < due.millis())
            {
                let close = close.min(due.millis());
                // At the beginning of a period: the end of the one before is the earlier instant of the same kind.
                if left < close - open {
                    return Ok(Instant::from_millis(close - left));
                }
                left -= close - open;
            }
            day -= 1;
        }
    }

    /// When a level of red comes.
    ///
    /// # Errors
    /// [`Beyond`] the calendar.
    pub fn red(&self, due: Instant, thresholds: &Thresholds) -> Result<Instant, Beyond> {
        match thresholds.red_after {
            Some(after) => self.due(due, after, &[], &Receipts::default()),
            None => Ok(due),
        }
    }
}

/// Stops after `begin`, those that overlap or touch made one.
fn merged(begin: i64, stops: &[Stopped]) -> Vec<Stopped> {
    let mut sorted: Vec<Stopped> =
        stops.iter().map(|(from, to)| ((*from).max(begin), *to)).filter(|(from, to)| from < to).collect();
    sorted.sort_unstable();
    let mut all: Vec<Stopped> = Vec::new();
    for (from, to) in sorted {
        match all.last_mut().filter(|last| from <= last.1) {
            Some(last) => last.1 = last.1.max(to),
            None => all.push((from, to)),
        }
    }
    all
}

/// The parts of a stretch in which no stop lasts.
fn unstopped(from: i64, to: i64, stopped: &[Stopped]) -> Vec<(i64, i64)> {
    let mut parts = Vec::new();
    let mut at = from;
    for (begin, end) in stopped {
        if *begin > at && at < to {
            parts.push((at, to.min(*begin)));
        }
        at = at.max(*end);
    }
    if at < to {
        parts.push((at, to));
    }
    parts
}

/// T3: the corresponding day, or that month's last.
fn corresponding(zero: i64, span: Span) -> i64 {
    let amount = i64::from(span.amount);
    let months = match span.unit {
        Unit::Day => return zero + amount,
        Unit::Year => amount * 12,
        _ => amount,
    };
    let (year, month, day) =
        Date::from_epoch_day(i32::try_from(zero).expect("a date")).expect("a date").ymd();
    let total = i64::from(year) * 12 + i64::from(month) - 1 + months;
    let year = i32::try_from(total.div_euclid(12)).expect("a year");
    let month = u32::try_from(total.rem_euclid(12)).expect("a month") + 1;
    let there = (1..=day).rev().find_map(|day| Date::from_ymd(year, month, day)).expect("a month has days");
    i64::from(there.epoch_day())
}
