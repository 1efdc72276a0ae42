//! Items and joint actions: their names → positions.

use super::linked::{Item, Joint, Stage};
use super::namespace::Kind;
use super::place::{Name, Place, Spanned};
use super::resolve::Resolver;
use super::surface;
use crate::unfold;
use std::collections::BTreeMap;

/// 踏勘, the kind of joint action that counts as a site visit.
const SITE_VISIT: &str = "踏勘";

impl Resolver<'_> {
    /// Links an item.
    pub fn item(&mut self, item: &surface::Item) -> Item {
        let department = item.department.as_ref().and_then(|name| self.department(name));
        let needs = self.materials(&item.needs, &item.name.value);
        let produces = self.materials(&item.produces, &item.name.value);
        let (mut joins, mut joint_behind): (Vec<Spanned<usize>>, Vec<usize>) = (Vec::new(), Vec::new());
        for (name, behind) in item.joins.iter().zip(&item.joins_behind) {
            if let Some(at) = self.expect(name, Kind::Joint)
                && joins.iter().all(|known| known.value != at)
            {
                joins.push(Spanned::new(at, name.place));
                joint_behind.push(if item.inherits { 0 } else { place_among(&item.steps, *behind) });
            }
        }
        self.steps_named_once(item);
        let resolved = needs.0.len().saturating_add(needs.1.len());
        let written = item.needs.len();
        Item {
            loose: item.damaged
                || self.bundle.loose
                || resolved < written
                || produces.0.is_empty() && !item.produces.is_empty(),
            name: item.name.clone(),
            docs: item.docs.clone(),
            kind: item.kind.clone(),
            department,
            statutory: item.statutory.clone(),
            statutory_basis: item.statutory_basis.iter().map(|b| b.value.clone()).collect(),
            promised: item.promised.clone(),
            extension: item.extension.clone(),
            rules: item.rules.clone(),
            correction: item.correction.clone(),
            when: item.when.clone(),
            needs: needs.0,
            repeated_needs: needs.1,
            produces: produces.0,
            joint_behind,
            role: item.role.clone(),
            allows: item.allows.clone(),
            discussed: item.discussed,
            fields: Vec::new(),
            code: item.code.as_ref().map_or_else(String::new, |code| code.value.clone()),
            terms: item.terms.iter().map(|term| term.value.clone()).collect(),
            fees: item.fees.clone(),
            before: item.before.clone(),
            steps: self.timed_steps(item, &joins),
            joins,
            stage: item.stage,
            start: item.start.clone(),
            late: item.late.clone(),
            commitment: item.commitment.as_ref().map(|commitment| commitment.place),
            veto: item.veto,
            visits: item.visits,
            profile: 0,
            class: item.class.clone(),
            basis: item.basis.iter().map(|b| b.value.clone()).collect(),
            damaged: item.damaged,
        }
    }

    /// The steps of an item; the one without 时限 takes what the others and the joint action leave.
    fn timed_steps(&mut self, item: &surface::Item, joins: &[Spanned<usize>]) -> Vec<surface::StepRow> {
        let joints = joins.iter().filter_map(|join| self.bundle.joints.get(join.value)?.limit.as_ref());
        let promise = item.promised.as_ref().or(item.statutory.as_ref());
        let (steps, found) = unfold::rest::timed(&item.steps, promise, joints);
        self.diagnostics.extend(found);
        steps
    }

    /// Steps of one item do not share a name.
    fn steps_named_once(&mut self, item: &surface::Item) {
        let mut first: BTreeMap<&str, Place> = BTreeMap::new();
        for step in &item.steps {
            if let Some(&place) = first.get(step.name.value.as_str()) {
                let known = super::namespace::Entity { kind: Kind::Step, at: 0, place };
                let found = crate::diagnostics::e0205_name_clash::name_clash(&step.name, Kind::Step, &known);
                self.diagnostics.push(found);
            }
            first.entry(&step.name.value).or_insert(step.name.place);
        }
    }

    /// What 不计 names is a procedure somewhere in the bundle.
    pub fn excluded(&mut self) {
        let names: Vec<Name> = self.linked.excluding().flat_map(|list| list.names.iter().cloned()).collect();
        for name in names {
            let known: Vec<&str> =
                self.linked.all_procedures().map(|(_, procedure)| procedure.name.value.as_str()).collect();
            if known.contains(&name.value.as_str()) || self.names.is_poisoned(&name.value) {
                continue;
            }
            let close = crate::suggest::close(&name.value, known);
            let found = crate::diagnostics::e0206_unknown_name::unknown_name(&name, Kind::Procedure, &close);
            self.diagnostics.push(found);
        }
    }

    /// Links a stage.
    pub fn stage(&mut self, stage: &surface::Stage) -> Stage {
        Stage {
            name: stage.name.clone(),
            docs: stage.docs.clone(),
            lead: stage.lead.as_ref().and_then(|name| self.department(name)),
            limit: stage.limit.clone(),
            rules: stage.rules.clone(),
            basis: stage.basis.iter().map(|b| b.value.clone()).collect(),
            rank: stage.rank,
            parent: stage.parent,
        }
    }

    /// Materials by position, and the repeated ones with their first place.
    #[expect(clippy::type_complexity, reason = "used once")]
    fn materials(
        &mut self,
        names: &[Name],
        item: &str,
    ) -> (Vec<Spanned<usize>>, Vec<(Spanned<usize>, Place)>) {
        let mut first: BTreeMap<usize, Place> = BTreeMap::new();
        let (mut once, mut repeated) = (Vec::new(), Vec::new());
        for name in names {
            let Some(at) = self.material(name, item) else { continue };
            match first.get(&at) {
                Some(place) => repeated.push((Spanned::new(at, name.place), *place)),
                None => {
                    first.insert(at, name.place);
                    once.push(Spanned::new(at, name.place));
                }
            }
        }
        (once, repeated)
    }

    /// Links a joint action.
    pub fn joint(&mut self, joint: &surface::Joint) -> Joint {
        let lead = joint.lead.as_ref().and_then(|name| self.department(name));
        Joint {
            name: joint.name.clone(),
            docs: joint.docs.clone(),
            lead,
            limit: joint.limit.clone(),
            rules: joint.rules.clone(),
            stage: joint.stage,
            rework: joint.rework.clone(),
            staff: joint.staff.clone(),
            kind: joint.kind.as_ref().map_or(SITE_VISIT, |kind| kind.value.as_str()).to_owned(),
            site_visit: joint.kind.as_ref().is_none_or(|kind| kind.value == SITE_VISIT),
            basis: joint.basis.iter().map(|b| b.value.clone()).collect(),
            damaged: joint.damaged || (joint.lead.is_some() && lead.is_none()),
        }
    }
}

/// How many steps come before the joint action: as written, or all before the last 环节 where 参加 stands above them.
/// Where the steps come from 办件流程 there are none, so that every date stays what it is without them.
fn place_among(steps: &[surface::StepRow], behind: usize) -> usize {
    if behind > 0 {
        return behind;
    }
    steps.iter().rposition(|step| step.procedure.is_none() && !step.check).unwrap_or(0)
}
