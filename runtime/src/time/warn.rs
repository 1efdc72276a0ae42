//! When the levels of a limit rise (rule T9): so much before the due instant.

use super::instant::{HOUR_MS, MINUTE_MS};
use super::{Calendar, CalendarError, Instant, Receipts, Span, Stop, Unit};

impl Calendar {
    /// The instant at which `left` of a limit is left; none if the limit is not longer than that.
    ///
    /// In the limit's own unit it is the due instant of a budget smaller by as much; in another unit it is counted back
    /// from the due instant: working days and days to closing time, hours and minutes by the clock, 工作小时 in opening
    /// time. 月 and 年 are counted only in the limit's own unit.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn warn_before(
        &self,
        from: Instant,
        budget: Span,
        stops: &[Stop],
        left: Span,
        receipts: Receipts<'_>,
    ) -> Result<Option<Instant>, CalendarError> {
        if left.unit == budget.unit {
            return self.warn_at_in(from, budget, stops, left.amount, receipts);
        }
        let due = self.due_in(from, budget, stops, receipts)?;
        let clock = |ms: i64| due.add_millis(i64::from(left.amount).saturating_mul(ms).saturating_neg());
        let at = match left.unit {
            Unit::WorkDay => self.work_days_before(due, left.amount)?,
            Unit::Day => i32::try_from(left.amount)
                .ok()
                .and_then(|days| self.date_of(due).add_days(days.checked_neg()?))
                .map(|date| self.closing(date)),
            Unit::Hour => clock(HOUR_MS),
            Unit::Minute => clock(MINUTE_MS),
            Unit::WorkHour => self.open_time_before(due, i64::from(left.amount).saturating_mul(HOUR_MS))?,
            Unit::Month | Unit::Year => None,
        };
        Ok(at.filter(|at| *at > from))
    }

    /// The instant at which `percent` of a limit is left, what is not a whole unit counted as one; none if the limit
    /// is not longer than that.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn warn_at_share(
        &self,
        from: Instant,
        budget: Span,
        stops: &[Stop],
        percent: u32,
        receipts: Receipts<'_>,
    ) -> Result<Option<Instant>, CalendarError> {
        if !matches!(budget.unit, Unit::Month | Unit::Year) {
            return self.warn_at_in(from, budget, stops, share(budget.amount, percent), receipts);
        }
        let due = self.due(from, budget, &[])?;
        let days = u32::try_from(self.date_of(due).days_since(self.date_of(from))).unwrap_or(0);
        let left = Span { amount: share(days, percent), unit: Unit::Day, roll: budget.roll };
        self.warn_before(from, budget, stops, left, receipts)
    }

    /// Closing time of the n-th working day before the due date; none before the calendar's data.
    fn work_days_before(&self, due: Instant, n: u32) -> Result<Option<Instant>, CalendarError> {
        // The last working day up to the due date has index `rank - 1`.
        let rank = self.rank_of(self.date_of(due))?;
        let index = rank.checked_sub(1).and_then(|last| last.checked_sub(n));
        Ok(index.and_then(|index| self.working_day(index)).map(|date| self.closing(date)))
    }

    /// The earliest instant from which so much opening time leads to the due instant; none before the calendar's data.
    fn open_time_before(&self, due: Instant, open_ms: i64) -> Result<Option<Instant>, CalendarError> {
        let begin = self.opening(self.data().first);
        let until = self.open_ms_between(begin, due)?;
        match until.checked_sub(open_ms).filter(|left| *left > 0) {
            Some(left) => self.add_open_ms(begin, left).map(Some),
            None => Ok(None),
        }
    }
}

/// A share of an amount, rounded up.
pub(crate) fn share(amount: u32, percent: u32) -> u32 {
    let parts = u64::from(amount).saturating_mul(u64::from(percent));
    u32::try_from(parts.div_ceil(100)).unwrap_or(u32::MAX)
}
