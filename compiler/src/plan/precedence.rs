//! Which item comes before which, and why: by a material that passes from one to the other, or as written in 流程.
//! A written sequence is transitive (decision 0001, 1): `A → B → C` also puts A before C.

use crate::names::linked::{Item, Linked, Step};
use crate::names::surface::Source;
use std::collections::BTreeMap;

/// Most precedences accepted in one bundle: past it the plan's edge table would not fit (limit of the runtime).
pub const MAX_PRECEDENCES: usize = 500_000;

/// Why one item comes before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The later item needs this product of the earlier one.
    Material(usize),
    /// As written in 流程.
    Flow,
    /// As written in 流程, but the later one needs only some of the branches of 任一 or 至少 k.
    Join,
    /// The stage of the one comes before the stage of the other.
    Stage,
}

/// The bundle has more precedences than [`MAX_PRECEDENCES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany;

/// Precedences `(earlier, later) → why` by materials; the first material of each pair in declaration order. Who produces
/// comes before who needs, whatever else the source of the material may be: the later date is promised. Only where an
/// item itself renews what the applicant or a catalogue already holds (换证) does it not wait for another such item.
///
/// # Errors
/// [`TooMany`].
pub fn by_materials(linked: &Linked) -> Result<BTreeMap<(usize, usize), Why>, TooMany> {
    let mut producers: Vec<Vec<usize>> = vec![Vec::new(); linked.materials.len()];
    for (at, item) in linked.items.iter().enumerate() {
        for product in &item.produces {
            if let Some(list) = producers.get_mut(product.value) {
                list.push(at);
            }
        }
    }
    let mut pairs = BTreeMap::new();
    for (later, item) in linked.items.iter().enumerate() {
        let passed = item.needs.iter().filter(|need| {
            let source = linked.materials.get(need.value).map(|m| &m.source.value);
            source == Some(&Source::Produced)
                || item.produces.iter().all(|product| product.value != need.value)
        });
        // Of a 任选, an option that the case itself produces is waited for as well: nobody knows that the applicant
        // brings another one instead.
        let options = |need: usize| {
            let group = linked.materials.get(need).map_or(&[][..], |material| &material.any_of);
            std::iter::once((need, false)).chain(group.iter().map(|option| (option.value, true)))
        };
        for (material, option) in passed.flat_map(|need| options(need.value)) {
            let makers = producers.get(material).into_iter().flatten();
            for &earlier in makers.filter(|earlier| !option || **earlier != later) {
                pairs.entry((earlier, later)).or_insert(Why::Material(material));
                if pairs.len() > MAX_PRECEDENCES {
                    return Err(TooMany);
                }
            }
        }
    }
    Ok(pairs)
}

/// Adds the precedences written in 流程; a pair that a material makes stays the material's.
///
/// # Errors
/// [`TooMany`].
pub fn add_flow(linked: &Linked, pairs: &mut BTreeMap<(usize, usize), Why>) -> Result<(), TooMany> {
    for chain in &linked.flow.chains {
        add_chain(chain, pairs)?;
    }
    Ok(())
}

/// Adds what the order of the stages says about their items. In the plan the gates of the stages say it.
///
/// # Errors
/// [`TooMany`].
pub fn add_stages(linked: &Linked, pairs: &mut BTreeMap<(usize, usize), Why>) -> Result<(), TooMany> {
    let staged: Vec<(Vec<(usize, usize)>, usize)> =
        linked.items.iter().enumerate().filter_map(|(at, item)| Some((ranks(linked, item)?, at))).collect();
    for (earlier, from) in &staged {
        for (_, to) in staged.iter().filter(|(later, _)| comes_before(earlier, later)) {
            pairs.entry((*from, *to)).or_insert(Why::Stage);
        }
        if pairs.len() > MAX_PRECEDENCES {
            return Err(TooMany);
        }
    }
    Ok(())
}

/// The stages around an item, outermost first, each with its rank; none if it stands in none.
fn ranks(linked: &Linked, item: &Item) -> Option<Vec<(usize, usize)>> {
    item.stage?;
    let around = linked.stages_around(item.stage);
    let mut ranks: Vec<(usize, usize)> =
        around.filter_map(|at| Some((linked.stages.get(at)?.rank, at))).collect();
    ranks.reverse();
    Some(ranks)
}

/// The first stages that differ say it: those of a lower rank come before those of a higher one.
fn comes_before(earlier: &[(usize, usize)], later: &[(usize, usize)]) -> bool {
    let differ = earlier.iter().zip(later).find(|(one, other)| one.1 != other.1);
    differ.is_some_and(|(one, other)| one.0 < other.0)
}

/// Adds the pairs of a chain and returns its items, each with how what follows depends on it. Depth is bounded by the parser's nesting limit.
fn add_chain(
    chain: &[Step],
    pairs: &mut BTreeMap<(usize, usize), Why>,
) -> Result<Vec<(usize, Why)>, TooMany> {
    let mut earlier: Vec<(usize, Why)> = Vec::new();
    for step in chain {
        let items = match step {
            Step::Item(item) => vec![(*item, Why::Flow)],
            Step::Parallel(chains) => add_chains(chains.iter(), pairs)?,
            Step::Choice(branches) => add_chains(branches.iter().map(|(_, chain)| chain), pairs)?,
            Step::Join(_, chains) => {
                let items = add_chains(chains.iter(), pairs)?;
                items.into_iter().map(|(item, _)| (item, Why::Join)).collect()
            }
            Step::Milestone(_) => Vec::new(),
        };
        for &(from, why) in &earlier {
            for &(to, _) in &items {
                pairs.entry((from, to)).or_insert(why);
            }
            if pairs.len() > MAX_PRECEDENCES {
                return Err(TooMany);
            }
        }
        earlier.extend(items);
    }
    Ok(earlier)
}

/// The items of chains without order among them.
fn add_chains<'a>(
    chains: impl Iterator<Item = &'a Vec<Step>>,
    pairs: &mut BTreeMap<(usize, usize), Why>,
) -> Result<Vec<(usize, Why)>, TooMany> {
    let mut all = Vec::new();
    for chain in chains {
        all.extend(add_chain(chain, pairs)?);
    }
    Ok(all)
}

/// All items of a chain.
pub fn items_of(chain: &[Step], items: &mut Vec<usize>) {
    for step in chain {
        match step {
            Step::Item(item) => items.push(*item),
            Step::Parallel(chains) | Step::Join(_, chains) => {
                chains.iter().for_each(|inner| items_of(inner, items));
            }
            Step::Choice(branches) => branches.iter().for_each(|(_, inner)| items_of(inner, items)),
            Step::Milestone(_) => {}
        }
    }
}

/// What stands around a milestone of the flow.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// Items before it, and whether all of them have ended when it is reached (those of 任一 and 至少 need not).
    pub before: Vec<(usize, bool)>,
    /// Items behind it.
    pub after: Vec<usize>,
    /// Inside 任一 or 至少 with 其余 取消.
    pub may_be_cancelled: bool,
}

/// Most milestones of a bundle that cancel something.
pub const MAX_CANCELLING: usize = 200;

/// The milestones that cancel something, by position among the gates, with what stands around them.
#[must_use]
pub fn milestones(linked: &Linked) -> BTreeMap<usize, Around> {
    let mut found = BTreeMap::new();
    for chain in &linked.flow.chains {
        walk(linked, chain, &Around::default(), &mut found);
    }
    found
}

/// Depth is bounded by the parser's nesting limit.
fn walk(linked: &Linked, chain: &[Step], outer: &Around, found: &mut BTreeMap<usize, Around>) {
    let mut before = outer.before.clone();
    for (at, step) in chain.iter().enumerate() {
        let mut after = Vec::new();
        items_of(chain.get(at.saturating_add(1)..).unwrap_or_default(), &mut after);
        after.extend(&outer.after);
        let mut around = Around { before: before.clone(), after, may_be_cancelled: outer.may_be_cancelled };
        let inner: Vec<&Vec<Step>> = match step {
            Step::Item(_) => Vec::new(),
            Step::Milestone(gate) => {
                let cancels = linked.flow.gates.get(*gate).is_some_and(|gate| !gate.cancels.is_empty());
                if cancels && found.len() < MAX_CANCELLING {
                    found.insert(*gate, around);
                }
                continue;
            }
            Step::Parallel(chains) => chains.iter().collect(),
            Step::Choice(branches) => branches.iter().map(|(_, chain)| chain).collect(),
            Step::Join(gate, chains) => {
                around.may_be_cancelled |=
                    linked.flow.gates.get(*gate).is_some_and(|gate| gate.cancels_rest.is_some());
                chains.iter().collect()
            }
        };
        for chain in inner {
            walk(linked, chain, &around, found);
        }
        let mut items = Vec::new();
        items_of(std::slice::from_ref(step), &mut items);
        let sure = !matches!(step, Step::Join(..));
        before.extend(items.into_iter().map(|item| (item, sure)));
    }
}
