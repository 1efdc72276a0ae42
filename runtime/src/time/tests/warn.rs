//! Levels before the due instant: by hand, and against counting one day after the other.

use super::{at, calendar_2026};
use crate::time::{Calendar, Instant, Receipts, Roll, Span, Stop, Unit};
use proptest::prelude::*;

fn span(amount: u32, unit: Unit) -> Span {
    let roll = if unit == Unit::WorkDay { Roll::None } else { Roll::Next };
    Span { amount, unit, roll }
}

fn shown(at: Option<Instant>) -> String {
    at.map_or_else(|| "—".to_owned(), |at| at.format(480).replace('T', " ").chars().take(16).collect())
}

fn left(from: &str, budget: Span, amount: u32, unit: Unit) -> String {
    let left = span(amount, unit);
    shown(calendar_2026().warn_before(at(from), budget, &[], left, Receipts::NONE).unwrap())
}

fn share(from: &str, budget: Span, percent: u32) -> String {
    shown(calendar_2026().warn_at_share(at(from), budget, &[], percent, Receipts::NONE).unwrap())
}

#[test]
fn what_is_left_in_the_same_unit_and_in_another() {
    let ten = span(10, Unit::WorkDay); // due 2026-10-20
    assert_eq!(left("2026-09-30 10:00", ten, 2, Unit::WorkDay), "2026-10-16 17:30");
    assert_eq!(left("2026-09-30 10:00", ten, 10, Unit::WorkDay), "—");
    assert_eq!(left("2026-09-30 10:00", ten, 3, Unit::Day), "2026-10-17 17:30");
    assert_eq!(left("2026-09-30 10:00", ten, 24, Unit::Hour), "2026-10-19 17:30");
    assert_eq!(left("2026-09-30 10:00", ten, 30, Unit::Minute), "2026-10-20 17:00");
    assert_eq!(left("2026-09-30 10:00", ten, 4, Unit::WorkHour), "2026-10-20 12:00");
    assert_eq!(left("2026-09-30 10:00", ten, 30, Unit::Day), "—", "longer than the limit");
    // 15 days from 09-20 end on 10-05 and roll to 10-08; one working day before that is 09-30.
    let days = span(15, Unit::Day);
    assert_eq!(left("2026-09-20 10:00", days, 1, Unit::WorkDay), "2026-09-30 17:30");
    assert_eq!(left("2026-09-20 10:00", days, 2, Unit::Day), "2026-10-08 17:30", "13 days: 10-03, rolled");
}

#[test]
fn a_share_is_rounded_up_to_whole_units() {
    let from = "2026-09-30 10:00";
    assert_eq!(
        share(from, span(10, Unit::WorkDay), 20),
        left(from, span(10, Unit::WorkDay), 2, Unit::WorkDay)
    );
    assert_eq!(
        share(from, span(10, Unit::WorkDay), 11),
        left(from, span(10, Unit::WorkDay), 2, Unit::WorkDay)
    );
    assert_eq!(share(from, span(3, Unit::WorkDay), 1), left(from, span(3, Unit::WorkDay), 1, Unit::WorkDay));
    assert_eq!(share(from, span(1, Unit::WorkDay), 99), "—");
    // A month from 09-30 is 10-30: 30 days, a fifth is 6.
    assert_eq!(share(from, span(1, Unit::Month), 20), "2026-10-24 17:30");
}

/// Working days after an instant's date up to and including another's, counted one by one.
fn counted(calendar: &Calendar, from: Instant, until: Instant) -> u32 {
    let (mut day, mut count) = (calendar.date_of(from), 0);
    while day < calendar.date_of(until) {
        day = day.add_days(1).unwrap();
        count += u32::from(calendar.is_working_day(day).unwrap());
    }
    count
}

proptest! {
    #[test]
    fn so_many_working_days_are_left(
        minute in 0_i64..200 * 24 * 60, amount in 1_u32..30, n in 0_u32..20, calendar_days in any::<bool>(),
        stop in (0_i64..40, 0_i64..20),
    ) {
        let calendar = calendar_2026();
        let from = at("2026-03-02 00:00").add_millis(minute * 60_000).unwrap();
        let budget = span(amount, if calendar_days { Unit::Day } else { Unit::WorkDay });
        let day = 24 * 3_600_000;
        let begins = from.add_millis(stop.0 * day).unwrap();
        let stops = [Stop { from: begins, to: begins.add_millis(stop.1 * day).unwrap() }];
        let due = calendar.due(from, budget, &stops).unwrap();
        let warned = calendar.warn_before(from, budget, &stops, span(n, Unit::WorkDay), Receipts::NONE).unwrap();
        if let Some(warned) = warned {
            prop_assert!(warned <= due);
            if calendar_days {
                prop_assert_eq!(counted(&calendar, warned, due), n);
                prop_assert_eq!(warned, calendar.closing(calendar.date_of(warned)));
            } else {
                // Stops that come later move the due date and not what was warned of already.
                prop_assert!(counted(&calendar, warned, due) >= n);
            }
        } else {
            // A stop that begins later does not bring a level back.
            prop_assert!(counted(&calendar, from, due) <= n + 1 || n >= amount);
        }
    }
}
