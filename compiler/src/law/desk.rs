//! Who acts: quorums that can be met, absence with a basis, roles with the power they need, offices in their place.

use crate::diagnostics::{
    Diagnostic, e0490_quorum, e0491_contradiction, e0492_absence_without_basis, e0494_no_power,
    e0495_role_of_another_department, e0496_wrong_office, e0497_idle_permission, e0498_mandate,
    e0499_forwarding,
};
use crate::names::linked::{Item, Linked, Meeting};
use crate::names::{Name, Place, Spanned};
use lianban_runtime::plan::{Entrusted, Handling, Needed, Office, Power, Voice};
use std::collections::BTreeSet;

/// 到场, 缺席 of joint actions.
pub fn meetings(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for meeting in &linked.desk.meetings {
        let Some(joint) = linked.joints.get(meeting.joint) else { continue };
        if let Some(attend) = &meeting.attend {
            quorum(attend, seats(linked, meeting), diagnostics);
        }
        let Some(absence) = &meeting.absent_consents else { continue };
        let all = meeting.attend.as_ref().map(|attend| (attend.value == Needed::All, attend.place));
        match all {
            Some((false, place)) if !absence.value => {
                diagnostics.push(e0491_contradiction::contradiction(
                    absence.place,
                    place,
                    "不得缺席",
                    "到场 几家，或者 不得缺席",
                ));
            }
            Some((true, place)) if absence.value => {
                diagnostics.push(e0491_contradiction::contradiction(
                    absence.place,
                    place,
                    "视为同意",
                    "到场 全部，或者 缺席 视为同意",
                ));
            }
            _ => {}
        }
        if absence.value && meeting.basis.is_empty() && joint.basis.is_empty() {
            diagnostics.push(e0492_absence_without_basis::absence_without_basis(absence.place));
        }
    }
}

/// The lead, the departments of the items that take part, those listed.
fn seats(linked: &Linked, meeting: &Meeting) -> usize {
    let members = linked.items.iter().filter(|item| item.joins.iter().any(|j| j.value == meeting.joint));
    let lead = linked.joints.get(meeting.joint).and_then(|joint| joint.lead);
    let listed = meeting.departments.iter().map(|department| department.value);
    members.filter_map(|item| item.department).chain(lead).chain(listed).collect::<BTreeSet<usize>>().len()
}

fn quorum(needed: &Spanned<Needed>, seats: usize, diagnostics: &mut Vec<Diagnostic>) {
    if let Needed::AtLeast(k) = needed.value {
        let many = usize::try_from(k).unwrap_or(usize::MAX);
        if k == 0 || many > seats {
            diagnostics.push(e0490_quorum::quorum(needed.place, needed.value, seats));
        }
    }
}

/// 票签 of steps: as many signers as it needs; everybody may sign.
pub fn signings(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for signing in &linked.desk.signings {
        let written = linked.items.get(signing.item).and_then(|item| item.steps.get(signing.step));
        let whole =
            written.and_then(|s| s.signing.as_ref()).is_some_and(|s| s.who.len() == signing.who.len());
        let who: BTreeSet<Voice> = signing.who.iter().map(|who| who.value).collect();
        if whole {
            quorum(&signing.needed, who.len(), diagnostics);
        }
        for voice in &signing.who {
            if let Voice::Role(at) = voice.value
                && let Some(role) = linked.desk.roles.get(at.index())
                && !role.may.is_empty()
                && !role.may.contains(&Power::Opine)
            {
                let name = Spanned::new(role.name.value.clone(), voice.place);
                diagnostics.push(e0494_no_power::no_power(&name, &role.name, Power::Opine));
            }
        }
    }
}

/// Roles of steps, decisions, extensions, intake and delivery.
pub fn roles(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for (at, item) in linked.items.iter().enumerate() {
        let steps = item.steps.iter().enumerate().filter(|(_, step)| !step.role.is_empty());
        for (number, step) in steps {
            let name = Spanned::new(step.role.clone(), step.role_place);
            let department = linked.desk.step_department(at, number).or(item.department);
            role(linked, &name, department, Power::Work, diagnostics);
        }
        if let Some(name) = &item.role {
            role(linked, name, item.department, Power::Decide, diagnostics);
        }
    }
    let extensions = linked.items.iter().map(|item| &item.extension).chain([&linked.extension]);
    for extension in extensions.flatten() {
        role(linked, &extension.approver, None, Power::Extend, diagnostics);
    }
    seals(linked, diagnostics);
    let contacts = [
        (&linked.flow.intake, linked.desk.intake, Power::Accept),
        (&linked.flow.delivery, linked.desk.delivery, Power::Deliver),
    ];
    for (contact, department, power) in contacts {
        if let Some(name) = contact.as_ref().and_then(|contact| contact.role.as_ref()) {
            role(linked, name, department, power, diagnostics);
        }
    }
}

fn role(
    linked: &Linked,
    name: &Name,
    department: Option<usize>,
    power: Power,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(role) = linked.desk.role(&name.value) else { return };
    if !role.may.is_empty() && !role.may.contains(&power) {
        diagnostics.push(e0494_no_power::no_power(name, &role.name, power));
        return;
    }
    let Some(department) = department else { return };
    if !role.departments.is_empty() && !role.departments.contains(&department) {
        let called = linked.departments.get(department).map_or("", |d| d.name.value.as_str());
        let found = e0495_role_of_another_department::role_of_another_department(name, &role.name, called);
        diagnostics.push(found);
    }
}

/// 前台 decides nothing, 后台 receives nothing.
pub fn offices(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let mut check = |department: Option<usize>, place: Place, wrong: Office| {
        let found = department.and_then(|at| linked.departments.get(at));
        if let Some(department) = found.filter(|department| department.office == wrong) {
            let front = wrong == Office::Front;
            diagnostics.push(e0496_wrong_office::wrong_office(place, &department.name, front));
        }
    };
    for item in &linked.items {
        check(item.department, item.name.place, Office::Front);
    }
    for (_, _, department) in &linked.desk.step_departments {
        check(Some(department.value), department.place, Office::Front);
    }
    for joint in &linked.joints {
        check(joint.lead, joint.name.place, Office::Front);
    }
    for stage in &linked.stages {
        check(stage.lead, stage.name.place, Office::Front);
    }
    for meeting in &linked.desk.meetings {
        for department in &meeting.departments {
            check(Some(department.value), department.place, Office::Front);
        }
    }
    for who in linked.desk.signings.iter().flat_map(|signing| &signing.who) {
        if let Voice::Department(at) = who.value {
            check(Some(at.index()), who.place, Office::Front);
        }
    }
    let place = |contact: &Option<crate::names::surface::Contact>| {
        contact.as_ref().and_then(|c| c.department.as_ref()).map_or(linked.name.place, |name| name.place)
    };
    check(linked.desk.intake, place(&linked.flow.intake), Office::Back);
    check(linked.desk.delivery, place(&linked.flow.delivery), Office::Back);
}

/// 委托 (行政许可法 24): to another department that may receive, said once.
pub fn mandates(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<(Option<usize>, usize, Entrusted)> = BTreeSet::new();
    for mandate in &linked.desk.mandates {
        let to = mandate.to.value;
        let own = match (mandate.item, mandate.what) {
            (Some(item), _) => linked.items.get(item).and_then(|item| item.department),
            (None, Entrusted::Accept) => linked.desk.intake,
            (None, Entrusted::Deliver) => linked.desk.delivery,
        };
        let Some(department) = linked.departments.get(to) else { continue };
        if own == Some(to) {
            diagnostics.push(e0498_mandate::to_itself(mandate.to.place, &department.name));
        } else if !seen.insert((mandate.item, to, mandate.what)) {
            diagnostics.push(e0498_mandate::said_twice(mandate.to.place, &department.name));
        } else if department.office == Office::Back {
            diagnostics.push(e0496_wrong_office::wrong_office(mandate.to.place, &department.name, false));
        }
    }
}

/// 转报 (行政许可法 35, 43): by another authority than the one that decides, within twenty days, once.
pub fn forwarding(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for (at, item) in linked.items.iter().enumerate() {
        let mut before = false;
        for (step, row) in item.steps.iter().enumerate() {
            let Some(place) = row.forwarded else { continue };
            let own = linked.desk.step_department(at, step);
            if row.department.is_none() || own.is_some() && own == item.department {
                diagnostics.push(e0499_forwarding::same_department(place));
            }
            if before {
                diagnostics.push(e0499_forwarding::twice(place));
            }
            before = true;
            let Some(limit) = row.limit.as_ref().filter(|_| item.kind == "行政许可") else { continue };
            if row.rules.basis.is_empty() && exceeds_twenty(limit.value) {
                diagnostics.push(e0499_forwarding::too_long(limit.place));
            }
        }
    }
}

/// More than twenty working days.
fn exceeds_twenty(limit: lianban_runtime::time::Span) -> bool {
    use lianban_runtime::time::Unit;
    match limit.unit {
        Unit::WorkDay => limit.amount > 20,
        Unit::Day => limit.amount > 28,
        Unit::Month | Unit::Year => true,
        Unit::WorkHour | Unit::Hour | Unit::Minute => false,
    }
}

/// 用章: where some role of a department may use its seal, who decides, accepts or receives for it may as well.
fn seals(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let of_items = linked.items.iter().filter_map(|item| Some((item.role.as_ref()?, item.department)));
    let intake = linked.flow.intake.as_ref().and_then(|contact| contact.role.as_ref());
    let intake = intake.map(|role| (role, linked.desk.intake));
    for (name, department) in of_items.chain(intake) {
        let Some(role) = linked.desk.role(&name.value) else { continue };
        let kept = linked.desk.roles.iter().any(|other| {
            let here = other.departments.is_empty()
                || department.is_some_and(|department| other.departments.contains(&department));
            here && other.may.contains(&Power::Seal)
        });
        if kept && !role.may.is_empty() && !role.may.contains(&Power::Seal) {
            diagnostics.push(e0494_no_power::no_power(name, &role.name, Power::Seal));
        }
    }
}

/// 允许: only what can happen.
pub fn permissions(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        for (at, step) in item.before_decision().iter().enumerate() {
            let back = at > 0 && !joint_at(item, at);
            idle(&step.allows, step.signing.is_some(), back, diagnostics);
        }
        let last = item.before_decision().len();
        idle(&item.allows, false, last > 0 && !joint_at(item, last), diagnostics);
    }
}

/// A joint action stands right before the step at this position.
fn joint_at(item: &Item, position: usize) -> bool {
    item.joint_behind.contains(&position)
}

fn idle(allows: &[Spanned<Handling>], signed: bool, back: bool, diagnostics: &mut Vec<Diagnostic>) {
    for handling in allows {
        let can = match handling.value {
            Handling::AddSigner | Handling::RemoveSigner => signed,
            Handling::SendBack => back,
            Handling::Transfer | Handling::Entrust => true,
        };
        if !can {
            diagnostics.push(e0497_idle_permission::idle_permission(handling.place, handling.value));
        }
    }
}
