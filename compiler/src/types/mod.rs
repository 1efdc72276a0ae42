//! Units, conditions, answers. Afterwards it is true that: every condition is total and compares like with like,
//! every question has its type, every test answers every question.

mod arena;
mod choices;
mod dates;
mod fixed;
mod guards;
mod quantity;
mod questions;
mod rules;
mod test_hands;
mod tests;

pub use arena::{ALWAYS, Arena};
pub use fixed::{settle, settled_answers};
pub use tests::test_cases;

use crate::diagnostics::Diagnostic;
use crate::names::Namespace;
use crate::names::linked::Linked;
use crate::names::surface::Expr;
use guards::Ground;
use lianban_runtime::plan::{Answer, Guard, GuardIx, Question};
pub use rules::TypedRule;
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
    /// The condition of each planned 特别程序 that has one, by item and step, that of the item not included.
    pub planned: BTreeMap<(usize, usize), GuardIx>,
    /// The condition of each field.
    pub fields: Vec<GuardIx>,
    /// The condition of each fee of each item, that of the item not included.
    pub fees: Vec<Vec<GuardIx>>,
    /// 规则.
    pub rules: Vec<TypedRule>,
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
    let none: &[TypedRule] = &[];
    let bundle = (linked, names);
    for question in &linked.questions {
        let when = guard(&question.when, ground(bundle, &asked, none), &mut arena, &mut diagnostics);
        questions.push(questions::question(question, when, &mut diagnostics));
        asked.push(when);
    }
    let rules = rules::rules(ground(bundle, &asked, none), &mut arena, &mut diagnostics);
    let mut typed =
        |when: &Option<Expr>| guard(when, ground(bundle, &asked, &rules), &mut arena, &mut diagnostics);
    let items = linked.items.iter().map(|item| typed(&item.when)).collect();
    let mut materials: Vec<GuardIx> = linked.materials.iter().map(|m| typed(&m.when)).collect();
    let fields = linked.fields.iter().map(|f| typed(&f.when)).collect();
    let fees =
        linked.items.iter().map(|item| item.fees.iter().map(|fee| typed(&fee.when)).collect()).collect();
    let mut planned = BTreeMap::new();
    for (item, row) in linked.items.iter().enumerate() {
        for (step, row) in row.steps.iter().enumerate() {
            let when = row.procedure.as_ref().and_then(|procedure| procedure.when.as_ref());
            if let Some(when) = when {
                planned.insert((item, step), typed(&Some(when.clone())));
            }
        }
    }
    unreplaced(linked, &mut arena, &mut materials);
    let gates = vec![ALWAYS; linked.flow.gates.len()];
    let fixed = BTreeMap::new();
    let mut typed = Typed {
        questions,
        arena,
        items,
        gates,
        materials,
        fields,
        fees,
        rules: rules.clone(),
        fixed,
        planned,
    };
    choices::check(ground(bundle, &asked, &rules), &mut typed, &mut diagnostics);
    (typed, diagnostics)
}

/// What the conditions of a bundle may speak of.
fn ground<'a>(
    (linked, names): (&'a Linked, &'a Namespace),
    asked: &'a [GuardIx],
    rules: &'a [TypedRule],
) -> Ground<'a> {
    Ground { linked, names, asked, rules }
}

/// A condition; “always” where there is none, or none that could be typed.
fn guard(
    when: &Option<Expr>,
    ground: Ground<'_>,
    arena: &mut Arena,
    diagnostics: &mut Vec<Diagnostic>,
) -> GuardIx {
    when.as_ref().and_then(|expr| guards::guard(expr, ground, arena, diagnostics)).unwrap_or(ALWAYS)
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
