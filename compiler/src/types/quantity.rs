//! Measures as written → quantities in millionths of the base unit of a dimension.

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::surface::Measure;
use crate::names::{Name, Place};
use crate::syntax::units;
use lianban_runtime::plan::{Dimension, Quantity};

/// Months in a year: the base unit of 年限 is the year, that of the unit table the month.
const MONTHS: i64 = 12;

/// What the unit table measures for a question's dimension.
#[must_use]
pub const fn unit_dimension(dimension: Dimension) -> units::Dimension {
    match dimension {
        Dimension::Area => units::Dimension::Area,
        Dimension::Length => units::Dimension::Length,
        Dimension::Money => units::Dimension::Money,
        Dimension::People => units::Dimension::People,
        Dimension::Count => units::Dimension::Count,
        Dimension::Years => units::Dimension::Months,
    }
}

/// Reads a measure as a quantity of `dimension`. A bare number counts base units only where nothing but a count is
/// meant (人数, 数量); elsewhere the unit must be written.
pub fn quantity(
    measure: &Measure,
    place: Place,
    dimension: Dimension,
    question: &Name,
) -> Result<Quantity, Box<Diagnostic>> {
    let mismatch = || Box::new(d::e0301_unit_mismatch::unit_mismatch(place, measure, dimension, question));
    if measure.unit.is_empty() {
        return match dimension {
            Dimension::People | Dimension::Count => Ok(Quantity(measure.millionths)),
            _ => Err(mismatch()),
        };
    }
    let unit = units::lookup(&measure.unit).ok_or_else(mismatch)?;
    if unit.dimension != unit_dimension(dimension) {
        return Err(mismatch());
    }
    let too_large = || Box::new(d::e0308_not_whole::out_of_range(place, measure));
    let base = unit.to_base(measure.millionths).ok_or_else(too_large)?;
    if dimension != Dimension::Years {
        return Ok(Quantity(base));
    }
    match base.checked_rem(MONTHS) {
        Some(0) => base.checked_div(MONTHS).map(Quantity).ok_or_else(too_large),
        _ => Err(too_large()),
    }
}
