//! Bounds in words: `300 ㎡ 以上`, `不满 500 ㎡`, `满 18 年`, `距今 6 月 以内`. Every bound says whether it includes its number
//! (民法典 1259); one that does not is an error.

use super::amount::measure_of;
use super::condition::{WORDS, relation_of, slip};
use super::reader::{Cursor, Reader};
use crate::diagnostics::{self as d, e0320_vague_bound::Side};
use crate::names::place::{Name, Span, Spanned};
use crate::names::surface::{Operand, Relation};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Symbol, Term, TermKind};

/// Words that stand before the number they bound.
pub const fn before(word: Keyword) -> Option<Relation> {
    Some(match word {
        Keyword::Under | Keyword::Below | Keyword::Fewer | Keyword::Smaller | Keyword::ShortOf => {
            Relation::Less
        }
        Keyword::Over | Keyword::Above | Keyword::More | Keyword::Larger => Relation::More,
        Keyword::Reaches
        | Keyword::NotUnder
        | Keyword::NotBelow
        | Keyword::NotSmaller
        | Keyword::LargerOrEqual
        | Keyword::LargerOrEqualTo => Relation::AtLeast,
        Keyword::NotOver
        | Keyword::NotAbove
        | Keyword::NotLarger
        | Keyword::SmallerOrEqual
        | Keyword::SmallerOrEqualTo => Relation::AtMost,
        _ => return None,
    })
}

/// Words that stand behind the number they bound. 不满 and 超过 may.
const fn behind(word: Keyword) -> Option<Relation> {
    Some(match word {
        Keyword::AtLeast => Relation::AtLeast,
        Keyword::AtMost | Keyword::Within => Relation::AtMost,
        Keyword::Over | Keyword::Beyond => Relation::More,
        Keyword::Under => Relation::Less,
        _ => return None,
    })
}

/// Whether a second bound comes next: `300 ㎡ 以上 500 ㎡ 以下`. Takes the comma between the two.
pub fn follows(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.eat_separator();
    let number = ahead.peek().is_some_and(|term| measure_of(term).is_some());
    let word = ahead.peek_word().is_some_and(|word| before(word).is_some());
    if number || word {
        *cursor = ahead;
    }
    number || word
}

impl Reader {
    /// A bound with its number: `300 ㎡ 以上`, `不满 300 ㎡`. `since`: behind 距今.
    pub fn bound(
        &mut self,
        cursor: &mut Cursor<'_>,
        name: &Name,
        since: bool,
    ) -> Option<(Spanned<Relation>, Spanned<Operand>)> {
        let place = self.place(cursor.here());
        if let Some(relation) = cursor.peek_word().and_then(before) {
            cursor.take();
            let right = self.operand(cursor)?;
            return Some((Spanned::new(relation, place), bounding(right, since)));
        }
        let right = self.operand(cursor)?;
        let place = self.place(cursor.here());
        if let Some(relation) = cursor.peek_word().and_then(behind) {
            cursor.take();
            return Some((Spanned::new(relation, place), bounding(right, since)));
        }
        if let Some(term) = cursor.peek().filter(|term| !vague(term) && !slip(term, &WORDS).is_empty()) {
            return self.malformed_at(term);
        }
        self.unbounded(cursor, name, right)
    }

    /// 距今 with a relation and an amount, in either order.
    pub fn since(
        &mut self,
        cursor: &mut Cursor<'_>,
        name: &Name,
    ) -> Option<(Spanned<Relation>, Spanned<Operand>)> {
        let place = self.place(cursor.here());
        if let Some(Term { kind: TermKind::Symbol(symbol), span }) = cursor.peek() {
            let Some(relation) = relation_of(*symbol) else { return self.malformed(*span) };
            cursor.take();
            let right = self.operand(cursor)?;
            return Some((Spanned::new(relation, place), bounding(right, true)));
        }
        self.bound(cursor, name, true)
    }

    /// `经营面积 300 ㎡`, `300 ㎡ 到 500 ㎡`: nobody could say whether 300 ㎡ itself is meant.
    fn unbounded<T>(&mut self, cursor: &mut Cursor<'_>, name: &Name, low: Spanned<Operand>) -> Option<T> {
        let to = cursor.eat(Symbol::Range) || cursor.eat_word(Keyword::Until).is_some();
        let high = if to { self.operand(cursor) } else { None };
        let end = high.as_ref().map_or(low.place.span.end, |high| high.place.span.end);
        let vague_word = cursor.peek().filter(|term| !to && vague(term));
        let direction = vague_word.map(|term| if is_before(term) { Side::Before } else { Side::After });
        let behind = vague_word.map(|term| term.span.end);
        let place = self.place(Span { start: low.place.span.start, end: behind.unwrap_or(end) });
        let side = matches!(low.value, Operand::Date(_)).then(|| direction.unwrap_or(Side::Either));
        self.report(d::e0320_vague_bound::vague_bound(place, name, (&low, high.as_ref()), side));
        None
    }
}

/// 以前, 以后 … of a date: nobody could say whether that day is meant.
fn vague(term: &Term) -> bool {
    let known = ["以前", "以后", "之前", "之后", "前", "后", "起", "止"];
    matches!(&term.kind, TermKind::Name { text, quoted: false } if known.contains(&text.as_str()))
}

/// 以前, 之前, 前 and 止, of the words that are [`vague`].
fn is_before(term: &Term) -> bool {
    matches!(&term.kind, TermKind::Name { text, .. } if ["以前", "之前", "前", "止"].contains(&text.as_str()))
}

/// The same number where a word bounds it.
fn bounding(operand: Spanned<Operand>, since: bool) -> Spanned<Operand> {
    let place = operand.place;
    let value = match operand.value {
        Operand::Measure(measure) if since => Operand::Since(measure),
        Operand::Measure(measure) => Operand::Bound(measure),
        other => other,
    };
    Spanned::new(value, place)
}
