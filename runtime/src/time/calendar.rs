//! The calendar compiled to two tables, so that every working-day question is one or two look-ups (rules T1, T2).

use super::{CalendarData, CalendarError, Date, Instant};

/// A working-day calendar, ready for questions. Nothing is allocated after [`Calendar::new`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    data: CalendarData,
    /// For each day from `first` on: how many working days there are up to it, inclusive.
    rank: Vec<u32>,
    /// The working days in order: `by_rank[k]` is the day whose rank is `k + 1`.
    by_rank: Vec<Date>,
    /// When each of these closes.
    closings: Vec<Instant>,
    /// Minute after local midnight at which the first opening period begins.
    opening_minute: u32,
    /// Minute after local midnight at which the last opening period ends.
    closing_minute: u32,
}

impl Calendar {
    /// Compiles a calendar.
    ///
    /// # Errors
    /// [`CalendarError::Invalid`] if the data break a condition stated on [`CalendarData`].
    pub fn new(data: CalendarData) -> Result<Self, CalendarError> {
        data.validate()?;
        let mut rest = data.rest.iter().copied().peekable();
        let mut work = data.work.iter().copied().peekable();
        let days = usize::try_from(data.last.days_since(data.first)).unwrap_or(0).saturating_add(1);
        let (mut rank, mut by_rank) = (Vec::with_capacity(days), Vec::with_capacity(days));
        let mut count = 0_u32;
        let mut next = Some(data.first);
        while let Some(day) = next.filter(|day| *day <= data.last) {
            let listed_rest = rest.next_if_eq(&day).is_some();
            let listed_work = work.next_if_eq(&day).is_some();
            if listed_work || (!day.is_weekend() && !listed_rest) {
                count = count.saturating_add(1);
                by_rank.push(day);
            }
            rank.push(count);
            next = day.add_days(1);
        }
        let opening_minute = data.hours.first().map_or(0, |hours| hours.from_minute);
        let closing_minute = data.hours.last().map_or(0, |hours| hours.to_minute);
        let closing = |day: &Date| Instant::from_local(*day, closing_minute, data.utc_offset_minutes);
        let closings = by_rank.iter().map(closing).collect();
        Ok(Self { data, rank, by_rank, closings, opening_minute, closing_minute })
    }

    /// The data it was compiled from.
    #[must_use]
    pub const fn data(&self) -> &CalendarData {
        &self.data
    }

    /// Whether a date is a working day (rule T1).
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] outside the calendar's data.
    #[inline]
    pub fn is_working_day(&self, date: Date) -> Result<bool, CalendarError> {
        let rank = self.rank_of(date)?;
        Ok(rank != 0 && self.working_day(rank.saturating_sub(1)) == Some(date))
    }

    /// Local date of an instant.
    #[must_use]
    pub fn date_of(&self, instant: Instant) -> Date {
        instant.date(self.data.utc_offset_minutes)
    }

    /// Closing time of a date, whether it is a working day or not.
    #[must_use]
    pub const fn closing(&self, date: Date) -> Instant {
        Instant::from_local(date, self.closing_minute, self.data.utc_offset_minutes)
    }

    /// Opening time of a date, whether it is a working day or not.
    #[must_use]
    pub const fn opening(&self, date: Date) -> Instant {
        Instant::from_local(date, self.opening_minute, self.data.utc_offset_minutes)
    }

    /// Day 0 of a working-day limit (rule T2): the instant's local date if that is a working day and the instant is not
    /// after closing time, else the next working day.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] outside the calendar's data.
    pub fn day_zero(&self, from: Instant) -> Result<Date, CalendarError> {
        let index = self.day_zero_index(from)?;
        self.working_day(index).ok_or_else(|| self.past_the_end())
    }

    /// Position of day 0 among the working days; one past the last if the data end before it.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the instant lies outside the calendar's data.
    #[inline]
    pub(crate) fn day_zero_index(&self, from: Instant) -> Result<u32, CalendarError> {
        let date = self.date_of(from);
        let rank = self.rank_of(date)?;
        let last = rank.saturating_sub(1);
        let counts = rank != 0 && self.working_day(last) == Some(date) && from <= self.closing(date);
        Ok(if counts { last } else { rank })
    }

    /// Closing time of the working day `n` working days behind one known by its position: where a limit of n 工作日 is
    /// due (rule T2).
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if that day lies outside the calendar's data.
    #[inline]
    pub(crate) fn closing_after(&self, day_zero_index: u32, n: u32) -> Result<Instant, CalendarError> {
        let at = day_zero_index.checked_add(n).and_then(|at| usize::try_from(at).ok());
        at.and_then(|at| self.closings.get(at)).copied().ok_or_else(|| self.past_the_end())
    }

    /// The `n`-th working day after a date; the date itself for 0, working day or not.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the date or the result lies outside the calendar's data.
    #[inline]
    pub fn add_working_days(&self, date: Date, n: u32) -> Result<Date, CalendarError> {
        let rank = self.rank_of(date)?;
        if n == 0 {
            return Ok(date);
        }
        let at = rank.checked_add(n.saturating_sub(1)).and_then(|at| self.working_day(at));
        at.ok_or_else(|| self.past_the_end())
    }

    /// The last working day on or before a date.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the date or the result lies outside the calendar's data.
    pub fn last_working_day_until(&self, date: Date) -> Result<Date, CalendarError> {
        let rank = self.rank_of(date)?;
        let at = rank.checked_sub(1).and_then(|at| self.working_day(at));
        at.ok_or_else(|| self.out_of_data(self.data.first.add_days(-1).unwrap_or(Date::MIN)))
    }

    /// The first working day on or after a date.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if the date or the result lies outside the calendar's data.
    pub fn first_working_day_from(&self, date: Date) -> Result<Date, CalendarError> {
        if self.is_working_day(date)? { Ok(date) } else { self.add_working_days(date, 1) }
    }

    /// How many working days lie in (s, r]: after `s`, up to and including `r`; 0 if `r` is not after `s`.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if either date lies outside the calendar's data.
    #[inline]
    pub fn working_days_between(&self, s: Date, r: Date) -> Result<u32, CalendarError> {
        Ok(self.rank_of(r)?.saturating_sub(self.rank_of(s)?))
    }

    /// How many working days there are up to a date, inclusive, from the first day with data.
    #[inline]
    pub(super) fn rank_of(&self, date: Date) -> Result<u32, CalendarError> {
        let at = usize::try_from(date.days_since(self.data.first)).ok();
        at.and_then(|at| self.rank.get(at)).copied().ok_or_else(|| self.out_of_data(date))
    }

    /// The working day whose rank is `index + 1`.
    #[inline]
    pub(super) fn working_day(&self, index: u32) -> Option<Date> {
        usize::try_from(index).ok().and_then(|at| self.by_rank.get(at)).copied()
    }

    /// The error for a question about a date outside the data.
    #[cold]
    pub(super) fn out_of_data(&self, date: Date) -> CalendarError {
        CalendarError::OutOfData { year: date.year(), first: self.data.first, last: self.data.last }
    }

    /// The error for counting beyond the last day: it names the first year that is missing.
    #[cold]
    pub(super) fn past_the_end(&self) -> CalendarError {
        self.out_of_data(self.data.last.add_days(1).unwrap_or(Date::MAX))
    }
}
