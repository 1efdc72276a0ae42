//! 特别程序, 不计 and 延期.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::diagnostics::semantic::amount_words;
use crate::names::limit::Excludes;
use crate::names::place::{Name, Place, Spanned};
use crate::names::schema::{self, Schema};
use crate::names::surface::{Extension, Procedure, StepRow};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Symbol, Term, TermKind};

impl Reader {
    /// `特别程序 听证、专家评审 { 依据 “…”；不计入时限 }` of the bundle or of a stage: what is said holds for each of them.
    pub fn procedures(&mut self, row: Row<'_>, stage: Option<usize>) -> Option<Vec<Procedure>> {
        let mut cursor = row.cursor;
        let names = self.names(&mut cursor)?;
        let procedure = self.procedure_of(row.docs, names.first()?, cursor, &schema::PROCEDURE)?;
        Some(names.into_iter().map(|name| Procedure { name, stage, ..procedure.clone() }).collect())
    }

    /// The same of an item: a step that takes place in every case.
    pub fn planned(&mut self, row: Row<'_>) -> Option<StepRow> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let procedure = self.procedure_of(row.docs, &name, cursor, &schema::PLANNED)?;
        Some(StepRow {
            docs: procedure.docs.clone(),
            limit: procedure.limit.clone(),
            procedure: Some(Box::new(procedure.clone())),
            ..StepRow::named(procedure.name)
        })
    }

    /// What is said behind the name.
    fn procedure_of(
        &mut self,
        docs: Vec<String>,
        name: &Name,
        mut cursor: Cursor<'_>,
        schema: &'static Schema,
    ) -> Option<Procedure> {
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let mut procedure = Procedure {
            name: name.clone(),
            docs,
            kind: None,
            basis: Vec::new(),
            limit: None,
            stops: None,
            told: false,
            when: None,
            stage: None,
        };
        let mut counts: Option<Place> = None;
        let whole = self.walk(schema, name, entries, |reader, row| {
            reader.procedure_row(&mut procedure, &mut counts, row).is_some()
        });
        whole.then_some(procedure)
    }

    fn procedure_row(
        &mut self,
        procedure: &mut Procedure,
        counts: &mut Option<Place>,
        mut row: Row<'_>,
    ) -> Option<()> {
        match row.keyword? {
            Keyword::Kind => procedure.kind = Some(self.name(&mut row.cursor)?),
            Keyword::Limit => procedure.limit = Some(self.amount(&mut row.cursor)?),
            Keyword::ToldInWriting => procedure.told = true,
            word @ (Keyword::OffClock | Keyword::OnClock) => {
                if let Some(first) = procedure.stops.or(*counts) {
                    let found = d::e0202_duplicate_property::duplicate_property;
                    self.report(found(row.head, first, row.place, word.zh()));
                    return None;
                }
                match word {
                    Keyword::OffClock => procedure.stops = Some(row.head),
                    _ => *counts = Some(row.head),
                }
            }
            Keyword::When => {
                procedure.when = Some(self.condition(&mut row.cursor)?);
                return Some(());
            }
            _ => procedure.basis.extend(self.texts(&mut row.cursor)?),
        }
        self.end(&row.cursor)
    }

    /// `，不计 特别程序` behind a limit; inner none if it does not follow.
    pub fn excluding(&mut self, cursor: &mut Cursor<'_>) -> Option<Option<Excludes>> {
        if !excluding_next(cursor) {
            return Some(None);
        }
        cursor.eat_separator();
        cursor.take();
        let start = self.place(cursor.here());
        let (mut all, mut names) = (false, Vec::new());
        if cursor.eat_word(Keyword::Procedure).is_some() {
            all = true;
        } else {
            names = self.names(cursor)?;
        }
        let place = Self::span_of(start, self.place(cursor.before()));
        Some(Some(Excludes { place, all, names }))
    }

    /// `延期 10 工作日 { 批准 本机关负责人；依据 “…” }`.
    pub fn extension(&mut self, row: Row<'_>) -> Option<Extension> {
        let mut cursor = row.cursor;
        let most = self.amount(&mut cursor)?;
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let (mut approver, mut basis): (Option<Name>, Vec<Spanned<String>>) = (None, Vec::new());
        let owner = Spanned::new(amount_words(most.value), row.head);
        let whole = self.walk(&schema::EXTENSION, &owner, entries, |reader, mut row| {
            match row.keyword {
                Some(Keyword::Approver) => approver = reader.name(&mut row.cursor),
                _ => basis.extend(reader.texts(&mut row.cursor).unwrap_or_default()),
            }
            reader.end(&row.cursor).is_some()
        });
        let approver = approver.filter(|_| whole)?;
        Some(Extension { most, approver, basis })
    }
}

/// 不计 comes next, perhaps behind a comma.
fn excluding_next(cursor: &Cursor<'_>) -> bool {
    let word =
        |term: Option<&Term>| matches!(term.map(|t| &t.kind), Some(TermKind::Word(Keyword::Excluding)));
    match cursor.rest() {
        [Term { kind: TermKind::Symbol(Symbol::Comma | Symbol::Enumeration), .. }, next, ..] => {
            word(Some(next))
        }
        rest => word(rest.first()),
    }
}
