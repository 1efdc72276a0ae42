//! 情形: the questions.

use super::reader::{Cursor, Reader, Row};
use crate::names::place::{Name, Spanned};
use crate::names::schema;
use crate::names::surface::{Measure, Question, QuestionKind};
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Symbol, Term, TermKind};
use lianban_runtime::plan::Dimension;

impl Reader {
    /// `情形 { 主体类型: 个体工商户 | 企业  问 “…”；经营面积: 面积 当 主体类型 = 企业 }`.
    pub fn scenario(&mut self, row: Row<'_>) -> Option<Vec<Question>> {
        let mut cursor = row.cursor;
        let block = self.block(&mut cursor)?;
        self.end(&cursor)?;
        let mut questions = Vec::new();
        let owner = Spanned::new(String::new(), row.head);
        self.walk(&schema::SCENARIO, &owner, &block.entries, |reader, row| {
            let question = reader.question(row);
            let read = question.is_some();
            questions.extend(question);
            read
        });
        Some(questions)
    }

    fn question(&mut self, row: Row<'_>) -> Option<Question> {
        let mut cursor = row.cursor;
        let name = self.name(&mut cursor)?;
        let read = self.question_rest(&mut cursor, name.clone(), row.docs);
        if read.is_none() {
            self.poisoned.push(name.value);
        }
        read
    }

    /// `（项目类型: 工业 | 房产开发，规模: 面积）` behind the name of a bundle: questions that are not asked.
    pub fn parameters(&mut self, cursor: &mut Cursor<'_>) -> Option<Vec<Question>> {
        let Some(Term { kind: TermKind::Group(terms), span }) = cursor.peek() else {
            return Some(Vec::new());
        };
        cursor.take();
        let end = span.end.saturating_sub(1);
        let comma = |term: &Term| matches!(term.kind, TermKind::Symbol(Symbol::Comma));
        let mut questions = Vec::new();
        for part in terms.split(comma) {
            let mut inside = cursor.inside(part, part.last().map_or(end, |term| term.span.end));
            let name = self.name(&mut inside)?;
            let question = self.question_rest(&mut inside, name, Vec::new())?;
            questions.push(Question { parameter: true, ..question });
        }
        Some(questions)
    }

    fn question_rest(&mut self, cursor: &mut Cursor<'_>, name: Name, docs: Vec<String>) -> Option<Question> {
        if !cursor.eat(Symbol::Colon) {
            return self.unexpected(cursor);
        }
        let kind = self.question_kind(cursor)?;
        let when = match cursor.eat_word(Keyword::When) {
            Some(_) => Some(self.condition_before(cursor, Keyword::Ask)?),
            None => None,
        };
        let text = match cursor.eat_word(Keyword::Ask) {
            Some(_) => self.text(cursor)?.value,
            None => String::new(),
        };
        self.end_or(cursor, &[Keyword::Ask.zh()])?;
        Some(Question { name, docs, kind, when, text, parameter: false })
    }

    fn question_kind(&mut self, cursor: &mut Cursor<'_>) -> Option<QuestionKind> {
        let first = self.name(cursor)?;
        let choices_follow = matches!(cursor.peek().map(|t| &t.kind), Some(TermKind::Name { .. }));
        if Keyword::from_spelling(&first.value) == Some(Keyword::Several) && choices_follow {
            let mut choices = vec![self.name(cursor)?];
            while cursor.eat(Symbol::Bar) {
                choices.push(self.name(cursor)?);
            }
            return Some(QuestionKind::Several(choices));
        }
        if cursor.eat(Symbol::Bar) {
            return self.choices(cursor, first);
        }
        let dimension = match Keyword::from_spelling(&first.value) {
            Some(Keyword::YesNo) => return Some(QuestionKind::YesNo),
            Some(Keyword::DateType) => return self.dates(cursor),
            Some(Keyword::Area) => Dimension::Area,
            Some(Keyword::Money) => Dimension::Money,
            Some(Keyword::Headcount) => Dimension::People,
            Some(Keyword::Length) => Dimension::Length,
            Some(Keyword::Number) => Dimension::Count,
            Some(Keyword::Duration) => Dimension::Years,
            _ => return Some(QuestionKind::Choice(vec![first])),
        };
        let (min, max) = self.range(cursor)?;
        Some(QuestionKind::Quantity { dimension, min, max })
    }

    fn choices(&mut self, cursor: &mut Cursor<'_>, first: Name) -> Option<QuestionKind> {
        let mut choices = vec![first, self.name(cursor)?];
        while cursor.eat(Symbol::Bar) {
            choices.push(self.name(cursor)?);
        }
        Some(QuestionKind::Choice(choices))
    }

    /// `日期 从 2000-01-01 到 2030-12-31`; `～` will do as well.
    fn dates(&mut self, cursor: &mut Cursor<'_>) -> Option<QuestionKind> {
        let from = cursor.eat_word(Keyword::From).is_some();
        if !from && !matches!(cursor.peek().map(|t| &t.kind), Some(TermKind::Date { .. })) {
            return Some(QuestionKind::Date { min: None, max: None });
        }
        let min = self.day(cursor)?;
        if !cursor.eat(Symbol::Range) && cursor.eat_word(Keyword::Until).is_none() {
            return self.unexpected_for(cursor, &[Keyword::Until.zh()]);
        }
        let max = self.day(cursor)?;
        Some(QuestionKind::Date { min: Some(min), max: Some(max) })
    }

    /// `面积 10 ㎡ ～ 5000 ㎡`, `面积 从 10 到 5000 ㎡`; a bare lower bound takes the upper one's unit.
    #[expect(clippy::type_complexity, reason = "used once")]
    fn range(
        &mut self,
        cursor: &mut Cursor<'_>,
    ) -> Option<(Option<Spanned<Measure>>, Option<Spanned<Measure>>)> {
        let from = cursor.eat_word(Keyword::From).is_some();
        if !from && super::amount::measure_of_next(cursor).is_none() {
            return Some((None, None));
        }
        let (mut min, min_place) = self.measure(cursor)?;
        if !cursor.eat(Symbol::Range) && cursor.eat_word(Keyword::Until).is_none() {
            return self.unexpected_for(cursor, &[Keyword::Until.zh()]);
        }
        let (max, max_place) = self.measure(cursor)?;
        if min.unit.is_empty() {
            min.unit.clone_from(&max.unit);
        }
        Some((Some(Spanned::new(min, min_place)), Some(Spanned::new(max, max_place))))
    }
}
