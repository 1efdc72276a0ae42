//! 环节 lie inside the promise of their item: same unit, and together no longer (rule F4).

use crate::diagnostics::{Diagnostic, e0420_steps_above_promise, e0421_step_unit};
use crate::names::Spanned;
use crate::names::linked::{Item, Linked};
use lianban_runtime::time::Span as Amount;

/// Reports steps in another unit than the promise, and steps that exceed it together.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in linked.items.iter().filter(|item| !item.steps.is_empty() || item.joins.len() > 1) {
        let Some(promise) = item.effective() else { continue };
        let before = diagnostics.len();
        for step in item.steps.iter().filter(|step| step.counts()) {
            if let Some(limit) = step.limit.as_ref().filter(|l| l.value.unit != promise.value.unit) {
                diagnostics.push(e0421_step_unit::step_unit(&step.name, limit, &item.name, promise));
            }
        }
        if diagnostics.len() == before {
            diagnostics.extend(too_long(linked, item, promise));
        }
    }
}

/// The joint actions are steps too; where one is too long by itself, that is reported elsewhere.
fn too_long(linked: &Linked, item: &Item, promise: &Spanned<Amount>) -> Option<Diagnostic> {
    let joints = item.joins.iter().filter_map(|join| linked.joints.get(join.value)?.limit.as_ref());
    let joints = joints.filter(|limit| limit.value.unit == promise.value.unit);
    if joints.clone().any(|limit| limit.value.amount > promise.value.amount) {
        return None;
    }
    let steps = item.steps.iter().filter(|step| step.counts()).filter_map(|step| step.limit.as_ref());
    let mut limits = joints.chain(steps);
    let together = limits.clone().fold(0_u32, |sum, limit| sum.saturating_add(limit.value.amount));
    let last = limits.next_back().filter(|_| together > promise.value.amount)?;
    let whole = Amount { amount: together, ..promise.value };
    Some(e0420_steps_above_promise::steps_above_promise(&item.name, whole, last, promise))
}
