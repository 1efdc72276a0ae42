//! 规则: decision tables.

use super::reader::{Cursor, Reader, Row};
use crate::diagnostics as d;
use crate::names::place::{Name, Spanned};
use crate::names::schema;
use crate::names::surface::{Hit, Rule, RuleRow};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::Symbol;

/// 命中.
const HITS: &[(Keyword, Hit)] =
    &[(Keyword::Unique, Hit::Unique), (Keyword::AnyOf, Hit::Any), (Keyword::First, Hit::First)];

impl Reader {
    /// `规则 审批方式 { 输出 简易、一般；当 经营面积 < 500 ㎡ → 简易；否则 → 一般 }`.
    pub fn rule(&mut self, row: Row<'_>) -> Option<Rule> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let mut rule = Rule {
            hit: Spanned::new(Hit::default(), name.place),
            name: name.clone(),
            docs: row.docs,
            inputs: Vec::new(),
            outputs: Vec::new(),
            rows: Vec::new(),
            otherwise: None,
            damaged: false,
        };
        let whole = self.walk(&schema::RULE, &name, &block.entries, |reader, row| {
            reader.rule_row(&mut rule, row).is_some()
        });
        rule.damaged = !whole;
        Some(rule)
    }

    fn rule_row(&mut self, rule: &mut Rule, row: Row<'_>) -> Option<()> {
        let mut cursor = row.cursor;
        match row.keyword? {
            Keyword::Inputs => rule.inputs = self.names(&mut cursor)?,
            Keyword::Outputs => rule.outputs = self.results(&mut cursor)?,
            Keyword::HitPolicy => rule.hit = self.one_of(&mut cursor, HITS)?,
            Keyword::When if rule.otherwise.is_some() => {
                self.report(d::e0423_after_otherwise::after_otherwise(row.head));
                return None;
            }
            Keyword::When => {
                let when = self.condition(&mut cursor.up_to_arrow())?;
                let output = self.result(&mut cursor)?;
                rule.rows.push(RuleRow { place: row.place, when, output });
            }
            _ => rule.otherwise = Some(self.result(&mut cursor)?),
        }
        self.end(&cursor)
    }

    fn result(&mut self, cursor: &mut Cursor<'_>) -> Option<Name> {
        if !cursor.eat(Symbol::Arrow) {
            return self.unexpected(cursor);
        }
        self.name(cursor)
    }

    /// `简易、一般` or `简易 | 一般`.
    fn results(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Name>> {
        let mut names = vec![self.name(cursor)?];
        while cursor.eat(Symbol::Bar) || cursor.eat_separator() {
            names.push(self.name(cursor)?);
        }
        Some(names)
    }
}
