//! Every due instant against the naive implementation, on random calendars, opening hours and stops.

use super::naive::Naive;
use super::{date, usual_hours};
use crate::time::{Calendar, CalendarData, Date, Instant, OpenHours, Roll, Span, Stop, Unit};
use proptest::prelude::*;

/// Random calendars of 2025–2026: about one weekday in eight off, in runs, and one weekend day in eight worked.
pub(super) fn calendars() -> impl Strategy<Value = Calendar> {
    let runs = prop::collection::vec((0..730_i32, 1..9_i32), 0..30);
    let work = prop::collection::btree_set(0..730_i32, 0..40);
    let hours = prop_oneof![
        Just(usual_hours()),
        Just(vec![OpenHours { from_minute: 0, to_minute: 1439 }]),
        Just(vec![
            OpenHours { from_minute: 61, to_minute: 62 },
            OpenHours { from_minute: 62, to_minute: 300 },
            OpenHours { from_minute: 1000, to_minute: 1001 },
        ]),
    ];
    (runs, work, hours, prop_oneof![Just(480), Just(0), Just(-345)]).prop_map(
        |(runs, work, hours, offset)| {
            let first = date("2025-01-01");
            let days = runs.into_iter().flat_map(|(from, length)| from..from + length);
            let offs: std::collections::BTreeSet<i32> = days.filter(|day| *day < 730).collect();
            let dates = |days: Vec<i32>, weekend: bool| -> Vec<Date> {
                days.into_iter()
                    .filter_map(|d| first.add_days(d))
                    .filter(|d| d.is_weekend() == weekend)
                    .collect()
            };
            Calendar::new(CalendarData {
                id: "random".to_owned(),
                first,
                last: date("2026-12-31"),
                utc_offset_minutes: offset,
                hours,
                rest: dates(offs.into_iter().collect(), false),
                work: dates(work.into_iter().collect(), true),
                assumed: false,
            })
            .unwrap()
        },
    )
}

/// Whole minutes from 2025-06-01 on, within `minutes`.
pub(super) fn instants(minutes: i64) -> impl Strategy<Value = Instant> {
    let base = date("2025-06-01").epoch_day();
    (0..minutes).prop_map(move |minute| Instant::from_millis((i64::from(base) * 1_440 + minute) * 60_000))
}

fn stops(minutes: i64) -> impl Strategy<Value = Vec<Stop>> {
    let one = (instants(minutes), -600..20_000_i64)
        .prop_map(|(from, length)| Stop { from, to: from.add_millis(length * 60_000).unwrap() });
    prop::collection::vec(one, 0..6)
}

fn rolls() -> impl Strategy<Value = Roll> {
    prop_oneof![Just(Roll::None), Just(Roll::Next), Just(Roll::Previous), Just(Roll::Extend)]
}

fn compare(calendar: &Calendar, from: Instant, span: Span, stops: &[Stop]) -> Result<(), TestCaseError> {
    let naive = Naive::new(calendar).due(from, span, stops);
    let due = calendar.due(from, span, stops).unwrap();
    let offset = i64::from(calendar.data().utc_offset_minutes);
    prop_assert_eq!(due, Instant::from_millis((naive - offset) * 60_000));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn due_in_working_days(calendar in calendars(), from in instants(30_000), amount in 0..40_u32, stops in stops(80_000)) {
        compare(&calendar, from, Span::work_days(amount), &stops)?;
    }

    #[test]
    fn due_in_calendar_days(calendar in calendars(), from in instants(30_000), amount in 0..60_u32, roll in rolls(), stops in stops(80_000)) {
        compare(&calendar, from, Span { amount, unit: Unit::Day, roll }, &stops)?;
    }

    #[test]
    fn due_in_months(calendar in calendars(), from in instants(90_000), amount in 0..8_u32, roll in rolls(), stops in stops(300_000)) {
        compare(&calendar, from, Span { amount, unit: Unit::Month, roll }, &stops)?;
    }

    #[test]
    fn due_in_hours(
        calendar in calendars(),
        from in instants(10_000),
        amount in 0..30_u32,
        unit in prop_oneof![Just(Unit::WorkHour), Just(Unit::Hour), Just(Unit::Minute)],
        stops in stops(12_000),
    ) {
        // The calendar with two open minutes a day needs few hours.
        let amount = if calendar.open_ms_per_day() < 20_000_000 { amount.min(9) } else { amount };
        compare(&calendar, from, Span { amount, unit, roll: Roll::None }, &stops)?;
    }

    #[test]
    fn stops_and_amounts_never_bring_a_date_forward(
        calendar in calendars(), from in instants(30_000), amount in 0..40_u32, stops in stops(80_000),
        unit in prop_oneof![Just(Unit::WorkDay), Just(Unit::Day), Just(Unit::Month), Just(Unit::WorkHour), Just(Unit::Hour)],
        roll in rolls(),
    ) {
        let amount = if unit == Unit::Month { amount % 6 } else { amount };
        let span = Span { amount, unit, roll };
        let due = calendar.due(from, span, &stops).unwrap();
        prop_assert!(calendar.due(from, span, &[]).unwrap() <= due);
        if let Some((_, fewer)) = stops.split_first() {
            prop_assert!(calendar.due(from, span, fewer).unwrap() <= due);
        }
        let mut turned = stops.clone();
        turned.reverse();
        prop_assert_eq!(calendar.due(from, span, &turned).unwrap(), due);
        let warn = calendar.warn_at(from, span, &stops, 1).unwrap();
        prop_assert_eq!(warn.is_some(), amount > 1);
        prop_assert!(warn.is_none_or(|warn| warn <= due));
    }

    #[test]
    fn working_days_agree_with_counting(calendar in calendars(), day in 0..730_i32, n in 0..80_u32) {
        let naive = Naive::new(&calendar);
        let from = calendar.data().first.add_days(day).unwrap();
        prop_assert_eq!(calendar.is_working_day(from).unwrap(), naive.working(i64::from(from.epoch_day())));
        let mut left = n;
        let mut at = from;
        while left > 0 && at < calendar.data().last {
            at = at.add_days(1).unwrap();
            left -= u32::from(naive.working(i64::from(at.epoch_day())));
        }
        if left == 0 {
            prop_assert_eq!(calendar.add_working_days(from, n).unwrap(), at);
            prop_assert_eq!(calendar.working_days_between(from, at).unwrap(), n);
        } else {
            prop_assert!(calendar.add_working_days(from, n).is_err());
        }
    }
}
