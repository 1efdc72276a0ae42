//! Promises in calendar days: the worst start day matters.

use super::super::testing::{PlanBuilder, plain_calendar};
use super::super::{Budget, Finding, prove};
use lianban_runtime::plan::{GuardIx, Metric, Plan};
use lianban_runtime::time::{Calendar, Date, Roll, Span, Unit};

const fn days(amount: u32) -> Span {
    Span { amount, unit: Unit::Day, roll: Roll::Next }
}

fn chain(items: &[Span], promise: u32) -> Plan {
    let mut b = PlanBuilder::new("例");
    let mut before = None;
    for (at, work) in items.iter().enumerate() {
        let item = b.item(&format!("事项{at}"), *work, GuardIx(0));
        if let Some(before) = before.replace(item) {
            b.behind(before, item);
        }
    }
    b.promise(Metric::Time, promise, Some(Unit::Day));
    b.finish()
}

#[test]
fn handed_in_after_closing_on_a_friday_is_worst() {
    // Day 0 is Monday; the fifth working day after it is the Monday after: 10 days from the Friday.
    let proof = prove(&chain(&[Span::work_days(5)], 7), Budget::default()).unwrap();
    let time = &proof.promises[0];
    assert_eq!((time.worst, time.holds, time.slack), (10, Some(false), Some(-3)));
    assert_eq!(time.start.as_deref(), Some("2025-01-03"));
    assert_eq!(time.start_at.as_deref(), Some("2025-01-03T17:30:00.001+08:00"));
    assert_eq!(time.path.iter().map(|s| s.days).sum::<u32>(), 10);
    // 8 days from a Friday end on a Saturday and roll to that Monday.
    let rolled = prove(&chain(&[Span::work_days(5)], 8), Budget::default()).unwrap();
    assert_eq!((rolled.promises[0].worst, rolled.promises[0].holds), (8, Some(true)));
}

#[test]
fn a_run_that_ends_where_the_promise_rolls_to_is_in_time() {
    let time = &prove(&chain(&[days(5)], 5), Budget::default()).unwrap().promises[0];
    assert_eq!((time.worst, time.slack, time.holds), (5, Some(0), Some(true)));
    // Two limits in a row, from a Monday: each rolls to the next Monday; the promise rolls once, from a Thursday.
    let two = &prove(&chain(&[days(5), days(5)], 10), Budget::default()).unwrap().promises[0];
    assert_eq!((two.worst, two.holds), (14, Some(false)));
}

/// The same chains, day by day with a plain loop over dates.
#[test]
fn agrees_with_counting_day_by_day() {
    let mut data = plain_calendar();
    data.last = Date::parse("2025-06-30").unwrap();
    data.rest = ["2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-03", "2025-02-04"]
        .map(|d| Date::parse(d).unwrap())
        .to_vec();
    data.work = vec![Date::parse("2025-01-26").unwrap(), Date::parse("2025-02-08").unwrap()];
    for first in 0..8_u32 {
        for second in 1..6_u32 {
            let mut plan = chain(&[Span::work_days(first), days(second)], 365);
            plan.calendar = data.clone();
            let proof = prove(&plan, Budget::default()).unwrap();
            assert_eq!(
                proof.promises[0].worst,
                counted(&data, first, second),
                "{first} 工作日 then {second} 日"
            );
        }
    }
}

fn counted(data: &lianban_runtime::time::CalendarData, first: u32, second: u32) -> u32 {
    let works = |d: Date| !data.rest.contains(&d) && (d.weekday() < 6 || data.work.contains(&d));
    let next = |d: Date| d.add_days(1).filter(|d| *d <= data.last);
    let mut worst = 0;
    let mut start = Some(data.first);
    while let Some(day) = start {
        for late in [false, true] {
            let run = || {
                let mut at = if late { next(day)? } else { day };
                while !works(at) {
                    at = next(at)?;
                }
                let mut left = first;
                while left > 0 {
                    at = next(at)?;
                    left -= u32::from(works(at));
                }
                for _ in 0..second {
                    at = next(at)?;
                }
                while !works(at) {
                    at = next(at)?;
                }
                u32::try_from(at.days_since(day)).ok()
            };
            worst = worst.max(run().unwrap_or(0));
        }
        start = next(day);
    }
    worst
}

#[test]
fn both_ways_to_the_worst_start_agree() {
    // Only working days: the short cut. With a 日 item of no weight beside them: every start is played.
    for n in 0..12 {
        let short = prove(&chain(&[Span::work_days(n)], 400), Budget::default()).unwrap();
        let mut b = PlanBuilder::new("例");
        b.item("事项0", Span::work_days(n), GuardIx(0));
        b.item("旁", days(0), GuardIx(0));
        b.promise(Metric::Time, 400, Some(Unit::Day));
        let long = prove(&b.finish(), Budget::default()).unwrap();
        assert_eq!(short.promises[0].worst, long.promises[0].worst, "{n}");
        assert_eq!(short.promises[0].start_at, long.promises[0].start_at, "{n}");
    }
}

#[test]
fn a_case_longer_than_the_calendar_is_not_decided() {
    let proof = prove(&chain(&[days(5_000)], 6_000), Budget::default()).unwrap();
    let time = &proof.promises[0];
    assert_eq!((time.decided, time.holds, time.at_most), (false, Some(false), None));
    assert_eq!(proof.findings, [Finding::BeyondCalendar { answers: Vec::new() }]);
    let calendar = Calendar::new(plain_calendar()).unwrap();
    assert!(calendar.due(calendar.opening(plain_calendar().first), days(5_000), &[]).is_err());
}

#[test]
fn the_budget_counts_every_start() {
    let plan = chain(&[days(5), Span::work_days(2)], 30);
    let proof = prove(&plan, Budget { evaluations: 100 }).unwrap();
    let (time, whole) = (&proof.promises[0], prove(&plan, Budget::default()).unwrap());
    assert_eq!((time.decided, time.holds), (false, Some(false)));
    assert!(time.worst <= whole.promises[0].worst);
    assert!(whole.promises[0].decided);
}
