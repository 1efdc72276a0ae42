//! The worst of a figure over all 情形, exactly: branch and bound over sets of 情形.
//!
//! A set is given by a condition. The figure tells a bound for it, and which conditions have to hold together for the
//! bound to be reached. If they can, a 情形 in which they do is looked at; it usually reaches the bound, and the set is
//! done with. If they cannot, some of them form a *core* that no 情形 of the set satisfies, and the set is split by the
//! core, so that each part loses one of its conditions for good. What is left when no set has a greater bound than the
//! worst 情形 seen is proved.

use super::diagram::{Full, NEVER, Ref};
use super::symbols::Classes;
use super::world::World;
use crate::proof::ProofError;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A figure, and the position of the beginning that it was found from.
pub(in crate::proof) type Value = (u32, usize);

/// What a figure says of a set of 情形.
#[derive(Clone, Debug, Default)]
pub(in crate::proof) struct Look {
    /// No 情形 of the set is worse.
    pub bound: u32,
    /// The bound is that of a case in which all of these hold, each with what it adds.
    pub wanted: Vec<(Ref, u32)>,
    /// A condition that the figure depends on and that holds in some of the set and not in others.
    pub open: Option<Ref>,
}

/// A figure.
pub(in crate::proof) trait Figure {
    /// Looks at a set of 情形. What is no worse than `known` need not be told apart.
    fn look(&mut self, world: &mut World<'_, '_>, within: Ref, known: u32) -> Result<Look, Stop>;

    /// The figure of one 情形, and from which of its beginnings; none where there is none.
    fn value(&mut self, world: &World<'_, '_>, classes: &[usize], known: u32) -> Result<Option<Value>, Stop>;

    /// Whether the bound is a sum of what the wanted conditions add, so that every core lessens it.
    fn is_sum(&self) -> bool;
}

/// Why the search ended without a result.
#[derive(Clone, Debug)]
pub(in crate::proof) enum Stop {
    /// The diagrams have become too large.
    Full,
    /// The plan is at fault.
    Proof(ProofError),
}

impl From<Full> for Stop {
    fn from(_: Full) -> Self {
        Self::Full
    }
}

impl From<ProofError> for Stop {
    fn from(why: ProofError) -> Self {
        Self::Proof(why)
    }
}

/// What was found out about a figure.
#[derive(Clone, Debug)]
pub(in crate::proof) struct Found {
    /// The worst 情形 seen, and its figure; none if there is none.
    pub worst: Option<(u32, Classes)>,
    /// The position of the beginning from which it is as bad.
    pub beginning: usize,
    /// No 情形 is worse.
    pub bound: u32,
    /// The set of 情形 that the worst one was taken from: what it shows can be filled up within.
    pub within: Ref,
}

impl Found {
    /// The worst is the worst of all.
    pub fn is_proved(&self) -> bool {
        self.bound <= self.worst.as_ref().map_or(0, |(value, _)| *value)
    }
}

/// A set of 情形 that may hold a worse one.
struct Open {
    within: Ref,
    core: Core,
    open: Option<Ref>,
}

/// Conditions that cannot hold together; none if all that is wanted can.
type Core = Vec<Ref>;

/// Splits of a core of more conditions take the first of them only.
const MOST_PARTS: usize = 12;

/// Searches `within`, as long as `pay` allows.
pub(in crate::proof) fn worst(
    world: &mut World<'_, '_>,
    figure: &mut impl Figure,
    within: Ref,
    pay: &mut impl FnMut() -> bool,
) -> Result<Found, Stop> {
    let mut search = Search {
        queue: BTreeMap::new(),
        number: 0,
        found: Found { worst: None, beginning: 0, bound: 0, within: NEVER },
    };
    if within == NEVER {
        return Ok(search.found);
    }
    search.add(world, figure, within, u32::MAX)?;
    while let Some(((Reverse(bound), _), open)) = search.queue.pop_first() {
        search.found.bound = bound;
        if search.found.is_proved() && search.found.worst.is_some() {
            break;
        }
        let parts = if pay() { split(world, &open) } else { Err(Full) };
        let looked = parts
            .map_err(Stop::from)
            .and_then(|parts| parts.into_iter().try_for_each(|part| search.add(world, figure, part, bound)));
        match looked {
            Ok(()) => {}
            // What was found counts, and no set that is open or was left out has a greater bound.
            Err(Stop::Full) => return Ok(search.found),
            Err(other) => return Err(other),
        }
    }
    if search.queue.is_empty() {
        search.found.bound = search.known();
    }
    Ok(search.found)
}

struct Search {
    /// Greatest bound first; then the one made first.
    queue: BTreeMap<(Reverse<u32>, u64), Open>,
    number: u64,
    found: Found,
}

impl Search {
    fn known(&self) -> u32 {
        self.found.worst.as_ref().map_or(0, |(value, _)| *value)
    }

    /// Looks at a set and keeps it if it may hold something worse.
    fn add(
        &mut self,
        world: &mut World<'_, '_>,
        figure: &mut impl Figure,
        within: Ref,
        most: u32,
    ) -> Result<(), Stop> {
        if within == NEVER {
            return Ok(());
        }
        let Look { bound, wanted, open } = figure.look(world, within, self.known())?;
        let mut bound = bound.min(most);
        if bound <= self.known() && self.found.worst.is_some() {
            return Ok(());
        }
        let Satisfied { reached, core, lost } = satisfy(world, within, &wanted)?;
        if figure.is_sum() {
            bound = bound.saturating_sub(lost);
        }
        let classes = world.symbols.some(reached);
        let value = figure.value(world, &classes, self.known())?;
        let worse = value.filter(|(value, _)| self.found.worst.is_none() || *value > self.known());
        if let Some((value, beginning)) = worse {
            self.found.worst = Some((value, classes));
            self.found.beginning = beginning;
            self.found.within = reached;
        }
        if bound > self.known() && (!core.is_empty() || open.is_some()) {
            self.number = self.number.saturating_add(1);
            self.queue.insert((Reverse(bound), self.number), Open { within, core, open });
        }
        Ok(())
    }
}

/// What can be had of the wanted conditions.
struct Satisfied {
    /// A set of 情形 in which as many as were taken hold.
    reached: Ref,
    /// The first that cannot hold with those before it, with some of them.
    core: Core,
    /// What cores without common conditions take from the sum, at least.
    lost: u32,
}

fn satisfy(world: &mut World<'_, '_>, within: Ref, wanted: &[(Ref, u32)]) -> Result<Satisfied, Stop> {
    let mut satisfied = Satisfied { reached: within, core: Vec::new(), lost: 0 };
    let mut taken: Vec<(Ref, u32)> = Vec::new();
    let mut spent: BTreeSet<Ref> = BTreeSet::new();
    for (condition, adds) in wanted.iter().copied() {
        let both = world.symbols.diagrams.and(satisfied.reached, condition)?;
        if both != NEVER {
            satisfied.reached = both;
            taken.push((condition, adds));
            continue;
        }
        let free = taken.iter().copied().filter(|(other, _)| !spent.contains(other));
        if let Some(core) = core(world, within, (condition, adds), free.collect())? {
            let least = core.iter().map(|(_, adds)| *adds).min().unwrap_or(0);
            satisfied.lost = satisfied.lost.saturating_add(least);
            spent.extend(core.iter().map(|(condition, _)| *condition));
            if satisfied.core.is_empty() {
                satisfied.core = core.into_iter().map(|(condition, _)| condition).collect();
            }
        }
    }
    Ok(satisfied)
}

/// Some of the conditions taken that cannot hold together with one more; none if all of them can. The one more comes last.
fn core(
    world: &mut World<'_, '_>,
    within: Ref,
    lost: (Ref, u32),
    mut taken: Vec<(Ref, u32)>,
) -> Result<Option<Vec<(Ref, u32)>>, Full> {
    let d = &mut world.symbols.diagrams;
    let start = d.and(within, lost.0)?;
    let mut whole = start;
    let Some(last) = ({
        let mut last = None;
        for (at, (condition, _)) in taken.iter().enumerate() {
            whole = d.and(whole, *condition)?;
            if whole == NEVER {
                last = Some(at);
                break;
            }
        }
        if start == NEVER { Some(usize::MAX) } else { last }
    }) else {
        return Ok(None);
    };
    taken.truncate(last.saturating_add(1));
    if start == NEVER {
        return Ok(Some(vec![lost]));
    }
    // From the back, keep only what is needed: `needed` holds together with everything before it only in vain.
    let mut needed = start;
    let mut kept: Vec<(Ref, u32)> = Vec::new();
    while let Some(one) = taken.pop() {
        let mut without = needed;
        for (condition, _) in &taken {
            without = d.and(without, *condition)?;
            if without == NEVER {
                break;
            }
        }
        if without != NEVER {
            needed = d.and(needed, one.0)?;
            kept.push(one);
            if needed == NEVER {
                break;
            }
        }
    }
    kept.push(lost);
    Ok(Some(kept))
}

/// The parts of a set: in each, one condition of the core fails and those before it hold; or the open condition does and
/// does not.
fn split(world: &mut World<'_, '_>, open: &Open) -> Result<Vec<Ref>, Full> {
    let d = &mut world.symbols.diagrams;
    let conditions: Vec<Ref> =
        if open.core.is_empty() { open.open.into_iter().collect() } else { open.core.clone() };
    let mut rest = open.within;
    let mut parts = Vec::new();
    for condition in conditions.iter().take(MOST_PARTS) {
        let not = d.not(*condition)?;
        parts.push(d.and(rest, not)?);
        rest = d.and(rest, *condition)?;
    }
    parts.push(rest);
    Ok(parts)
}
