//! The calendar table.

use lianban_runtime::time::{CalendarData, Date, OpenHours};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Offset of Chinese time, in minutes east of UTC.
const CHINA_OFFSET_MINUTES: i32 = 480;
/// Opening hours unless a bundle says otherwise: 09:00–12:00, 13:30–17:30 (rule T2).
const HOURS: [OpenHours; 2] =
    [OpenHours { from_minute: 540, to_minute: 720 }, OpenHours { from_minute: 810, to_minute: 1050 }];
/// Farthest a calendar may be assumed beyond its data, in years.
const MAX_ASSUMED_YEARS: i32 = 100;

/// What a listed day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum DayKind {
    /// 休: off. On a weekend: part of the holiday, told so that drawings can name it.
    #[serde(rename = "休")]
    Off,
    /// 班: a weekend day worked (调休补班).
    #[serde(rename = "班")]
    Work,
}

impl DayKind {
    /// `休` or `班`.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Off => "休",
            Self::Work => "班",
        }
    }
}

/// One listed day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayRow {
    /// The day.
    pub date: Date,
    /// Off or worked.
    pub kind: DayKind,
    /// The holiday it belongs to, e.g. `春节`.
    pub name: String,
    /// The notice it comes from; empty if not told.
    pub source: String,
}

/// Holidays and 补班 days of some whole years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarTable {
    pub(super) region: String,
    /// The years the table speaks for, without gap unless the table is only to be imported.
    pub(super) years: BTreeSet<i32>,
    pub(super) rows: BTreeMap<Date, DayRow>,
    pub(super) assumed_until: Option<i32>,
}

impl CalendarTable {
    /// Where it applies, e.g. `中国大陆`.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// First year with data.
    #[must_use]
    pub fn first_year(&self) -> i32 {
        self.years.first().copied().unwrap_or(1)
    }

    /// Last year with data, assumed years included.
    #[must_use]
    pub fn last_year(&self) -> i32 {
        self.assumed_until.unwrap_or_else(|| self.last_known_year())
    }

    /// Last year that was published.
    #[must_use]
    pub fn last_known_year(&self) -> i32 {
        self.years.last().copied().unwrap_or(1)
    }

    /// The listed days, in order.
    pub fn rows(&self) -> impl Iterator<Item = &DayRow> {
        self.rows.values()
    }

    /// The entry of a day, if it is listed.
    #[must_use]
    pub fn row(&self, date: Date) -> Option<&DayRow> {
        self.rows.get(&date)
    }

    /// The holiday a day belongs to, off or worked.
    #[must_use]
    pub fn name_of(&self, date: Date) -> Option<&str> {
        self.row(date).map(|row| row.name.as_str())
    }

    /// Whether a day is a working day, by this table; assumed years included.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        match self.row(date) {
            Some(row) => row.kind == DayKind::Work,
            None => !date.is_weekend(),
        }
    }

    /// The same table that takes the years after its data, up to and including `year`, as Monday to Friday (rule T1).
    /// Every result is marked: the calendar's id says so, and `assumed` is set. None if `year` is not after the data or
    /// more than a hundred years after it.
    #[must_use]
    pub fn assume_weekdays_until(&self, year: i32) -> Option<Self> {
        let last = self.last_known_year();
        if year <= last || year.saturating_sub(last) > MAX_ASSUMED_YEARS || year > 9999 {
            return None;
        }
        Some(Self { assumed_until: Some(year), ..self.clone() })
    }

    /// The calendar for a plan: 09:00–12:00 and 13:30–17:30, UTC+8. Its id holds the years and the first eight digits
    /// of the hash of everything that decides a due date, so that equal ids mean equal results.
    #[must_use]
    pub fn data(&self) -> CalendarData {
        let list = |kind: DayKind| -> Vec<Date> {
            let listed = self.rows().filter(|row| row.kind == kind);
            listed.map(|row| row.date).filter(|date| date.is_weekend() == (kind == DayKind::Work)).collect()
        };
        let mut data = CalendarData {
            id: String::new(),
            first: Date::from_ymd(self.first_year(), 1, 1).unwrap_or(Date::MIN),
            last: Date::from_ymd(self.last_year(), 12, 31).unwrap_or(Date::MAX),
            utc_offset_minutes: CHINA_OFFSET_MINUTES,
            hours: HOURS.to_vec(),
            rest: list(DayKind::Off),
            work: list(DayKind::Work),
            assumed: self.assumed_until.is_some(),
        };
        let assumed = self.assumed_until.map_or(String::new(), |year| format!("，推定至 {year}"));
        let years = format!("{}–{}", self.first_year(), self.last_known_year());
        data.id = format!("{} {years}{assumed}@{}", self.region, fingerprint(&data));
        data
    }

    /// The table as CSV text that [`super::parse_calendar`] reads back.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut text =
            format!("# 地区: {}\n# 年份: {}-{}\n", self.region, self.first_year(), self.last_known_year());
        text.push_str("日期,类型,节日,来源\n");
        for row in self.rows() {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{},{},{},{}", row.date, row.kind.zh(), row.name, row.source);
        }
        text
    }
}

/// First eight hex digits of the SHA-256 of everything that decides a due date.
fn fingerprint(data: &CalendarData) -> String {
    let mut text = format!("{} {} {} {}", data.first, data.last, data.utc_offset_minutes, data.assumed);
    for hours in &data.hours {
        let _ = write!(text, " {}-{}", hours.from_minute, hours.to_minute);
    }
    for (mark, days) in [("休", &data.rest), ("班", &data.work)] {
        text.push_str(mark);
        for day in days {
            let _ = write!(text, " {day}");
        }
    }
    let mut digits = String::new();
    for byte in Sha256::digest(text.as_bytes()).iter().take(4) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}
