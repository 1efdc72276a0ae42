//! Dates and instants as text and bytes.

use super::{at, data_2026, date};
use crate::time::{CalendarData, Date, Instant, TimeError};
use proptest::prelude::*;

#[test]
fn dates_have_one_form() {
    assert_eq!(date("2024-02-29").to_string(), "2024-02-29");
    assert_eq!(date("0001-01-01"), Date::MIN);
    assert_eq!(date("9999-12-31"), Date::MAX);
    for bad in [
        "2025-02-29",
        "2026-2-3",
        "20260203",
        "2026-13-01",
        "",
        "2026-01-01 ",
        "+026-01-01",
        "0000-01-01",
        "二〇二六年",
    ] {
        assert_eq!(Date::parse(bad), Err(TimeError::Date), "{bad}");
    }
    assert_eq!(date("2026-09-28").weekday(), 1);
    assert_eq!(date("1970-01-01").epoch_day(), 0);
    assert_eq!(Date::MAX.add_days(1), None);
    assert_eq!(Date::MAX.add_months(1), None);
    assert_eq!(Date::MIN.add_days(i32::MIN), None);
}

#[test]
fn instants_are_rfc_3339() {
    assert_eq!(Instant::parse("2026-09-28T10:00:00+08:00").unwrap().to_string(), "2026-09-28T10:00:00+08:00");
    assert_eq!(
        Instant::parse("2026-09-28T02:00:00.120Z").unwrap().to_string(),
        "2026-09-28T10:00:00.120+08:00"
    );
    assert_eq!(Instant::parse("2026-09-28T02:00:00.1201Z"), Err(TimeError::TooFine));
    assert_eq!(Instant::parse("0001-01-01T00:00:00Z"), Err(TimeError::Range));
    for bad in
        ["2026-09-28T10:00:00", "2026-09-28", "2026-09-28T24:00:00Z", "2026-12-31T23:59:60Z", "", "今天"]
    {
        assert_eq!(Instant::parse(bad), Err(TimeError::Instant), "{bad}");
    }
    assert_eq!(at("2026-09-28 10:00"), at("2026-09-28T10:00:00"));
    assert_eq!(at("2026-09-28T10:00"), at("2026-09-28T02:00Z"));
    assert_eq!(at("2026-09-28 10:00:30.5"), Instant::parse("2026-09-28T10:00:30.5+08:00").unwrap());
    for bad in ["2026-09-28", "2026-09-28 10", "2026-09-28 25:00", "10:00", " T ", "T"] {
        assert_eq!(Instant::parse_local(bad, 480), Err(TimeError::Instant), "{bad}");
    }
    assert_eq!(Instant::parse("2026-09-28T02:00:00Z").unwrap().format(-345), "2026-09-27T20:15:00-05:45");
}

#[test]
fn data_survive_both_forms() {
    let data = data_2026();
    let json = serde_json::to_string(&data).unwrap();
    assert!(json.contains("\"first\":\"2026-01-01\""));
    assert_eq!(serde_json::from_str::<CalendarData>(&json).unwrap(), data);
    let bytes = postcard::to_allocvec(&(data.clone(), at("2026-09-28 10:00"))).unwrap();
    assert_eq!(
        postcard::from_bytes::<(CalendarData, Instant)>(&bytes).unwrap(),
        (data, at("2026-09-28 10:00"))
    );
    assert!(postcard::from_bytes::<Date>(&postcard::to_allocvec(&i32::MAX).unwrap()).is_err());
    assert!(postcard::from_bytes::<Instant>(&postcard::to_allocvec(&i64::MIN).unwrap()).is_err());
}

proptest! {
    #[test]
    fn instants_survive_their_text(millis in Instant::MIN.millis()..=Instant::MAX.millis(), offset in -840..=840_i32) {
        let instant = Instant::from_millis(millis);
        prop_assert_eq!(Instant::parse(&instant.format(offset)), Ok(instant));
        let midnight = Instant::from_local(instant.date(offset), 0, offset);
        // Near the very first and last instants local midnight may be out of range.
        if midnight > Instant::MIN {
            prop_assert_eq!(midnight.millis() + instant.millis_of_day(offset), millis);
        }
    }

    #[test]
    fn hostile_text_is_only_refused(text in "\\PC{0,40}", digits in "[0-9T:+. Zz-]{0,40}") {
        let _ = (Date::parse(&text), Instant::parse(&text), Instant::parse_local(&text, 480));
        let _ = (Date::parse(&digits), Instant::parse(&digits), Instant::parse_local(&digits, i32::MIN));
    }
}
