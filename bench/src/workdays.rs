//! `workdays`: rule T2, over every day of the calendar and the spans 0–60.

use crate::measure::Measured;
use lianban_runtime::time::{Calendar, Instant, Span};
use std::hint::black_box;

/// Adds `cases` spans of working days.
pub fn run(cases: u64) -> Result<Measured, String> {
    let calendar = Calendar::new(crate::compile::shipped_calendar()?).map_err(|e| e.zh())?;
    let starts = starts(&calendar);
    let spans: Vec<Span> = (0..=60).map(Span::work_days).collect();
    let measured = Measured::of("workdays", cases, || {
        let mut pairs = starts.iter().flat_map(|s| spans.iter().map(move |n| (*s, *n))).cycle();
        for _ in 0..cases {
            let Some((start, span)) = pairs.next() else { return Err("the calendar has no day".to_owned()) };
            black_box(calendar.due(black_box(start), black_box(span), &[]).map_err(|e| e.zh())?);
        }
        Ok(cases)
    })?;
    let ns = measured.ns_per_event();
    Ok(measured.with("ns_per_event", ns))
}

/// 10:00 of every day that has 60 working days behind it.
fn starts(calendar: &Calendar) -> Vec<Instant> {
    let data = calendar.data();
    let mut found = Vec::new();
    let mut day = Some(data.first);
    while let Some(date) = day.filter(|d| *d <= data.last) {
        let start = Instant::from_local(date, 600, data.utc_offset_minutes);
        if calendar.due(start, Span::work_days(60), &[]).is_ok() {
            found.push(start);
        }
        day = date.add_days(1);
    }
    found
}
