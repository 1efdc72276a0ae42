//! 按 in a bundle: it takes the rows of templates — questions, levels, procedures, departments … — that several bundles
//! share. A row of which a bundle has only one stands in place of the template's.

use super::{Work, broken, first_word};
use crate::names::from_syntax::Cursor;
use crate::names::schema::{self, Times};
use crate::names::{Name, Span};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Entry, Term, TermKind};
use std::collections::BTreeSet;

/// A template as a bundle names it, and its arguments.
type Used<'e> = (Name, Option<(&'e [Term], Span)>);

impl Work<'_, '_> {
    /// The rows of a bundle, with those of templates in the place of 按.
    pub(super) fn whole(&mut self, rows: Vec<Entry>) -> Vec<Entry> {
        let takes = |row: &Entry| first_word(row) == Some(Keyword::Following) && row.error.is_none();
        if !rows.iter().any(takes) {
            return rows;
        }
        let once =
            |word: &Keyword| schema::BUNDLE.property(*word).is_some_and(|row| row.times != Times::Many);
        let single: BTreeSet<Keyword> = rows.iter().filter_map(first_word).filter(once).collect();
        let mut out = Vec::with_capacity(rows.len());
        for row in rows {
            if takes(&row) {
                let taken = self.taken(&row, &single).unwrap_or_else(|| vec![self.lost(&row)]);
                out.extend(taken);
            } else {
                out.push(row);
            }
        }
        out
    }

    /// A row that could not be unfolded. What some template might have declared is not complained of.
    fn lost(&self, row: &Entry) -> Entry {
        let templates = self.templates;
        let imported = templates.imported.values().flatten().map(|(_, template)| template);
        let rows = templates.own.values().chain(imported).flat_map(|template| &template.rows.entries);
        let mut text = String::new();
        rows.for_each(|row| names(&row.terms, &mut text));
        Entry { error: Some(text), ..broken(row) }
    }

    /// `按 经营主体、场所（多大 = 300 ㎡）`; none if it could not be read.
    fn taken(&mut self, row: &Entry, single: &BTreeSet<Keyword>) -> Option<Vec<Entry>> {
        let used = self.used(row)?;
        let wanted = |row: &Entry| first_word(row).is_none_or(|word| !single.contains(&word));
        let mut rows = Vec::new();
        for (name, arguments) in used {
            rows.append(&mut self.template(&name, arguments, wanted, row.span)?);
        }
        Some(rows)
    }

    fn used<'e>(&mut self, row: &'e Entry) -> Option<Vec<Used<'e>>> {
        let mut cursor = Cursor::of(row, schema::BUNDLE.property(Keyword::Following)?);
        cursor.take();
        let mut used = Vec::new();
        loop {
            let name = self.reader.reference(&mut cursor)?;
            let mut arguments = None;
            if let Some(Term { kind: TermKind::Group(terms), span }) = cursor.peek() {
                cursor.take();
                arguments = Some((terms.as_slice(), *span));
            }
            used.push((name, arguments));
            if !cursor.eat_separator() {
                break;
            }
        }
        self.reader.end(&cursor)?;
        Some(used)
    }
}

/// Adds the names in some words. Depth is bounded by the parser's nesting limit.
fn names(terms: &[Term], text: &mut String) {
    for term in terms {
        match &term.kind {
            TermKind::Name { text: name, .. } => {
                text.push_str(name);
                text.push('\n');
            }
            TermKind::Group(inner) => names(inner, text),
            TermKind::Block(block) => block.entries.iter().for_each(|row| names(&row.terms, text)),
            _ => {}
        }
    }
}
