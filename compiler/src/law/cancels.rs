//! 其余 取消 and 里程碑 … 取消: what may be cancelled holds nothing else up, and nothing hangs on it (decision 0007).
//! Otherwise a case in which something takes less could take longer than the proof says.

use crate::diagnostics::e0425_misplaced_cancel::{Why as Misplaced, misplaced_cancel};
use crate::diagnostics::{Diagnostic, e0214_too_many, e0424_needs_cancelled};
use crate::names::linked::{Gate, Linked, Step};
use crate::names::{Place, Spanned};
use crate::plan::precedence::{
    Around, MAX_CANCELLING, Why, add_flow, add_stages, by_materials, items_of, milestones,
};
use std::collections::{BTreeMap, BTreeSet};

type Pairs = BTreeMap<(usize, usize), Why>;

/// Reports needs for products of what may be cancelled, and milestones that cannot cancel what they name.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let gates = &linked.flow.gates;
    if gates.iter().all(|gate| gate.cancels.is_empty() && gate.cancels_rest.is_none()) {
        return;
    }
    let cancelling = gates.iter().filter(|gate| !gate.cancels.is_empty());
    if let Some(gate) = cancelling.clone().nth(MAX_CANCELLING) {
        let place = gate.name.place;
        diagnostics.push(e0214_too_many::too_many(
            place,
            "取消的里程碑",
            "milestones that cancel",
            MAX_CANCELLING,
        ));
        return;
    }
    let Ok(materials) = by_materials(linked) else { return };
    let mut branches: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    linked.flow.chains.iter().for_each(|chain| joined(chain, &mut branches));
    for (at, gate) in gates.iter().enumerate() {
        let rest = branches.get(&at).filter(|_| gate.cancels_rest.is_some());
        let named = gate.cancels.iter().map(|item| item.value);
        let inside: BTreeSet<usize> = named.chain(rest.into_iter().flatten().copied()).collect();
        if let Some(place) = gate.cancels_rest.or(gate.cancels.first().map(|item| item.place)) {
            diagnostics.extend(needed(linked, &materials, &inside, place));
        }
    }
    let mut pairs = materials;
    if add_flow(linked, &mut pairs).is_ok() && add_stages(linked, &mut pairs).is_ok() {
        let inner: BTreeSet<usize> = branches.into_values().flatten().collect();
        misplaced(linked, &pairs, &inner, diagnostics);
    }
}

/// The items inside each 任一 and 至少. Depth is bounded by the parser's nesting limit.
fn joined(chain: &[Step], found: &mut BTreeMap<usize, Vec<usize>>) {
    for step in chain {
        match step {
            Step::Item(_) | Step::Milestone(_) => {}
            Step::Parallel(chains) => chains.iter().for_each(|inner| joined(inner, found)),
            Step::Choice(branches) => branches.iter().for_each(|(_, inner)| joined(inner, found)),
            Step::Join(gate, chains) => {
                let items = found.entry(*gate).or_default();
                chains.iter().for_each(|inner| items_of(inner, items));
                chains.iter().for_each(|inner| joined(inner, found));
            }
        }
    }
}

/// The first need of each item outside for a product from inside.
fn needed(linked: &Linked, materials: &Pairs, inside: &BTreeSet<usize>, cancels: Place) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for (&(earlier, later), why) in materials {
        let leaves = inside.contains(&earlier) && !inside.contains(&later);
        let (Why::Material(at), true) = (*why, leaves && !told.contains(&later)) else { continue };
        let parts = (linked.items.get(earlier), linked.items.get(later), linked.materials.get(at));
        let (Some(producer), Some(item), Some(material)) = parts else { continue };
        let place = item.needs.iter().find(|n| n.value == at).map_or(item.name.place, |n| n.place);
        let need = Spanned::new(material.name.value.as_str(), place);
        told.insert(later);
        found.push(e0424_needs_cancelled::needs_cancelled(&need, &item.name.value, &producer.name, cancels));
    }
    found
}

fn misplaced(linked: &Linked, pairs: &Pairs, branches: &BTreeSet<usize>, diagnostics: &mut Vec<Diagnostic>) {
    let around = milestones(linked);
    let cancelled: BTreeSet<usize> =
        linked.flow.gates.iter().flat_map(|gate| &gate.cancels).map(|item| item.value).collect();
    for (at, around) in &around {
        let Some(gate) = linked.flow.gates.get(*at) else { continue };
        if let Some(found) = gate_misplaced(linked, gate, around, &cancelled) {
            diagnostics.push(found);
            continue;
        }
        let sure = around.before.iter().filter(|(_, sure)| *sure).map(|(item, _)| *item);
        let ended = earlier(pairs, sure.collect());
        for item in &gate.cancels {
            let why = if ended.contains(&item.value) {
                Misplaced::EndedBefore
            } else if around.after.contains(&item.value) {
                Misplaced::Behind
            } else if branches.contains(&item.value) {
                Misplaced::Branch
            } else {
                continue;
            };
            let name = linked.items.get(item.value).map_or("", |item| item.name.value.as_str());
            diagnostics.push(misplaced_cancel(item.place, &gate.name, name, why));
        }
    }
}

/// A milestone that cannot cancel anything where it stands.
fn gate_misplaced(
    linked: &Linked,
    gate: &Gate,
    around: &Around,
    cancelled: &BTreeSet<usize>,
) -> Option<Diagnostic> {
    let place = gate.name.place;
    if around.may_be_cancelled {
        return Some(misplaced_cancel(place, &gate.name, "", Misplaced::InCancelled));
    }
    if around.before.is_empty() {
        return Some(misplaced_cancel(place, &gate.name, "", Misplaced::NothingBefore));
    }
    let own = |item: usize| gate.cancels.iter().any(|named| named.value == item);
    let before =
        around.before.iter().map(|(item, _)| *item).find(|item| cancelled.contains(item) && !own(*item))?;
    let name = linked.items.get(before).map_or("", |item| item.name.value.as_str());
    Some(misplaced_cancel(place, &gate.name, name, Misplaced::CancelledBefore))
}

/// These items and all that come before them, whatever becomes of 任一 and 至少.
fn earlier(pairs: &Pairs, mut look: Vec<usize>) -> BTreeSet<usize> {
    let mut before: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&(from, to), why) in pairs {
        if *why != Why::Join {
            before.entry(to).or_default().push(from);
        }
    }
    let mut found: BTreeSet<usize> = look.iter().copied().collect();
    while let Some(item) = look.pop() {
        let more = before.get(&item).into_iter().flatten();
        look.extend(more.copied().filter(|from| found.insert(*from)));
    }
    found
}
