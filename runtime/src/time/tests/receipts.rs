//! 收件截止 and 非工作日收件 (rule T2): the table of `receipt.rs`, and a naive walk over the days.

use super::naive::Naive;
use super::properties::{calendars, instants};
use super::{at, data_2026, date};
use crate::time::{Calendar, Instant, ReceiptRule, Receipts, RestDayReceipt, Span, Unit};
use proptest::prelude::*;

const EARLY: ReceiptRule =
    ReceiptRule { cutoff_minute: Some(16 * 60 + 30), rest_day: RestDayReceipt::NextWorkingDay };
const SAME_DAY: ReceiptRule = ReceiptRule { cutoff_minute: None, rest_day: RestDayReceipt::SameDay };

#[test]
fn the_table_of_the_module() {
    let calendar = Calendar::new(data_2026()).unwrap();
    // 2026-03-11 is a Wednesday.
    let zero = |rule, from: &str, received: &str| {
        let at_received = [at(received)];
        calendar.day_zero_in(at(from), Receipts { rule, at: &at_received }).unwrap().to_string()
    };
    let (default, wed, sat) = (ReceiptRule::default(), "2026-03-11 16:45", "2026-03-14 10:00");
    let days = |from: &str, received: &str| [default, EARLY, SAME_DAY].map(|rule| zero(rule, from, received));
    assert_eq!(days(wed, wed), ["2026-03-11", "2026-03-12", "2026-03-11"]);
    assert_eq!(days(sat, sat), ["2026-03-16", "2026-03-16", "2026-03-14"]);
    assert_eq!(days("2026-03-14 20:00", "2026-03-14 20:00"), ["2026-03-16", "2026-03-16", "2026-03-16"]);
    assert_eq!(
        days("2026-03-11 17:30", "2026-03-11 10:00"),
        ["2026-03-11", "2026-03-11", "2026-03-11"],
        "a completion at closing hands over on the same day, whatever the hour of receipts"
    );
    assert_eq!(days("2026-03-14 17:30", sat), ["2026-03-16", "2026-03-16", "2026-03-14"]);
    assert_eq!(days("2026-03-14 17:30", wed), ["2026-03-16", "2026-03-16", "2026-03-16"]);
    assert_eq!(
        days("2026-03-14 10:00", "2026-03-14 17:00"),
        ["2026-03-16", "2026-03-16", "2026-03-16"],
        "what is received later changes nothing that has begun"
    );
    assert_eq!(
        zero(EARLY, "2026-03-11 16:30", "2026-03-11 16:30"),
        "2026-03-11",
        "the hour itself is in time"
    );
}

#[test]
fn limits_in_sequence_add_up_under_every_rule() {
    let calendar = Calendar::new(data_2026()).unwrap();
    for rule in [ReceiptRule::default(), EARLY, SAME_DAY] {
        for received in ["2026-03-11 10:00", "2026-03-11 16:45", "2026-03-14 10:00", "2026-09-30 18:00"] {
            let received = [at(received)];
            let receipts = Receipts { rule, at: &received };
            let due = |from, days| calendar.due_in(from, Span::work_days(days), &[], receipts).unwrap();
            for (one, two) in [(0, 0), (0, 1), (1, 5), (3, 0)] {
                assert_eq!(due(due(received[0], one), two), due(received[0], one + two), "{rule:?}");
            }
        }
    }
}

#[test]
fn days_of_the_calendar_and_hours_do_not_ask_when_papers_are_received() {
    let calendar = Calendar::new(data_2026()).unwrap();
    let received = [at("2026-03-11 16:45")];
    let receipts = Receipts { rule: EARLY, at: &received };
    for unit in [Unit::Day, Unit::Month, Unit::WorkHour, Unit::Hour] {
        let span = Span { amount: 3, unit, roll: crate::time::Roll::None };
        assert_eq!(calendar.due_in(received[0], span, &[], receipts), calendar.due(received[0], span, &[]));
    }
    let due = calendar.due_in(received[0], Span::work_days(0), &[], receipts).unwrap();
    assert_eq!(calendar.date_of(due), date("2026-03-12"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn day_zero_agrees_with_walking(
        calendar in calendars(),
        from in instants(30_000),
        others in prop::collection::vec(instants(30_000), 0..3),
        is_receipt in any::<bool>(),
        same_day in any::<bool>(),
        cutoff in prop::option::of(0..1_440_u32),
    ) {
        let closing = calendar.data().hours.last().unwrap().to_minute;
        let cutoff = cutoff.map(|minute| minute.min(closing));
        let rest_day = if same_day { RestDayReceipt::SameDay } else { RestDayReceipt::NextWorkingDay };
        let mut received: Vec<Instant> = others;
        if is_receipt {
            received.push(from);
        }
        let rule = ReceiptRule { cutoff_minute: cutoff, rest_day };
        let naive = Naive::new(&calendar).day_zero_of(from, &received, cutoff, same_day);
        let zero = calendar.day_zero_in(from, Receipts { rule, at: &received }).unwrap();
        prop_assert_eq!(i64::from(zero.epoch_day()), naive);
    }

    #[test]
    fn a_rule_moves_no_date_by_more_than_one_working_day(
        calendar in calendars(), from in instants(30_000), amount in 1..20_u32, same_day in any::<bool>(),
    ) {
        let received = [from];
        let rest_day = if same_day { RestDayReceipt::SameDay } else { RestDayReceipt::NextWorkingDay };
        let rule = ReceiptRule { cutoff_minute: Some(0), rest_day };
        let due = |rule, amount| {
            calendar.due_in(from, Span::work_days(amount), &[], Receipts { rule, at: &received }).unwrap()
        };
        let (usual, other) = (due(ReceiptRule::default(), amount), due(rule, amount));
        // Received at midnight is not after a cut-off at midnight.
        let not_late = same_day && other == due(ReceiptRule::default(), amount - 1);
        let later = other == due(ReceiptRule::default(), amount + 1);
        prop_assert!(other == usual || later || not_late, "{usual:?} {other:?}");
        let never_later = ReceiptRule { cutoff_minute: None, rest_day };
        let earlier = due(never_later, amount);
        prop_assert!(earlier == usual || earlier == due(ReceiptRule::default(), amount - 1));
    }
}
