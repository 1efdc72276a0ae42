//! A moment, to the millisecond.

use super::{Date, TimeError};
use chrono::DateTime;
use core::fmt;
use core::num::NonZeroI64;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds of a minute.
pub(super) const MINUTE_MS: i64 = 60_000;
/// Milliseconds of an hour.
pub(super) const HOUR_MS: i64 = 3_600_000;
/// Milliseconds of a day.
pub(super) const DAY_MS: i64 = 86_400_000;
/// Offset of the readable form, in minutes: China has one time (UTC+8) all year round.
const CHINA_OFFSET_MINUTES: i32 = 480;
/// Longest text that can be an instant: `2026-09-28T10:00:00.000+08:00` has 29 characters.
const MAX_TEXT: usize = 40;

/// A moment: milliseconds since 1970-01-01T00:00:00Z, between [`Instant::MIN`] and [`Instant::MAX`], so that its local
/// date exists at every offset.
///
/// Serialises as RFC 3339 with `+08:00` in readable formats and as the number in binary ones.
/// Kept as a number that is never 0, so that `Option<Instant>` takes no more room than an instant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(NonZeroI64);

/// Milliseconds since 1970 of the smallest and of the largest instant.
const MIN_MS: i64 = -719_161 * DAY_MS;
const MAX_MS: i64 = 2_932_896 * DAY_MS - 1;
/// What is kept is so much more than the milliseconds since 1970: 1 for the smallest instant.
const SHIFT_MS: i64 = 1 - MIN_MS;

impl Instant {
    /// 0001-01-02T00:00:00Z.
    pub const MIN: Self = Self::kept(MIN_MS);
    /// 9999-12-30T23:59:59.999Z.
    pub const MAX: Self = Self::kept(MAX_MS);

    /// The instant so many milliseconds after 1970-01-01T00:00:00Z; a number out of range becomes the nearest instant.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        if millis < MIN_MS {
            Self::MIN
        } else if millis > MAX_MS {
            Self::MAX
        } else {
            Self::kept(millis)
        }
    }

    /// Milliseconds within bounds.
    const fn kept(millis: i64) -> Self {
        match NonZeroI64::new(millis.saturating_add(SHIFT_MS)) {
            Some(kept) => Self(kept),
            None => Self(NonZeroI64::MIN),
        }
    }

    /// The instant at `minute` minutes after local midnight of `date`, at an offset in minutes east of UTC.
    #[must_use]
    pub const fn from_local(date: Date, minute: u32, offset_minutes: i32) -> Self {
        let days = (date.epoch_day() as i64).saturating_mul(DAY_MS);
        let minutes = (minute as i64).saturating_sub(offset_minutes as i64).saturating_mul(MINUTE_MS);
        Self::from_millis(days.saturating_add(minutes))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0.get().saturating_sub(SHIFT_MS)
    }

    /// So many milliseconds later (earlier if negative); none out of range.
    #[must_use]
    pub const fn add_millis(self, millis: i64) -> Option<Self> {
        match self.millis().checked_add(millis) {
            Some(sum) if sum >= MIN_MS && sum <= MAX_MS => Some(Self::kept(sum)),
            _ => None,
        }
    }

    /// Milliseconds from `other` to this instant; negative if this one is earlier.
    #[must_use]
    pub const fn millis_since(self, other: Self) -> i64 {
        self.0.get().saturating_sub(other.0.get())
    }

    /// Local date at an offset in minutes east of UTC.
    #[must_use]
    pub fn date(self, offset_minutes: i32) -> Date {
        Date::saturating(self.local_millis(offset_minutes).div_euclid(DAY_MS))
    }

    /// Milliseconds since local midnight at an offset in minutes east of UTC.
    #[must_use]
    pub const fn millis_of_day(self, offset_minutes: i32) -> i64 {
        self.local_millis(offset_minutes).rem_euclid(DAY_MS)
    }

    /// Reads an RFC 3339 instant: `2026-09-28T10:00:00+08:00`, with at most three digits after the seconds.
    ///
    /// # Errors
    /// [`TimeError`] if the text has another form, names no moment, is finer than a millisecond or out of range.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        if text.len() > MAX_TEXT || !text.is_ascii() {
            return Err(TimeError::Instant);
        }
        if let Some((_, rest)) = text.split_once('.') {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 3 {
                return Err(TimeError::TooFine);
            }
        }
        let moment = DateTime::parse_from_rfc3339(text).map_err(|_| TimeError::Instant)?;
        if moment.timestamp_subsec_millis() >= 1_000 {
            return Err(TimeError::Instant); // a leap second: Chinese office time has none
        }
        let instant = Self::from_millis(moment.timestamp_millis());
        if instant.millis() == moment.timestamp_millis() { Ok(instant) } else { Err(TimeError::Range) }
    }

    /// Reads an instant as people write it: RFC 3339, or without seconds, or without offset (then local at
    /// `offset_minutes`), `T` or a space between date and time: `2026-09-28 10:00`.
    ///
    /// # Errors
    /// [`TimeError`] as for [`Instant::parse`]; a date alone is an error, because it names no moment.
    pub fn parse_local(text: &str, offset_minutes: i32) -> Result<Self, TimeError> {
        let text = text.trim();
        if text.len() > MAX_TEXT || !text.is_ascii() {
            return Err(TimeError::Instant);
        }
        let (date, time) = text.split_once(['T', 't', ' ']).ok_or(TimeError::Instant)?;
        let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
        let (clock, zone) = time.split_at_checked(zone_at).ok_or(TimeError::Instant)?;
        let seconds = if clock.matches(':').count() == 1 { ":00" } else { "" };
        let zone = if zone.is_empty() { zone_text(offset_minutes) } else { zone.to_owned() };
        Self::parse(&format!("{date}T{clock}{seconds}{zone}"))
    }

    /// RFC 3339 at an offset in minutes east of UTC; milliseconds appear only if there are any.
    #[must_use]
    pub fn format(self, offset_minutes: i32) -> String {
        let ms = self.millis_of_day(offset_minutes);
        let (second, milli) = (ms.div_euclid(1_000), ms.rem_euclid(1_000));
        let (hour, minute, second) =
            (second.div_euclid(3_600), second.div_euclid(60).rem_euclid(60), second.rem_euclid(60));
        let fraction = if milli == 0 { String::new() } else { format!(".{milli:03}") };
        let date = self.date(offset_minutes);
        format!("{date}T{hour:02}:{minute:02}:{second:02}{fraction}{}", zone_text(offset_minutes))
    }

    const fn local_millis(self, offset_minutes: i32) -> i64 {
        self.millis().saturating_add((offset_minutes as i64).saturating_mul(MINUTE_MS))
    }
}

fn zone_text(offset_minutes: i32) -> String {
    let sign = if offset_minutes < 0 { '-' } else { '+' };
    let minutes = offset_minutes.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60))
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.format(CHINA_OFFSET_MINUTES))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i64(self.millis())
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        if deserializer.is_human_readable() {
            return Self::parse(&String::deserialize(deserializer)?).map_err(D::Error::custom);
        }
        let millis = i64::deserialize(deserializer)?;
        let instant = Self::from_millis(millis);
        if instant.millis() == millis { Ok(instant) } else { Err(D::Error::custom(TimeError::Range)) }
    }
}
