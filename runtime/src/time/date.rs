//! A civil date.

use super::TimeError;
use chrono::{Datelike, Months, NaiveDate};
use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Days from 0001-01-01 (day 1 of the common era) to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

/// A civil date, held as the number of days since 1970-01-01; always between [`Date::MIN`] and [`Date::MAX`].
///
/// Serialises as `"YYYY-MM-DD"` in readable formats and as the day number in binary ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

impl Date {
    /// 0001-01-01.
    pub const MIN: Self = Self(-719_162);
    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The date of a day number (days since 1970-01-01); none outside the years 1 to 9999.
    #[must_use]
    pub const fn from_epoch_day(day: i32) -> Option<Self> {
        if day < Self::MIN.0 || day > Self::MAX.0 { None } else { Some(Self(day)) }
    }

    /// As [`Date::from_epoch_day`], but a number outside the range becomes the nearest date within.
    #[must_use]
    pub(super) fn saturating(day: i64) -> Self {
        let day = day.clamp(i64::from(Self::MIN.0), i64::from(Self::MAX.0));
        i32::try_from(day).map_or(Self::MAX, Self)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn epoch_day(self) -> i32 {
        self.0
    }

    /// The date of a year, month (1–12) and day (1–31); none if there is no such day.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::from_naive(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    /// Year, month (1–12) and day (1–31).
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self.naive();
        (date.year(), date.month(), date.day())
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.naive().year()
    }

    /// Reads `YYYY-MM-DD`, nothing else.
    ///
    /// # Errors
    /// [`TimeError::Date`] if the text has another form or names no day.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let bytes = text.as_bytes();
        let form = bytes.len() == 10
            && bytes.iter().enumerate().all(|(at, byte)| match at {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !form {
            return Err(TimeError::Date);
        }
        let naive: NaiveDate = text.parse().map_err(|_| TimeError::Date)?;
        Self::from_naive(naive).ok_or(TimeError::Date)
    }

    /// Day of the week: 1 = Monday … 7 = Sunday.
    #[must_use]
    pub fn weekday(self) -> u32 {
        // 1970-01-01 was a Thursday.
        self.0.saturating_add(3).rem_euclid(7).saturating_add(1).unsigned_abs()
    }

    /// Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        self.weekday() > 5
    }

    /// So many days later (earlier if negative); none outside the years 1 to 9999.
    #[must_use]
    pub const fn add_days(self, days: i32) -> Option<Self> {
        match self.0.checked_add(days) {
            Some(day) => Self::from_epoch_day(day),
            None => None,
        }
    }

    /// The corresponding day so many months later, or that month's last day if there is none (民法典 202).
    #[must_use]
    pub fn add_months(self, months: u32) -> Option<Self> {
        Self::from_naive(self.naive().checked_add_months(Months::new(months))?)
    }

    /// Days from `other` to this date; negative if this date is the earlier one.
    #[must_use]
    pub const fn days_since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }

    fn naive(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0.saturating_add(EPOCH_FROM_CE)).unwrap_or(NaiveDate::MAX)
    }

    fn from_naive(date: NaiveDate) -> Option<Self> {
        Self::from_epoch_day(date.num_days_from_ce().checked_sub(EPOCH_FROM_CE)?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i32(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        if deserializer.is_human_readable() {
            Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom)
        } else {
            Self::from_epoch_day(i32::deserialize(deserializer)?)
                .ok_or_else(|| D::Error::custom(TimeError::Range))
        }
    }
}
