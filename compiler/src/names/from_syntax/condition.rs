//! Conditions: `经营面积 ≥ 300 ㎡ 且 (主体类型 = 企业 或 非 户外招牌)`.

use super::amount::measure_of;
use super::bounds;
use super::reader::{Cursor, Reader};
use crate::diagnostics as d;
use crate::names::place::{Name, Place, Span, Spanned};
use crate::names::surface::{Expr, ExprKind, Operand, Relation};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Symbol, Term, TermKind};

/// Deepest nesting of a condition.
pub const MAX_DEPTH: u32 = 64;

impl Reader {
    /// Reads the rest of a row as one condition.
    pub fn condition(&mut self, cursor: &mut Cursor<'_>) -> Option<Expr> {
        let expr = self.either(cursor, 0)?;
        match cursor.peek() {
            None => Some(expr),
            Some(term) => self.malformed_at(term),
        }
    }

    /// Reads one condition that ends with the row or before a word.
    pub fn condition_before(&mut self, cursor: &mut Cursor<'_>, word: Keyword) -> Option<Expr> {
        let expr = self.either(cursor, 0)?;
        match cursor.peek() {
            Some(term) if cursor.peek_word() != Some(word) => self.malformed(term.span),
            _ => Some(expr),
        }
    }

    pub(super) fn malformed<T>(&mut self, span: Span) -> Option<T> {
        let place = self.place(span);
        self.report(d::e0306_malformed_condition::malformed_condition(place, &[]));
        None
    }

    /// The condition cannot go on with this term; a slip in one of its words is named.
    pub(super) fn malformed_at<T>(&mut self, term: &Term) -> Option<T> {
        if matches!(&term.kind, TermKind::Name { text, .. } if ["距", "距离", "离", "提前"].contains(&text.as_str()))
        {
            let place = self.place(term.span);
            self.report(d::e0321_no_period::days_from_a_date(place, "活动日期"));
            return None;
        }
        let close = slip(term, &WORDS);
        let place = self.place(term.span);
        self.report(d::e0306_malformed_condition::malformed_condition(place, &close));
        None
    }

    /// 或 of parts. 且 beside 或 must be in parentheses: one sentence, one meaning.
    fn either(&mut self, cursor: &mut Cursor<'_>, depth: u32) -> Option<Expr> {
        let first = self.both(cursor, depth)?;
        let mut parts = vec![first];
        let mut mixed = None;
        while let Some(word) = cursor.eat_word(Keyword::Or) {
            mixed = mixed.or(Some(word.span));
            parts.push(self.both(cursor, depth)?);
        }
        let Some(or) = mixed else { return parts.pop().map(|(expr, _)| expr) };
        if let Some((loose, _)) = parts.iter().find(|(_, loose)| *loose) {
            let (or, place) = (self.place(or), loose.place);
            self.report(d::e0305_mixed_and_or::mixed_and_or(or, place));
            return None;
        }
        let parts: Vec<Expr> = parts.into_iter().map(|(expr, _)| expr).collect();
        let place = around(&parts)?;
        Some(Expr { kind: ExprKind::Any(parts), place })
    }

    /// 且 of parts, and whether it stands there without parentheses.
    fn both(&mut self, cursor: &mut Cursor<'_>, depth: u32) -> Option<(Expr, bool)> {
        let mut parts = vec![self.unary(cursor, depth)?];
        while cursor.eat_word(Keyword::And).is_some() {
            parts.push(self.unary(cursor, depth)?);
        }
        if parts.len() == 1 {
            return parts.pop().map(|expr| (expr, false));
        }
        let place = around(&parts)?;
        Some((Expr { kind: ExprKind::All(parts), place }, true))
    }

    fn unary(&mut self, cursor: &mut Cursor<'_>, depth: u32) -> Option<Expr> {
        let Some(deeper) = depth.checked_add(1).filter(|deeper| *deeper <= MAX_DEPTH) else {
            let place = self.place(cursor.here());
            self.report(d::e0307_too_deep::too_deep(place, MAX_DEPTH));
            return None;
        };
        if let Some(word) = cursor.eat_word(Keyword::Not) {
            let inner = self.unary(cursor, deeper)?;
            let span = Span { start: word.span.start, end: inner.place.span.end };
            return Some(Expr { kind: ExprKind::Not(Box::new(inner)), place: self.place(span) });
        }
        if let Some(Term { kind: TermKind::Group(terms), span }) = cursor.peek() {
            cursor.take();
            let mut inside = cursor.inside(terms, span.end.saturating_sub(1));
            let inner = self.either(&mut inside, deeper)?;
            if let Some(extra) = inside.peek() {
                return self.malformed_at(extra);
            }
            return Some(Expr { place: self.place(*span), ..inner });
        }
        self.atom(cursor)
    }

    fn atom(&mut self, cursor: &mut Cursor<'_>) -> Option<Expr> {
        if let [first, Term { kind: TermKind::Name { .. } | TermKind::Group(_), .. }, ..] = cursor.rest()
            && !slip(first, &[Keyword::Not.zh()]).is_empty()
        {
            return self.malformed_at(first);
        }
        let name = self.subject(cursor)?;
        let start = name.place.span.start;
        match cursor.peek_word() {
            Some(Keyword::In) => {
                cursor.take();
                let choices = self.names(cursor)?;
                let place = self.place(Span { start, end: cursor.before().end });
                return Some(Expr { kind: ExprKind::In { left: name, choices }, place });
            }
            Some(Keyword::Has) => {
                cursor.take();
                let choice = self.name(cursor)?;
                let place = self.place(Span { start, end: choice.place.span.end });
                return Some(Expr { kind: ExprKind::Has { left: name, choice }, place });
            }
            _ => {}
        }
        let Some(first) = self.predicate(cursor, &name)? else {
            return Some(Expr { place: name.place, kind: ExprKind::Name(name.value) });
        };
        // `300 ㎡ 以上 500 ㎡ 以下`: a second bound of the same question.
        let dated = matches!(first.1.value, Operand::SubmissionDay | Operand::Date(_));
        if dated && bounds::follows(cursor) {
            let place = self.place(Span { start: first.0.place.span.start, end: cursor.here().end });
            self.report(d::e0321_no_period::days_from_a_date(place, &name.value));
            return None;
        }
        let second = if bounds::follows(cursor) { Some(self.bound(cursor, &name, false)?) } else { None };
        let one = |reader: &Self, (relation, right): (Spanned<Relation>, Spanned<Operand>)| {
            let end = right.place.span.end.max(relation.place.span.end);
            let place = reader.place(Span { start, end });
            Expr { kind: ExprKind::Compare { left: name.clone(), relation, right }, place }
        };
        let first = one(self, first);
        let Some(second) = second else { return Some(first) };
        let second = one(self, second);
        let place = second.place;
        Some(Expr { kind: ExprKind::All(vec![first, second]), place })
    }

    fn subject(&mut self, cursor: &mut Cursor<'_>) -> Option<Name> {
        let joins = matches!(cursor.peek_word(), Some(Keyword::And | Keyword::Or | Keyword::Not));
        match cursor.peek().map(|term| &term.kind) {
            Some(TermKind::Name { .. } | TermKind::Word(_)) if !joins => self.name(cursor),
            _ => self.malformed(cursor.here()),
        }
    }

    /// What follows the name: a relation with its operand, or nothing. Outer none: malformed.
    fn predicate(
        &mut self,
        cursor: &mut Cursor<'_>,
        name: &Name,
    ) -> Option<Option<(Spanned<Relation>, Spanned<Operand>)>> {
        let Some(next) = cursor.peek() else { return Some(None) };
        let place = self.place(next.span);
        match &next.kind {
            TermKind::Symbol(symbol) => {
                let Some(relation) = relation_of(*symbol) else { return self.malformed(next.span) };
                cursor.take();
                let right = self.operand(cursor)?;
                Some(Some((Spanned::new(relation, place), right)))
            }
            TermKind::Word(Keyword::SinceDay) => {
                cursor.take();
                self.since(cursor, name).map(Some)
            }
            TermKind::Word(word) if bounds::before(*word).is_some() => {
                self.bound(cursor, name, false).map(Some)
            }
            TermKind::Word(word) if date_relation(*word).is_some() => {
                let relation = date_relation(*word)?;
                cursor.take();
                let right = self.operand(cursor)?;
                Some(Some((Spanned::new(relation, place), right)))
            }
            TermKind::Word(Keyword::Is) => {
                cursor.take();
                let right = self.after_is(cursor, place)?;
                Some(Some((Spanned::new(Relation::Equal, place), right)))
            }
            TermKind::Word(Keyword::IsNot) => {
                cursor.take();
                let right = self.operand(cursor)?;
                Some(Some((Spanned::new(Relation::NotEqual, place), right)))
            }
            TermKind::Quantity { .. } | TermKind::Number(_) | TermKind::Date { .. } => {
                self.bound(cursor, name, false).map(Some)
            }
            _ => Some(None),
        }
    }

    /// `主体类型 是 企业`; a bare `户外招牌 是` means the answer 是.
    fn after_is(&mut self, cursor: &mut Cursor<'_>, is: Place) -> Option<Spanned<Operand>> {
        match cursor.peek_word() {
            Some(Keyword::And | Keyword::Or | Keyword::Ask) => {
                return Some(Spanned::new(Operand::YesNo(true), is));
            }
            _ if cursor.peek().is_none() => return Some(Spanned::new(Operand::YesNo(true), is)),
            _ => {}
        }
        self.operand(cursor)
    }

    /// The right side of a comparison, or a value in 令.
    pub fn operand(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Operand>> {
        let Some(term) = cursor.peek() else { return self.malformed(cursor.here()) };
        let place = self.place(term.span);
        let operand = match &term.kind {
            TermKind::Word(Keyword::Is) => Operand::YesNo(true),
            TermKind::Word(Keyword::No) => Operand::YesNo(false),
            TermKind::Word(Keyword::SubmissionDay) => Operand::SubmissionDay,
            TermKind::Word(Keyword::And | Keyword::Or | Keyword::Not) => return self.malformed(term.span),
            TermKind::Word(keyword) => Operand::Name(keyword.zh().to_owned()),
            TermKind::Name { text, .. } => Operand::Name(text.clone()),
            TermKind::Date { .. } => Operand::Date(self.day(cursor)?.value),
            _ => match measure_of(term) {
                Some((measure, _)) => Operand::Measure(measure),
                None => return self.malformed(term.span),
            },
        };
        if !matches!(operand, Operand::Date(_)) {
            cursor.take();
        }
        Some(Spanned::new(operand, place))
    }
}

/// 早于, 晚于, 不早于, 不晚于.
const fn date_relation(word: Keyword) -> Option<Relation> {
    Some(match word {
        Keyword::Earlier => Relation::Less,
        Keyword::Later => Relation::More,
        Keyword::NotEarlier => Relation::AtLeast,
        Keyword::NotLater => Relation::AtMost,
        _ => return None,
    })
}

/// The words that may follow in a condition.
pub(super) const WORDS: [&str; 36] = [
    Keyword::And.zh(),
    Keyword::Or.zh(),
    Keyword::Not.zh(),
    Keyword::AtLeast.zh(),
    Keyword::AtMost.zh(),
    Keyword::Within.zh(),
    Keyword::Under.zh(),
    Keyword::Over.zh(),
    Keyword::NotOver.zh(),
    Keyword::NotUnder.zh(),
    Keyword::NotBelow.zh(),
    Keyword::NotAbove.zh(),
    Keyword::Below.zh(),
    Keyword::Above.zh(),
    Keyword::Fewer.zh(),
    Keyword::More.zh(),
    Keyword::Smaller.zh(),
    Keyword::Larger.zh(),
    Keyword::NotSmaller.zh(),
    Keyword::NotLarger.zh(),
    Keyword::LargerOrEqual.zh(),
    Keyword::SmallerOrEqual.zh(),
    Keyword::LargerOrEqualTo.zh(),
    Keyword::SmallerOrEqualTo.zh(),
    Keyword::ShortOf.zh(),
    Keyword::IsNot.zh(),
    Keyword::Is.zh(),
    Keyword::Reaches.zh(),
    Keyword::Beyond.zh(),
    Keyword::SinceDay.zh(),
    Keyword::Earlier.zh(),
    Keyword::Later.zh(),
    Keyword::NotEarlier.zh(),
    Keyword::NotLater.zh(),
    Keyword::In.zh(),
    Keyword::Has.zh(),
];

/// The words a plain name may be a slip of. Never one that says the opposite: a 不 is no slip of the pen.
pub(super) fn slip(term: &Term, words: &[&str]) -> Vec<String> {
    match &term.kind {
        TermKind::Name { text, quoted: false } => {
            let mut close = suggest::close(text, words.iter().copied());
            close.retain(|word| !turns_round(text, word));
            close
        }
        _ => Vec::new(),
    }
}

/// Whether a word says the opposite of what was written: it lacks the 不, or has one more.
fn turns_round(written: &str, word: &str) -> bool {
    let denied = |text: &str| text.strip_prefix(['不', '非', '未', '没', '无']).map(str::to_owned);
    (denied(written).is_some() && denied(word).is_none()) || denied(word).as_deref() == Some(written)
}

pub(super) const fn relation_of(symbol: Symbol) -> Option<Relation> {
    Some(match symbol {
        Symbol::Equal => Relation::Equal,
        Symbol::NotEqual => Relation::NotEqual,
        Symbol::Less => Relation::Less,
        Symbol::AtMost => Relation::AtMost,
        Symbol::More => Relation::More,
        Symbol::AtLeast => Relation::AtLeast,
        _ => return None,
    })
}

fn around(parts: &[Expr]) -> Option<Place> {
    let (first, last) = (parts.first()?, parts.last()?);
    let span = Span { start: first.place.span.start, end: last.place.span.end };
    Some(Place { file: first.place.file, span })
}
