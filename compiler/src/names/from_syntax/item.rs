//! 事项.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::limit::LimitRules;
use crate::names::place::Spanned;
use crate::names::schema;
use crate::names::surface::{CaseClass, Item, Late, StartMode};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::TermKind;
use crate::syntax::units::Dimension;

/// 事项类型, GB/T 39046 table A.1.
const KINDS: &[&str] = &[
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政给付",
    "行政检查",
    "行政确认",
    "行政奖励",
    "行政裁决",
    "其他行政权力",
    "公共服务",
];

impl Reader {
    /// `事项 设立登记 是 行政许可 { … }`.
    pub fn item(&mut self, row: Row<'_>) -> Option<Item> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let kind = match cursor.eat_word(Keyword::Is) {
            Some(_) => self.item_kind(&mut cursor)?,
            None => {
                if matches!(cursor.peek().map(|t| &t.kind), Some(TermKind::Name { .. })) {
                    return self.unexpected_for(&cursor, &[Keyword::Is.zh()]);
                }
                String::new()
            }
        };
        let entries = self.optional_block(&mut cursor)?;
        let mut item = Item {
            name: name.clone(),
            docs: row.docs,
            kind,
            department: None,
            statutory: None,
            statutory_basis: Vec::new(),
            promised: None,
            extension: None,
            rules: LimitRules::default(),
            correction: None,
            when: None,
            needs: Vec::new(),
            produces: Vec::new(),
            fills: Vec::new(),
            code: None,
            terms: Vec::new(),
            fees: Vec::new(),
            before: None,
            joins: Vec::new(),
            steps: Vec::new(),
            joins_behind: Vec::new(),
            role: None,
            allows: Vec::new(),
            discussed: false,
            mandates: Vec::new(),
            inherits: false,
            stage: None,
            optional: None,
            each: None,
            start: None,
            late: None,
            commitment: None,
            reform: None,
            veto: false,
            visits: 0,
            class: None,
            profile: None,
            class_name: None,
            basis: Vec::new(),
            damaged: false,
        };
        let whole =
            self.walk(&schema::ITEM, &name, entries, |reader, row| reader.item_row(&mut item, row).is_some());
        item.damaged = !whole;
        Some(item)
    }

    pub(super) fn item_kind(&mut self, cursor: &mut Cursor<'_>) -> Option<String> {
        let kind = self.name(cursor)?;
        if !KINDS.contains(&kind.value.as_str()) {
            let mut close = suggest::close(&kind.value, KINDS.iter().copied());
            close.truncate(1);
            self.report(d::w0421_unknown_kind::unknown_kind(&kind, KINDS, &close));
        }
        Some(kind.value)
    }

    pub(super) fn item_row(&mut self, item: &mut Item, mut row: Row<'_>) -> Option<()> {
        if let Some(read) = self.limit_rule(&mut item.rules, &mut row) {
            read?;
            return self.end(&row.cursor);
        }
        let mut cursor = row.cursor;
        match row.keyword? {
            Keyword::Handler => item.department = Some(self.reference(&mut cursor)?),
            Keyword::CaseClass => {
                let class = match cursor.peek_word() {
                    Some(Keyword::OnTheSpot) => CaseClass::Immediate,
                    Some(Keyword::WithinPromise) => CaseClass::Promised,
                    _ => CaseClass::Other,
                };
                let name = self.reference(&mut cursor)?;
                item.class = Some(Spanned::new(class, name.place));
                item.class_name = Some(name);
            }
            Keyword::Optional => {
                let text = match cursor.peek() {
                    Some(_) => self.text(&mut cursor)?.value,
                    None => String::new(),
                };
                item.optional = Some(Spanned::new(text, row.head));
            }
            Keyword::ForEach => item.each = Some(self.name(&mut cursor)?),
            Keyword::Statutory => {
                item.statutory = Some(self.founded_amount(&mut cursor, &mut item.statutory_basis)?)
            }
            Keyword::Promise => {
                item.promised = Some(self.founded_amount(&mut cursor, &mut item.rules.basis)?)
            }
            Keyword::Correct => {
                item.correction = Some(self.correction(row)?);
                return Some(());
            }
            Keyword::Start => {
                let words = [
                    (Keyword::Parallel, StartMode::Parallel),
                    (Keyword::Serial, StartMode::Serial),
                    (Keyword::Preview, StartMode::Preview),
                ];
                item.start = Some(self.one_of(&mut cursor, &words)?);
            }
            Keyword::ReformMode => {
                return self.reform_mode(row, item);
            }
            Keyword::Late => {
                let limit = match cursor.peek() {
                    Some(_) => Some(self.amount(&mut cursor)?),
                    None => None,
                };
                item.late = Some(Late { place: row.head, limit });
            }
            Keyword::When => {
                let condition = self.condition(&mut cursor);
                if condition.is_none() {
                    item.damaged = true;
                }
                item.when = condition;
                return item.when.is_some().then_some(());
            }
            Keyword::Needs => item.needs.extend(self.references(&mut cursor)?),
            Keyword::Produces => item.produces.extend(self.names(&mut cursor)?),
            Keyword::FillIn => item.fills.extend(self.names(&mut cursor)?),
            Keyword::Code => item.code = Some(self.text(&mut cursor)?),
            Keyword::Terms => item.terms.extend(self.texts(&mut cursor)?),
            Keyword::Fee => {
                item.fees.push(self.fee(row)?);
                return Some(());
            }
            Keyword::Before => item.before = Some(self.former(&mut cursor, row.place, true)?),
            Keyword::Joins => {
                item.joins.extend(self.names(&mut cursor)?);
                item.joins_behind.resize(item.joins.len(), item.steps.len());
            }
            Keyword::Extend => {
                item.extension = Some(self.extension(row)?);
                return Some(());
            }
            Keyword::Procedure => {
                let planned = self.planned(row)?;
                item.steps.push(planned);
                return Some(());
            }
            Keyword::Step => {
                let step = self.item_step(row)?;
                item.steps.push(step);
                return Some(());
            }
            Keyword::Role => item.role = Some(self.name(&mut cursor)?),
            Keyword::Mandate => item.mandates.extend(self.names(&mut cursor)?),
            Keyword::Discussed => item.discussed = true,
            Keyword::Allows => item.allows = self.allows(&mut cursor)?,
            Keyword::Profile => item.profile = Some(self.name(&mut cursor)?),
            Keyword::Inspection => item.visits = self.count(&mut cursor, Dimension::Times)?.value,
            Keyword::OnRefusal => {
                let words = [(Keyword::Independent, false), (Keyword::Veto, true)];
                item.veto = self.one_of(&mut cursor, &words)?.value;
            }
            _ => item.basis.extend(self.texts(&mut cursor)?),
        }
        self.end(&cursor)
    }
}
