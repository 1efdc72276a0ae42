//! How much of a limit has run: by hand, and against counting one day after the other.

use super::properties::{calendars, instants};
use super::{at, calendar_2026};
use crate::time::{Calendar, Count, CountUnit, Date, Instant, Receipts, Roll, Span, Stop, Unit};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn count(from: &str, span: Span, stops: &[(&str, &str)], now: &str) -> Count {
    let stops: Vec<Stop> = stops.iter().map(|(from, to)| Stop { from: at(from), to: at(to) }).collect();
    calendar_2026().count_in(at(from), span, &stops, Receipts::NONE, at(now)).unwrap()
}

fn used(count: &Count) -> (i64, i64, i64) {
    (count.total, count.consumed, count.remaining)
}

/// Ten working days from 2026-09-30 are 10-08, 09, 10 (补班), 12–16, 19, 20.
#[test]
fn working_days_over_the_national_day() {
    let ten = Span::work_days(10);
    assert_eq!(used(&count("2026-09-30 10:00", ten, &[], "2026-09-30 18:00")), (10, 0, 10));
    assert_eq!(used(&count("2026-09-30 10:00", ten, &[], "2026-10-07 12:00")), (10, 0, 10), "rest days");
    assert_eq!(used(&count("2026-09-30 10:00", ten, &[], "2026-10-10 09:00")), (10, 3, 7), "the third day");
    assert_eq!(used(&count("2026-09-30 10:00", ten, &[], "2026-10-20 17:30")), (10, 10, 0));
    assert_eq!(used(&count("2026-09-30 10:00", ten, &[], "2026-12-01 09:00")), (10, 10, 0), "overdue");
}

/// A correction from 10-08 to 10-10 takes 09 and 10; a procedure from 10-09 to 10-13 overlaps it on the 10th.
#[test]
fn overlapping_stops_are_counted_once_with_the_first() {
    let ten = Span::work_days(10);
    let stops = [("2026-10-09 10:00", "2026-10-13 10:00"), ("2026-10-08 17:30", "2026-10-10 10:00")];
    let counted = count("2026-09-30 10:00", ten, &stops, "2026-10-13 18:00");
    assert_eq!(counted.moved, [2, 2], "10-12 and 13; 10-09 and 10");
    assert_eq!(used(&counted), (10, 1, 9), "only 10-08 has run");
    assert_eq!(counted.due, Ok(at("2026-10-26 17:30")));
    // On the same day it moves nothing, after the end neither.
    let stops = [("2026-10-08 09:00", "2026-10-08 17:30"), ("2026-10-21 09:00", "2026-10-28 09:00")];
    assert_eq!(count("2026-09-30 10:00", ten, &stops, "2026-10-30 18:00").moved, [0, 0]);
}

/// The calendar ends with the year: when it is due is not known, what has run is.
#[test]
fn a_limit_that_ends_beyond_the_calendar() {
    let counted = count("2026-12-20 10:00", Span::work_days(30), &[], "2026-12-25 10:00");
    assert_eq!(used(&counted), (30, 4, 26), "21 is day 0, a Sunday before it; 22, 23, 24, 25");
    assert!(counted.due.is_err());
}

#[test]
fn months_are_counted_in_days_and_hours_in_minutes() {
    let month = Span { amount: 1, unit: Unit::Month, roll: Roll::Next };
    let counted = count("2026-09-30 10:00", month, &[], "2026-10-10 10:00");
    assert_eq!((counted.unit, used(&counted)), (CountUnit::Day, (30, 10, 20)));
    let hours = Span { amount: 8, unit: Unit::WorkHour, roll: Roll::None };
    let counted = count("2026-09-30 10:00", hours, &[], "2026-09-30 14:30");
    assert_eq!((counted.unit, used(&counted)), (CountUnit::WorkMinute, (480, 180, 300)), "2 h and 1 h");
    let clock = Span { amount: 24, unit: Unit::Hour, roll: Roll::None };
    let stop = [("2026-09-30 12:00", "2026-09-30 13:00")];
    let counted = count("2026-09-30 10:00", clock, &stop, "2026-09-30 14:00");
    assert_eq!((used(&counted), counted.moved), ((1440, 180, 1260), vec![60]));
}

#[test]
fn what_is_late_is_late_by_at_least_one() {
    let calendar = calendar_2026();
    let due = at("2026-10-16 17:30"); // a Friday
    let late = |end: &str, unit| calendar.late_by(due, at(end), unit).unwrap();
    assert_eq!(late("2026-10-16 17:30", Unit::WorkDay), 0, "the due instant is in time");
    assert_eq!(late("2026-10-16 17:31", Unit::WorkDay), 1, "it counts as Monday");
    assert_eq!(late("2026-10-17 10:00", Unit::WorkDay), 1);
    assert_eq!(late("2026-10-19 17:30", Unit::WorkDay), 1);
    assert_eq!(late("2026-10-20 09:00", Unit::WorkDay), 2);
    assert_eq!(late("2026-10-16 18:00", Unit::Day), 1);
    assert_eq!(late("2026-10-19 09:00", Unit::Month), 3);
    assert_eq!(late("2026-10-19 09:30", Unit::WorkHour), 30);
    assert_eq!(late("2026-10-16 18:00", Unit::Hour), 30);
}

fn stops() -> impl Strategy<Value = Vec<Stop>> {
    let one = (instants(86_400), 0..40_000_i64)
        .prop_map(|(from, length)| Stop { from, to: from.add_millis(length * 60_000).unwrap() });
    prop::collection::vec(one, 0..6)
}

/// Days after `begin` up to `until` of which this holds, and in which no stop lies.
fn walked(begin: Date, until: Date, stops: &[(Date, Date)], counts: &dyn Fn(Date) -> bool) -> i64 {
    let days = (1..=until.days_since(begin).max(0)).map(|n| begin.add_days(n).unwrap());
    let stopped = |day: &Date| stops.iter().any(|(from, to)| from < day && day <= to);
    i64::try_from(days.filter(|day| counts(*day) && !stopped(day)).count()).unwrap()
}

fn on_dates(calendar: &Calendar, stops: &[Stop]) -> Vec<(Date, Date)> {
    stops.iter().map(|stop| (calendar.date_of(stop.from), calendar.date_of(stop.to))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// The due instant is that of `due`, what has run is what a walk counts, and what is left lies before the end.
    #[test]
    fn counting_agrees_with_due_and_with_a_walk(
        calendar in calendars(),
        from in instants(30_000),
        now in instants(160_000),
        amount in 0..30_u32,
        kind in 0..4_usize,
        roll in 0..4_usize,
        stops in stops(),
    ) {
        let unit = [Unit::WorkDay, Unit::Day, Unit::WorkHour, Unit::Hour][kind];
        let rolls = [Roll::None, Roll::Next, Roll::Extend, Roll::Previous];
        let roll = if unit == Unit::Day { rolls[roll] } else { Roll::None };
        let span = Span { amount, unit, roll };
        let (Ok(due), Ok(counted)) = (
            calendar.due(from, span, &stops),
            calendar.count_in(from, span, &stops, Receipts::NONE, now),
        ) else { return Ok(()) };
        prop_assert_eq!(counted.due.as_ref(), Ok(&due));
        prop_assert_eq!(counted.consumed + counted.remaining, counted.total);
        prop_assert!(counted.consumed >= 0 && counted.remaining >= 0);
        if now > due && roll != Roll::Previous {
            prop_assert_eq!(counted.remaining, 0);
        }
        // Stops in any order move by as much.
        let reversed: Vec<Stop> = stops.iter().rev().copied().collect();
        let other = calendar.count_in(from, span, &reversed, Receipts::NONE, now).unwrap();
        prop_assert_eq!(other.moved.iter().sum::<i64>(), counted.moved.iter().sum::<i64>());
        let dates = on_dates(&calendar, &stops);
        let (today, until) = (calendar.date_of(now), calendar.date_of(due));
        let (begin, counts): (Date, &dyn Fn(Date) -> bool) = match unit {
            Unit::WorkDay => (calendar.day_zero(from).unwrap(), &|day| calendar.is_working_day(day).unwrap()),
            Unit::Day if roll == Roll::None => (calendar.date_of(from), &|_| true),
            _ => return Ok(()),
        };
        let alive: BTreeSet<(Date, Date)> = dates.into_iter().filter(|(from, _)| *from <= until).collect();
        let alive: Vec<(Date, Date)> = alive.into_iter().collect();
        prop_assert_eq!(counted.consumed, walked(begin, today.min(until), &alive, counts));
        prop_assert_eq!(counted.remaining, walked(today.max(begin), until, &alive, counts));
    }

    /// While a stop lasts, what has run does not move.
    #[test]
    fn a_held_limit_does_not_run(
        calendar in calendars(),
        from in instants(10_000),
        amount in 1..20_u32,
        kind in 0..4_usize,
        begins in 0..5_000_i64,
        lasts in (0..40_000_i64, 0..40_000_i64),
    ) {
        let unit = [Unit::WorkDay, Unit::Day, Unit::WorkHour, Unit::Hour][kind];
        let span = Span { amount, unit, roll: Roll::None };
        let begin: Instant = from.add_millis(begins * 60_000).unwrap();
        let consumed = |lasts: i64| {
            let to = begin.add_millis(lasts * 60_000).unwrap();
            calendar.count_in(from, span, &[Stop { from: begin, to }], Receipts::NONE, to).unwrap().consumed
        };
        prop_assert_eq!(consumed(lasts.0), consumed(lasts.1));
    }
}
