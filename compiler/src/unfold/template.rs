//! 模板 … 按: rows with parameters, put into the items that follow them. A row that the item writes itself stands in
//! place of the template's rows that begin with the same word. A bundle takes rows from templates in the same way
//! ([`whole`]).

mod whole;

use super::file::{Unfolded, Use};
use super::origin;
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::from_syntax::{Cursor, Reader};
use crate::names::schema;
use crate::names::{Entity, FileId, Imported, Kind, Name, Place};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Block, Comment, Entry, File, Span, Symbol, Term, TermKind};
use crate::syntax::units;
use std::collections::{BTreeMap, BTreeSet};

/// Most parameters of a template.
const MAX_PARAMETERS: usize = 50;

/// Most words that the templates of a file may unfold to.
const MAX_WORDS: usize = 2_000_000;

/// What may be put in for a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// 部门, 名称: one name.
    Name,
    /// 材料: names.
    Names,
    /// 期限.
    Time,
    /// 数量: a number, perhaps with a unit.
    Number,
    /// 条件.
    Condition,
    /// 文字.
    Text,
}

/// The words a parameter may be declared with.
const KINDS: &[(Keyword, Takes)] = &[
    (Keyword::Department, Takes::Name),
    (Keyword::Material, Takes::Names),
    (Keyword::TimeSpan, Takes::Time),
    (Keyword::Label, Takes::Name),
    (Keyword::Number, Takes::Number),
    (Keyword::Proposition, Takes::Condition),
    (Keyword::Wording, Takes::Text),
];

struct Parameter {
    name: Name,
    word: Keyword,
    takes: Takes,
    otherwise: Vec<Term>,
}

struct Template<'t> {
    file: FileId,
    name: Name,
    parameters: Vec<Parameter>,
    rows: &'t Block,
    /// The whole declaration.
    whole: Span,
}

/// The templates that a file can use: its own, then those of the files it imports.
#[derive(Default)]
pub struct Templates<'t> {
    own: BTreeMap<String, Template<'t>>,
    /// Words in the heads of own templates that could not be read: one of them is the name that somebody uses.
    unread: BTreeSet<String>,
    imported: BTreeMap<String, Vec<(&'t Imported, Template<'t>)>>,
}

impl<'t> Templates<'t> {
    /// Reads them. Only what is wrong with the file's own ones is reported.
    pub fn of(
        own: FileId,
        tree: &'t File,
        around: &[(&'t Imported, &'t File)],
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut all = Self::default();
        let mut reader = Reader::new(own);
        for entry in &tree.entries {
            let Some(template) = template(&mut reader, own, entry) else {
                if leads(entry, Keyword::Template) {
                    all.unread.extend(entry.terms.iter().filter_map(|term| match &term.kind {
                        TermKind::Name { text, .. } => Some(text.clone()),
                        _ => None,
                    }));
                }
                continue;
            };
            match all.own.get(&template.name.value) {
                Some(first) => {
                    let known = Entity { kind: Kind::Template, at: 0, place: first.name.place };
                    let clash = d::e0205_name_clash::name_clash(&template.name, Kind::Template, &known);
                    reader.diagnostics.push(clash);
                }
                None => drop(all.own.insert(template.name.value.clone(), template)),
            }
        }
        found.append(&mut reader.diagnostics);
        for (module, tree) in around.iter().filter(|(module, _)| module.file.0 < origin::MAX_FILES) {
            let mut reader = Reader::new(module.file);
            for template in tree.entries.iter().filter_map(|entry| template(&mut reader, module.file, entry))
            {
                all.imported.entry(template.name.value.clone()).or_default().push((module, template));
            }
        }
        all
    }

    /// The template of a name; else what to say, or nothing if its declaration has been complained about.
    fn get(&self, name: &Name) -> Result<&Template<'t>, Option<Box<Diagnostic>>> {
        if let Some(own) = self.own.get(&name.value) {
            return Ok(own);
        }
        let (qualifier, plain) = match name.value.rsplit_once('.') {
            Some((qualifier, plain)) => (Some(qualifier), plain),
            None => (None, name.value.as_str()),
        };
        let of_that_name = self.imported.get(plain).into_iter().flatten();
        let called = |module: &Imported| qualifier.is_none_or(|qualifier| module.is_called(qualifier));
        let fitting: Vec<_> = of_that_name.filter(|(module, _)| called(module)).collect();
        match fitting.as_slice() {
            [(_, one)] => Ok(one),
            [(one, first), (other, second), ..] => {
                let places = (first.name.place, second.name.place);
                let modules = [one.name(), other.name()];
                Err(Some(Box::new(d::e0215_ambiguous_import::ambiguous_import(
                    name,
                    Kind::Template,
                    places,
                    modules,
                ))))
            }
            [] if self.unread.contains(&name.value) => Err(None),
            [] => {
                let known = self.own.keys().chain(self.imported.keys()).map(String::as_str);
                let close = suggest::close(&name.value, known);
                Err(Some(Box::new(d::e0206_unknown_name::unknown_name(name, Kind::Template, &close))))
            }
        }
    }
}

/// `模板 审批事项（主管: 部门，天数: 期限 = 5 工作日） { … }`; none if the row is none, or could not be read.
fn template<'t>(reader: &mut Reader, file: FileId, entry: &'t Entry) -> Option<Template<'t>> {
    let mut cursor = behind(entry, Keyword::Template)?;
    let name = reader.name(&mut cursor)?;
    let mut parameters: Vec<Parameter> = Vec::new();
    if let Some(Term { kind: TermKind::Group(terms), span }) = cursor.peek() {
        cursor.take();
        for part in parts(terms) {
            let mut inside = cursor.inside(part, end_of(part, *span));
            let parameter = parameter(reader, &mut inside)?;
            if let Some(first) = parameters.iter().find(|known| known.name.value == parameter.name.value) {
                let found = d::e0225_template_arguments::twice(&parameter.name, first.name.place);
                reader.report(found);
                return None;
            }
            if parameters.len() >= MAX_PARAMETERS {
                let place = parameter.name.place;
                reader.report(d::e0214_too_many::too_many(place, "参数", "parameters", MAX_PARAMETERS));
                return None;
            }
            parameters.push(parameter);
        }
    }
    let rows = reader.block(&mut cursor)?;
    reader.end(&cursor)?;
    Some(Template { file, name, parameters, rows, whole: entry.span })
}

/// `天数: 期限 = 5 工作日`.
fn parameter(reader: &mut Reader, cursor: &mut Cursor<'_>) -> Option<Parameter> {
    let name = reader.name(cursor)?;
    if !cursor.eat(Symbol::Colon) {
        return reader.unexpected(cursor);
    }
    let words: Vec<(Keyword, (Keyword, Takes))> = KINDS.iter().map(|kind| (kind.0, *kind)).collect();
    let (word, takes) = reader.one_of(cursor, &words)?.value;
    let mut otherwise = Vec::new();
    if cursor.eat(Symbol::Equal) {
        otherwise = cursor.rest().to_vec();
        if !fits(takes, &otherwise) {
            return reader.unexpected(cursor);
        }
        while cursor.take().is_some() {}
    }
    reader.end(cursor)?;
    Some(Parameter { name, word, takes, otherwise })
}

/// Whether a row begins with a word.
fn leads(entry: &Entry, word: Keyword) -> bool {
    matches!(entry.terms.first().map(|term| &term.kind), Some(TermKind::Word(first)) if *first == word)
}

/// A cursor behind the word that a row begins with, if it is that word.
fn behind(entry: &Entry, word: Keyword) -> Option<Cursor<'_>> {
    let mut cursor = Cursor::of(entry, schema::FILE.property(word)?);
    if entry.error.is_some() {
        return None;
    }
    cursor.eat_word(word).map(|_| cursor)
}

/// What stands between the commas.
fn parts(terms: &[Term]) -> impl Iterator<Item = &[Term]> {
    terms.split(|term| matches!(term.kind, TermKind::Symbol(Symbol::Comma))).filter(|part| !part.is_empty())
}

fn end_of(part: &[Term], group: Span) -> u32 {
    part.last().map_or(group.end.saturating_sub(1), |term| term.span.end)
}

/// Whether words can stand for a parameter.
fn fits(takes: Takes, terms: &[Term]) -> bool {
    let name = |term: &Term| matches!(term.kind, TermKind::Name { .. } | TermKind::Word(_));
    let mark = |term: &Term, marks: &[Symbol]| matches!(&term.kind, TermKind::Symbol(m) if marks.contains(m));
    let named = |marks: &[Symbol]| {
        let alternate = |(at, term): (usize, &Term)| if at % 2 == 0 { name(term) } else { mark(term, marks) };
        terms.len() % 2 == 1 && terms.iter().enumerate().all(alternate)
    };
    match (takes, terms) {
        (Takes::Name, _) => named(&[Symbol::Dot]),
        (Takes::Names, _) => named(&[Symbol::Dot, Symbol::Enumeration]),
        (Takes::Time, [Term { kind: TermKind::Word(Keyword::Immediate), .. }])
        | (Takes::Number, [Term { kind: TermKind::Number(_) | TermKind::Quantity { .. }, .. }])
        | (Takes::Text, [Term { kind: TermKind::Text(_), .. }]) => true,
        (Takes::Time, [Term { kind: TermKind::Quantity { unit, .. }, .. }]) => {
            units::lookup(unit).is_some_and(|unit| unit.time().is_some())
        }
        (Takes::Condition, _) => !terms.is_empty(),
        _ => false,
    }
}

/// Puts templates into the items of a file; none if none follows any.
pub fn apply(
    own: FileId,
    entries: &[Entry],
    templates: &Templates<'_>,
    unfolded: &mut Unfolded,
) -> Option<Vec<Entry>> {
    if !entries.iter().any(follows) {
        return None;
    }
    let mut work = Work { reader: Reader::new(own), own, templates, unfolded, words: 0 };
    let entries = work.rows(entries);
    let Work { reader, unfolded, .. } = work;
    unfolded.diagnostics.extend(reader.diagnostics);
    Some(entries)
}

/// An item that follows a template stands in the row.
fn follows(entry: &Entry) -> bool {
    entry.terms.iter().any(|term| match &term.kind {
        TermKind::Word(Keyword::Following) => true,
        TermKind::Block(block) => block.entries.iter().any(follows),
        _ => false,
    })
}

struct Work<'a, 't> {
    reader: Reader,
    own: FileId,
    templates: &'a Templates<'t>,
    unfolded: &'a mut Unfolded,
    words: usize,
}

impl Work<'_, '_> {
    /// Depth is bounded by the parser's nesting limit.
    fn rows(&mut self, entries: &[Entry]) -> Vec<Entry> {
        entries.iter().map(|entry| self.row(entry)).collect()
    }

    fn row(&mut self, entry: &Entry) -> Entry {
        let first = entry.terms.first().map(|term| &term.kind);
        if matches!(first, Some(TermKind::Word(Keyword::Item))) && entry.error.is_none() {
            return self.item(entry).unwrap_or_else(|| entry.clone());
        }
        let holds_items =
            matches!(first, Some(TermKind::Word(Keyword::Bundle | Keyword::Stage | Keyword::Parallel)));
        if !holds_items || !follows(entry) {
            return entry.clone();
        }
        let whole = matches!(first, Some(TermKind::Word(Keyword::Bundle)));
        let mut copy = entry.clone();
        for term in &mut copy.terms {
            if let TermKind::Block(block) = &mut term.kind {
                block.entries = self.rows(&block.entries);
                if whole {
                    block.entries = self.whole(std::mem::take(&mut block.entries));
                }
            }
        }
        copy
    }

    /// `事项 X 是 K 按 T（…） { … }`; none if it follows no template.
    fn item(&mut self, entry: &Entry) -> Option<Entry> {
        let at = entry.terms.iter().position(|t| t.kind == TermKind::Word(Keyword::Following))?;
        let (head, tail) = entry.terms.split_at_checked(at)?;
        let (name, arguments, block, good) = self.written(entry, tail);
        let own_rows = block.map_or(&[][..], |block| block.entries.as_slice());
        let item = head.get(1).map_or(entry.span, |term| term.span);
        let begins: BTreeSet<Keyword> = own_rows.iter().filter_map(first_word).collect();
        let own = |row: &Entry| first_word(row).is_none_or(|word| !begins.contains(&word));
        let rows = if good { name.and_then(|name| self.template(&name, arguments, own, item)) } else { None };
        let mut rows = rows.unwrap_or_else(|| vec![broken(entry)]);
        let mut merged = own_rows.to_vec();
        merged.append(&mut rows);
        let (span, trailing): (Span, Vec<Comment>) =
            block.map_or((entry.span, Vec::new()), |block| (block.span, block.trailing.clone()));
        let mut terms = head.to_vec();
        terms.push(Term { kind: TermKind::Block(Block { entries: merged, trailing, span }), span });
        Some(Entry { terms, ..entry.clone() })
    }

    /// What stands behind 按: the template, the arguments, the item's own rows; and whether it could be read.
    #[expect(clippy::type_complexity, reason = "used once")]
    fn written<'e>(
        &mut self,
        entry: &'e Entry,
        tail: &'e [Term],
    ) -> (Option<Name>, Option<(&'e [Term], Span)>, Option<&'e Block>, bool) {
        let Some(property) = schema::BUNDLE.property(Keyword::Item) else { return (None, None, None, false) };
        let mut cursor = Cursor::of(entry, property).inside(tail, entry.span.end);
        cursor.take();
        let name = self.reader.reference(&mut cursor);
        let mut arguments = None;
        if let Some(Term { kind: TermKind::Group(terms), span }) = cursor.peek() {
            cursor.take();
            arguments = Some((terms.as_slice(), *span));
        }
        let block = cursor.block();
        let good = name.is_some() && self.reader.end(&cursor).is_some();
        (name, arguments, block, good)
    }

    /// The rows of a template that are wanted, for what stands at `user`.
    fn template(
        &mut self,
        name: &Name,
        arguments: Option<(&[Term], Span)>,
        wanted: impl Fn(&Entry) -> bool,
        user: Span,
    ) -> Option<Vec<Entry>> {
        let templates = self.templates;
        let template = match templates.get(name) {
            Ok(template) => template,
            Err(found) => {
                found.into_iter().for_each(|found| self.reader.report(*found));
                return None;
            }
        };
        let put = self.arguments(name, template, arguments)?;
        let wanted: Vec<Entry> = template.rows.entries.iter().filter(|row| wanted(row)).cloned().collect();
        self.words = wanted.iter().fold(self.words, |sum, row| sum.saturating_add(size(&row.terms, &put)));
        if self.words > MAX_WORDS {
            let found = d::e0214_too_many::too_many(
                name.place,
                "个由模板展开的词",
                "words from templates",
                MAX_WORDS,
            );
            self.reader.report(found);
            return None;
        }
        // What the rows name, the template's own file can name.
        if template.file != self.own {
            self.unfolded.included.push(template.file);
        }
        let mut rows = origin::entries(&wanted, template.file, self.own);
        rows.iter_mut().for_each(|row| substitute(&mut row.terms, &put));
        self.unfolded.uses.push(Use {
            name: template.name.value.clone(),
            whole: Place { file: template.file, span: template.whole },
            item: self.reader.place(user),
        });
        Some(rows)
    }

    /// The words for each parameter.
    fn arguments(
        &mut self,
        used: &Name,
        template: &Template<'_>,
        written: Option<(&[Term], Span)>,
    ) -> Option<BTreeMap<String, Vec<Term>>> {
        let mut put: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        let mut places: BTreeMap<String, Place> = BTreeMap::new();
        let before = self.reader.diagnostics.len();
        for part in written.iter().flat_map(|(terms, _)| parts(terms)) {
            if let Some((name, words)) =
                self.argument(template, part, written.map_or_else(Span::default, |w| w.1))
            {
                if let Some(first) = places.insert(name.value.clone(), name.place) {
                    self.reader.report(d::e0225_template_arguments::twice(&name, first));
                }
                put.insert(name.value, words);
            }
        }
        if self.reader.diagnostics.len() > before {
            return None;
        }
        let open = template.parameters.iter().filter(|p| !put.contains_key(&p.name.value));
        let missing: Vec<&Name> = open.clone().filter(|p| p.otherwise.is_empty()).map(|p| &p.name).collect();
        if !missing.is_empty() {
            self.reader.report(d::e0225_template_arguments::missing(used, &missing));
            return None;
        }
        let otherwise: Vec<(String, Vec<Term>)> = open
            .map(|p| (p.name.value.clone(), origin::terms(&p.otherwise, template.file, self.own)))
            .collect();
        put.extend(otherwise);
        Some(put)
    }

    /// `天数 = 3 工作日`.
    fn argument(&mut self, template: &Template<'_>, part: &[Term], group: Span) -> Option<(Name, Vec<Term>)> {
        let property = schema::BUNDLE.property(Keyword::Item)?;
        let mut cursor = Cursor::bare(part, end_of(part, group), property);
        let name = self.reader.name(&mut cursor)?;
        let Some(parameter) = template.parameters.iter().find(|p| p.name.value == name.value) else {
            let known: Vec<&str> = template.parameters.iter().map(|p| p.name.value.as_str()).collect();
            self.reader.report(d::e0225_template_arguments::no_such(&name, &template.name, &known));
            return None;
        };
        if !cursor.eat(Symbol::Equal) {
            return self.reader.unexpected(&cursor);
        }
        let words = cursor.rest();
        if fits(parameter.takes, words) {
            return Some((name, words.to_vec()));
        }
        let span = match (words.first(), words.last()) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
            _ => cursor.here(),
        };
        let place = self.reader.place(span);
        let found = d::e0225_template_arguments::unfit(place, &parameter.name, parameter.word);
        self.reader.report(found);
        None
    }
}

/// A row that says nothing: the item is not complained of for what the template would have given it.
fn broken(entry: &Entry) -> Entry {
    let span = Span { start: entry.span.end, end: entry.span.end };
    Entry {
        leading: Vec::new(),
        same_line: None,
        blank_before: false,
        gap: false,
        terms: Vec::new(),
        error: Some(String::new()),
        span,
    }
}

fn first_word(entry: &Entry) -> Option<Keyword> {
    match entry.terms.first()?.kind {
        TermKind::Word(keyword) => Some(keyword),
        _ => None,
    }
}

/// How many words there are once the parameters have theirs.
fn size(terms: &[Term], put: &BTreeMap<String, Vec<Term>>) -> usize {
    let one = |term: &Term| match &term.kind {
        TermKind::Group(inner) => size(inner, put),
        TermKind::Block(block) => {
            block.entries.iter().map(|entry| size(&entry.terms, put)).fold(1, usize::saturating_add)
        }
        TermKind::Name { text, .. } => put.get(text.as_str()).map_or(1, Vec::len),
        _ => 1,
    };
    terms.iter().map(one).fold(0, usize::saturating_add)
}

/// Puts words in place of the parameters; a condition of several words stands in parentheses.
fn substitute(terms: &mut Vec<Term>, put: &BTreeMap<String, Vec<Term>>) {
    let mut out = Vec::with_capacity(terms.len());
    for mut term in terms.drain(..) {
        match &mut term.kind {
            TermKind::Group(inner) => substitute(inner, put),
            TermKind::Block(block) => {
                block.entries.iter_mut().for_each(|entry| substitute(&mut entry.terms, put));
            }
            TermKind::Name { text, .. } => {
                if let Some(words) = put.get(text.as_str()) {
                    out.extend(in_parentheses(words));
                    continue;
                }
            }
            _ => {}
        }
        out.push(term);
    }
    *terms = out;
}

fn in_parentheses(words: &[Term]) -> Vec<Term> {
    let joined = words.iter().any(|term| {
        let comparison =
            [Symbol::Equal, Symbol::NotEqual, Symbol::Less, Symbol::AtMost, Symbol::More, Symbol::AtLeast];
        match &term.kind {
            TermKind::Word(word) => matches!(word, Keyword::And | Keyword::Or | Keyword::Not),
            TermKind::Symbol(symbol) => comparison.contains(symbol),
            _ => false,
        }
    });
    match (words.first(), words.last()) {
        (Some(first), Some(last)) if joined => {
            let span = Span { start: first.span.start, end: last.span.end };
            vec![Term { kind: TermKind::Group(words.to_vec()), span }]
        }
        _ => words.to_vec(),
    }
}
