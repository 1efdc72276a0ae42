//! 可选: the applicant is asked whether the item is done at all. The item's own condition becomes that of the question:
//! where it does not hold, nothing is asked and the item does not apply (decision 0005). It is asked last, or before the
//! first question that only those have to answer who take the item.

use crate::names::surface::{Bundle, Expr, ExprKind, Question, QuestionKind};
use crate::names::{Place, Spanned};
use std::borrow::Cow;

/// Adds the questions `办理X`.
pub fn ask(bundle: &mut Cow<'_, Bundle>) {
    if bundle.items.iter().all(|item| item.optional.is_none()) {
        return;
    }
    let bundle = bundle.to_mut();
    for item in &mut bundle.items {
        let Some(Spanned { value: text, place }) = item.optional.take() else { continue };
        let name = format!("办理{}", item.name.value);
        let text = if text.is_empty() { format!("是否一并办理{}？", item.name.value) } else { text };
        let follow_up = bundle
            .questions
            .iter()
            .position(|question| question.when.as_ref().is_some_and(|when| speaks_of(when, &name)));
        let question = Question {
            name: Spanned::new(name.clone(), place),
            docs: Vec::new(),
            kind: QuestionKind::YesNo,
            when: item.when.take(),
            text,
            parameter: false,
        };
        bundle.questions.insert(follow_up.unwrap_or(bundle.questions.len()), question);
        item.when = Some(yes(name, place));
    }
}

/// A 是否 question, answered 是.
const fn yes(name: String, place: Place) -> Expr {
    Expr { kind: ExprKind::Name(name), place }
}

/// Whether a condition asks for a question.
fn speaks_of(condition: &Expr, question: &str) -> bool {
    match &condition.kind {
        ExprKind::Name(name) => name == question,
        ExprKind::Compare { left, .. } | ExprKind::In { left, .. } | ExprKind::Has { left, .. } => {
            left.value == question
        }
        ExprKind::Not(inner) => speaks_of(inner, question),
        ExprKind::All(parts) | ExprKind::Any(parts) => parts.iter().any(|part| speaks_of(part, question)),
    }
}
