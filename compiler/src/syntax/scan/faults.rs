//! Which braces have no partner. Several readings of a file; the one with the fewest faults is believed.

use super::indent::by_indent;
use super::{Mark, MarkKind};

/// A brace without partner.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// `{` never closed; a `}` belongs on a line of its own behind the byte `insert`.
    Unclosed { open: Mark, insert: usize },
    /// `{` whose block began and ended on its line; a `}` belongs at the byte `insert`, behind the last word.
    Inline { open: Mark, insert: usize },
    /// `}` that closes nothing.
    Extra { close: Mark },
    /// No `{` where a block begins: it belongs at the byte `insert`, `lead` if directly before a word of the block.
    Missing { insert: usize, lead: bool },
}

/// The braces of a file without partner.
pub fn brace_faults(text: &str, marks: &[Mark]) -> Vec<Fault> {
    let plain = by_nesting(marks, text.len());
    if plain.is_empty() {
        return plain;
    }
    let indented = by_indent(text, marks);
    // Several mistakes may make up for each other; where most blocks stand as they should, the indentation is right.
    let braces = marks.iter().filter(|mark| matches!(mark.kind, MarkKind::OpenBrace | MarkKind::CloseBrace));
    let tolerated = braces.count().checked_div(16).unwrap_or_default();
    if indented.len() <= plain.len().max(tolerated) {
        return indented;
    }
    let extras = plain.iter().filter(|fault| matches!(fault, Fault::Extra { .. })).count();
    if extras == plain.len() {
        return drop_unlikely(marks, extras, text.len()).unwrap_or(plain);
    }
    plain
}

/// Pairs braces by nesting alone.
fn by_nesting(marks: &[Mark], end: usize) -> Vec<Fault> {
    let mut open: Vec<Mark> = Vec::new();
    let mut faults = Vec::new();
    for mark in marks {
        match mark.kind {
            MarkKind::OpenBrace => open.push(*mark),
            MarkKind::CloseBrace if open.pop().is_none() => faults.push(Fault::Extra { close: *mark }),
            _ => {}
        }
    }
    faults.extend(open.into_iter().map(|open| Fault::Unclosed { open, insert: end }));
    faults
}

/// Too many `}`: those that stand where no block of that indent ends are dropped, if that mends the file.
fn drop_unlikely(marks: &[Mark], extras: usize, end: usize) -> Option<Vec<Fault>> {
    let mut open: Vec<Mark> = Vec::new();
    let mut dropped = Vec::new();
    let mut kept = Vec::new();
    for mark in marks {
        if mark.kind == MarkKind::CloseBrace && dropped.len() < extras {
            let fits = open.last().is_some_and(|top| {
                if mark.first { mark.indent == top.indent } else { mark.line == top.line }
            });
            if !fits {
                dropped.push(Fault::Extra { close: *mark });
                continue;
            }
        }
        match mark.kind {
            MarkKind::OpenBrace => open.push(*mark),
            MarkKind::CloseBrace => drop(open.pop()),
            _ => {}
        }
        kept.push(*mark);
    }
    by_nesting(&kept, end).is_empty().then_some(dropped)
}
