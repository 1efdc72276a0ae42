//! Questions and their types.

use super::quantity::quantity;
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::surface::{Measure, Question, QuestionKind};
use crate::names::{Name, Spanned};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use lianban_runtime::plan::{self, AnswerKind, Dimension, GuardIx, MAX_SEVERAL, NONE_CHOSEN, Quantity};
use lianban_runtime::time::Date;
use std::collections::BTreeMap;

/// The types of answers.
const TYPES: [&str; 9] = [
    Keyword::YesNo.zh(),
    Keyword::Area.zh(),
    Keyword::Money.zh(),
    Keyword::Headcount.zh(),
    Keyword::Length.zh(),
    Keyword::Number.zh(),
    Keyword::Duration.zh(),
    Keyword::DateType.zh(),
    Keyword::Several.zh(),
];

/// Types a question. What is wrong is reported and replaced by the widest type.
pub fn question(question: &Question, when: GuardIx, diagnostics: &mut Vec<Diagnostic>) -> plan::Question {
    let kind = match &question.kind {
        QuestionKind::YesNo => AnswerKind::YesNo,
        QuestionKind::Choice(choices) => {
            repeated(choices, diagnostics);
            if let [only] = choices.as_slice() {
                let close = suggest::close(&only.value, TYPES);
                diagnostics.push(d::e0313_bad_answers::single_choice(&question.name, only, &close));
            }
            AnswerKind::Choice(choices.iter().map(|c| c.value.clone()).collect())
        }
        QuestionKind::Several(choices) => {
            repeated(choices, diagnostics);
            if let Some(none) = choices.iter().find(|choice| choice.value == NONE_CHOSEN) {
                diagnostics.push(d::e0313_bad_answers::none_among_several(none));
            }
            if let Some(extra) = choices.get(MAX_SEVERAL) {
                let found = d::e0214_too_many::too_many(extra.place, "个选项", "choices", MAX_SEVERAL);
                diagnostics.push(found);
            }
            let kept = choices.iter().take(MAX_SEVERAL);
            AnswerKind::Several(kept.map(|c| c.value.clone()).collect())
        }
        QuestionKind::Date { min, max } => dates(min.as_ref(), max.as_ref(), diagnostics),
        QuestionKind::Quantity { dimension, min, max } => {
            bounds(question, *dimension, min.as_ref(), max.as_ref(), diagnostics)
        }
    };
    let (name, text) = (question.name.value.clone(), question.text.clone());
    plan::Question { name, text, kind, when, parameter: question.parameter }
}

/// A choice stands once.
fn repeated(choices: &[Name], diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeMap::new();
    for choice in choices {
        if let Some(first) = seen.insert(choice.value.as_str(), choice.place) {
            diagnostics.push(d::e0313_bad_answers::repeated_choice(choice, first));
        }
    }
}

/// Earliest and latest answer where none is written: whoever applies was born in between, and no paper is older.
const DATES: [(i32, u32, u32); 2] = [(1900, 1, 1), (2100, 12, 31)];

fn dates(
    min: Option<&Spanned<Date>>,
    max: Option<&Spanned<Date>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> AnswerKind {
    let [earliest, latest] = DATES.map(|(year, month, day)| Date::from_ymd(year, month, day));
    let low = min.map(|min| min.value).or(earliest).unwrap_or(Date::MIN);
    let high = max.map(|max| max.value).or(latest).unwrap_or(Date::MAX);
    if let (true, Some(written)) = (low > high, max) {
        diagnostics.push(d::e0313_bad_answers::empty_dates(written.place));
    }
    AnswerKind::Date { min: low.min(high), max: high }
}

fn bounds(
    question: &Question,
    dimension: Dimension,
    min: Option<&Spanned<Measure>>,
    max: Option<&Spanned<Measure>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> AnswerKind {
    let mut read = |bound: Option<&Spanned<Measure>>, otherwise: Quantity| {
        let Some(bound) = bound else { return otherwise };
        match quantity(&bound.value, bound.place, dimension, &question.name) {
            Ok(value) => value,
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                otherwise
            }
        }
    };
    let (low, high) = (read(min, Quantity(0)), read(max, Quantity::MAX));
    if let (true, Some(written)) = (low > high, max) {
        diagnostics.push(d::e0313_bad_answers::empty_range(written.place));
    }
    AnswerKind::Quantity { dimension, min: low.min(high), max: high }
}
