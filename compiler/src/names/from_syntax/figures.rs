//! 承诺 and 改革前 of a bundle; 改革前 of an item or a material.

use super::amount::measure_of_next;
use super::reader::{Cursor, Reader, Row};
use crate::diagnostics::e0202_duplicate_property::duplicate_property;
use crate::names::place::{Place, Spanned};
use crate::names::schema;
use crate::names::surface::Figures;
use crate::syntax::keywords::Keyword;
use crate::syntax::units::{self, Dimension};
use lianban_runtime::plan::Metric;

/// A row that could not be read; that has been reported.
struct Unread;

impl Reader {
    /// `承诺 { 时限 10 工作日；材料 7 份；跑动 1 次；踏勘 1 次；字段 20 项 }`. Only a promise may leave something uncounted.
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
                Some(Keyword::Field) => counted(Metric::Fields, Dimension::Count),
                Some(Keyword::Fee) => counted(Metric::Fees, Dimension::Money),
                _ => None,
            };
            match count {
                None => return reader.time_row(&mut figures, row, promise).is_some(),
                Some((metric, dimension)) => {
                    let value = reader.figure(&mut row.cursor, dimension);
                    figures.counts.extend(value.map(|value| (metric, value)));
                }
            }
            reader.end(&row.cursor).is_some()
        });
        whole.then_some(figures)
    }

    /// A count, or an amount of money in 元.
    pub fn figure(&mut self, cursor: &mut Cursor<'_>, dimension: Dimension) -> Option<Spanned<u32>> {
        match dimension {
            Dimension::Money => self.yuan(cursor),
            _ => self.count(cursor, dimension),
        }
    }

    /// `，含 整改` behind a promised limit: where it says so.
    fn including(&mut self, cursor: &mut Cursor<'_>) -> Result<Option<Place>, Unread> {
        let mut ahead = *cursor;
        if !ahead.eat_separator() || ahead.eat_word(Keyword::Has).is_none() {
            return Ok(None);
        }
        *cursor = ahead;
        let place = self.place(cursor.before());
        match self.one_of(cursor, &[(Keyword::Rectify, ())]) {
            Some(_) => Ok(Some(place)),
            None => Err(Unread),
        }
    }

    /// 时限 of the whole case, once; or between two moments; or what stands beside the former.
    fn time_row(&mut self, figures: &mut Figures, mut row: Row<'_>, promise: bool) -> Option<()> {
        if let Some(read) = self.limit_rule(&mut figures.rules, &mut row) {
            read?;
            return self.end(&row.cursor);
        }
        let limit = self.amount(&mut row.cursor)?;
        let mut basis = Vec::new();
        let moments = self.moments(&mut row.cursor)?;
        let excludes = if promise { self.excluding(&mut row.cursor)? } else { None };
        self.clause_basis(&mut row.cursor, &mut basis)?;
        let rounds = if promise && moments.is_none() { self.including(&mut row.cursor).ok()? } else { None };
        self.end(&row.cursor)?;
        match (moments, &figures.time) {
            (Some(moments), _) => {
                let mut between = self.between(&limit, moments, basis, row.place);
                between.rules.excludes = excludes;
                figures.between.push(between);
            }
            (None, None) => {
                figures.time = Some(limit);
                (figures.rules.basis, figures.rules.excludes) = (basis, excludes);
                figures.with_rounds = rounds;
            }
            (None, Some(first)) => {
                let word = Keyword::Limit.zh();
                let found = duplicate_property(row.head, first.place, row.place, word);
                self.report(found);
            }
        }
        Some(())
    }

    /// `改革前 20 工作日、2 份、1 次` of an item; of a material without a limit.
    pub fn former(&mut self, cursor: &mut Cursor<'_>, place: Place, timed: bool) -> Option<Figures> {
        let mut figures = Figures { place, ..Figures::default() };
        loop {
            let unit = measure_of_next(cursor).and_then(|measure| units::lookup(&measure.unit));
            let count = match unit.map(|unit| unit.dimension) {
                Some(Dimension::Copies) => Some((Metric::Materials, Dimension::Copies)),
                Some(Dimension::Times) => Some((Metric::Trips, Dimension::Times)),
                _ if timed => None,
                _ => Some((Metric::Materials, Dimension::Copies)),
            };
            let before = *cursor;
            let again = match count {
                None => figures.time.replace(self.amount(cursor)?).is_some(),
                Some((metric, dimension)) => {
                    let value = self.count(cursor, dimension)?;
                    let known = figures.counts.iter().any(|(known, _)| *known == metric);
                    figures.counts.push((metric, value));
                    known
                }
            };
            if again {
                return self.unexpected(&before);
            }
            if !cursor.eat_separator() {
                return Some(figures);
            }
        }
    }
}
