//! Conditions on dates: against a date, against the day of submission, against a period up to it.

use super::guards::Typer;
use crate::diagnostics as d;
use crate::names::Spanned;
use crate::names::surface::{Measure, Operand, Question, Relation};
use crate::syntax::number::MILLION;
use crate::syntax::units;
use lianban_runtime::plan::{Comparison, Guard, GuardIx, Period, PeriodUnit, QuestionIx};
use lianban_runtime::time::Unit;

/// Longest period that may be asked for, in its unit: a thousand years of days is nothing anybody is asked for.
const LONGEST: i64 = 100_000;

impl Typer<'_> {
    /// A comparison whose left side is a 日期 question.
    pub(super) fn dated(
        &mut self,
        (at, question): (QuestionIx, &Question),
        relation: &Spanned<Relation>,
        right: &Spanned<Operand>,
    ) -> Option<GuardIx> {
        let guard = match &right.value {
            Operand::Date(date) => Guard::On(at, relation.value, *date),
            // The day of submission stands in the mirrored relation to the date itself.
            Operand::SubmissionDay => {
                Guard::Since(at, mirrored(relation.value), Period { amount: 0, unit: PeriodUnit::Day })
            }
            Operand::Bound(measure) | Operand::Since(measure) => match period(measure) {
                Some(period) => Guard::Since(at, relation.value, period),
                None => {
                    let found = d::e0321_no_period::no_period(right.place, measure, question);
                    self.diagnostics.push(found);
                    return None;
                }
            },
            Operand::Measure(measure) => {
                let found =
                    d::e0321_no_period::date_against_amount((relation.place, right.place), measure, question);
                self.diagnostics.push(found);
                return None;
            }
            _ => return self.incomparable(question, right),
        };
        Some(self.arena.intern(guard))
    }
}

/// The relation read from the right: `a < b` is `b > a`.
const fn mirrored(relation: Relation) -> Comparison {
    match relation {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::AtLeast => Comparison::AtMost,
        Comparison::More => Comparison::Less,
        same => same,
    }
}

/// A whole number of days, months or years.
fn period(measure: &Measure) -> Option<Period> {
    let unit = match units::lookup(&measure.unit)?.time()? {
        Unit::Day => PeriodUnit::Day,
        Unit::Month => PeriodUnit::Month,
        Unit::Year => PeriodUnit::Year,
        Unit::WorkDay | Unit::WorkHour | Unit::Hour | Unit::Minute => return None,
    };
    let whole = measure.millionths.checked_rem(MILLION) == Some(0);
    let amount = measure.millionths.checked_div(MILLION).filter(|n| whole && (0..=LONGEST).contains(n))?;
    Some(Period { amount: u32::try_from(amount).ok()?, unit })
}
