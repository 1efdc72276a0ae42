//! 流程: chains of steps.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::place::{Place, Spanned};
use crate::names::schema::{self, Schema};
use crate::names::surface::{Chain, Contact, Flow, Step};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Entry, Symbol, Term, TermKind};
use lianban_runtime::plan::Channel;

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
        let mut cursor = Cursor::over(entry, &schema::FLOW);
        let mut steps = vec![self.step(&mut cursor)?];
        while cursor.eat(Symbol::Arrow) {
            steps.push(self.step(&mut cursor)?);
        }
        self.end(&cursor)?;
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
            Some(word @ (Keyword::Intake | Keyword::Deliver)) => {
                cursor.take();
                let schema = if word == Keyword::Intake { &schema::INTAKE } else { &schema::DELIVERY };
                let contact = self.contact(cursor, schema, self.place(start))?;
                Some(if word == Keyword::Intake { Step::Intake(contact) } else { Step::Delivery(contact) })
            }
            _ => self.item_step(cursor),
        }
    }

    /// An item by name. A name with a block is a slip in 并联, 一窗受理 or 统一出件.
    fn item_step(&mut self, cursor: &mut Cursor<'_>) -> Option<Step> {
        if let [first, Term { kind: TermKind::Block(_), .. }, ..] = cursor.rest()
            && matches!(first.kind, TermKind::Name { quoted: false, .. })
        {
            self.unknown(&schema::FLOW, cursor.rest(), first);
            return None;
        }
        self.name(cursor).map(Step::Item)
    }

    fn contact(&mut self, cursor: &mut Cursor<'_>, schema: &'static Schema, place: Place) -> Option<Contact> {
        let mut contact = Contact { place, channel: None, limit: None };
        let Some(block) = cursor.block() else { return Some(contact) };
        let owner = Spanned::new(schema.name.zh.to_owned(), place);
        let whole = self.walk(schema, &owner, &block.entries, |reader, mut row| {
            if row.keyword == Some(Keyword::Limit) {
                contact.limit = reader.amount(&mut row.cursor);
            } else {
                let words = [
                    (Keyword::Window, Channel::Window),
                    (Keyword::Online, Channel::Online),
                    (Keyword::Mail, Channel::Mail),
                    (Keyword::Doorstep, Channel::Door),
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
                    Step::Item(_) => {}
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

    fn no_contacts(&mut self, chains: &[Chain]) {
        for step in chains.iter().flat_map(|chain| &chain.steps) {
            match step {
                Step::Intake(c) => self.report(d::e0216_misplaced_step::misplaced_step(c.place, true, None)),
                Step::Delivery(c) => {
                    self.report(d::e0216_misplaced_step::misplaced_step(c.place, false, None))
                }
                Step::Parallel(inner) => self.no_contacts(inner),
                Step::Item(_) => {}
            }
        }
    }
}
