//! A joint action is one of the steps of its participants: its time lies inside their promise (rule F4).

use crate::diagnostics::{
    Diagnostic, e0404_joint_above_promise, e0405_joint_unit, e0434_too_few_inspectors, w0406_idle_joint,
};
use crate::names::linked::{Item, Linked};
use crate::names::{Name, Spanned};
use lianban_runtime::time::Span as Amount;

/// 核查 takes at least two of the staff (行政许可法 34).
const INSPECTORS: u32 = 2;

/// A participant and its limit.
type Member<'a> = (&'a Name, &'a Spanned<Amount>);

/// Reports joint limits that do not fit into a participant's promise, and joint actions without participants.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for (at, joint) in linked.joints.iter().enumerate() {
        let joins = |item: &&Item| item.joins.iter().any(|join| join.value == at);
        let alone = linked.desk.meeting(at).is_some_and(|meeting| !meeting.departments.is_empty());
        if !alone && !linked.items.iter().any(|item| joins(&item)) {
            diagnostics.push(w0406_idle_joint::idle_joint(&joint.name));
        }
        if let Some(staff) = joint.staff.as_ref().filter(|staff| joint.site_visit && staff.value < INSPECTORS)
        {
            diagnostics.push(e0434_too_few_inspectors::too_few_inspectors(&joint.name, staff, INSPECTORS));
        }
        let Some(limit) = &joint.limit else { continue };
        let members = linked.items.iter().filter(joins);
        let promised: Vec<_> =
            members.filter_map(|item| item.effective().map(|promise| (&item.name, promise))).collect();
        let other = |(_, promise): &&Member<'_>| promise.value.unit != limit.value.unit;
        let (units, shorter): (Vec<_>, Vec<_>) = promised.iter().partition(other);
        if !units.is_empty() {
            diagnostics.push(e0405_joint_unit::joint_unit(&joint.name, limit, &units));
        }
        for (item, promise) in shorter.into_iter().filter(|(_, p)| limit.value.amount > p.value.amount) {
            let found = e0404_joint_above_promise::joint_above_promise(&joint.name, limit, item, promise);
            diagnostics.push(found);
        }
    }
}
