//! Who acts: roles, panels and what is allowed, from the linked bundle.

use super::draft::Numbered;
use super::from_types::{Lowering, narrow};
use crate::names::linked::{Meeting, Signing};
use lianban_runtime::plan::{
    Allowed, DepartmentIx, Desk, Handling, Mandate, Needed, NodeIx, Opinions, Panel, PanelKind, Role,
    ScopeIx, Seat, Silence, Voice,
};
use std::collections::BTreeSet;

/// The desk of a bundle.
pub(super) fn desk(lowering: &Lowering<'_>, numbered: &Numbered) -> Desk {
    let linked = lowering.linked;
    let roles = linked.desk.roles.iter().map(|role| Role {
        name: role.name.value.clone(),
        departments: role.departments.iter().map(|d| DepartmentIx(narrow(*d))).collect(),
        first: role.first.clone(),
        second: role.second.clone(),
        may: role.may.clone(),
    });
    let meetings = linked.desk.meetings.iter().filter_map(|m| meeting(lowering, numbered, m));
    let signings = linked.desk.signings.iter().filter_map(|s| signing(lowering, numbered, s));
    Desk {
        roles: roles.collect(),
        panels: meetings.chain(signings).collect(),
        allowed: allowed(lowering, numbered),
        mandates: mandates(lowering),
        discussed: discussed(lowering, numbered),
        forwarded: forwarded(lowering, numbered),
    }
}

/// The lead, then the departments of the items that take part, then those listed by themselves.
fn meeting(lowering: &Lowering<'_>, numbered: &Numbered, meeting: &Meeting) -> Option<Panel> {
    let linked = lowering.linked;
    let (joint, node) = (linked.joints.get(meeting.joint)?, lowering.joint.get(meeting.joint)?);
    let voice = |at: usize| Voice::Department(DepartmentIx(narrow(at)));
    let members = lowering.members(meeting.joint);
    let of_items = members.iter().filter_map(|item| linked.items.get(*item)?.department);
    let listed: BTreeSet<usize> = meeting.departments.iter().map(|d| d.value).chain(joint.lead).collect();
    let mut seen = BTreeSet::new();
    let written = meeting.departments.iter().map(|d| d.value);
    let all = joint.lead.into_iter().chain(of_items).chain(written);
    let seats: Vec<Seat> = all
        .filter(|at| seen.insert(*at))
        .map(|at| Seat { who: voice(at), always: listed.contains(&at) })
        .collect();
    let silence = joint.rules.overdue.as_ref().map(|overdue| overdue.silence.value);
    let written = meeting.absent_consents.as_ref().map(|yes| yes.value);
    let absent_consents = written.unwrap_or(silence == Some(Silence::Absent));
    let needed = match &meeting.attend {
        Some(attend) => attend.value,
        None if absent_consents => Needed::AtLeast(1),
        None => Needed::All,
    };
    let opinions = meeting.opinions.as_ref().map_or(Opinions::None, |opinions| opinions.value);
    let basis = if meeting.basis.is_empty() { joint.basis.join("；") } else { meeting.basis.clone() };
    Some(Panel {
        node: numbered.at(*node),
        seats,
        needed,
        kind: PanelKind::Meeting { opinions, absent_consents },
        basis: if absent_consents { basis } else { String::new() },
    })
}

fn signing(lowering: &Lowering<'_>, numbered: &Numbered, signing: &Signing) -> Option<Panel> {
    let node = lowering.steps.get(signing.item)?.get(signing.step)?;
    let mut seen = BTreeSet::new();
    let who = signing.who.iter().map(|who| who.value).filter(|who| seen.insert(*who));
    Some(Panel {
        node: numbered.at(*node),
        seats: who.map(|who| Seat { who, always: true }).collect(),
        needed: signing.needed.value,
        kind: PanelKind::Signing { in_turn: signing.in_turn },
        basis: String::new(),
    })
}

/// 允许 of steps and of decisions.
fn allowed(lowering: &Lowering<'_>, numbered: &Numbered) -> Vec<Allowed> {
    let mut rows = Vec::new();
    for (at, item) in lowering.linked.items.iter().enumerate() {
        let steps = lowering.steps.get(at).into_iter().flatten().zip(&item.steps);
        let own = lowering.decide.get(at).map(|decide| (decide, &item.allows));
        for (node, allows) in steps.map(|(node, step)| (node, &step.allows)).chain(own) {
            let what: BTreeSet<Handling> = allows.iter().map(|handling| handling.value).collect();
            if !what.is_empty() {
                rows.push(Allowed { node: numbered.at(*node), what: what.into_iter().collect() });
            }
        }
    }
    rows
}

/// 集体讨论 of steps and of decisions.
fn discussed(lowering: &Lowering<'_>, numbered: &Numbered) -> Vec<NodeIx> {
    let mut nodes = BTreeSet::new();
    for (at, item) in lowering.linked.items.iter().enumerate() {
        let steps = lowering.steps.get(at).into_iter().flatten().zip(&item.steps);
        nodes.extend(steps.filter(|(_, step)| step.discussed).map(|(node, _)| numbered.at(*node)));
        let decide = lowering.decide.get(at).filter(|_| item.discussed);
        nodes.extend(decide.map(|decide| numbered.at(*decide)));
    }
    nodes.into_iter().collect()
}

/// 委托, sorted, each once.
fn mandates(lowering: &Lowering<'_>) -> Vec<Mandate> {
    let row = |mandate: &crate::names::linked::Mandate| {
        let scope = match mandate.item {
            Some(item) => lowering.scope_of(item),
            None => ScopeIx(0),
        };
        (scope, DepartmentIx(narrow(mandate.to.value)), mandate.what)
    };
    let rows: BTreeSet<_> = lowering.linked.desk.mandates.iter().map(row).collect();
    rows.into_iter().map(|(scope, to, what)| Mandate { scope, to, what }).collect()
}

/// 转报.
fn forwarded(lowering: &Lowering<'_>, numbered: &Numbered) -> Vec<NodeIx> {
    let items = lowering.steps.iter().zip(&lowering.linked.items);
    let steps = items.flat_map(|(nodes, item)| nodes.iter().zip(&item.steps));
    let nodes: BTreeSet<NodeIx> =
        steps.filter(|(_, step)| step.forwarded.is_some()).map(|(node, _)| numbered.at(*node)).collect();
    nodes.into_iter().collect()
}
