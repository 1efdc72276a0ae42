//! How time passes: in working days from day 0, or along the pinned calendar. One scheduler serves both.

use super::ProofError;
use lianban_runtime::plan::Plan;
use lianban_runtime::time::{Calendar, Date, Instant, ReceiptRule, Receipts, Roll, Span, Unit};

/// A way of counting time.
pub(super) trait Clock {
    /// A moment.
    type Time: Copy + Ord;

    /// The moment `work` later.
    fn after(&self, from: Self::Time, work: Span) -> Result<Self::Time, ProofError>;

    /// The time that passed, in `unit`, as a promise counts it. With a promise, a run that ends on the very day to
    /// which the promised limit rolls has used the promise fully, not more (rule T3).
    fn elapsed(
        &self,
        from: Self::Time,
        to: Self::Time,
        unit: Unit,
        promise: Option<Span>,
    ) -> Result<u32, ProofError>;
}

/// Working days after day 0: independent of the start day, because a completion at closing time hands over on the
/// same day (rule T2).
#[derive(Clone, Copy, Debug)]
pub(super) struct WorkDays;

impl Clock for WorkDays {
    type Time = u32;

    fn after(&self, from: u32, work: Span) -> Result<u32, ProofError> {
        from.checked_add(work.amount).ok_or(ProofError::TooLong)
    }

    fn elapsed(&self, from: u32, to: u32, _: Unit, _: Option<Span>) -> Result<u32, ProofError> {
        Ok(to.saturating_sub(from))
    }
}

/// The pinned calendar, for a case handed in at one instant: no paper arrives later in the regular course (S2).
#[derive(Debug)]
pub(super) struct Dated<'c> {
    calendar: &'c Calendar,
    rule: ReceiptRule,
    received: [Instant; 1],
}

impl<'c> Dated<'c> {
    /// A case handed in at `received`, under the profile's rule for receipts (rule T2).
    pub const fn new(calendar: &'c Calendar, rule: ReceiptRule, received: Instant) -> Self {
        Self { calendar, rule, received: [received] }
    }

    const fn receipts(&self) -> Receipts<'_> {
        Receipts { rule: self.rule, at: &self.received }
    }
}

impl Clock for Dated<'_> {
    type Time = Instant;

    fn after(&self, from: Instant, work: Span) -> Result<Instant, ProofError> {
        Ok(self.calendar.due_in(from, work, &[], self.receipts())?)
    }

    fn elapsed(
        &self,
        from: Instant,
        to: Instant,
        unit: Unit,
        promise: Option<Span>,
    ) -> Result<u32, ProofError> {
        match unit {
            Unit::WorkDay => {
                let zero = |at| self.calendar.day_zero_in(at, self.receipts());
                Ok(self.calendar.working_days_between(zero(from)?, zero(to)?)?)
            }
            Unit::Day => {
                let days = days_between(self.calendar.date_of(from), self.calendar.date_of(to));
                match promise {
                    Some(limit) if days > limit.amount && self.in_time(from, to, limit) => Ok(limit.amount),
                    _ => Ok(days),
                }
            }
            _ => self.least_budget(
                from,
                to,
                Span { amount: 0, unit, roll: promise.map_or(Roll::Next, |p| p.roll) },
            ),
        }
    }
}

impl Dated<'_> {
    /// Whether a limit from `from` has not run out before `to`. Where the data end, it has not.
    fn in_time(&self, from: Instant, to: Instant, limit: Span) -> bool {
        self.calendar.due_in(from, limit, &[], self.receipts()).map_or(true, |due| to <= due)
    }

    /// The least budget of the unit within which `to` lies.
    fn least_budget(&self, from: Instant, to: Instant, unit: Span) -> Result<u32, ProofError> {
        let minutes = to.millis().saturating_sub(from.millis()).max(0).checked_div(60_000).unwrap_or(0);
        let (mut low, mut high) = (0_u32, u32::try_from(minutes).unwrap_or(u32::MAX).saturating_add(1));
        while low < high {
            let middle = low.midpoint(high);
            if self.in_time(from, to, Span { amount: middle, ..unit }) {
                high = middle;
            } else {
                low = middle.saturating_add(1);
            }
        }
        Ok(low)
    }
}

/// Calendar days from one date to a later one.
fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from(to.days_since(from)).unwrap_or(0)
}

/// 收件截止 and 非工作日收件 of the bundle's profile.
pub(super) fn receipt_rule(plan: &Plan) -> ReceiptRule {
    plan.profiles.first().map(|profile| profile.receipt).unwrap_or_default()
}

/// Every moment at which a case may be handed in, by day of the calendar's data: at opening, at closing, and just
/// after closing, when day 0 of working-day limits is already the next working day; where the profile says until when
/// papers are received, at that hour and just after it.
pub(super) fn starts(calendar: &Calendar, rule: ReceiptRule) -> impl Iterator<Item = Instant> + '_ {
    let data = calendar.data();
    let mut next = Some(data.first);
    let days = std::iter::from_fn(move || {
        let day = next.filter(|day| *day <= data.last)?;
        next = day.add_days(1);
        Some(day)
    });
    days.flat_map(move |day| starts_on(calendar, rule, day))
}

/// Those of one day.
pub(super) fn starts_on(calendar: &Calendar, rule: ReceiptRule, day: Date) -> impl Iterator<Item = Instant> {
    let offset = calendar.data().utc_offset_minutes;
    let closing = calendar.closing(day);
    let cutoff = rule.cutoff_minute.map(|minute| Instant::from_local(day, minute, offset));
    let after = cutoff.and_then(|cutoff| cutoff.add_millis(1));
    [Some(calendar.opening(day)), cutoff, after, Some(closing), closing.add_millis(1)].into_iter().flatten()
}
