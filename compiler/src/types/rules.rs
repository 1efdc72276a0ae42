//! Decision tables: each result becomes one condition, the disjunction of its rows (decision 0006).

use super::guards::{Ground, Typer, guard};
use super::{ALWAYS, Arena};
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::surface::{Expr, ExprKind, Hit, Operand, Relation, Rule};
use crate::names::{Kind, Name, Place, Spanned};
use crate::suggest;
use lianban_runtime::plan::{Guard, GuardIx};
use std::collections::{BTreeMap, BTreeSet};

/// A decision table with its conditions typed.
#[derive(Clone, Debug, Default)]
pub struct TypedRule {
    /// The results with the condition under which each comes out.
    pub outputs: Vec<(Name, GuardIx)>,
    /// The rows: place, own condition, position of the result.
    pub rows: Vec<(Place, GuardIx, usize)>,
    /// Position of the result of 否则.
    pub otherwise: Option<usize>,
    /// Something is wrong with it and has been reported.
    pub damaged: bool,
}

/// Types the tables in written order: each may speak of those before it.
pub fn rules(ground: Ground<'_>, arena: &mut Arena, diagnostics: &mut Vec<Diagnostic>) -> Vec<TypedRule> {
    let mut typed: Vec<TypedRule> = Vec::new();
    for rule in &ground.linked.rules {
        let before = diagnostics.len();
        let mut next = one(rule, Ground { rules: &typed, ..ground }, arena, diagnostics);
        next.damaged |= rule.damaged || diagnostics.len() > before;
        typed.push(next);
    }
    typed
}

fn one(rule: &Rule, ground: Ground<'_>, arena: &mut Arena, diagnostics: &mut Vec<Diagnostic>) -> TypedRule {
    let mut places: BTreeMap<&str, Place> = BTreeMap::new();
    for output in &rule.outputs {
        if let Some(first) = places.insert(&output.value, output.place) {
            diagnostics.push(d::e0313_bad_answers::repeated_choice(output, first));
        }
    }
    for input in &rule.inputs {
        let kind = ground.names.get(&input.value).map(|entity| entity.kind);
        if kind != Some(Kind::Rule) {
            diagnostics.extend(ground.names.expect(input, Kind::Question).err().flatten().map(|f| *f));
        }
    }
    let mut rows = Vec::new();
    for row in &rule.rows {
        inputs_only(&row.when, rule, diagnostics);
        let condition = guard(&row.when, ground, arena, diagnostics);
        let output = output_of(rule, &row.output, diagnostics);
        rows.extend(condition.zip(output).map(|(condition, output)| (row.place, condition, output)));
    }
    let otherwise = rule.otherwise.as_ref().and_then(|name| output_of(rule, name, diagnostics));
    let outputs = conditions(rule, &rows, otherwise, arena);
    TypedRule { outputs, rows, otherwise, damaged: false }
}

/// The condition of each result.
fn conditions(
    rule: &Rule,
    rows: &[(Place, GuardIx, usize)],
    otherwise: Option<usize>,
    arena: &mut Arena,
) -> Vec<(Name, GuardIx)> {
    let mut earlier: Vec<GuardIx> = Vec::new();
    let mut by_output: Vec<Vec<GuardIx>> = vec![Vec::new(); rule.outputs.len()];
    for (_, condition, output) in rows {
        let mut parts = vec![*condition];
        if rule.hit.value == Hit::First {
            parts.extend(earlier.iter().copied());
        }
        let holds = arena.all(parts);
        by_output.get_mut(*output).into_iter().for_each(|list| list.push(holds));
        earlier.push(arena.intern(Guard::Not(*condition)));
    }
    if let Some(output) = otherwise {
        let none = arena.all(earlier);
        by_output.get_mut(output).into_iter().for_each(|list| list.push(none));
    }
    let conditions = by_output.into_iter().map(|rows| arena.any(rows)).collect::<Vec<_>>();
    rule.outputs.iter().cloned().zip(conditions).collect()
}

fn output_of(rule: &Rule, name: &Name, diagnostics: &mut Vec<Diagnostic>) -> Option<usize> {
    let at = rule.outputs.iter().position(|output| output.value == name.value);
    // Where 输出 is missing, that has been reported.
    if at.is_none() && !rule.outputs.is_empty() {
        let close = suggest::close(&name.value, rule.outputs.iter().map(|output| output.value.as_str()));
        diagnostics.push(d::e0325_table_result::no_such_result(name, &rule.name, &rule.outputs, &close));
    }
    at
}

/// A row speaks of what 输入 lists, if it lists anything. Depth is bounded by the reader.
fn inputs_only(expr: &Expr, rule: &Rule, diagnostics: &mut Vec<Diagnostic>) {
    if rule.inputs.is_empty() {
        return;
    }
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut open = vec![expr];
    while let Some(next) = open.pop() {
        let (name, place) = match &next.kind {
            ExprKind::All(parts) | ExprKind::Any(parts) => {
                open.extend(parts.iter().rev());
                continue;
            }
            ExprKind::Not(inner) => {
                open.push(inner);
                continue;
            }
            ExprKind::Name(name) => (name.as_str(), next.place),
            ExprKind::Compare { left, .. } | ExprKind::In { left, .. } | ExprKind::Has { left, .. } => {
                (left.value.as_str(), left.place)
            }
        };
        if rule.inputs.iter().all(|input| input.value != name) && told.insert(name) {
            diagnostics.push(d::e0324_table_input::not_an_input(place, name, rule));
        }
    }
}

impl Typer<'_> {
    /// The name is that of a decision table.
    pub(super) fn is_rule(&self, name: &Name) -> bool {
        self.ground.names.get(&name.value).is_some_and(|entity| entity.kind == Kind::Rule)
    }

    /// A table that may be spoken of here.
    pub(super) fn rule(&mut self, name: &Name) -> Option<TypedRule> {
        let at = self.ground.names.get(&name.value)?.at;
        if let Some(rule) = self.ground.rules.get(at) {
            return Some(rule.clone());
        }
        let declared = self.ground.linked.rules.get(at)?.name.place;
        let questions = self.ground.asked.len() < self.ground.linked.questions.len();
        self.diagnostics.push(d::e0324_table_input::not_known_yet(name, declared, questions));
        None
    }

    /// `审批方式 = 简易`, `审批方式 ≠ 简易`. A table always has exactly one result, so the one is the other's opposite.
    pub(super) fn result_is(
        &mut self,
        left: &Name,
        relation: &Spanned<Relation>,
        right: &Spanned<Operand>,
    ) -> Option<GuardIx> {
        let rule = self.rule(left)?;
        let written = Spanned::new(right.value.words(), right.place);
        let holds = self.result(left, &rule, &written)?;
        match relation.value {
            Relation::Equal => Some(holds),
            Relation::NotEqual => Some(self.arena.intern(Guard::Not(holds))),
            _ => {
                self.diagnostics.push(d::e0325_table_result::no_order(relation.place, left));
                None
            }
        }
    }

    /// `审批方式 属于 简易、一般`.
    pub(super) fn result_among(&mut self, left: &Name, choices: &[Name]) -> Option<GuardIx> {
        let rule = self.rule(left)?;
        let holds: Vec<Option<GuardIx>> =
            choices.iter().map(|choice| self.result(left, &rule, choice)).collect();
        let holds: Option<Vec<GuardIx>> = holds.into_iter().collect();
        Some(self.arena.any(holds?))
    }

    fn result(&mut self, left: &Name, rule: &TypedRule, written: &Name) -> Option<GuardIx> {
        if let Some((_, holds)) = rule.outputs.iter().find(|(name, _)| name.value == written.value) {
            return Some(*holds);
        }
        // A table that is wrong itself has been reported.
        if rule.damaged && rule.outputs.is_empty() {
            return Some(ALWAYS);
        }
        let names: Vec<Name> = rule.outputs.iter().map(|(name, _)| name.clone()).collect();
        let close = suggest::close(&written.value, names.iter().map(|name| name.value.as_str()));
        self.diagnostics.push(d::e0325_table_result::no_such_result(written, left, &names, &close));
        None
    }
}
