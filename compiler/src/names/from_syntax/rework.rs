//! 整改 of a joint action or a step.

use super::reader::{Cursor, Reader};
use crate::names::limit::LimitRules;
use crate::names::place::{Name, Spanned};
use crate::names::schema;
use crate::names::surface::Rework;
use crate::syntax::keywords::Keyword;
use crate::syntax::units::Dimension;

impl Reader {
    /// `最多 2 次 { 时限 10 工作日；复核 3 工作日 }`, behind 整改.
    pub fn rework(&mut self, cursor: &mut Cursor<'_>, owner: &Name) -> Option<Rework> {
        if cursor.eat_word(Keyword::UpTo).is_none() {
            return self.unexpected_for(cursor, &[Keyword::UpTo.zh()]);
        }
        let before = *cursor;
        let times = self.count(cursor, Dimension::Times)?;
        if times.value == 0 {
            return self.unexpected(&before);
        }
        let block = self.block(cursor)?;
        self.end(cursor)?;
        let owner = Spanned::new(owner.value.clone(), times.place);
        let (mut limit, mut recheck) = (None, None);
        let mut rules = LimitRules::default();
        let mut off_the_clock = false;
        let whole = self.walk(&schema::REWORK, &owner, &block.entries, |reader, mut row| {
            if let Some(read) = reader.limit_rule(&mut rules, &mut row) {
                return read.is_some() && reader.end(&row.cursor).is_some();
            }
            if row.keyword == Some(Keyword::OffClock) {
                off_the_clock = true;
                return reader.end(&row.cursor).is_some();
            }
            let amount = reader.amount(&mut row.cursor);
            let read = amount.is_some();
            match row.keyword {
                Some(Keyword::Limit) => limit = amount,
                _ => recheck = amount,
            }
            read && reader.end(&row.cursor).is_some()
        });
        match (limit, recheck) {
            (Some(limit), Some(recheck)) if whole => {
                Some(Rework { times, limit, rules, recheck, off_the_clock })
            }
            _ => None,
        }
    }
}
