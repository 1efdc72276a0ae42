//! Who acts: 角色, 会签, 允许, 到场.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::place::{Name, Place, Spanned};
use crate::names::schema;
use crate::names::surface::{Joint, Role, Signing};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Term, TermKind};
use crate::syntax::units::Dimension;
use lianban_runtime::plan::{Handling, Needed, Opinions, Power};

/// The words of 权限.
const POWERS: &[(Keyword, Power)] = &[
    (Keyword::Accept, Power::Accept),
    (Keyword::DoesWork, Power::Work),
    (Keyword::Decides, Power::Decide),
    (Keyword::ApprovesExtension, Power::Extend),
    (Keyword::Opines, Power::Opine),
    (Keyword::HandsOut, Power::Deliver),
    (Keyword::UsesSeal, Power::Seal),
];

/// The words of 允许.
const HANDLINGS: &[(Keyword, Handling)] = &[
    (Keyword::Reassign, Handling::Transfer),
    (Keyword::Entrust, Handling::Entrust),
    (Keyword::AddSigner, Handling::AddSigner),
    (Keyword::RemoveSigner, Handling::RemoveSigner),
    (Keyword::SendBack, Handling::SendBack),
];

impl Reader {
    /// `角色 首席代表 { 部门 住建局；A角 张三；B角 李四；权限 决定 }`: one role for each name.
    pub fn roles(&mut self, row: Row<'_>) -> Option<Vec<Role>> {
        let mut cursor = row.cursor;
        let names = self.names(&mut cursor)?;
        let entries = self.optional_block(&mut cursor)?;
        let owner = names.first()?.clone();
        let mut role = Role {
            name: owner.clone(),
            docs: row.docs,
            departments: Vec::new(),
            first: String::new(),
            second: String::new(),
            may: Vec::new(),
        };
        self.walk(&schema::ROLE, &owner, entries, |reader, row| reader.role_row(&mut role, row).is_some());
        Some(names.into_iter().map(|name| Role { name, ..role.clone() }).collect())
    }

    fn role_row(&mut self, role: &mut Role, mut row: Row<'_>) -> Option<()> {
        match row.keyword {
            Some(Keyword::Department) => role.departments = self.names(&mut row.cursor)?,
            Some(Keyword::FirstOfficer) => role.first = self.name(&mut row.cursor)?.value,
            Some(Keyword::SecondOfficer) => role.second = self.name(&mut row.cursor)?.value,
            _ => role.may = self.some_of(&mut row.cursor, POWERS)?.into_iter().map(|p| p.value).collect(),
        }
        self.end(&row.cursor)
    }

    /// Some of several words, separated by `、`.
    fn some_of<T: Copy>(
        &mut self,
        cursor: &mut Cursor<'_>,
        words: &[(Keyword, T)],
    ) -> Option<Vec<Spanned<T>>> {
        let mut found = vec![self.one_of(cursor, words)?];
        while cursor.eat_separator() {
            found.push(self.one_of(cursor, words)?);
        }
        Some(found)
    }

    /// `允许 转办、退回`.
    pub fn allows(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Spanned<Handling>>> {
        self.some_of(cursor, HANDLINGS)
    }

    /// `会签 甲、乙 { 依次 }`, `或签 甲、乙`, `票签 甲、乙、丙 至少 2`.
    pub fn signing(&mut self, word: Keyword, place: Place, cursor: &mut Cursor<'_>) -> Option<Signing> {
        let who = self.names(cursor)?;
        let mut signing = Signing { place, who, needed: Spanned::new(Needed::All, place), in_turn: false };
        match word {
            Keyword::EitherSign => signing.needed.value = Needed::AtLeast(1),
            Keyword::VoteSign => signing.needed = self.needed(cursor, false)?,
            _ => signing.in_turn = self.in_turn(cursor, place)?,
        }
        Some(signing)
    }

    fn in_turn(&mut self, cursor: &mut Cursor<'_>, place: Place) -> Option<bool> {
        let Some(block) = cursor.block() else { return Some(false) };
        let owner = Spanned::new(schema::SIGNING.name.zh.to_owned(), place);
        let mut words = Vec::new();
        let whole = self.walk(&schema::SIGNING, &owner, &block.entries, |reader, row| {
            words.push((row.keyword, row.head));
            reader.end(&row.cursor).is_some()
        });
        if let [(_, first), (_, second), ..] = words.as_slice() {
            let word = if words.get(1).is_some_and(|(w, _)| *w == Some(Keyword::InTurn)) {
                "依次"
            } else {
                "同时"
            };
            self.report(d::e0491_contradiction::contradiction(*second, *first, word, "同时、依次"));
            return None;
        }
        whole.then(|| words.first().is_some_and(|(word, _)| *word == Some(Keyword::InTurn)))
    }

    /// `全部` (where that may be said), `过半`, `至少 3`.
    fn needed(&mut self, cursor: &mut Cursor<'_>, all: bool) -> Option<Spanned<Needed>> {
        if cursor.peek_word() == Some(Keyword::AtLeastOf) {
            cursor.take();
            let count = self.count(cursor, Dimension::Count)?;
            return Some(Spanned::new(Needed::AtLeast(count.value), count.place));
        }
        let words = [(Keyword::Majority, Needed::Majority), (Keyword::All, Needed::All)];
        let allowed = if all { words.as_slice() } else { words.get(..1).unwrap_or_default() };
        match cursor.peek_word() {
            Some(word) if allowed.iter().any(|(known, _)| *known == word) => self.one_of(cursor, allowed),
            _ => {
                let mut known: Vec<&str> = allowed.iter().map(|(word, _)| word.zh()).collect();
                known.push(Keyword::AtLeastOf.zh());
                self.unexpected_for(cursor, &known)
            }
        }
    }

    /// 参加, 到场, 缺席, 意见 of a joint action; none if the row is another.
    pub fn joint_voices(&mut self, joint: &mut Joint, row: &mut Row<'_>) -> Option<Option<()>> {
        let cursor = &mut row.cursor;
        match row.keyword? {
            Keyword::Joins => {
                let names = self.names(cursor);
                joint.departments.extend(names.clone().unwrap_or_default());
                Some(names.map(|_| ()))
            }
            Keyword::Attend => {
                joint.attend = self.needed(cursor, true);
                Some(joint.attend.as_ref().map(|_| ()))
            }
            Keyword::Absent => {
                let words = [(Keyword::DeemedConsent, true), (Keyword::MustAttend, false)];
                joint.absent_consents = self.one_of(cursor, &words);
                Some(self.absence_basis(joint, cursor))
            }
            Keyword::Opinion => {
                let words = [(Keyword::LeadOpines, Opinions::Lead), (Keyword::EachOpines, Opinions::Each)];
                joint.opinions = self.one_of(cursor, &words);
                Some(joint.opinions.as_ref().map(|_| ()))
            }
            _ => None,
        }
    }

    /// `，依据 “……”` behind 缺席.
    fn absence_basis(&mut self, joint: &mut Joint, cursor: &mut Cursor<'_>) -> Option<()> {
        joint.absent_consents.as_ref()?;
        let mut behind = *cursor;
        behind.eat_separator();
        if behind.eat_word(Keyword::Basis).is_some() {
            *cursor = behind;
            joint.absence_basis = self.text(cursor)?.value;
        }
        Some(())
    }

    /// `由 首席代表（张三）、人防办`: names, each perhaps with a person in parentheses.
    pub fn actors(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<(Name, String)>> {
        let mut actors = Vec::new();
        loop {
            let name = self.name(cursor)?;
            let mut person = String::new();
            if let Some(Term { kind: TermKind::Group(inner), span }) = cursor.peek() {
                let mut inside = cursor.inside(inner, span.end);
                person = self.name(&mut inside)?.value;
                self.end(&inside)?;
                cursor.take();
            }
            actors.push((name, person));
            if !cursor.eat_separator() {
                return Some(actors);
            }
        }
    }
}
