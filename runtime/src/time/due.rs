//! Due instants: rules T2–T5.
//!
//! Where the rules leave a choice, the later date is taken:
//! - A stop *begins after the due date* if its first day is later than the due date as moved so far, **rolled** for
//!   calendar limits (the limit is alive until the rolled date, which is the one people are told). A stop that begins
//!   on the due date moves it.
//! - Stops that overlap or touch are one stop, and it begins when the first of them does.
//! - 顺延 ([`Roll::Extend`]): a holiday run is a row of consecutive rest days (weekends joined to the holiday
//!   included); a row of which three or more days lie inside the period extends it by the number of those days. The
//!   extension is counted in working days, as the tax administration does in its yearly notices on filing dates
//!   (税总办征科函〔2025〕64号: October 2026, filing until the 15th, seven days of holiday → the 26th; the corpus of
//!   golden tests holds all dates of 2024 to 2026). Rest days that the extension itself meets are skipped by the count.
//! - A limit in calendar days without a roll, and a limit by the clock, ask nothing of the calendar: they also end
//!   outside its data.

use super::instant::{HOUR_MS, MINUTE_MS};
use super::stops::stopped_time;
use super::{Calendar, CalendarError, Date, Instant, Roll, Span, Stop, Unit};

/// Fewest consecutive holiday days inside a period that extend it (税收征管法实施细则 109).
const EXTENDING_RUN: u32 = 3;

impl Calendar {
    /// The due instant of a limit that runs from `from`, moved by clock stops (rules T2–T5).
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the answer needs a day outside the calendar's data.
    pub fn due(&self, from: Instant, span: Span, stops: &[Stop]) -> Result<Instant, CalendarError> {
        match span.unit {
            Unit::WorkDay if stops.is_empty() => self.closing_after(self.day_zero_index(from)?, span.amount),
            Unit::WorkDay => self.due_work_days(from, span.amount, stops).map(|date| self.closing(date)),
            Unit::Day | Unit::Month | Unit::Year => {
                self.due_calendar_days(from, span, stops).map(|date| self.closing(date))
            }
            Unit::WorkHour => self.due_open_time(from, hours_ms(span.amount), stops),
            Unit::Hour => self.due_clock_time(from, hours_ms(span.amount), stops),
            Unit::Minute => {
                self.due_clock_time(from, i64::from(span.amount).saturating_mul(MINUTE_MS), stops)
            }
        }
    }

    /// The instant at which `units_left` units of a limit are left: the due instant of a budget smaller by as much.
    /// None if the budget is not larger than `units_left`.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn warn_at(
        &self,
        from: Instant,
        span: Span,
        stops: &[Stop],
        units_left: u32,
    ) -> Result<Option<Instant>, CalendarError> {
        match span.amount.checked_sub(units_left) {
            None | Some(0) => Ok(None),
            Some(amount) => self.due(from, Span { amount, ..span }, stops).map(Some),
        }
    }

    /// Rules T2 and T5: n working days after day 0, moved by the working days of the stops.
    fn due_work_days(&self, from: Instant, amount: u32, stops: &[Stop]) -> Result<Date, CalendarError> {
        self.due_from_day(self.day_zero(from)?, amount, stops)
    }

    /// The same from a known day 0.
    pub(super) fn due_from_day(
        &self,
        day_zero: Date,
        amount: u32,
        stops: &[Stop],
    ) -> Result<Date, CalendarError> {
        let mut due = self.add_working_days(day_zero, amount)?;
        for (s, r) in self.stopped_days(day_zero, stops) {
            if s > due {
                break;
            }
            due = self.add_working_days(due, self.working_days_between(s, r)?)?;
        }
        Ok(due)
    }

    /// Rules T3 and T5: the corresponding day, moved by the calendar days of the stops, rolled once, last.
    fn due_calendar_days(&self, from: Instant, span: Span, stops: &[Stop]) -> Result<Date, CalendarError> {
        let day_zero = self.date_of(from);
        let mut due = match span.unit {
            Unit::Month => day_zero.add_months(span.amount),
            Unit::Year => span.amount.checked_mul(12).and_then(|months| day_zero.add_months(months)),
            _ => i32::try_from(span.amount).ok().and_then(|days| day_zero.add_days(days)),
        }
        .ok_or_else(|| self.past_the_end())?;
        for (s, r) in self.stopped_days(day_zero, stops) {
            if s > self.roll(day_zero, due, span.roll)? {
                break;
            }
            due = due.add_days(r.days_since(s)).ok_or_else(|| self.past_the_end())?;
        }
        self.roll(day_zero, due, span.roll)
    }

    /// The roll rule (民法典 203, 税收征管法实施细则 109).
    pub(super) fn roll(&self, day_zero: Date, due: Date, roll: Roll) -> Result<Date, CalendarError> {
        match roll {
            Roll::None => Ok(due),
            Roll::Next => self.first_working_day_from(due),
            Roll::Previous => self.last_working_day_until(due),
            Roll::Extend => match self.extending_days(day_zero, due)? {
                0 => self.first_working_day_from(due),
                days => self.add_working_days(due, days),
            },
        }
    }

    /// How many rest days in `(day_zero, due]` stand in rows of three or more within that period.
    fn extending_days(&self, day_zero: Date, due: Date) -> Result<u32, CalendarError> {
        let mut total = 0_u32;
        let mut add = |after: Date, until: Date| {
            let run = u32::try_from(until.days_since(after)).unwrap_or(0);
            if run >= EXTENDING_RUN {
                total = total.saturating_add(run);
            }
        };
        let mut last_work = day_zero;
        for index in self.rank_of(day_zero)?..self.rank_of(due)? {
            let day = self.working_day(index).ok_or_else(|| self.past_the_end())?;
            add(last_work, day.add_days(-1).unwrap_or(Date::MIN));
            last_work = day;
        }
        add(last_work, due);
        Ok(total)
    }

    /// Rules T4 and T5 for 工作小时: opening hours only.
    fn due_open_time(&self, from: Instant, open_ms: i64, stops: &[Stop]) -> Result<Instant, CalendarError> {
        let mut total = open_ms;
        let mut due = self.add_open_ms(from, total)?;
        for (s, r) in stopped_time(from, stops) {
            if s > due {
                break;
            }
            total = total.saturating_add(self.open_ms_between(s, r)?);
            due = self.add_open_ms(from, total)?;
        }
        Ok(due)
    }

    /// Rules T4 and T5 for 小时 and 分钟: the clock.
    fn due_clock_time(&self, from: Instant, clock_ms: i64, stops: &[Stop]) -> Result<Instant, CalendarError> {
        let mut due = from.add_millis(clock_ms).ok_or_else(|| self.past_the_end())?;
        for (s, r) in stopped_time(from, stops) {
            if s > due {
                break;
            }
            due = due.add_millis(r.millis_since(s)).ok_or_else(|| self.past_the_end())?;
        }
        Ok(due)
    }
}

fn hours_ms(hours: u32) -> i64 {
    i64::from(hours).saturating_mul(HOUR_MS)
}
