//! 字段, 表单, 填写 and 填.

use super::reader::{Cursor, Reader, Row};
use crate::names::place::{Name, Place, Spanned};
use crate::names::schema;
use crate::names::surface::{Expr, Field, Form};
use crate::syntax::keywords::Keyword;
use crate::syntax::number::{MILLION, leading};
use crate::syntax::tree::{Symbol, Term, TermKind};
use crate::syntax::units::{self, Dimension as Measured};
use lianban_runtime::plan::{Dimension, FieldKind, Quantity};

/// The words of types, for a slip in one.
const TYPES: [&str; 13] = [
    Keyword::CreditCode.zh(),
    Keyword::IdNumber.zh(),
    Keyword::OrganisationCode.zh(),
    Keyword::PlainText.zh(),
    Keyword::DateType.zh(),
    Keyword::Mobile.zh(),
    Keyword::YesNo.zh(),
    Keyword::Area.zh(),
    Keyword::Money.zh(),
    Keyword::Headcount.zh(),
    Keyword::Length.zh(),
    Keyword::Number.zh(),
    Keyword::Duration.zh(),
];

impl Reader {
    /// `字段 企业名称: 文本 凭 统一社会信用代码 当 主体类型 = 企业`.
    pub fn field(&mut self, row: Row<'_>, form: &str) -> Option<Field> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let read = self.field_rest(&mut cursor);
        if read.is_none() {
            self.poisoned.push(name.value.clone());
        }
        let (kind, key, when) = read?;
        Some(Field { name, docs: row.docs, kind, key, when, form: form.to_owned() })
    }

    /// The type, 凭 and 当.
    fn field_rest(
        &mut self,
        cursor: &mut Cursor<'_>,
    ) -> Option<(Spanned<FieldKind>, Option<Name>, Option<Expr>)> {
        if !cursor.eat(Symbol::Colon) {
            return self.unexpected(cursor);
        }
        let start = self.place(cursor.here());
        let kind = self.field_kind(cursor)?;
        let kind = Spanned::new(kind, Self::span_of(start, self.place(cursor.before())));
        let key = match cursor.eat_word(Keyword::FetchedBy) {
            Some(_) => Some(self.name(cursor)?),
            None => None,
        };
        let when = match cursor.eat_word(Keyword::When) {
            Some(_) => Some(self.condition(cursor)?),
            None => {
                let next: &[&str] = &[Keyword::FetchedBy.zh(), Keyword::When.zh()];
                self.end_or(cursor, next.get(usize::from(key.is_some())..).unwrap_or_default())?;
                None
            }
        };
        Some((kind, key, when))
    }

    fn field_kind(&mut self, cursor: &mut Cursor<'_>) -> Option<FieldKind> {
        let before = *cursor;
        let first = self.name(cursor)?;
        if cursor.eat(Symbol::Bar) {
            let mut choices = vec![first.value, self.name(cursor)?.value];
            while cursor.eat(Symbol::Bar) {
                choices.push(self.name(cursor)?.value);
            }
            return Some(FieldKind::Choice(choices));
        }
        Some(match Keyword::from_spelling(&first.value) {
            Some(Keyword::CreditCode) => FieldKind::CreditCode,
            Some(Keyword::IdNumber) => FieldKind::IdNumber,
            Some(Keyword::OrganisationCode) => FieldKind::OrganisationCode,
            Some(Keyword::DateType) => FieldKind::Date,
            Some(Keyword::Mobile) => FieldKind::Mobile,
            Some(Keyword::YesNo) => FieldKind::YesNo,
            Some(Keyword::Area) => FieldKind::Quantity(Dimension::Area),
            Some(Keyword::Money) => FieldKind::Quantity(Dimension::Money),
            Some(Keyword::Headcount) => FieldKind::Quantity(Dimension::People),
            Some(Keyword::Length) => FieldKind::Quantity(Dimension::Length),
            Some(Keyword::Number) => FieldKind::Quantity(Dimension::Count),
            Some(Keyword::Duration) => FieldKind::Quantity(Dimension::Years),
            Some(Keyword::PlainText) => FieldKind::Text(self.most_characters(cursor)?),
            _ => return self.unexpected_for(&before, &TYPES),
        })
    }

    /// `（50 字）`, `（最多 50 字）`; outer none: reported.
    fn most_characters(&mut self, cursor: &mut Cursor<'_>) -> Option<Option<u32>> {
        let Some(Term { kind: TermKind::Group(inside), .. }) = cursor.peek() else { return Some(None) };
        let amount = match inside.as_slice() {
            [Term { kind: TermKind::Word(Keyword::UpTo), .. }, amount] => measure(amount),
            [Term { kind: TermKind::Name { text, .. }, .. }] => {
                text.strip_prefix("最多").and_then(|rest| leading(rest, |unit| Some(unit.to_owned())))
            }
            [amount] => measure(amount),
            _ => None,
        };
        let fits = |unit: &str| units::lookup(unit).is_some_and(|u| u.dimension == Measured::Characters);
        let most = amount.filter(|(_, unit)| fits(unit)).filter(|(n, _)| n.checked_rem(MILLION) == Some(0));
        let most = most.and_then(|(n, _)| u32::try_from(n.checked_div(MILLION)?).ok()).filter(|n| *n > 0);
        if most.is_none() {
            return self.unexpected(cursor);
        }
        cursor.take();
        Some(most)
    }

    /// `表单 基本信息 { 字段 …；字段 … }`.
    pub fn form(&mut self, row: Row<'_>, fields: &mut Vec<Field>) -> Option<Form> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let entries = self.block(&mut cursor)?.entries.as_slice();
        self.end(&cursor)?;
        let mut form = Form { name: name.clone(), docs: row.docs, fields: Vec::new() };
        let whole = self.walk(&schema::FORM, &name, entries, |reader, row| {
            let field = reader.field(row, &name.value);
            let read = field.is_some();
            form.fields.extend(field.iter().map(|field| field.name.clone()));
            fields.extend(field);
            read
        });
        if !whole {
            // Fields of it are missing: whoever asks for it is not to be blamed.
            self.poisoned.push(name.value);
        }
        Some(form)
    }

    /// `填 统一社会信用代码 = “91110000101623741K”，设立日期 = 2026-03-02`.
    pub fn filled(
        &mut self,
        cursor: &mut Cursor<'_>,
        filled: &mut Vec<(Name, Spanned<String>)>,
    ) -> Option<()> {
        loop {
            let name = self.name(cursor)?;
            if !cursor.eat(Symbol::Equal) {
                return self.unexpected(cursor);
            }
            let Some((text, span)) = cursor.peek().and_then(|term| Some((content(term)?, term.span))) else {
                return self.unexpected(cursor);
            };
            let place: Place = self.place(span);
            cursor.take();
            filled.push((name, Spanned::new(text, place)));
            if !cursor.eat_separator() {
                return Some(());
            }
        }
    }
}

fn measure(term: &Term) -> Option<(i64, String)> {
    match &term.kind {
        TermKind::Quantity { millionths, unit } => Some((*millionths, unit.clone())),
        _ => None,
    }
}

/// A content as text.
fn content(term: &Term) -> Option<String> {
    Some(match &term.kind {
        TermKind::Text(text) | TermKind::Name { text, .. } => text.clone(),
        TermKind::Word(keyword) => keyword.zh().to_owned(),
        TermKind::Number(number) => Quantity(*number).decimal(),
        TermKind::Quantity { millionths, unit } => format!("{} {unit}", Quantity(*millionths).decimal()),
        TermKind::Date { ymd: (year, month, day), minute: None } => format!("{year:04}-{month:02}-{day:02}"),
        _ => return None,
    })
}
