//! 流程: chains of steps.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::limit::LimitRules;
use crate::names::place::{Place, Spanned};
use crate::names::schema::{self, Schema};
use crate::names::surface::{Branches, Chain, Contact, Expr, Flow, Step};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Entry, Symbol, Term, TermKind};
use crate::syntax::units::Dimension;
use lianban_runtime::plan::{Channel, Join};

impl Reader {
    /// `流程 { 一窗受理 → 设立登记 → 并联 { 甲；乙 } → 统一出件 }`.
    pub fn flow(&mut self, row: Row<'_>) -> Option<Flow> {
        let mut cursor = row.cursor;
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let chains = self.chains(&block.entries)?;
        let flow = Flow { place: row.place, chains };
        self.contacts_in_place(&flow);
        Some(flow)
    }

    /// One chain a row. The same word may begin several rows, so the schema's count does not apply here.
    fn chains(&mut self, entries: &[Entry]) -> Option<Vec<Chain>> {
        let mut chains = Vec::new();
        let mut whole = true;
        for entry in entries {
            if let Some(text) = &entry.error {
                self.poisoned.push(text.clone());
                whole = false;
                continue;
            }
            match self.chain(entry) {
                Some(chain) => chains.push(chain),
                None => whole = false,
            }
        }
        whole.then_some(chains)
    }

    fn chain(&mut self, entry: &Entry) -> Option<Chain> {
        self.steps(&mut Cursor::over(entry, &schema::FLOW))
    }

    /// The rest of a row: steps joined by `→`.
    fn steps(&mut self, cursor: &mut Cursor<'_>) -> Option<Chain> {
        let mut steps = vec![self.step(cursor)?];
        while cursor.eat(Symbol::Arrow) {
            steps.push(self.step(cursor)?);
        }
        self.end(cursor)?;
        Some(Chain { steps })
    }

    fn step(&mut self, cursor: &mut Cursor<'_>) -> Option<Step> {
        let start = cursor.here();
        match cursor.peek_word() {
            Some(Keyword::Parallel) => {
                cursor.take();
                let block = self.block(cursor)?;
                Some(Step::Parallel(self.chains(&block.entries)?))
            }
            Some(Keyword::Choose) => {
                cursor.take();
                self.choice(cursor)
            }
            Some(Keyword::AnyOf) => {
                cursor.take();
                self.join(cursor, Spanned::new(Join::Any, self.place(start)))
            }
            Some(Keyword::AtLeastOf) => {
                cursor.take();
                let before = *cursor;
                let wanted = self.count(cursor, Dimension::Count)?;
                if wanted.value == 0 {
                    return self.unexpected(&before);
                }
                self.join(cursor, Spanned::new(Join::AtLeast(wanted.value), self.place(start)))
            }
            Some(Keyword::Milestone) => {
                cursor.take();
                self.milestone(cursor)
            }
            Some(Keyword::Rest) => {
                let first = cursor.peek()?;
                self.unknown(&schema::FLOW, cursor.rest(), first);
                None
            }
            Some(word @ (Keyword::Intake | Keyword::Deliver)) => {
                cursor.take();
                let schema = if word == Keyword::Intake { &schema::INTAKE } else { &schema::DELIVERY };
                let contact = self.contact(cursor, schema, self.place(start))?;
                Some(if word == Keyword::Intake { Step::Intake(contact) } else { Step::Delivery(contact) })
            }
            _ => self.named_item(cursor),
        }
    }

    /// An item by name. A name with a block is a slip in 并联, 一窗受理 or 统一出件.
    fn named_item(&mut self, cursor: &mut Cursor<'_>) -> Option<Step> {
        if let [first, Term { kind: TermKind::Block(_), .. }, ..] = cursor.rest()
            && matches!(first.kind, TermKind::Name { quoted: false, .. })
        {
            self.unknown(&schema::FLOW, cursor.rest(), first);
            return None;
        }
        self.name(cursor).map(Step::Item)
    }

    /// `{ 甲；乙；其余 取消 }`.
    fn join(&mut self, cursor: &mut Cursor<'_>, join: Spanned<Join>) -> Option<Step> {
        let block = self.block(cursor)?;
        let mut branches = Branches::default();
        let mut rest: Option<Place> = None;
        let mut whole = true;
        for entry in &block.entries {
            let read = match entry.terms.first() {
                Some(first) if entry.error.is_none() && is_rest(entry) => {
                    let place = self.place(first.span);
                    let twice = rest.replace(place).map(|first| (place, first));
                    self.rest(entry, twice).map(|cancels| branches.cancels_rest = cancels)
                }
                _ => self.chains(std::slice::from_ref(entry)).map(|found| branches.chains.extend(found)),
            };
            whole &= read.is_some();
        }
        whole.then_some(Step::Join(join, branches))
    }

    /// `其余 取消`, `其余 继续`: where it says that the rest is cancelled.
    fn rest(&mut self, entry: &Entry, twice: Option<(Place, Place)>) -> Option<Option<Place>> {
        if let Some((second, first)) = twice {
            let whole = self.place(entry.span);
            let word = Keyword::Rest.zh();
            self.report(d::e0202_duplicate_property::duplicate_property(second, first, whole, word));
            return None;
        }
        let mut cursor = Cursor::over(entry, &schema::BRANCHES);
        if cursor.eat_word(Keyword::Rest).is_none() {
            let first = entry.terms.first()?;
            self.unknown(&schema::BRANCHES, &entry.terms, first);
            return None;
        }
        let words = [(Keyword::Cancelled, true), (Keyword::GoOn, false)];
        let cancels = self.one_of(&mut cursor, &words)?;
        self.end(&cursor)?;
        Some(cancels.value.then_some(cancels.place))
    }

    /// `里程碑 M`, `里程碑 M { 取消 甲、乙 }`.
    fn milestone(&mut self, cursor: &mut Cursor<'_>) -> Option<Step> {
        let name = self.name(cursor)?;
        let Some(block) = cursor.block() else { return Some(Step::Milestone(name, Vec::new())) };
        let mut cancelled = Vec::new();
        let whole = self.walk(&schema::MILESTONE, &name, &block.entries, |reader, mut row| {
            let names = reader.names(&mut row.cursor);
            names.map(|names| cancelled = names).is_some() && reader.end(&row.cursor).is_some()
        });
        whole.then_some(Step::Milestone(name, cancelled))
    }

    /// `{ 当 条件 → 甲；否则 → 乙 }`. 否则 stands last.
    fn choice(&mut self, cursor: &mut Cursor<'_>) -> Option<Step> {
        let block = self.block(cursor)?;
        let owner = Spanned::new(schema::CHOICE.name.zh.to_owned(), self.place(cursor.before()));
        let mut branches: Vec<(Option<Expr>, Chain)> = Vec::new();
        let whole = self.walk(&schema::CHOICE, &owner, &block.entries, |reader, row| {
            let closed = branches.last().is_some_and(|(when, _)| when.is_none());
            reader.branch(row, closed).map(|branch| branches.push(branch)).is_some()
        });
        whole.then_some(Step::Choice(branches))
    }

    fn branch(&mut self, row: Row<'_>, closed: bool) -> Option<(Option<Expr>, Chain)> {
        let mut cursor = row.cursor;
        let when = match row.keyword {
            Some(Keyword::When) if closed => {
                self.report(d::e0423_after_otherwise::after_otherwise(row.head));
                return None;
            }
            Some(Keyword::When) => Some(self.condition(&mut cursor.up_to_arrow())?),
            _ => None,
        };
        if !cursor.eat(Symbol::Arrow) {
            return self.unexpected(&cursor);
        }
        let chain = self.steps(&mut cursor)?;
        Some((when, chain))
    }

    fn contact(&mut self, cursor: &mut Cursor<'_>, schema: &'static Schema, place: Place) -> Option<Contact> {
        let mut contact = Contact {
            place,
            channel: None,
            limit: None,
            department: None,
            role: None,
            hand_over: None,
            mandates: Vec::new(),
            rules: LimitRules::default(),
        };
        let Some(block) = cursor.block() else { return Some(contact) };
        let owner = Spanned::new(schema.name.zh.to_owned(), place);
        let whole = self.walk(schema, &owner, &block.entries, |reader, mut row| {
            if let Some(read) = reader.limit_rule(&mut contact.rules, &mut row) {
                return read.is_some() && reader.end(&row.cursor).is_some();
            }
            if row.keyword == Some(Keyword::Limit) {
                contact.limit = reader.founded_amount(&mut row.cursor, &mut contact.rules.basis);
            } else if row.keyword == Some(Keyword::HandOver) {
                contact.hand_over = reader.amount(&mut row.cursor);
            } else if row.keyword == Some(Keyword::Mandate) {
                contact.mandates.extend(reader.names(&mut row.cursor).unwrap_or_default());
            } else if row.keyword == Some(Keyword::Handler) {
                contact.department = reader.name(&mut row.cursor);
            } else if row.keyword == Some(Keyword::Role) {
                contact.role = reader.name(&mut row.cursor);
            } else {
                let words = [
                    (Keyword::Window, Channel::Window),
                    (Keyword::Online, Channel::Online),
                    (Keyword::Mail, Channel::Mail),
                    (Keyword::Doorstep, Channel::Door),
                    (Keyword::ByAgent, Channel::Agent),
                    (Keyword::SelfService, Channel::SelfService),
                ];
                contact.channel = reader.one_of(&mut row.cursor, &words);
                if contact.channel.is_none() {
                    return false;
                }
            }
            reader.end(&row.cursor).is_some()
        });
        whole.then_some(contact)
    }

    /// 一窗受理 stands first, 统一出件 last, each once, neither inside 并联.
    fn contacts_in_place(&mut self, flow: &Flow) {
        let mut seen: [Option<Place>; 2] = [None, None];
        for chain in &flow.chains {
            let last = chain.steps.len().saturating_sub(1);
            for (at, step) in chain.steps.iter().enumerate() {
                match step {
                    Step::Intake(contact) => self.contact_at(contact, at == 0, true, &mut seen[0]),
                    Step::Delivery(contact) => self.contact_at(contact, at == last, false, &mut seen[1]),
                    Step::Parallel(inner) => self.no_contacts(inner),
                    Step::Join(_, branches) => self.no_contacts(&branches.chains),
                    Step::Choice(branches) => self.no_contacts_in(branches),
                    Step::Item(_) | Step::Milestone(..) => {}
                }
            }
        }
    }

    fn contact_at(&mut self, contact: &Contact, good: bool, intake: bool, seen: &mut Option<Place>) {
        if !good || seen.is_some() {
            self.report(d::e0216_misplaced_step::misplaced_step(contact.place, intake, *seen));
        }
        *seen = seen.or(Some(contact.place));
    }

    fn no_contacts_in(&mut self, branches: &[(Option<Expr>, Chain)]) {
        for (_, chain) in branches {
            self.no_contacts(std::slice::from_ref(chain));
        }
    }

    fn no_contacts(&mut self, chains: &[Chain]) {
        for step in chains.iter().flat_map(|chain| &chain.steps) {
            match step {
                Step::Intake(c) => self.report(d::e0216_misplaced_step::misplaced_step(c.place, true, None)),
                Step::Delivery(c) => {
                    self.report(d::e0216_misplaced_step::misplaced_step(c.place, false, None))
                }
                Step::Parallel(inner) => self.no_contacts(inner),
                Step::Join(_, branches) => self.no_contacts(&branches.chains),
                Step::Choice(branches) => self.no_contacts_in(branches),
                Step::Item(_) | Step::Milestone(..) => {}
            }
        }
    }
}

/// A row of 任一 or 至少 that is no branch: 其余, or a slip in it before 取消 or 继续.
fn is_rest(entry: &Entry) -> bool {
    let word = |term: &Term| match term.kind {
        TermKind::Word(keyword) => Some(keyword),
        _ => None,
    };
    match entry.terms.as_slice() {
        [first, ..] if word(first) == Some(Keyword::Rest) => true,
        [_, second] => matches!(word(second), Some(Keyword::Cancelled | Keyword::GoOn)),
        _ => false,
    }
}
