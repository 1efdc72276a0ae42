//! Examples worked by hand, on the calendar of 2026.

use super::{at, calendar_2026, data_2026, date};
use crate::time::{Calendar, CalendarError, OpenHours, Roll, Span, Stop, Unit};

fn due(from: &str, amount: u32, unit: Unit, roll: Roll, stops: &[(&str, &str)]) -> String {
    let stops: Vec<Stop> = stops.iter().map(|(from, to)| Stop { from: at(from), to: at(to) }).collect();
    let due = calendar_2026().due(at(from), Span { amount, unit, roll }, &stops).unwrap();
    due.format(480).strip_suffix(":00+08:00").unwrap().replace('T', " ")
}

fn work_days(from: &str, amount: u32, stops: &[(&str, &str)]) -> String {
    due(from, amount, Unit::WorkDay, Roll::None, stops)
}

fn days(from: &str, amount: u32, roll: Roll, stops: &[(&str, &str)]) -> String {
    due(from, amount, Unit::Day, roll, stops)
}

#[test]
fn t2_day_zero_is_the_day_itself_until_closing() {
    assert_eq!(work_days("2026-09-30 10:00", 0, &[]), "2026-09-30 17:30");
    assert_eq!(work_days("2026-09-30 17:30", 1, &[]), "2026-10-08 17:30");
    assert_eq!(work_days("2026-09-30 17:31", 1, &[]), "2026-10-09 17:30");
    assert_eq!(work_days("2026-10-03 10:00", 0, &[]), "2026-10-08 17:30");
    assert_eq!(work_days("2026-09-30 10:00", 3, &[]), "2026-10-10 17:30", "a Saturday that is worked");
    assert_eq!(work_days("2026-02-13 09:00", 10, &[]), "2026-03-05 17:30");
    assert_eq!(work_days("2026-02-13 09:00", 5, &[]), "2026-02-27 17:30");
}

#[test]
fn t2_limits_in_sequence_add_up() {
    let calendar = calendar_2026();
    let one = calendar.due(at("2026-02-13 09:00"), Span::work_days(1), &[]).unwrap();
    let both = calendar.due(one, Span::work_days(5), &[]).unwrap();
    assert_eq!(both, calendar.due(at("2026-02-13 09:00"), Span::work_days(6), &[]).unwrap());
}

#[test]
fn t3_day_zero_is_the_own_date_and_the_end_rolls() {
    assert_eq!(days("2026-10-03 23:00", 2, Roll::None, &[]), "2026-10-05 17:30");
    assert_eq!(days("2026-10-03 23:00", 2, Roll::Next, &[]), "2026-10-08 17:30");
    assert_eq!(days("2026-10-03 23:00", 2, Roll::Previous, &[]), "2026-09-30 17:30");
    assert_eq!(due("2026-01-31 10:00", 1, Unit::Month, Roll::None, &[]), "2026-02-28 17:30");
    assert_eq!(due("2026-01-31 10:00", 3, Unit::Month, Roll::None, &[]), "2026-04-30 17:30");
    assert_eq!(
        due("2026-01-31 10:00", 1, Unit::Month, Roll::Next, &[]),
        "2026-02-28 17:30",
        "worked Saturday"
    );
    assert_eq!(due("2026-04-01 10:00", 1, Unit::Month, Roll::Next, &[]), "2026-05-06 17:30");
}

#[test]
fn t3_the_roll_comes_last_and_once() {
    // 2026-09-25 + 10 = 10-05; a stop of 3 days makes it 10-08: no roll left to do. Rolled first it would be 10-11 → 10-12.
    assert_eq!(
        days("2026-09-25 10:00", 10, Roll::Next, &[("2026-09-28 10:00", "2026-10-01 10:00")]),
        "2026-10-08 17:30"
    );
}

#[test]
fn t3_holidays_inside_the_period_extend_it() {
    // Seven days of holiday inside 09-30 … 10-15: seven working days more (税总办征科函〔2025〕64号: 10-26).
    assert_eq!(days("2026-09-30 10:00", 15, Roll::Extend, &[]), "2026-10-26 17:30");
    // An ordinary weekend is two days: no extension.
    assert_eq!(days("2026-03-02 10:00", 15, Roll::Extend, &[]), "2026-03-17 17:30");
    // Three days of 清明 (04-04 … 06), filing until 04-15: 04-20.
    assert_eq!(days("2026-03-31 10:00", 15, Roll::Extend, &[]), "2026-04-20 17:30");
    // The end itself in the holiday, one day of it inside: the day after the holiday.
    assert_eq!(days("2026-01-31 10:00", 15, Roll::Extend, &[]), "2026-02-24 17:30");
}

#[test]
fn t4_hours() {
    let hours = |from: &str, n: u32| due(from, n, Unit::WorkHour, Roll::None, &[]);
    assert_eq!(hours("2026-09-30 10:00", 2), "2026-09-30 12:00", "noon, not 13:30");
    assert_eq!(hours("2026-09-30 10:00", 6), "2026-09-30 17:30", "closing, not the next opening");
    assert_eq!(hours("2026-09-30 10:00", 7), "2026-10-08 10:00");
    assert_eq!(hours("2026-09-30 20:00", 7), "2026-10-08 17:30");
    assert_eq!(hours("2026-10-03 20:00", 0), "2026-10-03 20:00");
    assert_eq!(due("2026-09-30 10:00", 48, Unit::Hour, Roll::None, &[]), "2026-10-02 10:00");
    assert_eq!(due("2026-09-30 23:59", 2, Unit::Minute, Roll::None, &[]), "2026-10-01 00:01");
}

#[test]
fn t5_stops() {
    let from = "2026-03-02 10:00"; // Monday; 5 working days: Monday 03-09
    assert_eq!(work_days(from, 5, &[]), "2026-03-09 17:30");
    let two = ("2026-03-03 10:00", "2026-03-05 10:00");
    assert_eq!(work_days(from, 5, &[two]), "2026-03-11 17:30");
    assert_eq!(work_days(from, 5, &[two, two]), "2026-03-11 17:30", "counted once");
    assert_eq!(
        work_days(from, 5, &[("2026-03-04 08:00", "2026-03-06 08:00"), two]),
        "2026-03-12 17:30",
        "as a union"
    );
    assert_eq!(
        work_days(from, 5, &[("2026-03-03 08:00", "2026-03-03 17:00")]),
        "2026-03-09 17:30",
        "same day"
    );
    assert_eq!(
        work_days(from, 5, &[("2026-02-20 08:00", "2026-03-03 08:00")]),
        "2026-03-10 17:30",
        "after day 0"
    );
    assert_eq!(
        work_days(from, 5, &[("2026-03-09 16:00", "2026-03-10 08:00")]),
        "2026-03-10 17:30",
        "on the due date"
    );
    assert_eq!(
        work_days(from, 5, &[("2026-03-10 08:00", "2026-03-20 08:00")]),
        "2026-03-09 17:30",
        "after it"
    );
    let chain = [two, ("2026-03-11 08:00", "2026-03-12 08:00")];
    assert_eq!(work_days(from, 5, &chain), "2026-03-12 17:30", "due as moved so far");
    assert_eq!(
        days("2026-03-02 10:00", 5, Roll::None, &[("2026-03-06 08:00", "2026-03-09 08:00")]),
        "2026-03-10 17:30"
    );
    let overnight = [("2026-03-02 16:30", "2026-03-03 10:00")];
    assert_eq!(due("2026-03-02 16:00", 2, Unit::WorkHour, Roll::None, &overnight), "2026-03-03 11:30");
    assert_eq!(due("2026-03-02 16:00", 2, Unit::Hour, Roll::None, &overnight), "2026-03-03 11:30");
}

#[test]
fn a_stop_of_the_weekend_reaches_a_limit_that_rolls_over_it() {
    // 2026-03-07 is a Saturday: due Monday 03-09. A stop that begins on Sunday begins before that.
    let sunday = [("2026-03-08 08:00", "2026-03-11 08:00")];
    assert_eq!(days("2026-03-02 10:00", 5, Roll::Next, &[]), "2026-03-09 17:30");
    assert_eq!(days("2026-03-02 10:00", 5, Roll::Next, &sunday), "2026-03-10 17:30");
    assert_eq!(days("2026-03-02 10:00", 5, Roll::None, &sunday), "2026-03-07 17:30");
    assert_eq!(
        days("2026-03-02 10:00", 5, Roll::Previous, &[("2026-03-07 08:00", "2026-03-11 08:00")]),
        "2026-03-06 17:30"
    );
}

#[test]
fn levels_warn_before_the_end() {
    let calendar = calendar_2026();
    let warn =
        |amount, left| calendar.warn_at(at("2026-09-30 10:00"), Span::work_days(amount), &[], left).unwrap();
    assert_eq!(warn(5, 2), Some(at("2026-10-10 17:30")));
    assert_eq!(warn(2, 2), None);
    assert_eq!(warn(1, 2), None);
}

#[test]
fn t1_a_missing_year_is_named() {
    let calendar = calendar_2026();
    let missing = |result: Result<_, CalendarError>| match result {
        Err(CalendarError::OutOfData { year, .. }) => year,
        other => panic!("{other:?}"),
    };
    assert_eq!(missing(calendar.due(at("2026-12-20 10:00"), Span::work_days(10), &[])), 2027);
    assert_eq!(missing(calendar.due(at("2025-12-20 10:00"), Span::work_days(1), &[])), 2025);
    assert_eq!(missing(calendar.due(at("2026-12-31 18:00"), Span::work_days(0), &[])), 2027);
    assert_eq!(missing(calendar.due(at("2031-05-06 10:00"), Span::work_days(1), &[])), 2031);
    let error = calendar.due(at("2026-12-20 10:00"), Span::work_days(10), &[]).unwrap_err();
    assert!(error.zh().contains("2027") && error.en().contains("2027"), "{error}");
    let span = Span { amount: u32::MAX, unit: Unit::Hour, roll: Roll::None };
    assert!(calendar.due(at("2026-12-20 10:00"), span, &[]).is_err());
    for unit in [Unit::WorkDay, Unit::Day, Unit::Month, Unit::Year, Unit::WorkHour] {
        let span = Span { amount: u32::MAX, unit, roll: Roll::Next };
        assert!(calendar.due(at("2026-12-20 10:00"), span, &[]).is_err(), "{unit:?}");
    }
}

#[test]
fn contradictory_data_are_refused() {
    let broken = |change: fn(&mut crate::time::CalendarData)| {
        let mut data = data_2026();
        change(&mut data);
        assert!(matches!(Calendar::new(data), Err(CalendarError::Invalid(_))));
    };
    broken(|data| data.rest.swap(0, 1));
    broken(|data| data.rest.insert(0, date("2026-01-01")));
    broken(|data| data.rest.push(date("2026-12-26")));
    broken(|data| data.work.push(date("2026-12-25")));
    broken(|data| data.work.push(date("2027-01-02")));
    broken(|data| data.last = date("2025-12-31"));
    broken(|data| data.last = date("2926-12-31"));
    broken(|data| data.hours.clear());
    broken(|data| data.hours[1].from_minute = 719);
    broken(|data| data.hours = vec![OpenHours { from_minute: 0, to_minute: 1440 }]);
    broken(|data| data.utc_offset_minutes = 841);
}
