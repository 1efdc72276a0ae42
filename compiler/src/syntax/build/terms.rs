//! The terms of one row.

use pest::iterators::{Pair, Pairs};

use super::{Builder, marks, numbers, words};
use crate::diagnostics::{
    e0101_unreadable, e0113_empty_name, e0114_foreign_operator, w0107_invisible_character,
};
use crate::syntax::grammar::Rule;
use crate::syntax::tree::{Block, Comment, Span, Term, TermKind};

/// A row while it is read.
#[derive(Default)]
pub struct Row {
    /// Terms so far.
    pub terms: Vec<Term>,
    /// Comments inside it, in order.
    pub comments: Vec<Comment>,
    /// Something could not be read.
    pub broken: bool,
    /// Place of the first thing, for a row without terms.
    pub place: Span,
    /// The last term is a quoted name that goes on: `《…》·`.
    joined: bool,
}

impl Row {
    /// Adds a term.
    pub fn push(&mut self, kind: TermKind, span: Span) {
        self.terms.push(Term { kind, span });
    }

    /// `·` behind a quoted name: what follows belongs to it, as in `《甲（乙）》·核查`.
    fn join(&mut self, found: &str) -> bool {
        let quoted = self.terms.last().map(|term| &term.kind);
        self.joined = found == "·" && matches!(quoted, Some(TermKind::Name { quoted: true, .. }));
        self.joined
    }

    /// Nothing comes that could go on.
    fn leave_off(&mut self, builder: &mut Builder<'_>) {
        if std::mem::take(&mut self.joined) {
            let end = self.terms.last().map_or(self.place, |term| term.span);
            builder.report(e0101_unreadable::unreadable(builder.file, end, "·"));
            self.broken = true;
        }
    }

    /// Adds a word to the quoted name before it, if it goes on.
    fn joins(&mut self, written: &str, place: Span) -> bool {
        if !std::mem::take(&mut self.joined) {
            return false;
        }
        let Some(Term { kind: TermKind::Name { text, .. }, span }) = self.terms.last_mut() else {
            return false;
        };
        *text = format!("{text}·{written}");
        span.end = place.end;
        true
    }
}

/// Reads the pairs of a row or group.
pub fn row(builder: &mut Builder<'_>, pairs: Pairs<'_, Rule>) -> Row {
    let mut row = Row::default();
    for pair in pairs {
        if row.place == Span::default() {
            row.place = builder.place(&pair);
        }
        one(builder, pair, &mut row);
    }
    row.leave_off(builder);
    if !row.broken {
        marks::check(builder, &mut row);
    }
    row
}

fn one(builder: &mut Builder<'_>, pair: Pair<'_, Rule>, row: &mut Row) {
    let place = builder.place(&pair);
    if !matches!(pair.as_rule(), Rule::word | Rule::joining_word | Rule::quoted) {
        row.leave_off(builder);
    }
    match pair.as_rule() {
        Rule::comment => row.comments.push(builder.comment(&pair, None)),
        Rule::block => {
            let (entries, trailing) = builder.rows(pair.into_inner());
            row.push(TermKind::Block(Block { entries, trailing, span: place }), place);
        }
        Rule::group => group(builder, pair, place, row),
        Rule::date => numbers::date(builder, pair, place, row),
        Rule::time => numbers::time(builder, pair, place, row),
        Rule::number => numbers::number(builder, pair.as_str(), place, row),
        Rule::thousands => numbers::thousands(builder, pair.as_str(), place, row),
        Rule::sign => words::sign(builder, pair.as_str(), place, row),
        Rule::word | Rule::joining_word => word(builder, &pair, place, row),
        Rule::quoted => quoted(builder, &pair, place, row),
        Rule::text => row.push(TermKind::Text(inside(pair.as_str()).to_owned()), place),
        Rule::invisible => {
            visible(builder, &pair, place);
        }
        Rule::unknown => unknown(builder, pair.as_str(), place, row),
        rule => {
            if let Some(symbol) = marks::symbol(rule) {
                row.push(TermKind::Symbol(symbol), place);
            }
        }
    }
}

fn group(builder: &mut Builder<'_>, pair: Pair<'_, Rule>, place: Span, outer: &mut Row) {
    let inner = row(builder, pair.into_inner());
    outer.comments.extend(inner.comments);
    outer.broken |= inner.broken;
    outer.push(TermKind::Group(inner.terms), place);
}

fn word(builder: &mut Builder<'_>, pair: &Pair<'_, Rule>, place: Span, row: &mut Row) {
    let written = visible(builder, pair, place);
    if row.joins(&words::half_width(&written), place) {
        if let Some(Term { kind: TermKind::Name { text, .. }, span }) = row.terms.last() {
            let (text, span) = (text.clone(), *span);
            row.broken |= words::too_long(builder, &text, span);
        }
        return;
    }
    words::word(builder, &written, place, row);
}

fn quoted(builder: &mut Builder<'_>, pair: &Pair<'_, Rule>, place: Span, row: &mut Row) {
    let written = visible(builder, pair, place);
    let text = inside(&written).trim().to_owned();
    if text.is_empty() {
        row.broken = true;
        builder.report(e0113_empty_name::empty_name(builder.file, place));
        return;
    }
    if row.joins(&words::half_width(&text), place) {
        return;
    }
    row.broken |= words::too_long(builder, &text, place);
    row.push(TermKind::Name { text: words::half_width(&text), quoted: true }, place);
}

/// Without the first and the last character.
fn inside(written: &str) -> &str {
    let mut marks = written.chars();
    marks.next();
    marks.next_back();
    marks.as_str()
}

/// The word without invisible characters, which are reported.
fn visible(builder: &mut Builder<'_>, pair: &Pair<'_, Rule>, place: Span) -> String {
    let written = pair.as_str();
    let start = pair.as_span().start();
    let hidden = |(_, mark): &(usize, char)| is_hidden(*mark);
    let Some((_, first)) = written.char_indices().find(hidden) else { return written.to_owned() };
    let of = |(at, mark): (usize, char)| {
        let from = start.saturating_add(at);
        builder.original(from, from.saturating_add(mark.len_utf8()))
    };
    let places: Vec<Span> = written.char_indices().filter(hidden).map(of).collect();
    builder.report(w0107_invisible_character::invisible_character(builder.file, place, first, &places));
    written.chars().filter(|mark| !is_hidden(*mark)).collect()
}

/// Characters without width that get into names by copying.
const fn is_hidden(mark: char) -> bool {
    matches!(mark, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn unknown(builder: &mut Builder<'_>, found: &str, place: Span, row: &mut Row) {
    if let Some((instead, kind)) = marks::operator(found) {
        builder.report(e0114_foreign_operator::foreign_operator(builder.file, place, found, instead));
        return row.push(kind, place);
    }
    if row.join(found) {
        return;
    }
    let number =
        row.terms.last().is_some_and(|t| matches!(t.kind, TermKind::Number(_) | TermKind::Quantity { .. }));
    if !row.broken {
        let finding = match marks::instead(found) {
            _ if number && matches!(found, "-" | "－" | "–" | "—" | "——") => {
                e0101_unreadable::range(builder.file, place, found)
            }
            Some(instead) => e0101_unreadable::write_instead(builder.file, place, found, instead),
            None => e0101_unreadable::unreadable(builder.file, place, found),
        };
        builder.report(finding);
    }
    row.broken = true;
}
