//! Limits compared by date, where their units differ: on every published day of acceptance (rule S1).
//!
//! - 承诺 ≤ 法定 (行政许可法 42);
//! - 受理时限 ≤ five working days: after that silence has meant acceptance already (行政许可法 32).

use crate::diagnostics::e0402_above_statutory::{Dates, later_than_statutory};
use crate::diagnostics::{Diagnostic, e0416_intake_too_long};
use crate::names::linked::Linked;
use lianban_runtime::time::{Calendar, Span as Amount, Unit};

/// The days of 行政许可法 32.
const INTAKE: Amount = Amount::work_days(5);

/// Reports promises that can end after the statutory limit, and an intake limit that is too long.
pub fn check(linked: &Linked, calendar: &Calendar, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        let (Some(promised), Some(statutory)) = (&item.promised, &item.statutory) else { continue };
        let comparable = promised.value.unit != statutory.value.unit && promised.value.amount > 0;
        if let Some(dates) = comparable.then(|| later(calendar, promised.value, statutory.value)).flatten() {
            diagnostics.push(later_than_statutory(&item.name.value, promised, statutory, &dates));
        }
    }
    let Some(limit) = linked.flow.intake.as_ref().and_then(|intake| intake.limit.as_ref()) else { return };
    let exceeds = match limit.value.unit {
        Unit::WorkDay => limit.value.amount > INTAKE.amount,
        _ => later(calendar, limit.value, INTAKE).is_some(),
    };
    if exceeds {
        diagnostics.push(e0416_intake_too_long::intake_too_long(limit.place, limit.value, INTAKE));
    }
}

/// The day of acceptance on which the one ends latest after the other; the first of equals.
pub fn later(calendar: &Calendar, one: Amount, other: Amount) -> Option<Dates> {
    let mut worst: Option<(i32, Dates)> = None;
    let mut day = Some(calendar.data().first);
    while let Some(start) = day.filter(|day| *day <= calendar.data().last) {
        day = start.add_days(1);
        let at = calendar.opening(start);
        let dues = (calendar.due(at, one, &[]), calendar.due(at, other, &[]));
        let (Ok(ours), Ok(law)) = dues else { continue };
        let (promised_due, statutory_due) = (calendar.date_of(ours), calendar.date_of(law));
        let by = promised_due.days_since(statutory_due);
        if ours > law && worst.as_ref().is_none_or(|(most, _)| by > *most) {
            worst = Some((by, Dates { start, promised_due, statutory_due }));
        }
    }
    worst.map(|(_, dates)| dates)
}
