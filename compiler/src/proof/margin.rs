//! One paper from one day on: its last day, and how long before it may have been issued.

use super::ProofError;
use lianban_runtime::time::{Calendar, CalendarError, Date, Instant, Span, Unit};

/// Most days before handing in that are told; a paper that lasts longer is as good as one without an end.
const MOST_DAYS: i32 = 36_500;

/// One day of issue and what becomes of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margin {
    /// Days left on the day of need; negative: it expired so many days before.
    pub days: i64,
    /// Day of issue.
    pub issued: Date,
    /// Last day.
    pub expires: Date,
    /// Day of the decision.
    pub needed: Date,
}

/// Keeps the least margin. Where the case leaves the calendar's data, this start says nothing.
pub(super) fn offer(
    calendar: &Calendar,
    lasts: Span,
    found: Result<(Instant, Instant), ProofError>,
    worst: &mut Option<Margin>,
) -> Result<(), ProofError> {
    let (issued, needed) = match found {
        Ok(found) => found,
        Err(ProofError::Calendar(CalendarError::OutOfData { .. })) => return Ok(()),
        Err(other) => return Err(other),
    };
    let (issued, needed) = (calendar.date_of(issued), calendar.date_of(needed));
    let still = |days: i32| {
        let issued = issued.add_days(days.checked_neg()?)?;
        last_day(calendar, issued, lasts).map(|last| last >= needed)
    };
    // Most starts are no worse than the worst: one look tells.
    let known = worst.as_ref().map(|margin| i32::try_from(margin.days).unwrap_or(MOST_DAYS));
    if known.is_some_and(|known| known >= 0 && still(known) == Some(true)) {
        return Ok(());
    }
    let Some(expires) = last_day(calendar, issued, lasts) else { return Ok(()) };
    let days = if expires < needed { expires.days_since(needed) } else { most(still) };
    let days = i64::from(days);
    if worst.as_ref().is_none_or(|margin| days < margin.days) {
        *worst = Some(Margin { days, issued, expires, needed });
    }
    Ok(())
}

/// The most days before at which the paper is still valid; issued on the day itself it is.
fn most(still: impl Fn(i32) -> Option<bool>) -> i32 {
    let (mut low, mut high) = (0, MOST_DAYS);
    while low < high {
        let middle = low.midpoint(high.saturating_add(1)).max(low.saturating_add(1));
        if still(middle) == Some(true) {
            low = middle;
        } else {
            high = middle.saturating_sub(1);
        }
    }
    low
}

/// The last day on which a paper is valid: the corresponding day (民法典 202), never moved.
fn last_day(calendar: &Calendar, issued: Date, lasts: Span) -> Option<Date> {
    match lasts.unit {
        Unit::Day => issued.add_days(i32::try_from(lasts.amount).ok()?),
        Unit::Month => issued.add_months(lasts.amount),
        Unit::Year => issued.add_months(lasts.amount.checked_mul(12)?),
        _ => calendar.add_working_days(issued, lasts.amount).ok(),
    }
}
