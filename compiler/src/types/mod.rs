//! Units, conditions, answers. Afterwards it is true that: every condition is total and compares like with like,
//! every question has its type, every test answers every question.

mod arena;
mod choices;
mod dates;
mod fixed;
mod guards;
mod quantity;
mod questions;
mod test_hands;
mod tests;

pub use arena::{ALWAYS, Arena};
pub use fixed::{settle, settled_answers};
pub use tests::test_cases;

use crate::diagnostics::Diagnostic;
use crate::names::Namespace;
use crate::names::linked::Linked;
use crate::names::surface::Expr;
use lianban_runtime::plan::{Answer, Guard, GuardIx, Question};
use std::collections::BTreeMap;

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
    /// The condition of each material.
    pub materials: Vec<GuardIx>,
    /// The condition of each field.
    pub fields: Vec<GuardIx>,
    /// 令: questions by position that are settled for the whole bundle, and how.
    pub fixed: BTreeMap<usize, Answer>,
}

/// Types a bundle.
#[must_use]
pub fn check(linked: &Linked, names: &Namespace) -> (Typed, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut arena = Arena::default();
    let mut asked: Vec<GuardIx> = Vec::new();
    let mut questions = Vec::new();
    let mut guard = |when: &Option<Expr>, asked: &[GuardIx], diagnostics: &mut Vec<Diagnostic>| {
        let typed = when.as_ref().map(|e| guards::guard(e, (linked, names), asked, &mut arena, diagnostics));
        typed.flatten().unwrap_or(ALWAYS)
    };
    for question in &linked.questions {
        let when = guard(&question.when, &asked, &mut diagnostics);
        questions.push(questions::question(question, when, &mut diagnostics));
        asked.push(when);
    }
    let items = linked.items.iter().map(|item| guard(&item.when, &asked, &mut diagnostics)).collect();
    let mut materials: Vec<GuardIx> =
        linked.materials.iter().map(|m| guard(&m.when, &asked, &mut diagnostics)).collect();
    let fields = linked.fields.iter().map(|f| guard(&f.when, &asked, &mut diagnostics)).collect();
    unreplaced(linked, &mut arena, &mut materials);
    let gates = vec![ALWAYS; linked.flow.gates.len()];
    let fixed = BTreeMap::new();
    let mut typed = Typed { questions, arena, items, gates, materials, fields, fixed };
    choices::check((linked, names), &asked, &mut typed, &mut diagnostics);
    (typed, diagnostics)
}

/// A proof that a commitment replaces under a condition is needed where that does not hold.
fn unreplaced(linked: &Linked, arena: &mut Arena, materials: &mut [GuardIx]) {
    for (at, commitment) in linked.materials.iter().enumerate().filter(|(_, m)| m.when.is_some()) {
        let holds = materials.get(at).copied().unwrap_or(ALWAYS);
        for proof in &commitment.replaces {
            let not = arena.intern(Guard::Not(holds));
            if let Some(guard) = materials.get_mut(proof.value) {
                *guard = arena.all([*guard, not]);
            }
        }
    }
}
