//! The second implementation: walks day by day and minute by minute, shares no arithmetic with the first.

use crate::time::{Calendar, Date, Instant, Roll, Span, Stop, Unit};
use std::collections::BTreeSet;

/// A calendar asked one day at a time.
pub struct Naive<'a> {
    calendar: &'a Calendar,
    rest: BTreeSet<Date>,
    work: BTreeSet<Date>,
}

impl<'a> Naive<'a> {
    pub fn new(calendar: &'a Calendar) -> Self {
        let data = calendar.data();
        Self {
            calendar,
            rest: data.rest.iter().copied().collect(),
            work: data.work.iter().copied().collect(),
        }
    }

    pub fn working(&self, day: i64) -> bool {
        let date = Date::from_epoch_day(i32::try_from(day).unwrap()).unwrap();
        // 1970-01-01 was a Thursday; 0 = Monday.
        let weekend = (day + 3).rem_euclid(7) >= 5;
        if weekend { self.work.contains(&date) } else { !self.rest.contains(&date) }
    }

    /// Local minutes since 1970-01-01.
    fn minutes(&self, instant: Instant) -> i64 {
        instant.millis() / 60_000 + i64::from(self.calendar.data().utc_offset_minutes)
    }

    fn day(&self, instant: Instant) -> i64 {
        self.minutes(instant).div_euclid(1_440)
    }

    fn open(&self, minute: i64) -> bool {
        let of_day = minute.rem_euclid(1_440);
        let within = |from: u32, to: u32| of_day >= i64::from(from) && of_day < i64::from(to);
        self.working(minute.div_euclid(1_440))
            && self.calendar.data().hours.iter().any(|h| within(h.from_minute, h.to_minute))
    }

    fn closing_minute(&self) -> i64 {
        i64::from(self.calendar.data().hours.last().unwrap().to_minute)
    }

    pub fn day_zero(&self, from: Instant) -> i64 {
        let minute = self.minutes(from);
        let mut day = minute.div_euclid(1_440);
        if minute.rem_euclid(1_440) > self.closing_minute() {
            day += 1;
        }
        while !self.working(day) {
            day += 1;
        }
        day
    }

    /// Day 0 where receipts count by a profile: walks from the date itself, asking of each day whether it counts.
    pub fn day_zero_of(
        &self,
        from: Instant,
        received: &[Instant],
        cutoff: Option<u32>,
        same_day: bool,
    ) -> i64 {
        let date = self.day(from);
        let hour = match cutoff {
            Some(minute) if received.contains(&from) => i64::from(minute),
            _ => self.closing_minute(),
        };
        // To the millisecond: an instant within the minute of the hour, but after it, is late.
        let in_day =
            from.millis() + i64::from(self.calendar.data().utc_offset_minutes) * 60_000 - date * 86_400_000;
        let received_here =
            same_day && received.iter().any(|other| *other <= from && self.day(*other) == date);
        if (self.working(date) || received_here) && in_day <= hour * 60_000 {
            return date;
        }
        (date + 1..).find(|day| self.working(*day)).unwrap()
    }

    /// Due, in local minutes since 1970-01-01.
    pub fn due(&self, from: Instant, span: Span, stops: &[Stop]) -> i64 {
        let amount = i64::from(span.amount);
        match span.unit {
            Unit::WorkDay => {
                let zero = self.day_zero(from);
                let stopped = self.stopped_days(zero, stops);
                self.close(walk(zero, amount, |p| self.working(p + 1), |p| stopped.contains(&(p + 1))))
            }
            Unit::Day | Unit::Month | Unit::Year => self.close(self.calendar_days(from, span, stops)),
            Unit::WorkHour => self.by_minute(from, amount * 60, stops, |minute| self.open(minute)),
            Unit::Hour => self.by_minute(from, amount * 60, stops, |_| true),
            Unit::Minute => self.by_minute(from, amount, stops, |_| true),
        }
    }

    fn close(&self, day: i64) -> i64 {
        day * 1_440 + self.closing_minute()
    }

    fn by_minute(&self, from: Instant, left: i64, stops: &[Stop], counts: impl Fn(i64) -> bool) -> i64 {
        let stopped =
            |minute: i64| stops.iter().any(|s| self.minutes(s.from) <= minute && minute < self.minutes(s.to));
        walk(self.minutes(from), left, counts, stopped)
    }

    /// The days that some stop takes out of the limit.
    fn stopped_days(&self, zero: i64, stops: &[Stop]) -> BTreeSet<i64> {
        stops.iter().flat_map(|stop| self.day(stop.from).max(zero) + 1..=self.day(stop.to)).collect()
    }

    fn calendar_days(&self, from: Instant, span: Span, stops: &[Stop]) -> i64 {
        let zero = self.day(from);
        let mut stopped = self.stopped_days(zero, stops);
        let mut due = corresponding(zero, span);
        // Runs of stopped days that begin no later than the rolled date move the unrolled one.
        while let Some(begin) = stopped.first().map(|day| day - 1) {
            if begin > self.roll(zero, due, span.roll) {
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

    fn roll(&self, zero: i64, due: i64, roll: Roll) -> i64 {
        let mut day = due;
        match roll {
            Roll::None => {}
            Roll::Next => {
                while !self.working(day) {
                    day += 1;
                }
            }
            Roll::Previous => {
                while !self.working(day) {
                    day -= 1;
                }
            }
            Roll::Extend => {
                let mut left = self.extension(zero, due);
                if left == 0 {
                    return self.roll(zero, due, Roll::Next);
                }
                while left > 0 {
                    day += 1;
                    left -= i64::from(self.working(day));
                }
            }
        }
        day
    }

    fn extension(&self, zero: i64, due: i64) -> i64 {
        let inside: Vec<bool> = (zero + 1..=due).map(|day| self.working(day)).collect();
        inside.split(|working| *working).map(<[bool]>::len).filter(|run| *run >= 3).sum::<usize>() as i64
    }
}

/// Walks cells from a position: cell `p` lies between positions `p` and `p + 1`. A stopped cell does not count; once
/// nothing is left, a stop that begins right there still carries the end to its last counting cell.
fn walk(start: i64, mut left: i64, counts: impl Fn(i64) -> bool, stopped: impl Fn(i64) -> bool) -> i64 {
    let (mut position, mut due) = (start, start);
    loop {
        while stopped(position) {
            if left == 0 && counts(position) {
                due = position + 1;
            }
            position += 1;
        }
        if left == 0 {
            return due;
        }
        left -= i64::from(counts(position));
        position += 1;
        if left == 0 {
            due = position;
        }
    }
}

/// The unmoved end of a limit in 日, 月 or 年, by its own month table.
fn corresponding(zero: i64, span: Span) -> i64 {
    let amount = i64::from(span.amount);
    let months = match span.unit {
        Unit::Day => return zero + amount,
        Unit::Year => amount * 12,
        _ => amount,
    };
    let (year, month, day) = Date::from_epoch_day(i32::try_from(zero).unwrap()).unwrap().ymd();
    let total = i64::from(year) * 12 + i64::from(month) - 1 + months;
    let (year, month) =
        (i32::try_from(total.div_euclid(12)).unwrap(), u32::try_from(total.rem_euclid(12)).unwrap() + 1);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    i64::from(Date::from_ymd(year, month, day.min(length)).unwrap().epoch_day())
}
