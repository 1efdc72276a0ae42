//! A plan with other names: what was renamed is called as in the new plan, so that both say the same of the same.

use super::facets::{Reader, Row};
use super::pairs::{Renames, renamed};
use lianban_runtime::plan::{Plan, ScopeKind};

/// Most times the names are looked through again: one renaming may show another.
const MOST_ROUNDS: usize = 4;

/// What was renamed, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub scopes: Renames,
    pub materials: Renames,
    pub departments: Renames,
    pub questions: Renames,
    pub procedures: Renames,
    pub fields: Renames,
}

impl Names {
    /// What of the old plan is called otherwise in the new one.
    pub(super) fn between(old: &Plan, new: &Plan) -> Self {
        let mut names = Self::default();
        for _ in 0..MOST_ROUNDS {
            let called = names.applied_to(old);
            let (before, after) = (Reader::new(&called), Reader::new(new));
            let mut more = false;
            let mut add = |known: &mut Renames, old: Vec<Row>, new: Vec<Row>| {
                for (from, to) in renamed(&old, &new) {
                    more = true;
                    known.insert(from, to);
                }
            };
            add(&mut names.departments, before.departments(), after.departments());
            add(&mut names.questions, before.questions(), after.questions());
            add(&mut names.materials, before.materials(), after.materials());
            add(&mut names.procedures, before.procedures(), after.procedures());
            add(&mut names.fields, before.fields(), after.fields());
            for kind in [ScopeKind::Item, ScopeKind::Joint, ScopeKind::Stage] {
                add(&mut names.scopes, before.scopes(kind), after.scopes(kind));
            }
            if !more {
                break;
            }
        }
        names
    }

    /// The same with the nodes called after their scopes: `食品·决定` where 食品 was called otherwise.
    pub(super) fn applied_to_nodes(&self, plan: &Plan) -> Plan {
        let mut called = self.applied_to(plan);
        for node in &mut called.nodes {
            let of = self.scopes.iter().find_map(|(was, is)| {
                let rest = node.name.strip_prefix(was.as_str())?;
                (rest.is_empty() || rest.starts_with('·')).then(|| format!("{is}{rest}"))
            });
            if let Some(name) = of {
                node.name = name;
            }
        }
        called
    }

    /// The old plan by the names of the new one.
    pub(super) fn applied_to(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        let call = |name: &mut String, renames: &Renames| {
            if let Some(now) = renames.get(name.as_str()) {
                name.clone_from(now);
            }
        };
        plan.scopes.iter_mut().skip(1).for_each(|scope| call(&mut scope.name, &self.scopes));
        plan.materials.iter_mut().for_each(|material| call(&mut material.name, &self.materials));
        plan.departments.iter_mut().for_each(|department| call(&mut department.name, &self.departments));
        plan.questions.iter_mut().for_each(|question| call(&mut question.name, &self.questions));
        plan.procedures.iter_mut().for_each(|procedure| call(&mut procedure.name, &self.procedures));
        plan.fields.iter_mut().for_each(|field| call(&mut field.name, &self.fields));
        plan
    }
}
