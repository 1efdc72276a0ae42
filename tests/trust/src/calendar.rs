//! The calendar of the random plans: what was published for 2025 and 2026, and no day beyond.

use lianban_runtime::time::{CalendarData, Date, OpenHours};
use std::sync::LazyLock;

static PUBLISHED: LazyLock<CalendarData> = LazyLock::new(|| {
    let whole = lianban_stdlib::builtin_calendar().expect("the shipped calendar").data();
    let (first, last) = (day(2025, 1, 1), day(2026, 12, 31));
    assert!(whole.first <= first && last <= whole.last, "the shipped calendar covers 2025 and 2026");
    let inside = |dates: &[Date]| dates.iter().copied().filter(|d| first <= *d && *d <= last).collect();
    CalendarData {
        id: "2025–2026".to_owned(),
        first,
        last,
        utc_offset_minutes: 480,
        hours: vec![
            OpenHours { from_minute: 540, to_minute: 720 },
            OpenHours { from_minute: 810, to_minute: 1050 },
        ],
        rest: inside(&whole.rest),
        work: inside(&whole.work),
        assumed: false,
    }
});

/// 2025 and 2026 as published; 2027 is missing, so that cases can run into an unpublished year.
#[must_use]
pub fn published() -> CalendarData {
    PUBLISHED.clone()
}

/// A date that exists.
///
/// # Panics
/// If it does not.
#[must_use]
pub fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd(year, month, day).expect("a date")
}
