//! The one form (一表申请): the union of the fields that the items ask for, each once.

use crate::plan::expand::condition_in_words;
use crate::proof::Applies;
use lianban_runtime::plan::{FieldIx, FieldKind, Plan, ScopeIx};
use serde::Serialize;

/// The one form of a bundle, or of one 情形.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnionForm {
    /// Name of the bundle.
    pub bundle: String,
    /// Its fields, in order of first use.
    pub fields: Vec<FormField>,
}

/// A field of the one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormField {
    /// Its name.
    pub name: String,
    /// The 表单 it belongs to; empty if none.
    pub form: String,
    /// Its type, as a bundle writes it.
    #[serde(rename = "type")]
    pub kind: String,
    /// Of a choice: what may be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Of a text: the most characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_characters: Option<u32>,
    /// Of a number: its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    /// Under which condition it is filled in, in words; empty if always.
    pub when: String,
    /// The items that ask for it.
    pub items: Vec<String>,
    /// The number by which it is fetched: the applicant does not fill it in.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fetched_by: String,
}

/// The fields of a plan; with what applies for one set of answers, only those that are filled in then.
#[must_use]
pub fn union_form(plan: &Plan, applies: Option<&Applies>) -> UnionForm {
    let in_force = |scope: ScopeIx| {
        applies.is_none_or(|applies| applies.scopes.get(scope.index()).copied().unwrap_or(false))
    };
    let asked = |field: FieldIx, _| {
        applies.is_none_or(|applies| applies.fields.get(field.index()).copied().unwrap_or(false))
    };
    let asked = plan.fields_asked(&in_force, &asked);
    let fields = asked.into_iter().filter_map(|at| field(plan, at, &in_force));
    UnionForm { bundle: plan.name.clone(), fields: fields.collect() }
}

fn field(plan: &Plan, at: FieldIx, in_force: &dyn Fn(ScopeIx) -> bool) -> Option<FormField> {
    let field = plan.fields.get(at.index())?;
    let scopes = plan
        .scopes
        .iter()
        .zip(0_u32..)
        .filter(|(scope, row)| scope.fields.contains(&at) && in_force(ScopeIx(*row)));
    let scopes: Vec<_> = scopes.map(|(scope, _)| scope).collect();
    let own = condition_in_words(plan, field.guard);
    let asking: Option<Vec<String>> =
        scopes.iter().map(|scope| condition_in_words(plan, scope.guard)).collect();
    let asking = asking.map(|mut conditions| {
        conditions.sort();
        conditions.dedup();
        either(&conditions)
    });
    let both: Vec<String> = own.into_iter().chain(asking).collect();
    let when = match both.as_slice() {
        [own, asking] if own == asking => own.clone(),
        [own, asking] => format!("{} 且 {}", part(own), part(asking)),
        other => other.join(""),
    };
    let (choices, most_characters, unit) = match &field.kind {
        FieldKind::Choice(choices) => (choices.clone(), None, None),
        FieldKind::Text(most) => (Vec::new(), *most, None),
        FieldKind::Quantity(dimension) => (Vec::new(), None, Some(dimension.base_unit())),
        _ => (Vec::new(), None, None),
    };
    Some(FormField {
        name: field.name.clone(),
        form: field.form.clone(),
        kind: field.kind.in_words(),
        choices,
        most_characters,
        unit,
        when,
        items: scopes.iter().map(|scope| scope.name.clone()).collect(),
        fetched_by: field
            .key
            .and_then(|key| plan.fields.get(key.index()))
            .map(|key| key.name.clone())
            .unwrap_or_default(),
    })
}

/// `甲 或 乙`, each in parentheses if it joins parts itself.
fn either(conditions: &[String]) -> String {
    match conditions {
        [only] => only.clone(),
        many => many.iter().map(|condition| part(condition)).collect::<Vec<_>>().join(" 或 "),
    }
}

/// A condition that joins parts, in parentheses.
fn part(condition: &str) -> String {
    if condition.contains(" 且 ") || condition.contains(" 或 ") {
        format!("（{condition}）")
    } else {
        condition.to_owned()
    }
}
