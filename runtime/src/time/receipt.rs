//! When what the applicant hands in counts as received (rule T2): 收件截止 and 非工作日收件 of a jurisdiction profile.
//!
//! The rule is about receipts only: 提交 and the arrival of the last paper of a 补正. A completion hands over on its own
//! day 0 whatever the profile says, so that limits in sequence add up.
//!
//! | day 0 | default | 收件截止 16:30 | 非工作日收件 当日 |
//! |---|---|---|---|
//! | received Wed 16:45 | Wed | Thu | Wed |
//! | received Sat 10:00 | Mon | Mon | Sat |
//! | received Sat 20:00 | Mon | Mon | Mon |
//! | completed Wed 17:30, received Wed 10:00 | Wed | Wed | Wed |
//! | completed Sat 17:30, received Sat 10:00 | Mon | Mon | Sat |

use super::{Calendar, CalendarError, Date, Instant, Span, Stop, Unit};
use serde::{Deserialize, Serialize};

/// What a receipt on a rest day means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RestDayReceipt {
    /// 顺延: the next working day is day 0. The default.
    #[default]
    NextWorkingDay,
    /// 当日: the rest day itself is day 0.
    SameDay,
}

/// When a receipt counts: the hour, and what a rest day means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReceiptRule {
    /// 收件截止: minute after local midnight, not after closing; none: closing time.
    pub cutoff_minute: Option<u32>,
    /// 非工作日收件.
    pub rest_day: RestDayReceipt,
}

impl ReceiptRule {
    /// Nothing but rule T2 itself: receipts count as anything else.
    #[must_use]
    pub fn is_default(self) -> bool {
        self == Self::default()
    }
}

/// The receipts of one case, with the rule by which they count.
#[derive(Clone, Copy, Debug)]
pub struct Receipts<'a> {
    /// When a receipt counts.
    pub rule: ReceiptRule,
    /// What has been received, and when.
    pub at: &'a [Instant],
}

impl Receipts<'_> {
    /// No receipt to look at: every instant counts by the calendar alone.
    pub const NONE: Receipts<'static> = Receipts {
        rule: ReceiptRule { cutoff_minute: None, rest_day: RestDayReceipt::NextWorkingDay },
        at: &[],
    };
}

impl Calendar {
    /// Day 0 of a working-day limit in a case with these receipts (rule T2).
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`] outside the calendar's data.
    pub fn day_zero_in(&self, from: Instant, receipts: Receipts<'_>) -> Result<Date, CalendarError> {
        let rule = receipts.rule;
        if rule.is_default() {
            return self.day_zero(from);
        }
        let date = self.date_of(from);
        // What is received after the limit has begun does not change when it began.
        let today = |other: &Instant| *other <= from && self.date_of(*other) == date;
        let counts = self.is_working_day(date)?
            || rule.rest_day == RestDayReceipt::SameDay && receipts.at.iter().any(today);
        let cutoff = rule.cutoff_minute.filter(|_| receipts.at.contains(&from));
        let until = cutoff.map_or(self.closing(date), |minute| {
            Instant::from_local(date, minute, self.data().utc_offset_minutes)
        });
        if counts && from <= until { Ok(date) } else { self.add_working_days(date, 1) }
    }

    /// As [`Calendar::due`], in a case with these receipts.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn due_in(
        &self,
        from: Instant,
        span: Span,
        stops: &[Stop],
        receipts: Receipts<'_>,
    ) -> Result<Instant, CalendarError> {
        if span.unit != Unit::WorkDay || receipts.rule.is_default() {
            return self.due(from, span, stops);
        }
        let day_zero = self.day_zero_in(from, receipts)?;
        self.due_from_day(day_zero, span.amount, stops).map(|date| self.closing(date))
    }

    /// As [`Calendar::warn_at`], in a case with these receipts.
    ///
    /// # Errors
    /// As [`Calendar::due`].
    pub fn warn_at_in(
        &self,
        from: Instant,
        span: Span,
        stops: &[Stop],
        units_left: u32,
        receipts: Receipts<'_>,
    ) -> Result<Option<Instant>, CalendarError> {
        match span.amount.checked_sub(units_left) {
            None | Some(0) => Ok(None),
            Some(amount) => self.due_in(from, Span { amount, ..span }, stops, receipts).map(Some),
        }
    }
}
