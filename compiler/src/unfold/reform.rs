//! 改革方式 取消审批 and 改为备案. What is done away with leaves the bundle before names are looked up: the item, what only
//! it needed, and its place in the flow; its 改革前 stays in the sum. What is filed instead is done on day 0.

use crate::diagnostics::{Diagnostic, e0437_abolished, e0438_filed_licence};
use crate::names::Name;
use crate::names::surface::{Bundle, Chain, Flow, Item, Reform, Step};
use lianban_runtime::time::{Roll, Span as Amount, Unit};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The kind of item that a filing cannot be.
const LICENCE: &str = "行政许可";

/// Applies the modes of all items.
pub fn apply(bundle: &mut Cow<'_, Bundle>, found: &mut Vec<Diagnostic>) {
    if bundle.items.iter().all(|item| item.reform.is_none()) {
        return;
    }
    let bundle = bundle.to_mut();
    for item in &mut bundle.items {
        file(item, found);
    }
    leave_out(bundle, found);
}

/// 改为备案: no licence, and 即办 where no limit is written.
fn file(item: &mut Item, found: &mut Vec<Diagnostic>) {
    let Some(mode) = item.reform.as_ref().filter(|mode| mode.value == Reform::Filed) else { return };
    if item.kind == LICENCE {
        found.push(e0438_filed_licence::filed_licence(mode.place, &item.name));
    }
    if item.promised.is_none() && item.statutory.is_none() {
        let at_once = Amount { amount: 0, unit: Unit::WorkDay, roll: Roll::None };
        item.promised = Some(crate::names::Spanned::new(at_once, mode.place));
    }
}

fn leave_out(bundle: &mut Bundle, found: &mut Vec<Diagnostic>) {
    let is_gone = |item: &Item| item.reform.as_ref().is_some_and(|mode| mode.value == Reform::Abolished);
    let (gone, kept): (Vec<Item>, Vec<Item>) =
        std::mem::take(&mut bundle.items).into_iter().partition(is_gone);
    bundle.items = kept;
    if gone.is_empty() {
        return;
    }
    let names: BTreeSet<&str> = gone.iter().map(|item| item.name.value.as_str()).collect();
    if let Some(Flow { chains, .. }) = &mut bundle.flow {
        chains.iter_mut().for_each(|chain| walk(chain, &names, found));
    }
    let still: BTreeSet<String> = {
        let items = bundle.items.iter().flat_map(|item| &item.needs);
        let others = bundle.materials.iter().flat_map(|m| m.any_of.iter().chain(&m.replaces));
        items.chain(others).map(|name| name.value.clone()).collect()
    };
    let needed: BTreeSet<&str> =
        gone.iter().flat_map(|item| &item.needs).map(|name| name.value.as_str()).collect();
    let idle = |name: &Name| needed.contains(name.value.as_str()) && !still.contains(&name.value);
    let (without, materials) =
        std::mem::take(&mut bundle.materials).into_iter().partition(|material| idle(&material.name));
    bundle.materials = materials;
    let without: Vec<crate::names::surface::Material> = without;
    bundle.abolished.extend(without.into_iter().filter_map(|one| Some((one.name, one.before?))));
    bundle.abolished.extend(gone.into_iter().filter_map(|one| Some((one.name, one.before?))));
}

/// Takes what is done away with out of a chain, and says so. Depth is bounded by the parser's nesting limit.
fn walk(chain: &mut Chain, gone: &BTreeSet<&str>, found: &mut Vec<Diagnostic>) {
    chain.steps.retain_mut(|step| {
        match step {
            Step::Item(name) if gone.contains(name.value.as_str()) => {
                found.push(e0437_abolished::abolished(name));
                return false;
            }
            Step::Parallel(chains) => chains.iter_mut().for_each(|chain| walk(chain, gone, found)),
            Step::Choice(branches) => branches.iter_mut().for_each(|(_, chain)| walk(chain, gone, found)),
            Step::Join(_, branches) => {
                branches.chains.iter_mut().for_each(|chain| walk(chain, gone, found));
            }
            Step::Item(_) | Step::Milestone(..) | Step::Intake(_) | Step::Delivery(_) => {}
        }
        true
    });
}
