//! 部门, 材料 and 联合.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::limit::LimitRules;
use crate::names::place::{Name, Place, Spanned};
use crate::names::schema;
use crate::names::surface::{Department, Joint, Material, Paper, Source};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Entry, Symbol};
use crate::syntax::units::Dimension;
use lianban_runtime::plan::Office;

impl Reader {
    /// `部门 A, B { 简称 …；窗口 3 }`: one declaration for each name.
    pub fn departments(&mut self, row: Row<'_>) -> Option<Vec<Department>> {
        let mut cursor = row.cursor;
        let names = self.names(&mut cursor)?;
        let entries = self.optional_block(&mut cursor)?;
        let (mut short, mut windows, mut office) = (String::new(), 0, Office::Any);
        let (mut seal, mut certificate_seal) = (String::new(), String::new());
        let owner = names.first()?.clone();
        self.walk(&schema::DEPARTMENT, &owner, entries, |reader, mut row| {
            match row.keyword {
                Some(Keyword::Short) => {
                    short = reader.name(&mut row.cursor).map(|n| n.value).unwrap_or_default()
                }
                Some(Keyword::SealText) => {
                    let Some(text) = reader.inscription(&mut row.cursor) else { return false };
                    seal = text;
                }
                Some(Keyword::CertificateSeal) => {
                    let Some(text) = reader.inscription(&mut row.cursor) else { return false };
                    certificate_seal = text;
                }
                Some(Keyword::Duty) => {
                    let words = [(Keyword::FrontOffice, Office::Front), (Keyword::BackOffice, Office::Back)];
                    let Some(word) = reader.one_of(&mut row.cursor, &words) else { return false };
                    office = word.value;
                }
                _ => windows = reader.count(&mut row.cursor, Dimension::Count).map_or(0, |n| n.value),
            }
            reader.end(&row.cursor).is_some()
        });
        let one = |name: Name| Department {
            name,
            docs: row.docs.clone(),
            short: short.clone(),
            windows,
            office,
            seal: seal.clone(),
            certificate_seal: certificate_seal.clone(),
        };
        Some(names.into_iter().map(one).collect())
    }

    /// What a seal says: not nothing.
    fn inscription(&mut self, cursor: &mut Cursor<'_>) -> Option<String> {
        let text = self.text(cursor)?;
        if text.value.trim().is_empty() {
            let term = cursor.before();
            let place = self.place(term);
            self.report(d::e0498_mandate::empty_seal(place));
            return None;
        }
        Some(text.value)
    }

    /// `材料 《A》 { 来源 申请人；份数 1；容缺 5 工作日 }`; several names share the block.
    pub fn materials(&mut self, row: Row<'_>) -> Option<Vec<Material>> {
        let mut cursor = row.cursor;
        let names = self.names(&mut cursor)?;
        let entries = self.optional_block(&mut cursor)?;
        let owner = names.first()?.clone();
        let mut material = Material {
            source: None,
            name: owner.clone(),
            docs: row.docs,
            copies: None,
            paper: Paper::default(),
            before: None,
            tolerance: None,
            rules: LimitRules::default(),
            when: None,
            any_of: Vec::new(),
            each: None,
            counted: false,
            replaces: Vec::new(),
            basis: Vec::new(),
        };
        self.walk(&schema::MATERIAL, &owner, entries, |reader, row| {
            reader.material_row(&mut material, row).is_some()
        });
        Some(names.into_iter().map(|name| Material { name, ..material.clone() }).collect())
    }

    pub(super) fn material_row(&mut self, material: &mut Material, mut row: Row<'_>) -> Option<()> {
        match row.keyword {
            Some(Keyword::Source) => {
                let source = self.source(&mut row.cursor)?;
                if source.value == Source::Commitment && row.cursor.eat_word(Keyword::Replaces).is_some() {
                    material.replaces = self.references(&mut row.cursor)?;
                }
                material.source = Some(source);
            }
            Some(Keyword::When) => {
                material.when = Some(self.condition(&mut row.cursor)?);
                return Some(());
            }
            Some(Keyword::ForEach) => material.each = Some(self.name(&mut row.cursor)?),
            Some(Keyword::OneOf) => material.any_of = self.references(&mut row.cursor)?,
            Some(Keyword::Copies) => material.copies = Some(self.count(&mut row.cursor, Dimension::Copies)?),
            Some(Keyword::Medium) => material.paper.media = self.media(&mut row.cursor)?,
            Some(Keyword::Validity) => material.paper.validity = Some(self.validity(&mut row.cursor)?),
            Some(Keyword::Issuer) => material.paper.issuer = Some(self.issuer(&mut row.cursor)?),
            Some(Keyword::Before) => {
                material.before = Some(self.former(&mut row.cursor, row.place, false)?);
            }
            Some(Keyword::Tolerate) => {
                material.tolerance = Some(self.tolerated(&mut row.cursor, &mut material.rules)?)
            }
            _ => material.basis.extend(self.texts(&mut row.cursor)?),
        }
        self.end(&row.cursor)
    }

    fn source(&mut self, cursor: &mut Cursor<'_>) -> Option<Spanned<Source>> {
        let words = [
            (Keyword::Applicant, Keyword::Applicant),
            (Keyword::Shared, Keyword::Shared),
            (Keyword::Produced, Keyword::Produced),
            (Keyword::Commitment, Keyword::Commitment),
        ];
        let word = self.one_of(cursor, &words)?;
        let source = match word.value {
            Keyword::Shared => self.shared(cursor)?,
            Keyword::Produced => Source::Produced,
            Keyword::Commitment => Source::Commitment,
            _ => Source::Applicant,
        };
        Some(Spanned::new(source, word.place))
    }

    /// `共享 公安.居民身份证，否则 申请人`.
    fn shared(&mut self, cursor: &mut Cursor<'_>) -> Option<Source> {
        let path = self.catalogue(cursor)?;
        let mut behind = *cursor;
        behind.eat_separator();
        if behind.eat_word(Keyword::Otherwise).is_none() {
            return Some(Source::Shared(path));
        }
        *cursor = behind;
        self.one_of(cursor, &[(Keyword::Applicant, ())])?;
        Some(Source::SharedOrApplicant(path))
    }

    /// `公安.居民身份证`: a catalogue entry, free words.
    fn catalogue(&mut self, cursor: &mut Cursor<'_>) -> Option<String> {
        let mut path = self.name(cursor)?.value;
        while cursor.eat(Symbol::Dot) {
            path.push('.');
            path.push_str(&self.name(cursor)?.value);
        }
        Some(path)
    }

    /// `联合 联合踏勘 是 踏勘 { 牵头 …；时限 2 工作日 }`.
    pub fn joint(&mut self, row: Row<'_>) -> Option<Joint> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let kind = match cursor.eat_word(Keyword::Is) {
            Some(_) => Some(self.name(&mut cursor)?),
            None => None,
        };
        let entries = self.optional_block(&mut cursor)?;
        let mut joint = Joint {
            name: name.clone(),
            docs: row.docs,
            lead: None,
            limit: None,
            rules: LimitRules::default(),
            kind,
            rework: None,
            staff: None,
            departments: Vec::new(),
            attend: None,
            absent_consents: None,
            absence_basis: String::new(),
            opinions: None,
            stage: None,
            basis: Vec::new(),
            damaged: false,
        };
        let whole = self
            .walk(&schema::JOINT, &name, entries, |reader, row| reader.joint_row(&mut joint, row).is_some());
        joint.damaged = !whole;
        Some(joint)
    }

    pub(super) fn joint_row(&mut self, joint: &mut Joint, mut row: Row<'_>) -> Option<()> {
        let voices = self.joint_voices(joint, &mut row);
        if let Some(read) = voices.or_else(|| self.limit_rule(&mut joint.rules, &mut row)) {
            read?;
            return self.end(&row.cursor);
        }
        match row.keyword {
            Some(Keyword::Lead) => joint.lead = Some(self.reference(&mut row.cursor)?),
            Some(Keyword::Staff) => joint.staff = Some(self.count(&mut row.cursor, Dimension::People)?),
            Some(Keyword::Rectify) => {
                joint.rework = Some(self.rework(&mut row.cursor, &joint.name)?);
            }
            Some(Keyword::Limit) => {
                joint.limit = Some(self.founded_amount(&mut row.cursor, &mut joint.rules.basis)?)
            }
            Some(Keyword::Kind) => {
                let kind = self.name(&mut row.cursor)?;
                if let Some(first) = &joint.kind {
                    let (first, word) = (first.place, Keyword::Kind.zh());
                    let twice =
                        d::e0202_duplicate_property::duplicate_property(row.head, first, row.place, word);
                    self.report(twice);
                    return None;
                }
                joint.kind = Some(kind);
            }
            _ => joint.basis.extend(self.texts(&mut row.cursor)?),
        }
        self.end(&row.cursor)
    }

    /// The entries of the block that may follow; nothing may follow it.
    pub fn optional_block<'t>(&mut self, cursor: &mut Cursor<'t>) -> Option<&'t [Entry]> {
        let block = cursor.block();
        self.end(cursor)?;
        Some(block.map_or(&[], |b| b.entries.as_slice()))
    }

    /// The place from one place to another.
    #[must_use]
    pub fn span_of(first: Place, last: Place) -> Place {
        let span = crate::names::Span { start: first.span.start, end: last.span.end };
        Place { file: first.file, span }
    }
}
