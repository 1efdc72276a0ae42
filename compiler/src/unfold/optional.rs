//! 可选: the applicant is asked whether the item is done at all. The item's own condition becomes that of the question:
//! where it does not hold, nothing is asked and the item does not apply (decision 0005).

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
        bundle.questions.push(Question {
            name: Spanned::new(name.clone(), place),
            docs: Vec::new(),
            kind: QuestionKind::YesNo,
            when: item.when.take(),
            text,
            parameter: false,
        });
        item.when = Some(yes(name, place));
    }
}

/// A 是否 question, answered 是.
const fn yes(name: String, place: Place) -> Expr {
    Expr { kind: ExprKind::Name(name), place }
}
