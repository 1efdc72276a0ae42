//! Opening hours: how much opening time lies between two instants, and when so much has run (rule T4).

use super::instant::MINUTE_MS;
use super::{Calendar, CalendarError, Instant, OpenHours};

impl Calendar {
    /// Opening time of one working day, in milliseconds.
    #[must_use]
    pub fn open_ms_per_day(&self) -> i64 {
        self.data().hours.iter().map(|hours| length_ms(*hours)).fold(0, i64::saturating_add)
    }

    /// Opening time between two instants, in milliseconds; 0 if `to` is not after `from`.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if either date lies outside the calendar's data.
    pub fn open_ms_between(&self, from: Instant, to: Instant) -> Result<i64, CalendarError> {
        let (from, to) = (self.open_ms_until(from)?, self.open_ms_until(to)?);
        Ok(to.saturating_sub(from).max(0))
    }

    /// The earliest instant, not before `from`, at which `open_ms` milliseconds of opening time have run since `from`.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] if `from` or the result lies outside the calendar's data.
    pub fn add_open_ms(&self, from: Instant, open_ms: i64) -> Result<Instant, CalendarError> {
        if open_ms <= 0 {
            return Ok(from);
        }
        let per_day = self.open_ms_per_day();
        let total = self.open_ms_until(from)?.saturating_add(open_ms);
        // `total` lies in the k-th working day, 1 ≤ rest ≤ per_day: closing time, not the next opening.
        let before = total.saturating_sub(1);
        let index = before.checked_div(per_day).and_then(|index| u32::try_from(index).ok());
        let rest = before.checked_rem(per_day).unwrap_or(0).saturating_add(1);
        let day = index.and_then(|index| self.working_day(index)).ok_or_else(|| self.past_the_end())?;
        let midnight = Instant::from_local(day, 0, self.data().utc_offset_minutes);
        midnight.add_millis(self.clock_ms_after(rest)).ok_or_else(|| self.past_the_end())
    }

    /// Opening time from the first day with data until an instant, in milliseconds.
    fn open_ms_until(&self, instant: Instant) -> Result<i64, CalendarError> {
        let date = self.date_of(instant);
        let rank = i64::from(self.rank_of(date)?);
        let per_day = self.open_ms_per_day();
        if !self.is_working_day(date)? {
            return Ok(rank.saturating_mul(per_day));
        }
        let clock_ms = instant.millis_of_day(self.data().utc_offset_minutes);
        let today = self.data().hours.iter().map(|hours| {
            clock_ms
                .saturating_sub(i64::from(hours.from_minute).saturating_mul(MINUTE_MS))
                .clamp(0, length_ms(*hours))
        });
        Ok(today.fold(rank.saturating_sub(1).saturating_mul(per_day), i64::saturating_add))
    }

    /// Milliseconds after midnight at which `open_ms` of the day's opening time have run; 1 ≤ `open_ms` ≤ a day's.
    fn clock_ms_after(&self, open_ms: i64) -> i64 {
        let mut left = open_ms;
        for hours in &self.data().hours {
            let length = length_ms(*hours);
            if left <= length {
                return i64::from(hours.from_minute).saturating_mul(MINUTE_MS).saturating_add(left);
            }
            left = left.saturating_sub(length);
        }
        left
    }
}

fn length_ms(hours: OpenHours) -> i64 {
    i64::from(hours.to_minute.saturating_sub(hours.from_minute)).saturating_mul(MINUTE_MS)
}
