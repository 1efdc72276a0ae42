//! `tokens`: what each stretch of a text is, for highlighting. Read from the tree, so that nothing is lexed twice.

use crate::position::Lines;
use lianban_compiler::syntax::tree::{Block, Comment, Entry, Span, Term, TermKind};
use serde_json::{Value, json};

/// Kinds of tokens, by position.
const KINDS: [&str; 8] = ["keyword", "name", "string", "quantity", "date", "symbol", "comment", "error"];

/// `{"kinds","tokens":[from,to,kind, …]}` in UTF-16 units, ascending, not overlapping.
pub(crate) fn tokens(source: &str) -> Value {
    let (file, _) = lianban_compiler::syntax::parse(source);
    let mut found = Vec::new();
    entries(&file.entries, &mut found);
    comments(&file.trailing, &mut found);
    found.sort_unstable_by_key(|(span, _)| (span.start, span.end));
    let lines = Lines::new(source);
    let mut flat: Vec<usize> = Vec::new();
    let mut counter = Counter::default();
    let mut last = 0;
    for (span, kind) in found {
        if span.start < last || span.start >= span.end {
            continue;
        }
        last = span.end;
        let from = counter.to(&lines, span.start);
        let to = counter.to(&lines, span.end);
        flat.extend([from, to, kind]);
    }
    json!({ "kinds": KINDS, "tokens": flat })
}

/// Counts UTF-16 units while going forward, so that the whole text is counted once.
#[derive(Default)]
struct Counter {
    byte: usize,
    units: usize,
}

impl Counter {
    fn to(&mut self, lines: &Lines<'_>, byte: u32) -> usize {
        let stretch = lines.between(self.byte, byte);
        self.byte += stretch.len();
        self.units += stretch.encode_utf16().count();
        self.units
    }
}

type Found = Vec<(Span, usize)>;

fn kind(name: &str) -> usize {
    KINDS.iter().position(|k| *k == name).unwrap_or(0)
}

fn entries(list: &[Entry], found: &mut Found) {
    for entry in list {
        comments(&entry.leading, found);
        if entry.error.is_some() {
            found.push((entry.span, kind("error")));
        }
        terms(&entry.terms, found);
        comments(entry.same_line.as_slice(), found);
    }
}

fn comments(list: &[Comment], found: &mut Found) {
    found.extend(list.iter().map(|c| (c.span, kind("comment"))));
}

fn terms(list: &[Term], found: &mut Found) {
    for term in list {
        let name = match &term.kind {
            TermKind::Word(_) => "keyword",
            TermKind::Name { .. } => "name",
            TermKind::Text(_) => "string",
            TermKind::Quantity { .. } | TermKind::Number(_) => "quantity",
            TermKind::Date { .. } | TermKind::Time(_) => "date",
            TermKind::Symbol(_) => "symbol",
            TermKind::Block(Block { entries: inner, trailing, .. }) => {
                entries(inner, found);
                comments(trailing, found);
                continue;
            }
            TermKind::Group(inner) => {
                terms(inner, found);
                continue;
            }
        };
        found.push((term.span, kind(name)));
    }
}
