//! `workdays`: n working days added to a date, and the whole of rule T2 (an instant, its day 0, the closing time of the due
//! day), over every day of the calendar and the spans 1–60.

use crate::measure::Measured;
use lianban_runtime::time::{Calendar, Date, Instant, Span};
use std::hint::black_box;

/// The longest span, in working days.
const LONGEST: u32 = 60;

/// Adds `cases` spans of working days: `ns_per_event` is one addition to a date, `due_ns` one due instant.
pub fn run(cases: u64) -> Result<Measured, String> {
    let calendar = Calendar::new(crate::compile::shipped_calendar()?).map_err(|e| e.zh())?;
    let starts = starts(&calendar);
    let added = Measured::of("workdays", cases, || {
        walk(cases, &starts, |(date, _), n| {
            black_box(calendar.add_working_days(black_box(date), black_box(n))).map(drop).map_err(|e| e.zh())
        })
    })?;
    let due = Measured::of("workdays", cases, || {
        walk(cases, &starts, |(_, start), n| {
            let due = calendar.due(black_box(start), black_box(Span::work_days(n)), &[]);
            black_box(due).map(drop).map_err(|e| e.zh())
        })
    })?;
    let (ns, due_ns) = (added.ns_per_event(), due.ns_per_event());
    Ok(added.with("ns_per_event", ns).with("due_ns", due_ns))
}

/// Every start with every span, again and again, `cases` times in all.
fn walk(
    cases: u64,
    starts: &[(Date, Instant)],
    one: impl Fn((Date, Instant), u32) -> Result<(), String>,
) -> Result<u64, String> {
    if starts.is_empty() {
        return Err("the calendar has no day".to_owned());
    }
    let mut done = 0;
    loop {
        for start in starts {
            for n in 1..=LONGEST {
                if done == cases {
                    return Ok(cases);
                }
                one(*start, n)?;
                done += 1;
            }
        }
    }
}

/// 10:00 of every day that has so many working days behind it.
fn starts(calendar: &Calendar) -> Vec<(Date, Instant)> {
    let data = calendar.data();
    let mut found = Vec::new();
    let mut day = Some(data.first);
    while let Some(date) = day.filter(|d| *d <= data.last) {
        let start = Instant::from_local(date, 600, data.utc_offset_minutes);
        if calendar.due(start, Span::work_days(LONGEST), &[]).is_ok() {
            found.push((date, start));
        }
        day = date.add_days(1);
    }
    found
}
