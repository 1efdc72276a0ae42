//! A comma left over at the end of a line would swallow the next row. It is reported, and the rows are parted again.

use super::Builder;
use crate::diagnostics::e0108_dangling_mark::{Missing, dangling_mark};
use crate::syntax::tree::{Entry, Span, Symbol, Term, TermKind};

/// The row up to the first leftover comma, and the row behind it.
pub fn at_loose_comma(builder: &mut Builder<'_>, entry: &Entry) -> Option<(Entry, Entry)> {
    if builder.full {
        return None;
    }
    let at = entry.terms.windows(2).position(|pair| loose(builder, pair))?;
    let (head, tail) = entry.terms.split_at_checked(at)?;
    let (comma, tail) = tail.split_first()?;
    let written = builder.written(comma.span);
    builder.report(dangling_mark(builder.file, comma.span, &written, Missing::Behind));
    let first = Entry { terms: head.to_vec(), same_line: None, span: cover(head), ..entry.clone() };
    let second = Entry {
        leading: Vec::new(),
        blank_before: false,
        gap: false,
        terms: tail.to_vec(),
        span: cover(tail),
        ..entry.clone()
    };
    Some((first, second))
}

/// A comma, a line break, and a word that begins a row.
fn loose(builder: &Builder<'_>, pair: &[Term]) -> bool {
    let [comma, next] = pair else { return false };
    let TermKind::Word(keyword) = next.kind else { return false };
    matches!(comma.kind, TermKind::Symbol(Symbol::Comma | Symbol::Enumeration))
        && keyword.begins_row()
        && builder.broken_line(comma.span.end, next.span.start)
}

fn cover(terms: &[Term]) -> Span {
    let ends = terms.first().zip(terms.last());
    ends.map(|(first, last)| Span { start: first.span.start, end: last.span.end }).unwrap_or_default()
}
