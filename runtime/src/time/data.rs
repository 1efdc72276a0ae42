//! The calendar as plain data, as it is pinned in a plan.

use super::{CalendarError, Date};
use serde::{Deserialize, Serialize};

/// Longest period a calendar may cover, in days: 400 years.
pub(super) const MAX_DAYS: i32 = 146_097;
/// Most opening periods of a day.
const MAX_HOURS: usize = 24;
/// Last minute of a day at which an office may close: the closing time must lie within its own day.
const LAST_MINUTE: u32 = 1_439;
/// Farthest offset from UTC, in minutes.
const MAX_OFFSET: u32 = 14 * 60;

/// One opening period of a working day, in minutes after local midnight; `from_minute` < `to_minute` ≤ 1439 (23:59).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OpenHours {
    /// Opens.
    pub from_minute: u32,
    /// Closes.
    pub to_minute: u32,
}

/// 日历: which days are working days, and the opening hours. Versioned by `id`, pinned in the plan.
///
/// Monday to Friday are working days and Saturday and Sunday are not, except as `rest` and `work` say; both lists are
/// strictly ascending. Outside `first`..=`last` nothing is known (rule T1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarData {
    /// Name and version, e.g. `中国大陆 2004–2026@1a2b3c4d`.
    pub id: String,
    /// First day with data.
    pub first: Date,
    /// Last day with data.
    pub last: Date,
    /// Offset of local time in minutes east of UTC; 480 in China.
    pub utc_offset_minutes: i32,
    /// Opening periods of every working day, ascending and apart; the end of the last is closing time.
    pub hours: Vec<OpenHours>,
    /// Weekdays (Monday–Friday) off.
    pub rest: Vec<Date>,
    /// 补班: weekend days worked.
    pub work: Vec<Date>,
    /// Some years are assumed to be Monday to Friday, not published (rule T1): results have to be marked.
    #[serde(default)]
    pub assumed: bool,
}

impl CalendarData {
    /// Checks every condition named on the fields.
    ///
    /// # Errors
    /// [`CalendarError::Invalid`] with the first condition that does not hold.
    pub(super) fn validate(&self) -> Result<(), CalendarError> {
        let invalid = |why: String| Err(CalendarError::Invalid(why));
        if self.first > self.last {
            return invalid(format!("the last day {} is before the first day {}", self.last, self.first));
        }
        if self.last.days_since(self.first) >= MAX_DAYS {
            return invalid(format!("{} to {} is longer than 400 years", self.first, self.last));
        }
        if self.utc_offset_minutes.unsigned_abs() > MAX_OFFSET {
            return invalid(format!("offset of {} minutes from UTC", self.utc_offset_minutes));
        }
        self.validate_hours()?;
        self.validate_days("rest", &self.rest, false)?;
        self.validate_days("work", &self.work, true)
    }

    fn validate_hours(&self) -> Result<(), CalendarError> {
        if self.hours.is_empty() || self.hours.len() > MAX_HOURS {
            return Err(CalendarError::Invalid(format!("{} opening periods a day", self.hours.len())));
        }
        let mut free_from = 0;
        for hours in &self.hours {
            if hours.from_minute < free_from
                || hours.from_minute >= hours.to_minute
                || hours.to_minute > LAST_MINUTE
            {
                return Err(CalendarError::Invalid(format!(
                    "opening hours from minute {} to minute {} of the day",
                    hours.from_minute, hours.to_minute
                )));
            }
            free_from = hours.to_minute;
        }
        Ok(())
    }

    fn validate_days(&self, list: &str, days: &[Date], weekend: bool) -> Result<(), CalendarError> {
        let mut before: Option<Date> = None;
        for &day in days {
            if day < self.first || day > self.last {
                return Err(CalendarError::Invalid(format!("{list}: {day} is outside the data")));
            }
            if before.is_some_and(|before| before >= day) {
                return Err(CalendarError::Invalid(format!("{list}: {day} stands twice or out of order")));
            }
            if day.is_weekend() != weekend {
                let kind = if weekend { "a weekday" } else { "a weekend day" };
                return Err(CalendarError::Invalid(format!("{list}: {day} is {kind}")));
            }
            before = Some(day);
        }
        Ok(())
    }
}
