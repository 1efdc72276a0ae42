//! Words taken from another file into a tree keep where they come from: the number of that file stands in the upper
//! bits of their places. Files are far smaller than that leaves room for.

use crate::names::{FileId, Place, Span};
use crate::syntax::limits::MAX_FILE_BYTES;
use crate::syntax::tree::{Block, Entry, Term, TermKind};

/// Bits of a place inside a file.
const BITS: u32 = 23;
const _: () = assert!(MAX_FILE_BYTES < 1 << BITS);

/// Most files of a compilation from which words may be taken.
pub const MAX_FILES: u32 = 1 << (32 - BITS);

/// Where a span of a tree stands; `own` is the file of the tree. Of a span that begins in one file and ends in
/// another, its beginning.
#[must_use]
pub fn place(own: FileId, span: Span) -> Place {
    let (file, end_file) = (span.start >> BITS, span.end >> BITS);
    let local = |at: u32| at & ((1 << BITS) - 1);
    let start = local(span.start);
    let end = if file == end_file { local(span.end) } else { start };
    let file = if file == 0 { own } else { FileId(file) };
    Place { file, span: Span { start, end } }
}

/// Copies of rows of file `from` for the tree of file `to`. `from` is below [`MAX_FILES`].
#[must_use]
pub fn entries(list: &[Entry], from: FileId, to: FileId) -> Vec<Entry> {
    let mut copies = list.to_vec();
    if from != to {
        copies.iter_mut().for_each(|entry| self::entry(entry, from));
    }
    copies
}

/// Copies of words, likewise.
#[must_use]
pub fn terms(list: &[Term], from: FileId, to: FileId) -> Vec<Term> {
    let mut copies = list.to_vec();
    if from != to {
        copies.iter_mut().for_each(|term| self::term(term, from));
    }
    copies
}

fn entry(entry: &mut Entry, from: FileId) {
    moved(&mut entry.span, from);
    entry.terms.iter_mut().for_each(|term| self::term(term, from));
}

/// Depth is bounded by the parser's nesting limit.
fn term(term: &mut Term, from: FileId) {
    moved(&mut term.span, from);
    match &mut term.kind {
        TermKind::Group(inner) => inner.iter_mut().for_each(|term| self::term(term, from)),
        TermKind::Block(Block { entries, span, .. }) => {
            moved(span, from);
            entries.iter_mut().for_each(|entry| self::entry(entry, from));
        }
        _ => {}
    }
}

/// What comes from a third file stays there.
const fn moved(span: &mut Span, from: FileId) {
    if span.start >> BITS == 0 && span.end >> BITS == 0 {
        span.start |= from.0 << BITS;
        span.end |= from.0 << BITS;
    }
}

/// How many words rows consist of.
#[must_use]
pub fn size(list: &[Entry]) -> usize {
    list.iter().fold(0, |sum, entry| sum.saturating_add(size_of(&entry.terms)))
}

fn size_of(terms: &[Term]) -> usize {
    let one = |term: &Term| match &term.kind {
        TermKind::Group(inner) => size_of(inner),
        TermKind::Block(block) => size(&block.entries),
        _ => 1,
    };
    terms.iter().fold(0, |sum, term| sum.saturating_add(one(term)))
}
