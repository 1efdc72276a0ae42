//! 承诺 and 改革前 of a bundle.

use super::reader::{Reader, Row};
use crate::names::place::Spanned;
use crate::names::schema;
use crate::names::surface::Figures;
use crate::syntax::keywords::Keyword;
use crate::syntax::units::Dimension;
use lianban_runtime::plan::Metric;

impl Reader {
    /// `承诺 { 时限 10 工作日；材料 7 份；跑动 1 次；踏勘 1 次 }`.
    /// Only a promise may leave something uncounted.
    pub fn figures(&mut self, row: Row<'_>, promise: bool) -> Option<Figures> {
        let mut cursor = row.cursor;
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let mut figures = Figures { place: row.place, ..Figures::default() };
        let owner = Spanned::new(String::new(), row.head);
        let whole = self.walk(&schema::FIGURES, &owner, &block.entries, |reader, mut row| {
            let counted = |metric, dimension| Some((metric, dimension));
            let count = match row.keyword {
                Some(Keyword::Material) => counted(Metric::Materials, Dimension::Copies),
                Some(Keyword::Trips) => counted(Metric::Trips, Dimension::Times),
                Some(Keyword::Inspection) => counted(Metric::SiteVisits, Dimension::Times),
                _ => None,
            };
            match count {
                None => {
                    let counted = if promise {
                        reader.counted_amount(&mut row.cursor)
                    } else {
                        reader.amount(&mut row.cursor).map(|time| (time, None))
                    };
                    (figures.time, figures.excludes) =
                        counted.map_or((None, None), |(time, excludes)| (Some(time), excludes));
                }
                Some((metric, dimension)) => {
                    let value = reader.count(&mut row.cursor, dimension);
                    figures.counts.extend(value.map(|value| (metric, value)));
                }
            }
            reader.end(&row.cursor).is_some()
        });
        whole.then_some(figures)
    }
}
