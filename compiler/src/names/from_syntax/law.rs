//! 法律: how a law counts its days.

use super::amount::measure_of;
use super::reader::{Cursor, Reader, Row};
use crate::names::limit::Law;
use crate::names::schema;
use crate::syntax::keywords::Keyword;
use crate::syntax::number::MILLION;
use crate::syntax::tree::{Term, TermKind};
use lianban_runtime::time::{Roll, Unit};

/// The word of the unit that a law leaves to be explained.
const DAY: &str = "日";
/// The kinds of days, in words.
const KINDS: &[(&str, Unit)] = &[("工作日", Unit::WorkDay), ("自然日", Unit::Day)];

impl Reader {
    /// `法律 行政处罚法 { 日 按 自然日；二日、三日、五日、七日 按 工作日；末日 顺延 }`.
    pub fn law(&mut self, row: Row<'_>) -> Option<Law> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let bare = name.value.strip_prefix("中华人民共和国").map(str::to_owned);
        let name = name.map(|name| bare.unwrap_or(name));
        let mut law =
            Law { name: name.clone(), days: None, listed: Vec::new(), up_to: Vec::new(), roll: None };
        let whole = self.walk(&schema::LAW, &name, &block.entries, |reader, mut row| {
            let read = match row.keyword {
                Some(_) => reader.one_of(&mut row.cursor, ROLLS).map(|roll| law.roll = Some(roll.value)),
                None => reader.law_days(&mut law, &mut row.cursor),
            };
            read.is_some() && reader.end(&row.cursor).is_some()
        });
        whole.then_some(law)
    }

    /// `日 按 工作日`, `二日、三日 按 工作日`, `十日 以内 按 工作日`.
    fn law_days(&mut self, law: &mut Law, cursor: &mut Cursor<'_>) -> Option<()> {
        if let Some(Term { kind: TermKind::Name { text, .. }, .. }) = cursor.peek()
            && text == DAY
        {
            cursor.take();
            law.days = Some(self.day_kind(cursor)?);
            return Some(());
        }
        let mut amounts = Vec::new();
        loop {
            amounts.push(self.days(cursor)?);
            if !cursor.eat_separator() {
                break;
            }
        }
        let within = cursor.eat_word(Keyword::Within).is_some();
        let unit = self.day_kind(cursor)?;
        let rows = if within { &mut law.up_to } else { &mut law.listed };
        rows.extend(amounts.into_iter().map(|amount| (amount, unit)));
        Some(())
    }

    /// A whole number of 日.
    fn days(&mut self, cursor: &mut Cursor<'_>) -> Option<u32> {
        let whole = cursor.peek().and_then(measure_of).and_then(|(measure, _)| {
            let even = measure.millionths.checked_rem(MILLION) == Some(0) && measure.unit == DAY;
            let days = measure.millionths.checked_div(MILLION).filter(|_| even)?;
            u32::try_from(days).ok()
        });
        if whole.is_none() {
            return self.unexpected(cursor);
        }
        cursor.take();
        whole
    }

    /// `按 工作日`, `按 自然日`.
    fn day_kind(&mut self, cursor: &mut Cursor<'_>) -> Option<Unit> {
        if cursor.eat_word(Keyword::Following).is_none() {
            return self.unexpected_for(cursor, &[Keyword::Following.zh()]);
        }
        let kind = match cursor.peek().map(|term| &term.kind) {
            Some(TermKind::Name { text, .. }) => KINDS.iter().find(|(word, _)| word == text),
            _ => None,
        };
        let Some((_, unit)) = kind else { return self.unexpected_for(cursor, &["工作日", "自然日"]) };
        cursor.take();
        Some(*unit)
    }
}

/// Roll rules, in words (民法典 203, 税收征管法实施细则 109).
pub const ROLLS: &[(Keyword, Roll)] = &[
    (Keyword::RollOn, Roll::Next),
    (Keyword::NoRoll, Roll::None),
    (Keyword::RollBack, Roll::Previous),
    (Keyword::RollPastHolidays, Roll::Extend),
];
