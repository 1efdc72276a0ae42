//! How much 逐个 would make, found out before anything is copied.

use super::each::{Groups, MAX_COPIES};
use crate::names::surface::{Bundle, Expected, Expr, ExprKind};
use crate::names::{MAX_ITEMS, Name};

/// Most names, conditions and lines that copies may consist of.
pub const MAX_COPIED: usize = 500_000;

/// Whether the copies stay within [`MAX_COPIED`], and the items within [`MAX_ITEMS`].
#[must_use]
pub fn fits(bundle: &Bundle, items: &Groups, materials: &Groups) -> bool {
    let most = |groups: &Groups, name: &Name| groups.get(&name.value).map_or(1, |group| group.most as usize);
    let (mut rows, mut words) = (0_usize, 0_usize);
    for item in &bundle.items {
        let copies = most(items, &item.name);
        let named = item.needs.iter().chain(&item.produces).map(|name| most(materials, name));
        let fees = item.fees.iter().map(|fee| {
            let copies = if fee.each.is_some() { MAX_COPIES as usize } else { 1 };
            size(fee.when.as_ref()).saturating_add(1).saturating_mul(copies)
        });
        let own =
            named.fold(item.steps.len(), usize::saturating_add).saturating_add(size(item.when.as_ref()));
        let own = fees.fold(own, usize::saturating_add);
        rows = rows.saturating_add(copies);
        words = words.saturating_add(own.saturating_mul(copies));
    }
    for material in &bundle.materials {
        let named = material.any_of.iter().chain(&material.replaces).map(|name| most(materials, name));
        let own = named.fold(1, usize::saturating_add).saturating_add(size(material.when.as_ref()));
        words = words.saturating_add(own.saturating_mul(most(materials, &material.name)));
    }
    for test in &bundle.tests {
        let expected = test.expectations.iter().filter_map(|one| match &one.value {
            Expected::Finish(target, _)
            | Expected::Due(target, _)
            | Expected::DutyDue(target, ..)
            | Expected::Outcome(target, _) => target.as_ref(),
            Expected::Figure(..) => None,
        });
        let lines = test.lines.iter().filter_map(|line| line.target.as_ref());
        let named = lines.chain(expected).chain(&test.never_supplied);
        let copies = named.map(|name| most(items, name).max(most(materials, name)));
        words = copies.fold(words, usize::saturating_add);
    }
    rows <= MAX_ITEMS && words <= MAX_COPIED
}

/// Parts of a condition. Depth is bounded by the reader.
fn size(when: Option<&Expr>) -> usize {
    let Some(expr) = when else { return 0 };
    let inner = match &expr.kind {
        ExprKind::All(parts) | ExprKind::Any(parts) => {
            parts.iter().map(|part| size(Some(part))).fold(0, usize::saturating_add)
        }
        ExprKind::Not(inner) => size(Some(inner)),
        _ => 0,
    };
    inner.saturating_add(1)
}
