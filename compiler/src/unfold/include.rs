//! 包含: another bundle, handled as one stage. Its items, joint actions and stages stand in a stage that bears its name
//! and its promised 时限; its questions, departments, materials and forms join those of the bundle, where one name is one;
//! its flow joins the flow. What 令 or a parameter settles is settled for its rows alone.

use super::file::Unfolded;
use super::include_parts::{self as parts, Declared, block_of, broken, first_word, name_of, row};
use super::origin;
use crate::diagnostics as d;
use crate::names::from_syntax::{Cursor, Reader};
use crate::names::schema;
use crate::names::{Entity, FileId, Imported, Kind, Name, Place, Span, Spanned};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Block, Comment, Entry, File, Symbol, Term, TermKind};
use std::collections::BTreeMap;

/// Most stages in each other.
const MAX_DEPTH: usize = 8;

/// Most words that the bundles of a file may include.
const MAX_WORDS: usize = 2_000_000;

/// Puts included bundles into those of a file; none if none is included.
pub fn apply<'t>(
    own: FileId,
    entries: &[Entry],
    around: &[(&'t Imported, &'t File)],
    unfolded: &mut Unfolded,
) -> Option<Vec<Entry>> {
    if !entries.iter().any(includes) {
        return None;
    }
    let bundles =
        (entries.iter().enumerate()).filter(|(_, entry)| first_word(entry) == Some(Keyword::Bundle));
    let mut names = BTreeMap::new();
    for (at, entry) in bundles.clone() {
        if let Some(name) = entry.terms.get(1).and_then(name_of) {
            names.entry(name.to_owned()).or_insert(at);
        }
    }
    let own_bundles: Vec<usize> = bundles.map(|(at, _)| at).collect();
    let mut work = Work {
        reader: Reader::new(own),
        own,
        entries,
        around,
        names,
        done: BTreeMap::new(),
        stack: Vec::new(),
        words: 0,
        included: Vec::new(),
        wholes: Vec::new(),
    };
    let mut out = entries.to_vec();
    for at in own_bundles {
        let bundle = work.bundle(at);
        if let (Some(slot), Some(bundle)) = (out.get_mut(at), bundle) {
            *slot = bundle;
        }
    }
    unfolded.diagnostics.append(&mut work.reader.diagnostics);
    unfolded.included.append(&mut work.included);
    unfolded.wholes.append(&mut work.wholes);
    Some(out)
}

/// 包含 stands in a bundle.
fn includes(entry: &Entry) -> bool {
    let rows = block_of(entry).map_or(&[][..], |block| block.entries.as_slice());
    let inside = |row: &Entry| match first_word(row) {
        Some(Keyword::Include) => true,
        Some(Keyword::Parallel) => includes(row),
        _ => false,
    };
    matches!(first_word(entry), Some(Keyword::Bundle | Keyword::Parallel)) && rows.iter().any(inside)
}

struct Work<'a, 't> {
    reader: Reader,
    own: FileId,
    entries: &'a [Entry],
    around: &'a [(&'t Imported, &'t File)],
    /// The file's own bundles.
    names: BTreeMap<String, usize>,
    done: BTreeMap<usize, Entry>,
    /// The bundles being unfolded, outermost first.
    stack: Vec<usize>,
    words: usize,
    included: Vec<FileId>,
    /// Where the included bundles stand.
    wholes: Vec<Place>,
}

/// A bundle while others are put into it.
#[derive(Default)]
struct Target {
    known: BTreeMap<(Keyword, String), Declared>,
    /// Bundles included so far.
    included: Vec<Name>,
    parameters: Vec<Vec<Term>>,
    questions: Vec<Entry>,
    declarations: Vec<Entry>,
    settled: Vec<Entry>,
    chains: Vec<Entry>,
}

/// `包含 X（p = v） { 令 q = v；牵头 D }` as written.
struct Inclusion {
    name: Name,
    settled: Vec<(Name, Vec<Term>)>,
    lead: Option<Entry>,
    span: Span,
    leading: Vec<Comment>,
}

impl Work<'_, '_> {
    /// A bundle of the file, unfolded; none if it includes itself.
    fn bundle(&mut self, at: usize) -> Option<Entry> {
        if let Some(done) = self.done.get(&at) {
            return Some(done.clone());
        }
        let entry = self.entries.get(at)?;
        let bundle = if includes(entry) {
            self.stack.push(at);
            let unfolded = self.unfold(entry);
            self.stack.pop();
            unfolded
        } else {
            entry.clone()
        };
        self.done.insert(at, bundle.clone());
        Some(bundle)
    }

    fn unfold(&mut self, entry: &Entry) -> Entry {
        let Some(block) = block_of(entry) else { return entry.clone() };
        let mut target = Target::default();
        let header = group_of(entry).into_iter().flat_map(parts_of);
        let declared = block.entries.iter().flat_map(parts::declared);
        for one in header.filter_map(|terms| parts::question(terms, &[])).chain(declared) {
            target.known.entry((one.word, one.name.clone())).or_insert(one);
        }
        let mut rows = self.rows(&block.entries, &mut target);
        let end = Span { start: block.span.end, end: block.span.end };
        rows.append(&mut target.declarations);
        if !target.questions.is_empty() {
            let questions = Block { entries: target.questions, trailing: Vec::new(), span: end };
            rows.push(row(
                vec![word(Keyword::Scenario, end), of(TermKind::Block(questions), end)],
                Vec::new(),
                end,
            ));
        }
        rows.append(&mut target.settled);
        if !target.chains.is_empty() {
            join_flow(&mut rows, target.chains, end);
        }
        with(entry, rows, target.parameters)
    }

    /// Rows of a bundle, or of 并联 in it, with stages in the place of what is included.
    fn rows(&mut self, rows: &[Entry], target: &mut Target) -> Vec<Entry> {
        let one = |row: &Entry| match first_word(row) {
            Some(Keyword::Include) if row.error.is_none() => {
                let stage = self.inclusion(row).and_then(|inclusion| self.stage(&inclusion, target));
                stage.unwrap_or_else(|| {
                    let name = row.terms.get(1).and_then(name_of).unwrap_or_default();
                    broken(name.to_owned(), row.span)
                })
            }
            Some(Keyword::Parallel) if includes(row) => {
                let inner = block_of(row).map_or(&[][..], |block| block.entries.as_slice());
                let inner = self.rows(inner, target);
                with(row, inner, Vec::new())
            }
            _ => row.clone(),
        };
        rows.iter().map(one).collect()
    }

    fn inclusion(&mut self, entry: &Entry) -> Option<Inclusion> {
        let mut cursor = Cursor::of(entry, schema::BUNDLE.property(Keyword::Include)?);
        cursor.take();
        let name = self.reader.reference(&mut cursor)?;
        let mut settled = Vec::new();
        if let Some(Term { kind: TermKind::Group(terms), .. }) = cursor.peek() {
            cursor.take();
            let inside = cursor.inside(terms, cursor.before().end.saturating_sub(1));
            settled.extend(settings(&mut self.reader, &inside)?);
        }
        let block = cursor.block();
        self.reader.end(&cursor)?;
        let rows = block.map_or(&[][..], |block| block.entries.as_slice());
        let whole = self.reader.walk(&schema::INCLUSION, &name, rows, |reader, mut row| match row.keyword {
            Some(Keyword::Let) => settings(reader, &row.cursor).map(|list| settled.extend(list)).is_some(),
            _ => reader.reference(&mut row.cursor).is_some() && reader.end(&row.cursor).is_some(),
        });
        let lead = rows.iter().find(|row| first_word(row) == Some(Keyword::Lead)).cloned();
        let (span, leading) = (entry.span, entry.leading.clone());
        whole.then_some(Inclusion { name, settled, lead, span, leading })
    }

    /// The stage that an included bundle becomes.
    fn stage(&mut self, inclusion: &Inclusion, target: &mut Target) -> Option<Entry> {
        if let Some(first) = target.included.iter().find(|first| first.value == inclusion.name.value) {
            let known = Entity { kind: Kind::Bundle, at: 0, place: first.place };
            self.reader.report(d::e0205_name_clash::name_clash(&inclusion.name, Kind::Bundle, &known));
            return None;
        }
        target.included.push(inclusion.name.clone());
        let (file, bundle) = self.found(&inclusion.name)?;
        let rows = block_of(&bundle).map_or(&[][..], |block| block.entries.as_slice());
        let whole = origin::place(file, bundle.span);
        if !self.wholes.contains(&whole) {
            self.wholes.push(whole);
        }
        self.words = self.words.saturating_add(origin::size(rows));
        let place = inclusion.name.place;
        if self.words > MAX_WORDS {
            let found = d::e0214_too_many::too_many(place, "个包含进来的词", "included words", MAX_WORDS);
            self.reader.report(found);
            return None;
        }
        if parts::stage_depth(rows) >= MAX_DEPTH {
            let found = d::e0214_too_many::too_many(place, "层阶段", "levels of stages", MAX_DEPTH);
            self.reader.report(found);
            return None;
        }
        let plain = inclusion.name.value.rsplit('.').next().unwrap_or_default().to_owned();
        let mut rows = origin::entries(rows, file, self.own);
        let mut header = origin::terms(group_of(&bundle).unwrap_or_default(), file, self.own);
        let names = self.settled_names(inclusion, &plain, &rows, &header)?;
        rows.iter_mut().for_each(|row| parts::rename(&mut row.terms, &names));
        parts::rename(&mut header, &names);
        if file != self.own {
            self.included.push(file);
        }
        for (name, value) in &inclusion.settled {
            let span = inclusion.span;
            let full = names.get(&name.value).cloned().unwrap_or_default();
            let mut terms = vec![word(Keyword::Let, span), named(full, name.place.span)];
            terms.push(of(TermKind::Symbol(Symbol::Equal), span));
            terms.extend(value.iter().cloned());
            target.settled.push(row(terms, Vec::new(), span));
        }
        self.merge_parameters(&header, &names, inclusion, target);
        let inner = self.merge(rows, inclusion, target);
        let span = inclusion.name.place.span;
        let block = Block { entries: inner, trailing: Vec::new(), span: inclusion.span };
        let terms =
            vec![word(Keyword::Stage, span), named(plain, span), of(TermKind::Block(block), inclusion.span)];
        Some(row(terms, inclusion.leading.clone(), inclusion.span))
    }

    /// The bundle of a name, unfolded, and its file.
    fn found(&mut self, name: &Name) -> Option<(FileId, Entry)> {
        if let Some(&at) = self.names.get(&name.value) {
            if let Some(from) = self.stack.iter().position(|open| *open == at) {
                let called =
                    |at: &usize| self.entries.get(*at).and_then(|e| e.terms.get(1)).and_then(name_of);
                let mut names: Vec<&str> = self.stack.iter().skip(from).filter_map(called).collect();
                names.extend(called(&at));
                let found = d::e0229_include_cycle::include_cycle(name.place, &names);
                self.reader.report(found);
                return None;
            }
            return Some((self.own, self.bundle(at)?));
        }
        let (qualifier, plain) = match name.value.rsplit_once('.') {
            Some((qualifier, plain)) => (Some(qualifier), plain),
            None => (None, name.value.as_str()),
        };
        let is_bundle = |entry: &&Entry| first_word(entry) == Some(Keyword::Bundle);
        let bundles = self.around.iter().filter(|(module, _)| module.file.0 < origin::MAX_FILES).flat_map(
            |(module, tree)| tree.entries.iter().filter(is_bundle).map(move |entry| (*module, entry)),
        );
        let title = |entry: &Entry| entry.terms.get(1).and_then(name_of).map(str::to_owned);
        let called = |module: &Imported| qualifier.is_none_or(|qualifier| module.is_called(qualifier));
        let all: Vec<(&Imported, &Entry)> = bundles.collect();
        let fitting: Vec<&(&Imported, &Entry)> = (all.iter())
            .filter(|(module, entry)| called(module) && title(entry).as_deref() == Some(plain))
            .collect();
        match fitting.as_slice() {
            [(module, entry)] => Some((module.file, (*entry).clone())),
            [(one, first), (other, second), ..] => {
                let span = |entry: &Entry| entry.terms.get(1).map_or(entry.span, |term| term.span);
                let places = (origin::place(one.file, span(first)), origin::place(other.file, span(second)));
                let modules = [one.name(), other.name()];
                let found = d::e0215_ambiguous_import::ambiguous_import(name, Kind::Bundle, places, modules);
                self.reader.report(found);
                None
            }
            [] => {
                let known: Vec<String> = self
                    .names
                    .keys()
                    .cloned()
                    .chain(all.iter().filter_map(|(_, entry)| title(entry)))
                    .collect();
                let close = suggest::close(&name.value, known.iter().map(String::as_str));
                self.reader.report(d::e0206_unknown_name::unknown_name(name, Kind::Bundle, &close));
                None
            }
        }
    }

    /// New names for the questions that are settled, here or in the included bundle itself.
    fn settled_names(
        &mut self,
        inclusion: &Inclusion,
        plain: &str,
        rows: &[Entry],
        header: &[Term],
    ) -> Option<BTreeMap<String, String>> {
        let asked =
            rows.iter().filter(|row| first_word(row) == Some(Keyword::Scenario)).flat_map(parts::declared);
        let mut questions: Vec<String> = asked.map(|one| one.name).collect();
        questions.extend(parts_of(header).filter_map(|terms| Some(name_of(terms.first()?)?.to_owned())));
        let before = self.reader.diagnostics.len();
        for (name, _) in &inclusion.settled {
            if !questions.contains(&name.value) {
                let close = suggest::close(&name.value, questions.iter().map(String::as_str));
                self.reader.report(d::e0206_unknown_name::unknown_name(name, Kind::Question, &close));
            }
        }
        if self.reader.diagnostics.len() > before {
            return None;
        }
        let own = rows.iter().filter(|row| first_word(row) == Some(Keyword::Let));
        let own = own.flat_map(|row| parts_of(row.terms.get(1..).unwrap_or_default()));
        let own = own.filter_map(|terms| Some(name_of(terms.first()?)?.to_owned()));
        let all = inclusion.settled.iter().map(|(name, _)| name.value.clone()).chain(own);
        Some(all.map(|name| (name.clone(), format!("{plain}.{name}"))).collect())
    }

    /// Parameters of the included bundle that nobody settled are parameters of the whole.
    fn merge_parameters(
        &mut self,
        header: &[Term],
        names: &BTreeMap<String, String>,
        inclusion: &Inclusion,
        target: &mut Target,
    ) {
        for terms in parts_of(header) {
            let Some(one) = parts::question(terms, &[]) else { continue };
            let settled = names.values().any(|name| *name == one.name);
            if !self.is_new(&one, inclusion, target) {
                continue;
            }
            if settled {
                target.questions.push(row(terms.to_vec(), Vec::new(), one.span));
            } else {
                target.parameters.push(terms.to_vec());
            }
            target.known.insert((one.word, one.name.clone()), one);
        }
    }

    /// Whether a name is new; where it is known, both must say the same.
    fn is_new(&mut self, one: &Declared, inclusion: &Inclusion, target: &Target) -> bool {
        let Some(known) = target.known.get(&(one.word, one.name.clone())) else { return true };
        if !known.agrees(one) {
            let name = Spanned::new(known.name.clone(), self.reader.place(known.span));
            let other = self.reader.place(one.span);
            let bundle = &inclusion.name;
            let found = d::e0226_conflicting_definitions::conflicting_definitions(&name, other, bundle);
            self.reader.report(found);
        }
        false
    }

    /// Puts the rows of an included bundle where they belong; those of its stage are returned.
    fn merge(&mut self, rows: Vec<Entry>, inclusion: &Inclusion, target: &mut Target) -> Vec<Entry> {
        let mut stage: Vec<Entry> =
            inclusion.lead.clone().or_else(|| parts::first_handler(&rows)).into_iter().collect();
        for entry in rows {
            match first_word(&entry) {
                _ if entry.error.is_some() => stage.push(entry),
                Some(Keyword::Promise) => stage.extend(parts::promised(&entry)),
                Some(
                    Keyword::Item | Keyword::Joint | Keyword::Stage | Keyword::Parallel | Keyword::Basis,
                ) => stage.push(entry),
                Some(Keyword::Flow) => target.chains.extend(parts::chains(&entry)),
                Some(Keyword::Let) => target.settled.push(entry),
                _ => {
                    for one in parts::declared(&entry) {
                        if !self.is_new(&one, inclusion, target) {
                            continue;
                        }
                        let name = named(one.name.clone(), one.span);
                        let mut terms = vec![name];
                        terms.extend(one.said.iter().cloned());
                        if one.word == Keyword::Scenario {
                            target.questions.push(row(terms, one.leading.clone(), one.span));
                        } else {
                            terms.insert(0, word(one.word, entry.span));
                            target.declarations.push(row(terms, one.leading.clone(), entry.span));
                        }
                        target.known.insert((one.word, one.name.clone()), one);
                    }
                }
            }
        }
        stage
    }
}

/// `名 = 值，名 = 值`.
fn settings(reader: &mut Reader, cursor: &Cursor<'_>) -> Option<Vec<(Name, Vec<Term>)>> {
    let mut list = Vec::new();
    for part in parts_of(cursor.rest()) {
        let end = part.last().map_or(cursor.here().end, |term| term.span.end);
        let mut inside = cursor.inside(part, end);
        let name = reader.name(&mut inside)?;
        if !inside.eat(Symbol::Equal) || inside.peek().is_none() {
            return reader.unexpected(&inside);
        }
        list.push((name, inside.rest().to_vec()));
    }
    if list.is_empty() {
        return reader.unexpected(cursor);
    }
    Some(list)
}

/// What stands between the commas.
fn parts_of(terms: &[Term]) -> impl Iterator<Item = &[Term]> {
    let comma = |term: &Term| term.kind == TermKind::Symbol(Symbol::Comma);
    terms.split(comma).filter(|part| !part.is_empty())
}

/// The words in parentheses behind the name of a bundle.
fn group_of(entry: &Entry) -> Option<&[Term]> {
    match &entry.terms.get(2)?.kind {
        TermKind::Group(terms) => Some(terms),
        _ => None,
    }
}

const fn of(kind: TermKind, span: Span) -> Term {
    Term { kind, span }
}

const fn word(word: Keyword, span: Span) -> Term {
    of(TermKind::Word(word), span)
}

const fn named(text: String, span: Span) -> Term {
    of(TermKind::Name { text, quoted: true }, span)
}

/// A bundle with other rows and further parameters.
fn with(entry: &Entry, rows: Vec<Entry>, parameters: Vec<Vec<Term>>) -> Entry {
    let mut copy = entry.clone();
    for term in &mut copy.terms {
        if let TermKind::Block(block) = &mut term.kind {
            block.entries = rows;
            break;
        }
    }
    if parameters.is_empty() {
        return copy;
    }
    let span = copy.terms.get(1).map_or(copy.span, |name| name.span);
    let mut group = group_of(entry).unwrap_or_default().to_vec();
    for terms in parameters {
        if !group.is_empty() {
            group.push(of(TermKind::Symbol(Symbol::Comma), span));
        }
        group.extend(terms);
    }
    let group = of(TermKind::Group(group), span);
    match copy.terms.get_mut(2) {
        Some(old) if matches!(old.kind, TermKind::Group(_)) => *old = group,
        _ => copy.terms.insert(2.min(copy.terms.len()), group),
    }
    copy
}

/// Adds chains to 流程, which is made if there is none.
fn join_flow(rows: &mut Vec<Entry>, mut chains: Vec<Entry>, span: Span) {
    for flow in rows.iter_mut().filter(|row| first_word(row) == Some(Keyword::Flow)) {
        for term in &mut flow.terms {
            if let TermKind::Block(block) = &mut term.kind {
                block.entries.append(&mut chains);
                return;
            }
        }
    }
    let block = Block { entries: chains, trailing: Vec::new(), span };
    rows.push(row(vec![word(Keyword::Flow, span), of(TermKind::Block(block), span)], Vec::new(), span));
}
