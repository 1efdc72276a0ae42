//! The figures of a bundle, for the exact search: what they count, or how long they take.

use super::diagram::{ALWAYS, NEVER, Ref};
use super::network::{Known, Late, matters, slowest};
use super::solve::{Figure, Look, Stop, Value};
use super::world::{Status, World};
use crate::proof::ProofError;
use crate::proof::clock::Clock;
use crate::proof::graph::{Graph, at};
use crate::proof::run::{Apart, Slot, run_apart};
use crate::proof::span::ended_before;
use lianban_runtime::plan::{Anchor, AnchorPoint, Join};
use lianban_runtime::time::CalendarError;

/// A sum of conditions that hold.
pub(in crate::proof) struct Sum {
    /// Each with what it adds.
    pub parts: Vec<(Ref, u32)>,
}

impl Figure for Sum {
    fn look(&mut self, world: &mut World<'_, '_>, within: Ref, _: u32) -> Result<Look, Stop> {
        let mut look = Look::default();
        for (condition, adds) in &self.parts {
            if world.status(within, *condition)? != Status::Never {
                look.bound = look.bound.saturating_add(*adds);
                look.wanted.push((*condition, *adds));
            }
        }
        Ok(look)
    }

    fn value(&mut self, world: &World<'_, '_>, classes: &[usize], _: u32) -> Result<Option<Value>, Stop> {
        let holding = self.parts.iter().filter(|(condition, _)| world.symbols.holds(*condition, classes));
        Ok(Some((holding.fold(0, |sum, (_, adds)| sum.saturating_add(*adds)), 0)))
    }

    fn is_sum(&self) -> bool {
        true
    }
}

/// One way to play: a clock and when it begins.
pub(in crate::proof) struct Beginning<C: Clock> {
    pub clock: C,
    pub origin: C::Time,
    /// No case that begins here takes longer, if all its days lie inside the calendar's data.
    pub most: u32,
}

/// How long it takes from one moment to another, on the worst of some beginnings.
pub(in crate::proof) struct Length<C: Clock, E> {
    /// Nodes that matter.
    pub matters: Vec<bool>,
    /// By node: when it has ended by the beginning; empty if nothing has.
    pub ended: Vec<Ref>,
    /// The moment that it begins with, where that is not the receipt.
    pub inside: Option<Anchor>,
    /// By node: its time does not count.
    pub excluded: Vec<bool>,
    pub from: Anchor,
    pub until: Anchor,
    /// Greatest `most` first.
    pub beginnings: Vec<Beginning<C>>,
    /// How long from one moment to another.
    pub elapsed: E,
}

impl<C: Clock, E> Length<C, E>
where
    E: Fn(&C, C::Time, C::Time) -> Result<u32, ProofError>,
{
    /// The time from `from` to `until` of a case; none if one of them does not apply.
    pub fn between(&self, clock: &C, slots: &[Option<Late<C::Time>>]) -> Result<Option<u32>, ProofError> {
        let moment = |anchor: Anchor| {
            let slot = slots.get(anchor.node.index())?.as_ref()?;
            Some(if anchor.at == AnchorPoint::Start { slot.start } else { slot.end })
        };
        let (Some(from), Some(until)) = (moment(self.from), moment(self.until)) else { return Ok(None) };
        (self.elapsed)(clock, from, until.max(from)).map(Some)
    }

    /// The conditions under which the slowest way is one.
    fn way(
        &self,
        world: &mut World<'_, '_>,
        statuses: &[Status],
        ended: &[Status],
        slots: &[Option<Late<C::Time>>],
    ) -> Result<Vec<(Ref, u32)>, Stop> {
        let mut wanted = Vec::new();
        let mut next = Some(self.until.node.index());
        while let Some(node) = next {
            let Some(slot) = slots.get(node).and_then(Option::as_ref) else { break };
            if at(statuses, node) == Status::May {
                wanted.push((world.node(node), 1));
            }
            if at(ended, node) == Status::May {
                let has_ended = self.ended.get(node).copied().unwrap_or(NEVER);
                wanted.push((world.symbols.diagrams.not(has_ended)?, 1));
            }
            next = slot.by.filter(|by| *by != node);
        }
        Ok(wanted)
    }

    /// What is not settled and may matter: at joins that need only some, else anywhere.
    fn open(&self, world: &World<'_, '_>, statuses: &[Status]) -> Option<Ref> {
        let graph = world.graph;
        let open = |node: &usize| at(statuses, *node) == Status::May && at(&self.matters, *node);
        let some = graph.plan.nodes.iter().zip(&graph.before).enumerate().filter(|(index, (node, _))| {
            node.join != Join::All && at(&self.matters, *index) && at(statuses, *index) != Status::Never
        });
        let at_joins = some.flat_map(|(_, (_, before))| before.start.iter().copied()).find(open);
        at_joins.or_else(|| (0..statuses.len()).find(open)).map(|node| world.node(node))
    }
}

impl<C: Clock, E> Figure for Length<C, E>
where
    E: Fn(&C, C::Time, C::Time) -> Result<u32, ProofError>,
{
    fn look(&mut self, world: &mut World<'_, '_>, within: Ref, known: u32) -> Result<Look, Stop> {
        let nodes = world.nodes.clone();
        let statuses = world.statuses(within, &nodes)?;
        let ended = world.statuses(within, &self.ended)?;
        let settled =
            Known { nodes: &statuses, ended: &ended, excluded: &self.excluded, matters: &self.matters };
        let mut look = Look { bound: known, wanted: Vec::new(), open: self.open(world, &statuses) };
        let mut seen = false;
        for beginning in &self.beginnings {
            if seen && beginning.most <= look.bound {
                break;
            }
            let slots = slowest(world.graph, settled, &beginning.clock, beginning.origin);
            let valued = slots.and_then(|slots| Ok((self.between(&beginning.clock, &slots)?, slots)));
            match inside_data(valued)? {
                // What stays inside the data takes no longer than they last.
                None if !seen || beginning.most > look.bound => {
                    (seen, look.bound, look.wanted) = (true, beginning.most, Vec::new());
                }
                Some((Some(value), slots)) if !seen || value > look.bound => {
                    (seen, look.bound) = (true, value);
                    look.wanted = self.way(world, &statuses, &ended, &slots)?;
                }
                _ => {}
            }
        }
        Ok(look)
    }

    fn value(&mut self, world: &World<'_, '_>, classes: &[usize], known: u32) -> Result<Option<Value>, Stop> {
        let applies = world.applies(classes);
        let ended = self.inside.map_or_else(Vec::new, |from| ended_before(world.graph, &applies, from));
        let apart = Apart { ended: &ended, excluded: &self.excluded };
        let mut worst: Option<Value> = None;
        for (at, beginning) in self.beginnings.iter().enumerate() {
            if worst.is_some_and(|(worst, _)| beginning.most <= worst.max(known)) {
                break;
            }
            let played = run_apart(world.graph, &applies, &beginning.clock, beginning.origin, apart);
            let valued = played.and_then(|played| {
                let late = |slot: &Slot<C::Time>| Late { start: slot.start, end: slot.end, by: None };
                let slots: Vec<_> = played.iter().map(|slot| slot.as_ref().map(late)).collect();
                self.between(&beginning.clock, &slots)
            });
            let value = inside_data(valued)?.flatten();
            if let Some(value) = value.filter(|value| worst.is_none_or(|(worst, _)| *value > worst)) {
                worst = Some((value, at));
            }
        }
        Ok(worst)
    }

    fn is_sum(&self) -> bool {
        false
    }
}

/// What was found; none where the case leaves the calendar's data.
pub(in crate::proof) fn inside_data<T>(found: Result<T, ProofError>) -> Result<Option<T>, ProofError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(ProofError::Calendar(CalendarError::OutOfData { .. })) => Ok(None),
        Err(other) => Err(other),
    }
}

/// What a length depends on.
pub(in crate::proof) fn depends(graph: &Graph<'_>, from: Anchor, until: Anchor) -> Vec<bool> {
    matters(graph, [from.node.index(), until.node.index()])
}

/// Conditions that never hold drop out, those that always do count at once: what the rest may add.
pub(in crate::proof) fn settled(parts: Vec<(Ref, u32)>) -> (u32, Vec<(Ref, u32)>) {
    let always = parts.iter().filter(|(condition, _)| *condition == ALWAYS);
    let sure = always.fold(0_u32, |sum, (_, adds)| sum.saturating_add(*adds));
    (sure, parts.into_iter().filter(|(condition, _)| *condition != ALWAYS && *condition != NEVER).collect())
}
