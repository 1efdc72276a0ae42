//! 收费 of an item.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::place::Spanned;
use crate::names::schema;
use crate::names::surface::{Fee, Measure};
use crate::syntax::keywords::Keyword;
use crate::syntax::number::MILLION;
use crate::syntax::units::{self, Dimension};

impl Reader {
    /// `收费 登记费 80 元 { 当 …；逐个 …；依据 … }`.
    pub fn fee(&mut self, row: Row<'_>) -> Option<Fee> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let yuan = self.yuan(&mut cursor)?;
        let entries = self.optional_block(&mut cursor)?;
        self.end(&cursor)?;
        let mut fee = Fee { name: name.clone(), yuan, when: None, each: None, basis: Vec::new() };
        let whole = self.walk(&schema::FEE, &name, entries, |reader, mut row| {
            match row.keyword {
                Some(Keyword::When) => {
                    fee.when = reader.condition(&mut row.cursor);
                    return fee.when.is_some();
                }
                Some(Keyword::ForEach) => fee.each = reader.name(&mut row.cursor),
                _ => fee.basis.extend(reader.texts(&mut row.cursor).unwrap_or_default()),
            }
            reader.end(&row.cursor).is_some()
        });
        whole.then_some(fee)
    }

    /// An amount of money in whole 元.
    pub fn yuan(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<u32>> {
        let (measure, place) = self.measure(cursor)?;
        let unit = if measure.unit.is_empty() { units::lookup("元") } else { units::lookup(&measure.unit) };
        let Some(unit) = unit.filter(|unit| unit.dimension == Dimension::Money) else {
            self.report(d::e0302_wrong_unit::wrong_unit(place, &measure, Dimension::Money));
            return None;
        };
        let base = unit.to_base(measure.millionths).filter(|base| base.checked_rem(MILLION) == Some(0));
        let yuan = base.and_then(|base| base.checked_div(MILLION)).and_then(|yuan| u32::try_from(yuan).ok());
        if yuan.is_none() {
            let in_yuan = Measure { unit: "元".to_owned(), ..measure };
            self.report(d::e0308_not_whole::not_whole(place, &in_yuan, u32::MAX));
        }
        yuan.map(|yuan| Spanned::new(yuan, place))
    }
}
