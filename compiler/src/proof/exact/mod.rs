//! The exact proof: every 情形 at once, however many there are (decision 0023).
//!
//! Conditions become decision diagrams over the classes of answers; the worst of a figure is sought by branch and bound
//! over sets of 情形, with a bound from the flow in which everything that may apply does. The walk over all 情形 stays as
//! the second implementation, for small bundles and for tests.

pub(super) mod diagram;
mod faults;
pub(super) mod figures;
pub(super) mod network;
pub(super) mod solve;
mod symbols;
mod table;
pub(super) mod trips;
pub(super) mod world;

pub(super) use diagram::{ALWAYS, NEVER, Ref};
pub(super) use symbols::Classes;

use diagram::Full;
use solve::{Found, Stop, worst};
use std::collections::BTreeMap;
use world::World;

/// Most branches of all diagrams together: 8 MB.
pub(super) const MOST_BRANCHES: usize = 2_000_000;

/// The worst of a sum: parts that share no question are sought one by one.
pub(super) fn worst_sum(
    world: &mut World<'_, '_>,
    parts: Vec<(Ref, u32)>,
    pay: &mut impl FnMut() -> bool,
) -> Result<Found, Stop> {
    let (sure, parts) = figures::settled(parts);
    let (mut value, mut bound, mut within) = (sure, sure, ALWAYS);
    for parts in apart(world, parts) {
        let found = worst(world, &mut figures::Sum { parts }, ALWAYS, pay)?;
        value = value.saturating_add(found.worst.map_or(0, |(value, _)| value));
        bound = bound.saturating_add(found.bound);
        within = world.symbols.diagrams.and(within, found.within)?;
    }
    let classes = world.symbols.some(within);
    Ok(Found { worst: Some((value, classes)), beginning: 0, bound, within })
}

/// Conditions, each with what it adds.
type Parts = Vec<(Ref, u32)>;

/// Groups of conditions that share questions with no other group.
fn apart(world: &World<'_, '_>, parts: Parts) -> Vec<Parts> {
    let mut groups: Vec<(Vec<bool>, Parts)> = Vec::new();
    for (condition, adds) in parts {
        let mut support = world.symbols.diagrams.support(condition);
        let mut together = vec![(condition, adds)];
        let mut rest = Vec::new();
        for (other, members) in groups {
            if other.iter().zip(&support).any(|(one, other)| *one && *other) {
                support.iter_mut().zip(&other).for_each(|(mark, other)| *mark |= other);
                together.extend(members);
            } else {
                rest.push((other, members));
            }
        }
        rest.push((support, together));
        groups = rest;
    }
    let sorted = groups.into_iter().map(|(_, mut members)| {
        let mut once: BTreeMap<Ref, u32> = BTreeMap::new();
        for (condition, adds) in members.drain(..) {
            let sum = once.entry(condition).or_insert(0);
            *sum = sum.saturating_add(adds);
        }
        let mut members: Vec<(Ref, u32)> = once.into_iter().collect();
        members.sort_by_key(|(condition, adds)| (std::cmp::Reverse(*adds), *condition));
        members
    });
    sorted.collect()
}

/// Of the 情形 in a set that is not empty, one in which as much applies as can be had together: it tells most.
pub(super) fn fullest(world: &mut World<'_, '_>, within: Ref) -> Result<Classes, Full> {
    let mut reached = within;
    for node in world.nodes.clone() {
        let both = world.symbols.diagrams.and(reached, node)?;
        if both != NEVER {
            reached = both;
        }
    }
    world.symbols.first(reached)
}
