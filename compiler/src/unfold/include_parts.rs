//! The parts of a bundle that is included: what it declares, how its steps run, what it promises.

use crate::names::Span;
use crate::syntax::keywords::{Group, Keyword};
use crate::syntax::tree::{Block, Comment, Entry, Symbol, Term, TermKind};
use std::collections::BTreeMap;

/// A name with what is said of it.
pub struct Declared {
    /// The word it is declared with; 情形 for questions and parameters.
    pub word: Keyword,
    /// The name.
    pub name: String,
    /// Where it stands in the tree.
    pub span: Span,
    /// What is written behind it.
    pub said: Vec<Term>,
    /// `///` lines before it.
    pub leading: Vec<Comment>,
}

impl Declared {
    /// Whether both say the same. A department that is only named says nothing; how a question is put does not matter.
    #[must_use]
    pub fn agrees(&self, other: &Self) -> bool {
        let silent = self.word == Keyword::Department && (self.said.is_empty() || other.said.is_empty());
        silent || same(put_aside(&self.said), put_aside(&other.said))
    }
}

/// Without 问 “…”.
fn put_aside(said: &[Term]) -> &[Term] {
    let ask = said.iter().position(|term| term.kind == TermKind::Word(Keyword::Ask));
    ask.and_then(|at| said.get(..at)).unwrap_or(said)
}

/// The same words, wherever they stand. Depth is bounded by the parser's nesting limit.
fn same(one: &[Term], other: &[Term]) -> bool {
    let equal = |(a, b): (&Term, &Term)| match (&a.kind, &b.kind) {
        (TermKind::Name { text: a, .. }, TermKind::Name { text: b, .. }) => a == b,
        (TermKind::Group(a), TermKind::Group(b)) => same(a, b),
        (TermKind::Block(a), TermKind::Block(b)) => {
            a.entries.len() == b.entries.len()
                && a.entries.iter().zip(&b.entries).all(|(a, b)| same(&a.terms, &b.terms))
        }
        (a, b) => a == b,
    };
    one.len() == other.len() && one.iter().zip(other).all(equal)
}

/// The word that a row begins with.
#[must_use]
pub fn first_word(entry: &Entry) -> Option<Keyword> {
    match entry.terms.first()?.kind {
        TermKind::Word(keyword) => Some(keyword),
        _ => None,
    }
}

/// The text of a name.
#[must_use]
pub fn name_of(term: &Term) -> Option<&str> {
    match &term.kind {
        TermKind::Name { text, .. } => Some(text),
        TermKind::Word(word) => Some(word.zh()),
        _ => None,
    }
}

/// The block of a row.
#[must_use]
pub fn block_of(entry: &Entry) -> Option<&Block> {
    entry.terms.iter().find_map(|term| match &term.kind {
        TermKind::Block(block) => Some(block),
        _ => None,
    })
}

/// A name behind which something is said: a question, a parameter.
#[must_use]
pub fn question(terms: &[Term], leading: &[Comment]) -> Option<Declared> {
    let (first, said) = terms.split_first()?;
    let name = name_of(first)?.to_owned();
    let leading = leading.to_vec();
    Some(Declared { word: Keyword::Scenario, name, span: first.span, said: said.to_vec(), leading })
}

/// What a row of a bundle declares for the whole bundle.
#[must_use]
pub fn declared(entry: &Entry) -> Vec<Declared> {
    let Some(word) = first_word(entry).filter(|_| entry.error.is_none()) else { return Vec::new() };
    match word {
        Keyword::Scenario => {
            let rows = block_of(entry).map_or(&[][..], |block| block.entries.as_slice());
            rows.iter().filter_map(|row| question(&row.terms, &row.leading)).collect()
        }
        Keyword::Item
        | Keyword::Joint
        | Keyword::Stage
        | Keyword::Flow
        | Keyword::Test
        | Keyword::Include => Vec::new(),
        Keyword::Role => named(word, entry),
        _ if word.info().is_some_and(|info| info.group == Group::Declaration) => named(word, entry),
        _ => Vec::new(),
    }
}

/// `部门 A, B { … }`: one for each name.
fn named(word: Keyword, entry: &Entry) -> Vec<Declared> {
    let terms = entry.terms.get(1..).unwrap_or_default();
    let separates = |term: &Term| matches!(term.kind, TermKind::Symbol(Symbol::Comma | Symbol::Enumeration));
    let mut names: Vec<&Term> = Vec::new();
    let mut at = 0_usize;
    while let Some(term) = terms.get(at).filter(|term| name_of(term).is_some()) {
        names.push(term);
        at = at.saturating_add(1);
        if !terms.get(at).is_some_and(separates) {
            break;
        }
        at = at.saturating_add(1);
    }
    let said = terms.get(at..).unwrap_or_default();
    let one = |term: &&Term| Declared {
        word,
        name: name_of(term).unwrap_or_default().to_owned(),
        span: term.span,
        said: said.to_vec(),
        leading: entry.leading.clone(),
    };
    names.iter().map(one).collect()
}

/// Gives questions another name, wherever they are spoken of. What stands behind a relation is an answer.
pub fn rename(terms: &mut [Term], names: &BTreeMap<String, String>) {
    use Symbol::{AtLeast, AtMost, Bar, Colon, Equal, Less, More, NotEqual};
    let mut answer = false;
    for term in terms {
        let relation = match &mut term.kind {
            TermKind::Name { text, .. } => {
                if let Some(other) = names.get(text.as_str()).filter(|_| !answer) {
                    text.clone_from(other);
                }
                false
            }
            TermKind::Group(inner) => {
                rename(inner, names);
                false
            }
            TermKind::Block(block) => {
                block.entries.iter_mut().for_each(|entry| rename(&mut entry.terms, names));
                false
            }
            TermKind::Symbol(symbol) => {
                matches!(symbol, AtLeast | AtMost | Bar | Colon | Equal | Less | More | NotEqual)
            }
            TermKind::Word(word) => matches!(word, Keyword::Is | Keyword::In | Keyword::Has),
            _ => false,
        };
        answer = relation;
    }
}

/// The rows of 流程 without 一窗受理 and 统一出件, which are those of the whole.
#[must_use]
pub fn chains(flow: &Entry) -> Vec<Entry> {
    let contact = |part: &&[Term]| {
        let word = part.first().map(|term| &term.kind);
        matches!(word, None | Some(TermKind::Word(Keyword::Intake | Keyword::Deliver)))
    };
    let rows = block_of(flow).map_or(&[][..], |block| block.entries.as_slice());
    let mut kept = Vec::new();
    for row in rows {
        let arrow = |term: &Term| term.kind == TermKind::Symbol(Symbol::Arrow);
        let steps: Vec<&[Term]> = row.terms.split(arrow).filter(|part| !contact(part)).collect();
        let mut terms: Vec<Term> = Vec::new();
        for step in steps {
            if let Some(first) = step.first().filter(|_| !terms.is_empty()) {
                terms.push(Term { kind: TermKind::Symbol(Symbol::Arrow), span: first.span });
            }
            terms.extend(step.iter().cloned());
        }
        if !terms.is_empty() {
            kept.push(Entry { terms, ..row.clone() });
        }
    }
    kept
}

/// The 时限 that a bundle promises from acceptance to the end.
#[must_use]
pub fn promised(promise: &Entry) -> Option<Entry> {
    let rows = block_of(promise)?.entries.iter();
    let between = |term: &Term| matches!(term.kind, TermKind::Word(Keyword::From | Keyword::Until));
    let limit = |row: &&Entry| first_word(row) == Some(Keyword::Limit) && !row.terms.iter().any(between);
    rows.into_iter().find(limit).cloned()
}

/// 牵头, taken from the first item's 承办.
#[must_use]
pub fn first_handler(rows: &[Entry]) -> Option<Entry> {
    for row in rows {
        let inner = block_of(row).map_or(&[][..], |block| block.entries.as_slice());
        let found = match first_word(row) {
            Some(Keyword::Item) => {
                inner.iter().find(|row| first_word(row) == Some(Keyword::Handler)).cloned()
            }
            Some(Keyword::Stage | Keyword::Parallel) => first_handler(inner),
            _ => None,
        };
        if let Some(mut handler) = found {
            if let Some(word) = handler.terms.first_mut() {
                word.kind = TermKind::Word(Keyword::Lead);
            }
            return Some(handler);
        }
    }
    None
}

/// How many stages stand in each other.
#[must_use]
pub fn stage_depth(rows: &[Entry]) -> usize {
    let inner = |row: &Entry| {
        let rows = block_of(row).map_or(&[][..], |block| block.entries.as_slice());
        match first_word(row) {
            Some(Keyword::Stage) => stage_depth(rows).saturating_add(1),
            Some(Keyword::Parallel) => stage_depth(rows),
            _ => 0,
        }
    };
    rows.iter().map(inner).max().unwrap_or(0)
}

/// A row of some words.
#[must_use]
pub const fn row(terms: Vec<Term>, leading: Vec<Comment>, span: Span) -> Entry {
    Entry { leading, same_line: None, blank_before: false, gap: false, terms, error: None, span }
}

/// A row that could not be made; the names in `text` are not missed.
#[must_use]
pub fn broken(text: String, span: Span) -> Entry {
    Entry { error: Some(text), ..row(Vec::new(), Vec::new(), span) }
}
