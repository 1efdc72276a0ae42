//! Tests of rules T1–T5: examples worked by hand, and every due instant against a second, naive implementation.

mod count;
mod examples;
mod naive;
mod properties;
mod receipts;
mod text;
mod warn;

use super::{Calendar, CalendarData, Date, Instant, OpenHours};

/// 09:00–12:00, 13:30–17:30.
pub(super) fn usual_hours() -> Vec<OpenHours> {
    vec![OpenHours { from_minute: 540, to_minute: 720 }, OpenHours { from_minute: 810, to_minute: 1050 }]
}

pub(super) fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// An instant in Chinese time: `2026-09-30 10:00`.
pub(super) fn at(text: &str) -> Instant {
    Instant::parse_local(text, 480).unwrap()
}

/// The year 2026 as published (国办发明电〔2025〕7号).
pub(super) fn data_2026() -> CalendarData {
    let days = |texts: &[&str]| texts.iter().map(|day| date(&format!("2026-{day}"))).collect();
    CalendarData {
        id: "2026".to_owned(),
        first: date("2026-01-01"),
        last: date("2026-12-31"),
        utc_offset_minutes: 480,
        hours: usual_hours(),
        rest: days(&[
            "01-01", "01-02", "02-16", "02-17", "02-18", "02-19", "02-20", "02-23", "04-06", "05-01",
            "05-04", "05-05", "06-19", "09-25", "10-01", "10-02", "10-05", "10-06", "10-07",
        ]),
        work: days(&["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"]),
        assumed: false,
    }
}

pub(super) fn calendar_2026() -> Calendar {
    Calendar::new(data_2026()).unwrap()
}
