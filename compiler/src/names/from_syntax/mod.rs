//! Syntax → names: the tree of a file becomes the typed surface model, by the schema table.

mod amount;
mod bounds;
mod bundle;
mod commitment;
mod condition;
mod declarations;
mod derived;
mod desk;
mod fee;
mod figures;
mod flow;
mod form;
mod item;
mod law;
mod limit;
mod paper;
mod procedure;
mod profile;
mod question;
mod reader;
mod rework;
mod rule;
mod separator;
mod stage;
mod test;

pub use condition::MAX_DEPTH;
pub use derived::{Read, derive};
pub use reader::Want;

use super::acknowledged::acknowledged;
use super::place::{Name, Spanned};
use super::schema;
use super::surface::{Import, Module};
use crate::diagnostics as d;
use crate::diagnostics::{Diagnostic, FileId};
use crate::syntax::deprecated::LANGUAGE;
use crate::syntax::keywords::Keyword;
use crate::syntax::number::MILLION;
use crate::syntax::tree::{Entry, File, Symbol, Term, TermKind};
use reader::Row;
pub(crate) use reader::{Cursor, Reader};

/// Reads what a file imports. What is wrong elsewhere in it is not looked at.
#[must_use]
pub fn imports(file: FileId, tree: &File) -> (Vec<Import>, Vec<Diagnostic>) {
    let mut reader = Reader::new(file);
    let (mut imports, mut found) = (Vec::new(), Vec::new());
    let owner = Spanned::new(String::new(), reader.place(crate::names::Span::default()));
    let is_import = |entry: &&Entry| {
        matches!(entry.terms.first().map(|term| &term.kind), Some(TermKind::Word(Keyword::Import)))
    };
    for entry in tree.entries.iter().filter(is_import) {
        reader.walk(&schema::FILE, &owner, std::slice::from_ref(entry), |reader, row| {
            reader.imports(row).map(|list| imports.extend(list)).is_some()
        });
        found.append(&mut reader.diagnostics);
    }
    (imports, found)
}

/// Reads a file's tree, all but its imports.
#[must_use]
pub fn module(file: FileId, tree: &File) -> (Module, Vec<Diagnostic>) {
    let mut reader = Reader::new(file);
    let mut module = Module::default();
    let owner = Spanned::new(String::new(), reader.place(crate::names::Span::default()));
    if !reader.known_language(tree) {
        return (module, reader.diagnostics);
    }
    reader.walk(&schema::FILE, &owner, &tree.entries, |reader, row| match row.keyword {
        Some(Keyword::Language) => reader.language(row).is_some(),
        Some(Keyword::Material) => reader.materials(row).map(|list| module.materials.extend(list)).is_some(),
        Some(Keyword::Department) => {
            reader.departments(row).map(|list| module.departments.extend(list)).is_some()
        }
        Some(Keyword::Region) => reader.derived(row).map(|derived| module.derived.push(derived)).is_some(),
        Some(Keyword::Law) => reader.law(row).map(|law| module.laws.push(law)).is_some(),
        Some(Keyword::Profile) => reader.profile(row).map(|profile| module.profiles.push(profile)).is_some(),
        Some(Keyword::Field) => reader.field(row, "").map(|field| module.fields.push(field)).is_some(),
        Some(Keyword::Form) => {
            reader.form(row, &mut module.fields).map(|form| module.forms.push(form)).is_some()
        }
        Some(Keyword::LifeCycle) => {
            reader.life_cycle(row).map(|cycle| module.life_cycles.push(cycle)).is_some()
        }
        Some(Keyword::Bundle) => reader.bundle(row).map(|bundle| module.bundles.push(bundle)).is_some(),
        _ => true,
    });
    module.acknowledged = acknowledged(file, tree);
    module.plain_days = reader.plain_days.into_iter().collect();
    module.poisoned = reader.poisoned;
    (module, reader.diagnostics)
}

impl Reader {
    /// Whether the file is written in a version that this compiler knows. Of a newer one nothing else is read.
    fn known_language(&mut self, tree: &File) -> bool {
        let rows = tree.entries.iter().enumerate().filter(|(_, entry)| entry.error.is_none());
        let mut rows = rows.filter_map(|(at, entry)| match entry.terms.as_slice() {
            [Term { kind: TermKind::Word(Keyword::Language), span }, rest @ ..] => Some((at, *span, rest)),
            _ => None,
        });
        let Some((at, head, rest)) = rows.next() else { return true };
        if at > 0 {
            let place = self.place(head);
            self.report(d::e0121_language_first::language_first(place));
        }
        let [Term { kind: TermKind::Number(millionths), span }] = rest else { return true };
        let newer = *millionths > i64::from(LANGUAGE).saturating_mul(MILLION);
        let whole = millionths.checked_rem(MILLION) == Some(0) && *millionths >= MILLION;
        if newer || !whole {
            let place = self.place(*span);
            self.report(d::e0120_other_language::other_language(place, newer));
        }
        !newer
    }

    /// `语言 1`; which version, has been looked at.
    fn language(&mut self, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        if !matches!(cursor.peek().map(|term| &term.kind), Some(TermKind::Number(_))) {
            return self.unexpected(&cursor);
        }
        cursor.take();
        self.end(&cursor)
    }

    /// `引入 标准库.证照, 标准库.行政许可`.
    fn imports(&mut self, row: Row<'_>) -> Option<Vec<Import>> {
        let mut cursor = row.cursor;
        let mut imports = Vec::new();
        loop {
            let mut segments: Vec<Name> = vec![self.name(&mut cursor)?];
            while cursor.eat(Symbol::Dot) {
                segments.push(self.name(&mut cursor)?);
            }
            let start = segments.first().map_or(row.place, |s| s.place);
            let end = segments.last().map_or(row.place, |s| s.place);
            let place = self.place(crate::names::Span { start: start.span.start, end: end.span.end });
            let alias = match cursor.eat_word(Keyword::As) {
                Some(_) => Some(self.name(&mut cursor)?),
                None => None,
            };
            imports.push(Import { segments, alias, place });
            if !cursor.eat_separator() {
                break;
            }
        }
        self.end(&cursor)?;
        Some(imports)
    }
}
