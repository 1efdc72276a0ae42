//! Units, conditions, answers. Afterwards it is true that: every condition is total and compares like with like,
//! every question has its type, every test answers every question.

mod arena;
mod choices;
mod guards;
mod quantity;
mod questions;
mod tests;

pub use arena::{ALWAYS, Arena};
pub use tests::test_cases;

use crate::diagnostics::Diagnostic;
use crate::names::Namespace;
use crate::names::linked::Linked;
use lianban_runtime::plan::{GuardIx, Question};

/// The typed parts of a bundle.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Questions with their types, in declaration order.
    pub questions: Vec<Question>,
    /// Conditions.
    pub arena: Arena,
    /// The condition of each item: its own, and that of its branch of 择一.
    pub items: Vec<GuardIx>,
    /// The condition of the branch of 择一 in which each gate stands.
    pub gates: Vec<GuardIx>,
}

/// Types a bundle.
#[must_use]
pub fn check(linked: &Linked, names: &Namespace) -> (Typed, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let questions = linked.questions.iter().map(|q| questions::question(q, &mut diagnostics)).collect();
    let mut typed = Typed {
        questions,
        arena: Arena::default(),
        items: Vec::new(),
        gates: vec![ALWAYS; linked.flow.gates.len()],
    };
    for item in &linked.items {
        let guard = match &item.when {
            Some(expr) => guards::guard(expr, linked, names, &mut typed.arena, &mut diagnostics),
            None => Some(ALWAYS),
        };
        typed.items.push(guard.unwrap_or(ALWAYS));
    }
    choices::check(linked, names, &mut typed, &mut diagnostics);
    (typed, diagnostics)
}
