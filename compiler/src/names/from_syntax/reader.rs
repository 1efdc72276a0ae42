//! The reader of one file: walks blocks by the schema, reads payloads term by term, reports what does not fit.

use super::separator;
use crate::diagnostics as d;
use crate::diagnostics::{Diagnostic, FileId};
use crate::names::acknowledged;
use crate::names::place::{Name, Place, Span, Spanned};
use crate::names::schema::{Property, Schema, Times};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Block, Comment, Entry, Symbol, Term, TermKind};
use crate::unfold::origin;
use std::collections::BTreeMap;

/// Reads one file.
pub struct Reader {
    file: FileId,
    /// What was found wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Text of what could not be read.
    pub poisoned: Vec<String>,
    /// Amounts written in plain 日.
    pub plain_days: Vec<Place>,
}

/// The terms of a row after its first word, and what they should be.
#[derive(Clone, Copy)]
pub struct Cursor<'t> {
    terms: &'t [Term],
    end: Span,
    last: Span,
    /// The term taken last.
    taken: Option<&'t Term>,
    want: Want,
}

/// What a row should look like, for messages.
#[derive(Clone, Copy)]
pub struct Want {
    /// The word the row begins with, or the block's row.
    pub word: &'static str,
    /// Its payload in words.
    pub payload: d::Words,
    /// One written example; may be empty.
    pub example: &'static str,
}

/// A row of a block.
pub struct Row<'t> {
    /// The word it begins with; none for a free row.
    pub keyword: Option<Keyword>,
    /// Where that word stands.
    pub head: Place,
    /// The rest.
    pub cursor: Cursor<'t>,
    /// `///` lines before it.
    pub docs: Vec<String>,
    /// Where the text of each of those lines begins.
    pub doc_places: Vec<Place>,
    /// The whole row.
    pub place: Place,
}

impl<'t> Cursor<'t> {
    /// The next term.
    #[must_use]
    pub fn peek(&self) -> Option<&'t Term> {
        self.terms.first()
    }

    /// The terms that are left.
    #[must_use]
    pub const fn rest(&self) -> &'t [Term] {
        self.terms
    }

    /// The next term's keyword.
    #[must_use]
    pub fn peek_word(&self) -> Option<Keyword> {
        match self.peek()?.kind {
            TermKind::Word(keyword) => Some(keyword),
            _ => None,
        }
    }

    /// Takes the next term.
    pub fn take(&mut self) -> Option<&'t Term> {
        let (first, rest) = self.terms.split_first()?;
        self.terms = rest;
        self.last = first.span;
        self.taken = Some(first);
        Some(first)
    }

    /// Takes the next term if it is this word.
    pub fn eat_word(&mut self, word: Keyword) -> Option<&'t Term> {
        if self.peek_word() == Some(word) { self.take() } else { None }
    }

    /// Takes the next term if it is this symbol.
    pub fn eat(&mut self, symbol: Symbol) -> bool {
        let there = matches!(self.peek(), Some(Term { kind: TermKind::Symbol(s), .. }) if *s == symbol);
        if there {
            self.take();
        }
        there
    }

    /// Takes `,` or `、`.
    pub fn eat_separator(&mut self) -> bool {
        self.eat(Symbol::Comma) || self.eat(Symbol::Enumeration)
    }

    /// Takes the block that comes next.
    pub fn block(&mut self) -> Option<&'t Block> {
        match self.peek() {
            Some(Term { kind: TermKind::Block(block), .. }) => {
                self.take();
                Some(block)
            }
            _ => None,
        }
    }

    /// A cursor over other terms with the same expectation.
    #[must_use]
    pub fn inside(&self, terms: &'t [Term], end: u32) -> Self {
        Self { terms, end: Span { start: end, end }, last: self.last, taken: None, want: self.want }
    }

    /// Takes what stands before the next `→`, or all there is; the `→` itself comes next.
    pub fn up_to_arrow(&mut self) -> Self {
        let arrow = |term: &Term| matches!(term.kind, TermKind::Symbol(Symbol::Arrow));
        let at = self.terms.iter().position(arrow).unwrap_or(self.terms.len());
        let (before, rest) = self.terms.split_at_checked(at).unwrap_or((self.terms, &[]));
        let end = rest.first().map_or(self.end.start, |term| term.span.start);
        let part = self.inside(before, end);
        self.terms = rest;
        part
    }

    /// A whole entry that should look like a property.
    #[must_use]
    pub fn of(entry: &'t Entry, property: &Property) -> Self {
        Self::bare(&entry.terms, entry.span.end, property)
    }

    /// Some terms that should look like a property.
    #[must_use]
    pub fn bare(terms: &'t [Term], end: u32, property: &Property) -> Self {
        let end = Span { start: end, end };
        Self { terms, end, last: end, taken: None, want: Want::of(property) }
    }

    /// A whole entry as a free row of a block.
    #[must_use]
    pub fn over(entry: &'t Entry, schema: &'static Schema) -> Self {
        let end = Span { start: entry.span.end, end: entry.span.end };
        let payload = schema.rows.unwrap_or(schema.name);
        let want = Want { word: schema.name.zh, payload, example: "" };
        Self { terms: &entry.terms, end, last: end, taken: None, want }
    }

    /// Where the term taken last stands.
    #[must_use]
    pub const fn before(&self) -> Span {
        self.last
    }

    /// Where the next term stands, or the end of the row.
    #[must_use]
    pub fn here(&self) -> Span {
        self.peek().map_or(self.end, |term| term.span)
    }
}

/// The text of a term that can serve as a name.
fn name_text(kind: &TermKind) -> Option<String> {
    match kind {
        TermKind::Name { text, .. } => Some(text.clone()),
        TermKind::Word(keyword) => Some(keyword.zh().to_owned()),
        _ => None,
    }
}

/// The `///` lines that stand directly above a declaration; what a blank line parts from it belongs to nothing.
pub fn docs(leading: &[Comment]) -> Vec<&Comment> {
    let last_group = leading.iter().rposition(|c| c.blank_before).unwrap_or(0);
    leading.iter().skip(last_group).filter(|c| c.doc).collect()
}

impl Reader {
    /// A reader of one file.
    #[must_use]
    pub const fn new(file: FileId) -> Self {
        Self { file, diagnostics: Vec::new(), poisoned: Vec::new(), plain_days: Vec::new() }
    }

    /// A place in the file, or in another one that words were taken from.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        origin::place(self.file, span)
    }

    /// Reports.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Walks a block by its schema. `each` gets the rows that may stand there; repeated, misplaced and unknown ones
    /// are reported. Returns whether every row could be read; `each` returns that for its row.
    pub fn walk<'t>(
        &mut self,
        schema: &'static Schema,
        owner: &Name,
        entries: &'t [Entry],
        each: impl FnMut(&mut Self, Row<'t>) -> bool,
    ) -> bool {
        self.walk_rows(schema, owner, entries, true, each)
    }

    fn walk_rows<'t>(
        &mut self,
        schema: &'static Schema,
        owner: &Name,
        entries: &'t [Entry],
        complete: bool,
        mut each: impl FnMut(&mut Self, Row<'t>) -> bool,
    ) -> bool {
        let mut seen: BTreeMap<Keyword, Place> = BTreeMap::new();
        let mut whole = true;
        for entry in entries {
            if let Some(text) = &entry.error {
                self.poisoned.push(text.clone());
                whole = false;
                continue;
            }
            let Some(row) = self.row(schema, entry) else {
                whole = false;
                continue;
            };
            if row.keyword == Some(Keyword::Acknowledge) {
                whole &= self.acknowledges(entry, row).is_some();
                continue;
            }
            if self.repeated(schema, &row, &mut seen) {
                continue;
            }
            whole &= each(self, row);
        }
        if whole && complete {
            whole = self.complete(schema, owner, &seen);
        }
        whole
    }

    /// The same for rows that stand on something complete: nothing is missing.
    pub fn walk_onto<'t>(
        &mut self,
        schema: &'static Schema,
        owner: &Name,
        entries: &'t [Entry],
        each: impl FnMut(&mut Self, Row<'t>) -> bool,
    ) -> bool {
        self.walk_rows(schema, owner, entries, false, each)
    }

    /// `知悉 W0410 “……”` has to name a warning, and to say why.
    fn acknowledges(&mut self, entry: &Entry, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        let code = self.name(&mut cursor)?;
        self.text(&mut cursor)?;
        self.end(&cursor)?;
        let known = d::info(&code.value);
        if known.is_none_or(|info| info.severity == d::Severity::Error) {
            self.report(d::e0235_acknowledged::not_a_warning(&code, known.is_some()));
            return None;
        }
        if acknowledged::read(entry).is_none() {
            self.report(d::e0235_acknowledged::no_reason(row.place));
            return None;
        }
        Some(())
    }

    /// Reports a second occurrence of a property that may stand once.
    fn repeated(&mut self, schema: &Schema, row: &Row<'_>, seen: &mut BTreeMap<Keyword, Place>) -> bool {
        let Some(keyword) = row.keyword else { return false };
        let once = schema.property(keyword).is_some_and(|p| p.times != Times::Many);
        match seen.get(&keyword) {
            Some(first) if once => {
                self.report(d::e0202_duplicate_property::duplicate_property(
                    row.head,
                    *first,
                    row.place,
                    keyword.zh(),
                ));
                true
            }
            _ => {
                seen.insert(keyword, row.head);
                false
            }
        }
    }

    /// Reports required properties that are missing.
    fn complete(&mut self, schema: &'static Schema, owner: &Name, seen: &BTreeMap<Keyword, Place>) -> bool {
        let missing =
            schema.properties.iter().filter(|p| p.times == Times::Required && !seen.contains_key(&p.keyword));
        let mut complete = true;
        for property in missing {
            self.report(d::e0203_missing_property::missing_property(owner, schema, property));
            complete = false;
        }
        complete
    }

    /// An entry as a row of the block, if it may stand there.
    fn row<'t>(&mut self, schema: &'static Schema, entry: &'t Entry) -> Option<Row<'t>> {
        let first = entry.terms.first()?;
        let end = Span { start: entry.span.end, end: entry.span.end };
        let head = self.place(first.span);
        let lines = docs(&entry.leading);
        let doc_places =
            lines.iter().map(|line| self.place(Span { start: line.text_start, ..line.span })).collect();
        let (docs, place) = (lines.iter().map(|line| line.text.clone()).collect(), self.place(entry.span));
        if let TermKind::Word(keyword) = first.kind
            && let Some(property) = schema.property(keyword)
        {
            let rest = entry.terms.get(1..).unwrap_or_default();
            let cursor = Cursor { terms: rest, end, last: first.span, taken: None, want: Want::of(property) };
            return Some(Row { keyword: Some(keyword), head, cursor, docs, doc_places, place });
        }
        if schema.rows.is_some() {
            let cursor = Cursor::over(entry, schema);
            return Some(Row { keyword: None, head, cursor, docs, doc_places, place });
        }
        self.unknown(schema, &entry.terms, first);
        None
    }

    /// Reports a word that begins no row of the block.
    pub fn unknown(&mut self, schema: &'static Schema, terms: &[Term], first: &Term) {
        let written = name_text(&first.kind).unwrap_or_default();
        let elsewhere = matches!(first.kind, TermKind::Word(_));
        let legal = schema.properties.iter().flat_map(|p| [p.keyword.zh(), p.keyword.en()]);
        let close = suggest::close(&written, legal);
        self.poison(terms);
        let place = self.place(first.span);
        self.report(d::e0201_unknown_property::unknown_property(place, &written, elsewhere, schema, &close));
    }

    /// Remembers the names of a row that could not be read.
    pub fn poison(&mut self, terms: &[Term]) {
        for term in terms {
            match &term.kind {
                TermKind::Name { text, .. } => self.poisoned.push(text.clone()),
                TermKind::Group(inner) => self.poison(inner),
                TermKind::Block(block) => {
                    for entry in &block.entries {
                        self.poison(&entry.terms);
                    }
                }
                _ => {}
            }
        }
    }

    /// Reports that the next term does not fit, and gives up the row. Of a whole block nothing is marked but the word
    /// before it.
    pub fn unexpected<T>(&mut self, cursor: &Cursor<'_>) -> Option<T> {
        self.unexpected_for(cursor, &[])
    }

    /// The same where one of some words of the language could stand: a slip in one is named.
    pub fn unexpected_for<T>(&mut self, cursor: &Cursor<'_>, words: &[&str]) -> Option<T> {
        if let Some(found) = cursor.peek().and_then(separator::run_together) {
            self.separate(cursor, found);
            return None;
        }
        let found = cursor.peek().map(|term| &term.kind);
        let block = matches!(found, Some(TermKind::Block(_)));
        let place = self.place(if block { cursor.before() } else { cursor.here() });
        self.poison(cursor.terms);
        let found = found.filter(|_| !block);
        self.report(d::e0204_unexpected_words::unexpected_words(place, found, cursor.want, words));
        None
    }

    /// Nothing may follow.
    pub fn end(&mut self, cursor: &Cursor<'_>) -> Option<()> {
        let Some(next) = cursor.peek() else { return Some(()) };
        if let Some(found) = separator::missing(cursor.taken, cursor.terms) {
            self.separate(cursor, found);
            return None;
        }
        if !matches!(next.kind, TermKind::Block(_)) {
            return self.unexpected(cursor);
        }
        let place = self.place(cursor.before());
        self.poison(cursor.terms);
        self.report(d::e0204_unexpected_words::unexpected_words(place, Some(&next.kind), cursor.want, &[]));
        None
    }

    fn separate(&mut self, cursor: &Cursor<'_>, (span, replace, word): separator::Found) {
        self.poison(cursor.terms);
        self.poison(cursor.taken.map_or(&[], std::slice::from_ref));
        let (span, replace) = (self.place(span), self.place(replace));
        let found = d::e0119_missing_separator::missing_separator(span.file, span.span, replace.span, &word);
        self.report(found);
    }

    /// Nothing may follow but what one of these words begins.
    pub fn end_or(&mut self, cursor: &Cursor<'_>, words: &[&str]) -> Option<()> {
        if separator::missing(cursor.taken, cursor.terms).is_some() || cursor.peek().is_none() {
            return self.end(cursor);
        }
        self.unexpected_for(cursor, words)
    }

    /// Takes a name; a word of the keyword table may serve as one.
    pub fn name(&mut self, cursor: &mut Cursor<'_>) -> Option<Name> {
        let before = *cursor;
        let term = cursor.take();
        match term.and_then(|t| name_text(&t.kind).map(|text| (text, t.span))) {
            Some((text, span)) => Some(Spanned::new(text, self.place(span))),
            None => self.unexpected(&before),
        }
    }

    /// Takes a name that may be qualified by the module it stands in: `证照.《营业执照》`. The parts are joined by dots.
    pub fn reference(&mut self, cursor: &mut Cursor<'_>) -> Option<Name> {
        let first = self.name(cursor)?;
        let (mut text, mut place) = (first.value, first.place);
        while cursor.eat(Symbol::Dot) {
            let next = self.name(cursor)?;
            text = format!("{text}.{}", next.value);
            place.span.end = next.place.span.end;
        }
        Some(Spanned::new(text, place))
    }

    /// Takes such names, separated by `,` or `、`.
    pub fn references(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Name>> {
        let mut names = vec![self.reference(cursor)?];
        while !separator::ends_list(cursor.terms) && cursor.eat_separator() {
            names.push(self.reference(cursor)?);
        }
        Some(names)
    }

    /// Takes names separated by `,` or `、`.
    pub fn names(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Name>> {
        let mut names = vec![self.name(cursor)?];
        while !separator::ends_list(cursor.terms) && cursor.eat_separator() {
            names.push(self.name(cursor)?);
        }
        Some(names)
    }

    /// Takes a quoted text, or a name where somebody left the marks out.
    pub fn text(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<String>> {
        let before = *cursor;
        match cursor.take() {
            Some(Term { kind: TermKind::Text(text), span }) => {
                Some(Spanned::new(text.clone(), self.place(*span)))
            }
            Some(Term { kind: TermKind::Name { text, quoted: true }, span }) => {
                Some(Spanned::new(format!("《{text}》"), self.place(*span)))
            }
            _ => self.unexpected(&before),
        }
    }

    /// Takes texts separated by `,` or `、`.
    pub fn texts(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Spanned<String>>> {
        let mut texts = vec![self.text(cursor)?];
        while !separator::ends_list(cursor.terms) && cursor.eat_separator() {
            texts.push(self.text(cursor)?);
        }
        Some(texts)
    }

    /// Takes a block.
    pub fn block<'t>(&mut self, cursor: &mut Cursor<'t>) -> Option<&'t Block> {
        let block = cursor.block();
        if block.is_none() {
            return self.unexpected(cursor);
        }
        block
    }

    /// Takes one of several words.
    pub fn one_of<T: Copy>(&mut self, cursor: &mut Cursor<'_>, words: &[(Keyword, T)]) -> Option<Spanned<T>> {
        let word = cursor.peek_word();
        match words.iter().find(|(keyword, _)| Some(*keyword) == word) {
            Some((_, value)) => {
                let place = self.place(cursor.here());
                cursor.take();
                Some(Spanned::new(*value, place))
            }
            None => {
                let known: Vec<&str> = words.iter().map(|(keyword, _)| keyword.zh()).collect();
                self.unexpected_for(cursor, &known)
            }
        }
    }
}

impl Want {
    /// The expectation of a property.
    #[must_use]
    pub const fn of(property: &Property) -> Self {
        Self { word: property.keyword.zh(), payload: property.payload, example: property.example }
    }
}
