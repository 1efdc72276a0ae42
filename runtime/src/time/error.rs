//! What can go wrong with dates and calendars.

use super::Date;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A date or an instant that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeError {
    /// Not `YYYY-MM-DD`, or no such day.
    Date,
    /// Not an RFC 3339 instant with offset, or no such moment.
    Instant,
    /// More than three digits after the seconds: instants are exact to the millisecond.
    TooFine,
    /// Before the year 1 or after the year 9999.
    Range,
}

impl TimeError {
    /// The same in Chinese.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Date => "不是 YYYY-MM-DD 形式的日期，或没有这一天",
            Self::Instant => "不是带时区的 RFC 3339 时刻（例如 2026-09-28T10:00:00+08:00），或没有这一时刻",
            Self::TooFine => "时刻只精确到毫秒，秒后最多三位小数",
            Self::Range => "年份须在 1 至 9999 之间",
        }
    }
}

impl fmt::Display for TimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Date => "not a date of the form YYYY-MM-DD, or no such day",
            Self::Instant => {
                "not an RFC 3339 instant with offset (such as 2026-09-28T10:00:00+08:00), or no such moment"
            }
            Self::TooFine => "instants are exact to the millisecond: at most three digits after the seconds",
            Self::Range => "the year must lie between 1 and 9999",
        })
    }
}

impl core::error::Error for TimeError {}

/// Why a calendar gives no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CalendarError {
    /// The question needs a day outside the calendar's data (rule T1): never guessed.
    OutOfData {
        /// The year that is missing.
        year: i32,
        /// First day with data.
        first: Date,
        /// Last day with data.
        last: Date,
    },
    /// The calendar's data contradict themselves; the text says how (English).
    Invalid(String),
}

impl CalendarError {
    /// The same in Chinese, with what to do about it.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::OutOfData { year, first, last } => format!(
                "日历没有 {year} 年的数据（现有 {first} 至 {last}）：国务院办公厅公布放假安排后，用 lianban calendar import 并入，\
                 再以 --calendar 引用；要按周一至周五推定，须写明 --assume-weekdays {year}"
            ),
            Self::Invalid(why) => format!("日历数据有误：{why}"),
        }
    }

    /// In English, as displayed.
    #[must_use]
    pub fn en(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfData { year, first, last } => write!(
                f,
                "the calendar has no data for {year} (it covers {first} to {last}): once the State Council has published \
                 the year, merge it with `lianban calendar import` and refer to it with `--calendar`; to assume Monday to \
                 Friday say `--assume-weekdays {year}`"
            ),
            Self::Invalid(why) => write!(f, "invalid calendar: {why}"),
        }
    }
}

impl core::error::Error for CalendarError {}
