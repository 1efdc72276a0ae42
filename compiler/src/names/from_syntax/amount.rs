//! Amounts: limits, counts, measures.

use super::law::ROLLS;
use super::reader::{Cursor, Reader};
use crate::diagnostics as d;
use crate::names::place::{Place, Spanned};
use crate::names::surface::Measure;
use crate::syntax::keywords::Keyword;
use crate::syntax::number::{MILLION, leading};
use crate::syntax::tree::{Term, TermKind};
use crate::syntax::units::{self, Dimension};
use lianban_runtime::time::{Roll, Span as Amount, Unit};

/// The spellings of a day that a law may count as a working day.
const PLAIN_DAYS: [&str; 3] = ["日", "days", "day"];

/// Longest limit accepted, in its unit: past it no calendar could answer.
pub const MAX_LIMIT: u32 = 100_000;

impl Reader {
    /// Takes a limit: `10 工作日`, `1 月`, `即办`, `20 日（不顺延）`. Plain 日 are noted: the law that the limit rests on
    /// may count them otherwise.
    pub fn amount(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Amount>> {
        let plain =
            measure_of_next(cursor).is_some_and(|measure| PLAIN_DAYS.contains(&measure.unit.as_str()));
        let mut amount = self.explicit_amount(cursor)?;
        match self.roll(cursor, &amount)? {
            Some(roll) => amount.value.roll = roll,
            None if plain => self.plain_days.push(amount.place),
            None => {}
        }
        Some(amount)
    }

    /// `（不顺延）`, if it follows. Only calendar days, months and years roll.
    fn roll(&mut self, cursor: &mut Cursor<'_>, amount: &Spanned<Amount>) -> Option<Option<Roll>> {
        let Some(Term { kind: TermKind::Group(inner), span }) = cursor.peek() else { return Some(None) };
        let mut words = cursor.inside(inner, span.end);
        let roll = self.one_of(&mut words, ROLLS)?;
        self.end(&words)?;
        cursor.take();
        if !matches!(amount.value.unit, Unit::Day | Unit::Month | Unit::Year) {
            self.report(d::e0319_no_roll::no_roll(roll.place, amount.value));
            return None;
        }
        Some(Some(roll.value))
    }

    /// The same without a word on rolls, counted as written.
    pub fn explicit_amount(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Amount>> {
        if let Some(term) = cursor.eat_word(Keyword::Immediate) {
            return Some(Spanned::new(Amount::work_days(0), self.place(term.span)));
        }
        let (measure, place) = self.measure_or(cursor, &[Keyword::Immediate.zh()])?;
        let Some(unit) = units::lookup(&measure.unit) else { return self.no_time_unit(&measure, place) };
        let Some(unit) = unit.time() else { return self.no_time_unit(&measure, place) };
        let amount = self.whole(&measure, place, MAX_LIMIT)?;
        let roll = match unit {
            Unit::Day | Unit::Month | Unit::Year => Roll::Next,
            Unit::WorkDay | Unit::WorkHour | Unit::Hour | Unit::Minute => Roll::None,
        };
        Some(Spanned::new(Amount { amount, unit, roll }, place))
    }

    fn no_time_unit<T>(&mut self, measure: &Measure, place: Place) -> Option<T> {
        self.report(d::e0302_wrong_unit::wrong_unit(place, measure, Dimension::WorkDays));
        None
    }

    /// Takes a count: a bare number, or one with the unit that measures it.
    pub fn count(&mut self, cursor: &mut Cursor<'_>, dimension: Dimension) -> Option<Spanned<u32>> {
        let (measure, place) = self.measure(cursor)?;
        let fits =
            measure.unit.is_empty() || units::lookup(&measure.unit).is_some_and(|u| u.dimension == dimension);
        if !fits {
            self.report(d::e0302_wrong_unit::wrong_unit(place, &measure, dimension));
            return None;
        }
        Some(Spanned::new(self.whole(&measure, place, u32::MAX)?, place))
    }

    /// A whole number between 0 and `most`.
    fn whole(&mut self, measure: &Measure, place: Place, most: u32) -> Option<u32> {
        let rest = measure.millionths.checked_rem(MILLION);
        let whole = measure.millionths.checked_div(MILLION).and_then(|n| u32::try_from(n).ok());
        match whole {
            Some(n) if rest == Some(0) && n <= most => Some(n),
            _ => {
                self.report(d::e0308_not_whole::not_whole(place, measure, most));
                None
            }
        }
    }

    /// Takes a number with or without a unit.
    pub fn measure(&mut self, cursor: &mut Cursor<'_>) -> Option<(Measure, Place)> {
        self.measure_or(cursor, &[])
    }

    /// The same where one of some words could stand too.
    fn measure_or(&mut self, cursor: &mut Cursor<'_>, words: &[&str]) -> Option<(Measure, Place)> {
        let Some((measure, span)) = cursor.peek().and_then(measure_of) else {
            return match misspelt_unit(cursor) {
                Some(meant) => self.unexpected_for(cursor, &[&meant]),
                None => self.unexpected_for(cursor, words),
            };
        };
        cursor.take();
        Some((measure, self.place(span)))
    }
}

/// `十个工做日`: a numeral and a slip in its unit; what was meant.
fn misspelt_unit(cursor: &Cursor<'_>) -> Option<String> {
    let Some(Term { kind: TermKind::Name { text, quoted: false }, .. }) = cursor.peek() else { return None };
    let unit = |rest: &str| {
        let bare = rest.strip_prefix('个').unwrap_or(rest);
        let near = units::closest(bare).filter(|_| units::prefix(bare).is_none());
        near.map(|unit| (bare.len(), unit))
    };
    let (_, (bare, unit)) = leading(text, unit)?;
    let before = text.get(..text.len().checked_sub(bare)?)?;
    Some(format!("{before}{unit}"))
}

/// A term read as a measure.
pub fn measure_of(term: &Term) -> Option<(Measure, crate::names::place::Span)> {
    let measure = match &term.kind {
        TermKind::Quantity { millionths, unit } => Measure { millionths: *millionths, unit: unit.clone() },
        TermKind::Number(millionths) => Measure { millionths: *millionths, unit: String::new() },
        _ => return None,
    };
    Some((measure, term.span))
}

/// The next term read as a measure, without taking it.
pub fn measure_of_next(cursor: &Cursor<'_>) -> Option<Measure> {
    cursor.peek().and_then(measure_of).map(|(measure, _)| measure)
}
