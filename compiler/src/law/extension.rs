//! 延期 within the caps of 行政许可法 42, in the unit of what it extends (rule T6).

use crate::diagnostics::{self as d, Diagnostic};
use crate::names::Spanned;
use crate::names::linked::Linked;
use crate::names::surface::Extension;
use lianban_runtime::time::{Span as Amount, Unit};

/// 行政许可法 42 ¶1: an item, by the head of the authority.
const ITEM_CAP: u32 = 10;
/// 行政许可法 42 ¶2: items handled together, by the head of the local government.
const BUNDLE_CAP: u32 = 15;

/// Reports extensions above the cap, in another unit, or of nothing.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    for item in &linked.items {
        let Some(extension) = &item.extension else { continue };
        let limits: Vec<&Spanned<Amount>> = item.statutory.iter().chain(&item.promised).collect();
        if limits.is_empty() && item.damaged {
            continue;
        }
        one(extension, &limits, ITEM_CAP, diagnostics);
    }
    if let Some(extension) = &linked.extension {
        let time = linked.promise.as_ref().and_then(|promise| promise.time.as_ref());
        let limits: Vec<&Spanned<Amount>> = time.into_iter().collect();
        one(extension, &limits, BUNDLE_CAP, diagnostics);
    }
}

fn one(extension: &Extension, limits: &[&Spanned<Amount>], cap: u32, diagnostics: &mut Vec<Diagnostic>) {
    let most = &extension.most;
    if most.value.amount == 0 || limits.iter().all(|limit| limit.value.unit != most.value.unit) {
        diagnostics.push(d::e0443_extends_nothing::extends_nothing(most, limits));
        return;
    }
    let lawful = extension.basis.iter().all(|basis| basis.value.contains("行政许可法"));
    if lawful && above(most.value, cap) {
        diagnostics.push(d::e0442_extension_above_cap::above_cap(most, cap));
    }
}

/// More than so many working days, whatever the calendar: a working day lasts at most a day, and longer units exceed
/// every cap.
const fn above(most: Amount, cap: u32) -> bool {
    match most.unit {
        Unit::WorkDay | Unit::Day => most.amount > cap,
        Unit::Month | Unit::Year => true,
        Unit::WorkHour | Unit::Hour => most.amount > cap.saturating_mul(24),
        Unit::Minute => most.amount > cap.saturating_mul(24 * 60),
    }
}
