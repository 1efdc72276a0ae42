//! Questions and their types.

use super::quantity::quantity;
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::Spanned;
use crate::names::surface::{Measure, Question, QuestionKind};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use lianban_runtime::plan::{self, AnswerKind, Dimension, GuardIx, Quantity};
use std::collections::BTreeMap;

/// The types of answers.
const TYPES: [&str; 7] = [
    Keyword::YesNo.zh(),
    Keyword::Area.zh(),
    Keyword::Money.zh(),
    Keyword::Headcount.zh(),
    Keyword::Length.zh(),
    Keyword::Number.zh(),
    Keyword::Duration.zh(),
];

/// Types a question. What is wrong is reported and replaced by the widest type.
pub fn question(question: &Question, when: GuardIx, diagnostics: &mut Vec<Diagnostic>) -> plan::Question {
    let kind = match &question.kind {
        QuestionKind::YesNo => AnswerKind::YesNo,
        QuestionKind::Choice(choices) => {
            let mut seen = BTreeMap::new();
            for choice in choices {
                if let Some(first) = seen.insert(choice.value.as_str(), choice.place) {
                    diagnostics.push(d::e0313_bad_answers::repeated_choice(choice, first));
                }
            }
            if let [only] = choices.as_slice() {
                let close = suggest::close(&only.value, TYPES);
                diagnostics.push(d::e0313_bad_answers::single_choice(&question.name, only, &close));
            }
            AnswerKind::Choice(choices.iter().map(|c| c.value.clone()).collect())
        }
        QuestionKind::Quantity { dimension, min, max } => {
            bounds(question, *dimension, min.as_ref(), max.as_ref(), diagnostics)
        }
    };
    let (name, text) = (question.name.value.clone(), question.text.clone());
    plan::Question { name, text, kind, when, parameter: question.parameter }
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
