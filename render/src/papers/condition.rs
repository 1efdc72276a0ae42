//! Conditions as data that a page can decide by itself, in three values: holds, does not hold, not yet known.

use lianban_runtime::plan::{Comparison, Guard, GuardIx, MaterialIx, Plan, Quantity};
use serde_json::{Value, json};

/// A condition on the conditions of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// One of the plan.
    Guard(GuardIx),
    /// All of them.
    All(Vec<Self>),
    /// Any of them.
    Any(Vec<Self>),
    /// Not.
    Not(Box<Self>),
}

impl Shown {
    /// As the page reads it: a number, or `["all"|"any"|"not", …]`.
    pub fn to_json(&self) -> Value {
        let list = |word: &str, parts: &[Self]| {
            let mut row = vec![json!(word)];
            row.extend(parts.iter().map(Self::to_json));
            Value::Array(row)
        };
        match self {
            Self::Guard(at) => json!(at.0),
            Self::All(parts) => list("all", parts),
            Self::Any(parts) => list("any", parts),
            Self::Not(inner) => list("not", std::slice::from_ref(inner)),
        }
    }

    /// Whether it holds, for what holds of the plan's conditions.
    pub fn holds(&self, truths: &[bool]) -> bool {
        match self {
            Self::Guard(at) => truths.get(at.index()).copied().unwrap_or(false),
            Self::All(parts) => parts.iter().all(|part| part.holds(truths)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(truths)),
            Self::Not(inner) => !inner.holds(truths),
        }
    }
}

/// Some item that needs it applies, and it is needed there at all.
pub fn asked(plan: &Plan, material: MaterialIx) -> Shown {
    let needing = plan.scopes.iter().filter(|scope| scope.needs.contains(&material));
    let guard = plan.materials.get(material.index()).map_or(GuardIx(0), |m| m.guard);
    Shown::All(vec![
        Shown::Guard(guard),
        Shown::Any(needing.map(|scope| Shown::Guard(scope.guard)).collect()),
    ])
}

/// The applicant brings it (rule M1): a group of which any one will do counts nothing beside one of it that is brought
/// anyway or produced.
pub fn brought(plan: &Plan, material: MaterialIx) -> Shown {
    let group = plan.materials.get(material.index()).map_or(&[][..], |m| &m.any_of);
    let mut parts = vec![asked(plan, material)];
    for option in group {
        let produced = plan.scopes.iter().filter(|scope| scope.produces.contains(option));
        let mut held: Vec<Shown> = produced.map(|scope| Shown::Guard(scope.guard)).collect();
        if plan.materials.get(option.index()).is_some_and(|m| m.source.is_brought()) {
            held.push(asked(plan, *option));
        }
        parts.push(Shown::Not(Box::new(Shown::Any(held))));
    }
    Shown::All(parts)
}

/// The plan's conditions, one row each. Quantities are decimals as text; what counts up to the submission is not decided on
/// the page.
pub fn arena(plan: &Plan) -> Value {
    plan.guards.iter().map(row).collect()
}

fn row(guard: &Guard) -> Value {
    let quantity = |value: &Quantity| value.decimal();
    match guard {
        Guard::Always => json!(["all"]),
        Guard::Yes(q) => json!(["yes", q.0]),
        Guard::Is(q, choice) => json!(["is", q.0, choice]),
        Guard::Has(q, choice) => json!(["has", q.0, choice]),
        Guard::Compare(q, relation, value) => json!(["number", q.0, sign(*relation), quantity(value)]),
        Guard::On(q, relation, date) => json!(["date", q.0, sign(*relation), date.to_string()]),
        Guard::Since(..) => json!(["unknown"]),
        Guard::Not(inner) => json!(["not", inner.0]),
        Guard::All(many) => joined("all", many),
        Guard::Any(many) => joined("any", many),
    }
}

fn joined(word: &str, many: &[GuardIx]) -> Value {
    let mut row = vec![json!(word)];
    row.extend(many.iter().map(|at| json!(at.0)));
    Value::Array(row)
}

const fn sign(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::AtMost => "<=",
        Comparison::Equal => "=",
        Comparison::NotEqual => "!=",
        Comparison::AtLeast => ">=",
        Comparison::More => ">",
    }
}
