//! The paper itself: 形式, 有效期, 出具单位.

use super::reader::{Cursor, Reader};
use crate::diagnostics as d;
use crate::names::place::{Name, Spanned};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Term, TermKind};
use crate::syntax::units::Dimension;
use lianban_runtime::plan::{Medium, MediumCopies};
use lianban_runtime::time::{Roll, Span as Amount, Unit};

/// The words of 形式.
const MEDIA: [(Keyword, Medium); 4] = [
    (Keyword::Original, Medium::Original),
    (Keyword::OriginalSeen, Medium::OriginalSeen),
    (Keyword::Photocopy, Medium::Photocopy),
    (Keyword::Electronic, Medium::Electronic),
];

/// 电子文档: how guides of Fujian write 电子.
const ELECTRONIC_FILE: &str = "电子文档";

impl Reader {
    /// `原件 1 份、复印件 2 份`; with each form whether its count is written.
    pub fn media(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<(Spanned<MediumCopies>, bool)>> {
        let mut media: Vec<(Spanned<MediumCopies>, bool)> = Vec::new();
        loop {
            let medium = self.medium(cursor)?;
            let counted = matches!(
                cursor.peek().map(|term| &term.kind),
                Some(TermKind::Quantity { .. } | TermKind::Number(_))
            );
            let copies = if counted { self.count(cursor, Dimension::Copies)?.value } else { 1 };
            let place = medium.place;
            if let Some((first, _)) = media.iter().find(|(known, _)| known.value.medium == medium.value) {
                let first = first.place;
                self.report(d::e0483_bad_medium::twice(place, medium.value, first));
                return None;
            }
            media.push((Spanned::new(MediumCopies { medium: medium.value, copies }, place), counted));
            if !cursor.eat_separator() {
                return Some(media);
            }
        }
    }

    /// `原件`, `原件（收）`, `原件（验）`, `电子文档` …
    fn medium(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Medium>> {
        if let Some(Term { kind: TermKind::Name { text, .. }, span }) = cursor.peek()
            && text == ELECTRONIC_FILE
        {
            cursor.take();
            return Some(Spanned::new(Medium::Electronic, self.place(*span)));
        }
        let medium = self.one_of(cursor, &MEDIA)?;
        let Some(Term { kind: TermKind::Group(inside), .. }) = cursor.peek() else { return Some(medium) };
        let how = match (medium.value, inside.as_slice()) {
            (Medium::Original, [Term { kind: TermKind::Name { text, .. }, .. }]) => text.as_str(),
            _ => "",
        };
        let value = match how {
            "收" => Medium::Original,
            "验" => Medium::OriginalSeen,
            _ => return self.unexpected(cursor),
        };
        cursor.take();
        Some(Spanned::new(value, medium.place))
    }

    /// `6 月`, `6 月 自 出具`. Counted in days, months or years; the last day is never moved.
    pub fn validity(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Amount>> {
        let amount = self.amount(cursor)?;
        if cursor.eat_word(Keyword::Since).is_some() {
            self.one_of(cursor, &[(Keyword::Issued, ())])?;
        }
        let days = matches!(amount.value.unit, Unit::WorkDay | Unit::Day | Unit::Month | Unit::Year);
        if !days || amount.value.amount == 0 {
            self.report(d::e0485_bad_validity::bad_validity(&amount));
            return None;
        }
        Some(Spanned::new(Amount { roll: Roll::None, ..amount.value }, amount.place))
    }

    /// `卫生健康委员会`, `“县级以上医院”`.
    pub fn issuer(&mut self, cursor: &mut Cursor<'_>) -> Option<Name> {
        match cursor.peek().map(|term| &term.kind) {
            Some(TermKind::Text(_)) => self.text(cursor),
            _ => self.name(cursor),
        }
    }
}
