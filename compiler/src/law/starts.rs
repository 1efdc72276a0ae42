//! 启动 says what comes before an item, and is checked; 后补 holds nothing up.

use crate::diagnostics::{Diagnostic, e0426_late_holds_up, e0427_late_and_veto, e0428_start_contradicts};
use crate::names::linked::{Item, Linked, Step};
use crate::names::surface::StartMode;
use crate::plan::precedence::{Why, add_flow, add_stages, by_materials, items_of};
use std::collections::{BTreeMap, BTreeSet};

/// Reports 启动 that does not fit, and items marked 后补 that something waits for.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let late = linked.items.iter().any(|item| item.late.is_some());
    if !late && linked.items.iter().all(|item| item.start.is_none()) {
        return;
    }
    let Ok(mut pairs) = by_materials(linked) else { return };
    if add_flow(linked, &mut pairs).is_err() || add_stages(linked, &mut pairs).is_err() {
        return;
    }
    let before: BTreeMap<usize, (usize, Why)> = firsts(&pairs);
    for (at, item) in linked.items.iter().enumerate() {
        diagnostics.extend(start(linked, item, before.get(&at).copied()));
    }
    if late {
        holds_up(linked, &pairs, diagnostics);
    }
}

/// Of each item one that comes before it: by a material or the flow if there is any, else by the stages.
fn firsts(pairs: &BTreeMap<(usize, usize), Why>) -> BTreeMap<usize, (usize, Why)> {
    let mut found: BTreeMap<usize, (usize, Why)> = BTreeMap::new();
    for (&(earlier, later), why) in pairs {
        let slot = found.entry(later).or_insert((earlier, *why));
        if slot.1 == Why::Stage && *why != Why::Stage {
            *slot = (earlier, *why);
        }
    }
    found
}

fn start(linked: &Linked, item: &Item, before: Option<(usize, Why)>) -> Option<Diagnostic> {
    let written = item.start.as_ref()?;
    let blocking = match (written.value, before) {
        (StartMode::Parallel, Some((earlier, why))) if why != Why::Stage => Some(earlier),
        (StartMode::Serial | StartMode::Preview, None) => None,
        _ => return None,
    };
    // What could not be read may have said what comes before.
    if item.loose || item.damaged {
        return None;
    }
    let blocking = blocking.and_then(|at| linked.items.get(at)).map(|item| &item.name);
    let (place, name) = (written.place, &item.name.value);
    Some(e0428_start_contradicts::start_contradicts(place, written.value, name, blocking))
}

fn holds_up(linked: &Linked, pairs: &BTreeMap<(usize, usize), Why>, diagnostics: &mut Vec<Diagnostic>) {
    let mut gated = BTreeSet::new();
    linked.flow.chains.iter().for_each(|chain| before_gates(chain, &mut gated));
    for (at, item) in linked.items.iter().enumerate().filter(|(_, item)| item.late.is_some()) {
        if item.veto {
            diagnostics.push(e0427_late_and_veto::late_and_veto(&item.name));
        }
        // Stages do not wait for it.
        let waiting = pairs.range((at, 0)..=(at, usize::MAX)).filter(|(_, why)| **why != Why::Stage);
        let mut waiting = waiting.filter_map(|((_, later), _)| linked.items.get(*later));
        match waiting.find(|later| later.late.is_none()) {
            Some(later) => {
                diagnostics.push(e0426_late_holds_up::late_holds_up(&item.name, Some(&later.name)))
            }
            None if gated.contains(&at) => {
                diagnostics.push(e0426_late_holds_up::late_holds_up(&item.name, None))
            }
            None => {}
        }
    }
}

/// The items that a gate waits for: those inside 任一 and 至少, and those before a milestone.
fn before_gates(chain: &[Step], found: &mut BTreeSet<usize>) {
    let last = chain.iter().rposition(has_milestone);
    let mut items = Vec::new();
    items_of(chain.get(..last.unwrap_or(0)).unwrap_or_default(), &mut items);
    for step in chain {
        match step {
            Step::Join(_, chains) => chains.iter().for_each(|inner| items_of(inner, &mut items)),
            Step::Parallel(chains) => chains.iter().for_each(|inner| before_gates(inner, found)),
            Step::Choice(branches) => branches.iter().for_each(|(_, inner)| before_gates(inner, found)),
            Step::Item(_) | Step::Milestone(_) => {}
        }
    }
    found.extend(items);
}

/// Depth is bounded by the parser's nesting limit.
fn has_milestone(step: &Step) -> bool {
    match step {
        Step::Item(_) => false,
        Step::Milestone(_) => true,
        Step::Parallel(chains) | Step::Join(_, chains) => chains.iter().flatten().any(has_milestone),
        Step::Choice(branches) => branches.iter().flat_map(|(_, chain)| chain).any(has_milestone),
    }
}
