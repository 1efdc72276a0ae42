//! Columns: in a run of one-line rows, what stands behind the first word, before a block or before 问 begins in one
//! column, as in a table. A blank line, a comment or a row of several lines ends
//! the run; dated rows and others do not share one.

use super::MAX_COLUMNS;
use super::layout::{flat, width};
use super::print::Printer;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Entry, Symbol, Term, TermKind};

/// A wider cell stands outside the columns, so that one long name does not push every row to the right.
const WIDEST_CELL: usize = 40;

/// Extra spaces before terms: `(position of the term, spaces)`, ascending.
pub type Padding = Vec<(usize, usize)>;

/// The padding of each entry of a body.
pub fn paddings(printer: &Printer<'_>, entries: &[Entry], indent: usize) -> Vec<Padding> {
    let mut paddings = vec![Padding::new(); entries.len()];
    let rows: Vec<Option<Vec<Cell>>> = entries.iter().map(|entry| cells(printer, entry, indent)).collect();
    let mut start = 0;
    while start < entries.len() {
        let mut end = start.saturating_add(1);
        while end < entries.len() && continues(entries, &rows, end) {
            end = end.saturating_add(1);
        }
        if let (Some(rows), Some(slots)) = (rows.get(start..end), paddings.get_mut(start..end)) {
            align(rows, slots, indent);
        }
        start = end;
    }
    paddings
}

/// A stretch of a row up to the next column: its width, and the position of the term behind it.
struct Cell {
    width: usize,
    next: usize,
    /// Columns of the whole row.
    row: usize,
}

/// The cells of a row that stands on one line; none if it does not, or has no columns.
fn cells(printer: &Printer<'_>, entry: &Entry, indent: usize) -> Option<Vec<Cell>> {
    let row = indent.saturating_add(width(&flat(printer, &entry.terms, &Vec::new())?));
    if entry.error.is_some() || row > MAX_COLUMNS {
        return None;
    }
    let is_flow = |term: &Term| matches!(term.kind, TermKind::Symbol(Symbol::Arrow));
    if entry.terms.iter().any(is_flow) {
        return None;
    }
    let mut cells = Vec::new();
    let mut from = 0;
    for next in (1..entry.terms.len()).filter(|at| begins_column(&entry.terms, *at)) {
        let width = width(&flat(printer, entry.terms.get(from..next)?, &Vec::new())?);
        cells.push(Cell { width, next, row });
        from = next;
    }
    Some(cells)
}

fn begins_column(terms: &[Term], at: usize) -> bool {
    let kind = |at: usize| terms.get(at).map(|term| &term.kind);
    let behind_first = at == 1 && matches!(kind(0), Some(TermKind::Word(_) | TermKind::Date { .. }));
    let symbol_follows = matches!(kind(at), Some(TermKind::Symbol(_)));
    let block = matches!(kind(at), Some(TermKind::Block(_)));
    let question = matches!(kind(at), Some(TermKind::Word(Keyword::Ask)));
    (behind_first && !symbol_follows) || block || question
}

/// Whether the row at `at` belongs to the run of the row before it.
fn continues(entries: &[Entry], rows: &[Option<Vec<Cell>>], at: usize) -> bool {
    let columns = |at: usize| matches!(rows.get(at), Some(Some(cells)) if !cells.is_empty());
    let dated = |at: usize| {
        let first = entries.get(at).and_then(|entry| entry.terms.first());
        matches!(first.map(|term| &term.kind), Some(TermKind::Date { .. }))
    };
    let plain =
        entries.get(at).is_some_and(|entry| !entry.blank_before && !entry.gap && entry.leading.is_empty());
    plain && columns(at) && columns(at.saturating_sub(1)) && dated(at) == dated(at.saturating_sub(1))
}

/// Widens cells column by column; a column counts among the rows that have a cell behind it.
fn align(rows: &[Option<Vec<Cell>>], slots: &mut [Padding], indent: usize) {
    let columns = rows.iter().flatten().map(Vec::len).max().unwrap_or(0);
    for column in 0..columns {
        let cell = |row: &Option<Vec<Cell>>| -> Option<(usize, usize)> {
            let cell = row.as_ref()?.get(column)?;
            (cell.width <= WIDEST_CELL).then_some((cell.width, cell.next))
        };
        let widest = rows.iter().filter_map(cell).map(|(width, _)| width).max().unwrap_or(0);
        for (row, padding) in rows.iter().zip(slots.iter_mut()) {
            if let Some((width, next)) = cell(row) {
                padding.push((next, widest.saturating_sub(width)));
            }
        }
    }
    let fits = |(row, padding): (&Option<Vec<Cell>>, &Padding)| {
        let bare = row.as_ref().and_then(|cells| cells.first()).map_or(indent, |cell| cell.row);
        padding.iter().fold(bare, |sum, (_, spaces)| sum.saturating_add(*spaces)) <= MAX_COLUMNS
    };
    if !rows.iter().zip(slots.iter()).all(fits) {
        slots.iter_mut().for_each(Padding::clear);
    }
}
