//! A joint action is one of the steps of its participants: its time lies inside their promise (rule F4).

use crate::diagnostics::{
    Diagnostic, e0213_two_joint_actions, e0404_joint_above_promise, e0405_joint_unit, w0406_idle_joint,
};
use crate::names::linked::Linked;

/// Reports items that take part in more than one joint action.
pub fn one_action(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        if let [first, second, ..] = item.joins.as_slice() {
            let found = e0213_two_joint_actions::two_joint_actions(&item.name, first.place, second.place);
            diagnostics.push(found);
        }
    }
}

/// Reports joint limits that do not fit into a participant's promise, and joint actions without participants.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let mut joined = vec![false; linked.joints.len()];
    for item in &linked.items {
        for join in &item.joins {
            if let Some(slot) = joined.get_mut(join.value) {
                *slot = true;
            }
        }
        let joint = item.joins.first().and_then(|join| linked.joints.get(join.value));
        let Some((joint, limit)) = joint.and_then(|j| j.limit.as_ref().map(|l| (j, l))) else { continue };
        let Some(promise) = item.effective() else { continue };
        if limit.value.unit != promise.value.unit {
            diagnostics.push(e0405_joint_unit::joint_unit(&joint.name, limit, &item.name, promise));
        } else if limit.value.amount > promise.value.amount {
            let found =
                e0404_joint_above_promise::joint_above_promise(&joint.name, limit, &item.name, promise);
            diagnostics.push(found);
        }
    }
    for (joint, _) in linked.joints.iter().zip(joined).filter(|(_, joined)| !joined) {
        diagnostics.push(w0406_idle_joint::idle_joint(&joint.name));
    }
}
