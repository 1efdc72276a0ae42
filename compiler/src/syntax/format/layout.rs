//! One row: on one line if it fits, else broken at its joints, its blocks opened where they do not fit.

use unicode_width::UnicodeWidthStr;

use super::align::Padding;
use super::print::Printer;
use super::{INDENT, MAX_COLUMNS, spell};
use crate::diagnostics::Lang;
use crate::syntax::tree::{Block, Entry, Term, TermKind};

/// Writes a row behind its indentation.
pub fn row(printer: &mut Printer<'_>, entry: &Entry, padding: &Padding, indent: usize) {
    if let Some(flat) = flat(printer, &entry.terms, padding)
        && indent.saturating_add(width(&flat)) <= MAX_COLUMNS
    {
        return printer.push(&flat);
    }
    let mut at = Cursor { column: indent, line: indent, indent };
    let mut before: Option<&TermKind> = None;
    for chunk in chunks(&entry.terms) {
        let spaced = before.zip(chunk.first()).is_some_and(|(b, a)| spell::spaced(b, &a.kind, printer.lang));
        at.begin(printer, chunk, spaced);
        terms(printer, chunk, &mut at);
        before = chunk.last().map(|term| &term.kind);
    }
}

/// Where the next character goes.
struct Cursor {
    column: usize,
    /// Indent of the current line.
    line: usize,
    /// Indent of the row.
    indent: usize,
}

impl Cursor {
    /// Goes to a new line if the chunk does not fit behind what is there.
    fn begin(&mut self, printer: &mut Printer<'_>, chunk: &[Term], spaced: bool) {
        let space = usize::from(spaced);
        let needed = self.column.saturating_add(space).saturating_add(reach(printer, chunk));
        let continued = self.indent.saturating_add(INDENT);
        if needed > MAX_COLUMNS && self.column > continued {
            printer.new_line(continued);
            (self.column, self.line) = (continued, continued);
        } else if spaced {
            printer.push(" ");
            self.column = self.column.saturating_add(1);
        }
    }
}

/// Rows are broken between chunks only.
fn chunks(terms: &[Term]) -> Vec<&[Term]> {
    terms.chunk_by(|before, after| !spell::breakable(&before.kind, &after.kind)).collect()
}

/// Columns up to the first line break inside the chunk.
fn reach(printer: &Printer<'_>, chunk: &[Term]) -> usize {
    if let Some(flat) = flat(printer, chunk, &Padding::new()) {
        return width(&flat);
    }
    let open = |term: &Term| matches!(&term.kind, TermKind::Block(block) if !fits_inline(printer, block));
    let head: Vec<Term> = chunk.iter().take_while(|term| !open(term)).cloned().collect();
    let head = flat(printer, &head, &Padding::new()).unwrap_or_default();
    width(&head).saturating_add(2)
}

fn terms(printer: &mut Printer<'_>, chunk: &[Term], at: &mut Cursor) {
    let whole = flat(printer, chunk, &Padding::new()).map(|flat| at.column.saturating_add(width(&flat)));
    let inline = whole.is_some_and(|end| end <= MAX_COLUMNS);
    let mut before: Option<&TermKind> = None;
    for term in chunk {
        if before.is_some_and(|before| spell::spaced(before, &term.kind, printer.lang)) {
            printer.push(" ");
            at.column = at.column.saturating_add(1);
        }
        match &term.kind {
            TermKind::Block(block)
                if !(fits_inline(printer, block) && (inline || block.entries.is_empty())) =>
            {
                printer.push("{\n");
                printer.body(&block.entries, &block.trailing, at.line.saturating_add(INDENT));
                printer.push(&" ".repeat(at.line));
                printer.push("}");
                at.column = at.line.saturating_add(1);
            }
            _ => {
                let text = flat(printer, std::slice::from_ref(term), &Padding::new()).unwrap_or_default();
                printer.push(&text);
                at.column = at.column.saturating_add(width(&text));
            }
        }
        before = Some(&term.kind);
    }
}

/// The block and all blocks inside it may stand on one line.
fn fits_inline(printer: &Printer<'_>, block: &Block) -> bool {
    flat_block(printer, block).is_some()
}

/// Terms on one line, with extra spaces where columns want them; `None` if a block among them needs several.
pub fn flat(printer: &Printer<'_>, terms: &[Term], padding: &Padding) -> Option<String> {
    let mut out = String::new();
    let mut before: Option<&TermKind> = None;
    for (at, term) in terms.iter().enumerate() {
        if before.is_some_and(|before| spell::spaced(before, &term.kind, printer.lang)) {
            out.push(' ');
        }
        let spaces = padding.iter().find(|(next, _)| *next == at).map_or(0, |(_, spaces)| *spaces);
        out.extend(std::iter::repeat_n(' ', spaces));
        match &term.kind {
            TermKind::Block(block) => out.push_str(&flat_block(printer, block)?),
            kind => out.push_str(&spell::term(kind, printer.lang)),
        }
        before = Some(&term.kind);
    }
    Some(out)
}

fn flat_block(printer: &Printer<'_>, block: &Block) -> Option<String> {
    if !printer.inline(block) {
        return None;
    }
    if block.entries.is_empty() {
        return Some("{}".to_owned());
    }
    let rows: Option<Vec<String>> =
        block.entries.iter().map(|entry| flat(printer, &entry.terms, &Padding::new())).collect();
    let separator = if printer.lang == Lang::Zh { "；" } else { "; " };
    Some(format!("{{ {} }}", rows?.join(separator)))
}

/// Columns a text takes where Chinese punctuation is as wide as a character.
pub fn width(text: &str) -> usize {
    text.width_cjk()
}
