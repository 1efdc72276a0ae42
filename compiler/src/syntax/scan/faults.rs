//! Which brackets have no partner. Three readings of a file; the one with the fewest faults is believed.

use super::{Mark, MarkKind};

/// A bracket without partner.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// `{` never closed; a `}` belongs before the byte `insert`.
    Unclosed { open: Mark, insert: usize },
    /// `}` that closes nothing.
    Extra { close: Mark },
}

#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    /// Indent of the first line inside.
    body: Option<usize>,
}

/// The braces of a file without partner.
pub fn brace_faults(marks: &[Mark], end: usize) -> Vec<Fault> {
    let plain = by_nesting(marks, end);
    if plain.is_empty() {
        return plain;
    }
    let extras = plain.iter().filter(|fault| matches!(fault, Fault::Extra { .. })).count();
    if extras == plain.len() {
        return drop_unlikely(marks, extras, end).unwrap_or(plain);
    }
    let indented = by_indent(marks, end);
    if indented.len() <= plain.len() { indented } else { plain }
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

/// Believes the indentation: a line that stands no deeper than the line of `{` is not inside its block.
fn by_indent(marks: &[Mark], end: usize) -> Vec<Fault> {
    let mut open: Vec<Open> = Vec::new();
    let mut faults = Vec::new();
    for mark in marks {
        if mark.first {
            leave_blocks(&mut open, mark, &mut faults);
        }
        match mark.kind {
            MarkKind::OpenBrace => open.push(Open { mark: *mark, body: None }),
            MarkKind::CloseBrace if open.pop().is_none() => faults.push(Fault::Extra { close: *mark }),
            _ => {}
        }
    }
    faults.extend(open.into_iter().map(|open| Fault::Unclosed { open: open.mark, insert: end }));
    faults
}

/// The first mark of a line says which blocks have ended without a `}`.
fn leave_blocks(open: &mut Vec<Open>, mark: &Mark, faults: &mut Vec<Fault>) {
    let closing = mark.kind == MarkKind::CloseBrace;
    while let Some(top) = open.last_mut() {
        let left = match top.body {
            None if !closing => {
                top.body = Some(mark.indent);
                return;
            }
            Some(body) if !closing => body > top.mark.indent && mark.indent <= top.mark.indent,
            _ => mark.indent < top.mark.indent,
        };
        let outer = open.iter().rev().skip(1).any(|outer| outer.mark.indent >= mark.indent);
        if !left || (closing && !outer) {
            return;
        }
        let Some(top) = open.pop() else { return };
        faults.push(Fault::Unclosed { open: top.mark, insert: mark.line });
    }
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
