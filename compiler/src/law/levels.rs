//! 预警, 黄牌, 红牌: levels only rise (rule T9).

use crate::diagnostics::{Diagnostic, e0318_levels, w0451_idle_level};
use crate::names::Spanned;
use crate::names::limit::{LimitRules, Warning};
use crate::names::linked::Linked;
use lianban_runtime::time::Span as Amount;

/// Reports levels out of order, and levels that never show.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let promise = linked.promise.iter().map(|promise| (&promise.rules, promise.time.as_ref()));
    let items = linked.items.iter().map(|item| (&item.rules, item.effective()));
    let steps = linked.items.iter().flat_map(|item| &item.steps);
    let steps = steps.map(|step| (&step.rules, step.limit.as_ref()));
    let joints = linked.joints.iter().map(|joint| (&joint.rules, joint.limit.as_ref()));
    let stages = linked.stages.iter().map(|stage| (&stage.rules, stage.limit.as_ref()));
    let contacts = linked.flow.intake.iter().chain(&linked.flow.delivery);
    let contacts = contacts.map(|contact| (&contact.rules, contact.limit.as_ref()));
    let own = linked.items.iter().filter_map(|item| item.correction.as_ref());
    let corrections = own.chain(&linked.correction).map(|c| (&c.rules, Some(&c.limit)));
    // Both limits of 好差评 have the same levels; one that shows in the longer of them is not idle.
    let ratings = linked.ratings.iter();
    let ratings = ratings.map(|r| (&r.rules, r.remedy.as_ref().or(r.call_back.as_ref())));
    let common = linked.supervision.iter().map(|rules| (rules, None));
    let all = promise.chain(items).chain(steps).chain(joints).chain(stages);
    for (rules, limit) in all.chain(contacts).chain(corrections).chain(ratings).chain(common) {
        rising(rules, diagnostics);
        if let Some(limit) = limit {
            idle(rules, limit, diagnostics);
        }
    }
}

/// More is left at 预警 than at 黄牌.
fn rising(rules: &LimitRules, diagnostics: &mut Vec<Diagnostic>) {
    let (Some(notice), Some(yellow)) = (&rules.notice, &rules.yellow) else { return };
    let pair = match (notice.value, yellow.value) {
        (Warning::Share(first), Warning::Share(second)) => Some((first, second)),
        (Warning::Left(first), Warning::Left(second)) if first.unit == second.unit => {
            Some((first.amount, second.amount))
        }
        _ => None,
    };
    match pair {
        None => diagnostics.push(e0318_levels::not_comparable(notice, yellow)),
        Some((first, second)) if first <= second => {
            diagnostics.push(e0318_levels::out_of_order(notice, yellow));
        }
        Some(_) => {}
    }
}

/// Less is left than the whole.
fn idle(rules: &LimitRules, limit: &Spanned<Amount>, diagnostics: &mut Vec<Diagnostic>) {
    for level in rules.notice.iter().chain(&rules.yellow) {
        if let Warning::Left(left) = level.value
            && left.unit == limit.value.unit
            && left.amount >= limit.value.amount
        {
            diagnostics.push(w0451_idle_level::idle_level(level.place, left, limit));
        }
    }
}
