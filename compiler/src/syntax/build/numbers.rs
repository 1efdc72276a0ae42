//! Numbers and dates.

use pest::iterators::Pair;

use super::Builder;
use super::terms::Row;
use crate::diagnostics::{
    e0109_number_out_of_range, e0110_too_many_decimals, e0115_grouped_digits, e0116_impossible_time,
};
use crate::syntax::grammar::Rule;
use crate::syntax::number::{NumberFault, decimal, digit};
use crate::syntax::tree::{Span, TermKind};

/// `12`, `4.5`, `１０`.
pub fn number(builder: &mut Builder<'_>, written: &str, place: Span, row: &mut Row) {
    match decimal(written) {
        Ok(millionths) => row.push(TermKind::Number(millionths), place),
        Err(fault) => {
            let finding = match fault {
                NumberFault::TooManyDecimals => {
                    e0110_too_many_decimals::too_many_decimals(builder.file, place)
                }
                NumberFault::OutOfRange => {
                    e0109_number_out_of_range::number_out_of_range(builder.file, place)
                }
            };
            builder.report(finding);
            row.broken = true;
            row.push(TermKind::Number(0), place);
        }
    }
}

/// `1,000`: reported, and read as 1000.
pub fn thousands(builder: &mut Builder<'_>, written: &str, place: Span, row: &mut Row) {
    let plain: String = written.chars().filter(|mark| *mark != ',').collect();
    builder.report(e0115_grouped_digits::grouped_digits(builder.file, place, &plain));
    number(builder, &plain, place, row);
}

/// `16:30`.
pub fn time(builder: &mut Builder<'_>, pair: Pair<'_, Rule>, place: Span, row: &mut Row) {
    let written = pair.as_str().to_owned();
    let values: Vec<u32> = pair.into_inner().map(|part| whole(part.as_str())).collect();
    let (hour, minute) = (values.first().copied().unwrap_or(0), values.get(1).copied().unwrap_or(0));
    if hour > 23 || minute > 59 {
        builder.report(e0116_impossible_time::impossible_time(builder.file, place, &written));
        row.broken = true;
    }
    row.push(TermKind::Time(hour.saturating_mul(60).saturating_add(minute)), place);
}

fn whole(digits: &str) -> u32 {
    let digits = digits.chars().filter_map(digit);
    digits.fold(0_u32, |sum, next| sum.saturating_mul(10).saturating_add(next))
}

/// `2026-09-30 10:00`.
pub fn date(builder: &mut Builder<'_>, pair: Pair<'_, Rule>, place: Span, row: &mut Row) {
    let written = pair.as_str().to_owned();
    let (mut ymd, mut hour, mut minute) = ((0_i32, 0_u32, 0_u32), None, 0_u32);
    for part in pair.into_inner() {
        let value = whole(part.as_str());
        match part.as_rule() {
            Rule::year => ymd.0 = i32::try_from(value).unwrap_or(i32::MAX),
            Rule::month => ymd.1 = value,
            Rule::day => ymd.2 = value,
            Rule::hour => hour = Some(value),
            Rule::minute | Rule::past => minute = value,
            _ => {}
        }
    }
    if hour.is_some_and(|hour| hour > 23) || minute > 59 {
        builder.report(e0116_impossible_time::impossible_time(builder.file, place, &written));
        row.broken = true;
    }
    let minute = hour.map(|hour| hour.saturating_mul(60).saturating_add(minute));
    row.push(TermKind::Date { ymd, minute }, place);
}
