//! 整改: bounded, and counted only where there is any.

use crate::diagnostics::{Diagnostic, e0214_too_many, e0429_no_rounds};
use crate::names::linked::Linked;

/// Most rounds of one joint action or step.
const MAX_ROUNDS: u32 = 9;

/// Reports too many rounds, and promises that count rounds where there are none.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let joints = linked.joints.iter().filter_map(|joint| joint.rework.as_ref());
    let steps = linked.items.iter().flat_map(|item| &item.steps);
    let steps = steps.filter_map(|step| step.rework.as_ref().map(|rework| (rework, !step.check)));
    let mut any = false;
    // What is put right after the decision is in no promise.
    for (rework, promised) in joints.map(|rework| (rework, true)).chain(steps) {
        any |= promised;
        if rework.times.value > MAX_ROUNDS {
            let most = usize::try_from(MAX_ROUNDS).unwrap_or(usize::MAX);
            let place = rework.times.place;
            let found = e0214_too_many::too_many(place, "整改轮次", "rounds of rework", most);
            diagnostics.push(found.help("写 1 到 9 次", "write 1 to 9 times"));
        }
    }
    let damaged =
        linked.items.iter().any(|item| item.damaged) || linked.joints.iter().any(|joint| joint.damaged);
    if let Some(place) = linked.promise.as_ref().and_then(|promise| promise.with_rounds)
        && !any
        && !damaged
    {
        diagnostics.push(e0429_no_rounds::no_rounds(place));
    }
}
