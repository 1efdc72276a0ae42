//! The longest way through the flow where it is not settled what applies: no 情形 of the set takes longer.
//!
//! Every node that may apply is taken to apply. Nobody starts later than behind all predecessors that may apply; at a
//! join of 任一 or 至少 k not later than behind the first k of those that apply in any case. Nothing is cancelled, and
//! nothing has ended before the beginning unless it has in all 情形 of the set. Ends only move to earlier moments by each
//! of these, because a later start never ends earlier.

use super::world::Status;
use crate::proof::ProofError;
use crate::proof::clock::Clock;
use crate::proof::graph::{Graph, at};
use lianban_runtime::plan::{Join, Node, NodeKind};

/// What is known of a set of 情形.
#[derive(Clone, Copy, Debug)]
pub(in crate::proof) struct Known<'a> {
    /// By node: whether it applies.
    pub nodes: &'a [Status],
    /// By node: whether it has ended by the beginning; empty if nothing has.
    pub ended: &'a [Status],
    /// By node: its time does not count; empty if every node's does.
    pub excluded: &'a [bool],
    /// By node: it matters.
    pub matters: &'a [bool],
}

/// One node in the slowest case.
#[derive(Clone, Copy, Debug)]
pub(in crate::proof) struct Late<T> {
    /// No later start.
    pub start: T,
    /// No later end.
    pub end: T,
    /// Behind whom.
    pub by: Option<usize>,
}

/// Plays it.
pub(in crate::proof) fn slowest<C: Clock>(
    graph: &Graph<'_>,
    known: Known<'_>,
    clock: &C,
    origin: C::Time,
) -> Result<Vec<Option<Late<C::Time>>>, ProofError> {
    let mut slots: Vec<Option<Late<C::Time>>> = Vec::with_capacity(graph.plan.nodes.len());
    for (index, (node, before)) in graph.plan.nodes.iter().zip(&graph.before).enumerate() {
        if at(known.nodes, index) == Status::Never || !at(known.matters, index) {
            slots.push(None);
            continue;
        }
        if at(known.ended, index) == Status::Must {
            slots.push(Some(Late { start: origin, end: origin, by: None }));
            continue;
        }
        let first = slots.first().and_then(Option::as_ref).map(|slot| (slot.end, 0));
        let ready = ready(graph, (node, &before.start), known.nodes, &slots);
        let alone = first.filter(|_| before.start.iter().all(|p| at(known.nodes, *p) != Status::Must));
        let latest = match (ready, alone) {
            (Some(ready), Some(alone)) if alone.0 > ready.0 => Some(alone),
            (ready, alone) => ready.or(alone),
        };
        let start = latest.map_or(origin, |(time, _)| time);
        let nothing = at(known.excluded, index) || node.automatic && node.work.amount == 0;
        let end = if nothing { start } else { clock.after(start, node.work)? };
        let mut slot = Late { start, end, by: latest.map(|(_, by)| by) };
        for by in &before.finish {
            if let Some(other) = slots.get(*by).and_then(Option::as_ref).filter(|other| other.end > slot.end)
            {
                (slot.end, slot.by) = (other.end, Some(*by));
            }
        }
        slots.push(Some(slot));
    }
    Ok(slots)
}

/// The latest moment at which enough predecessors have ended, and the last of them.
fn ready<T: Copy + Ord>(
    graph: &Graph<'_>,
    (node, before): (&Node, &[usize]),
    applies: &[Status],
    slots: &[Option<Late<T>>],
) -> Option<(T, usize)> {
    // As in the run: a wait for papers begins with the first acceptance that cannot be cancelled.
    let sure = node.kind == NodeKind::Await && before.iter().any(|p| !at(&graph.may_be_cut, *p));
    let counted = before.iter().filter(|p| !sure || !at(&graph.may_be_cut, **p));
    let end = |p: &usize| slots.get(*p).and_then(Option::as_ref).map(|slot| (slot.end, *p));
    let wanted = match node.join {
        Join::All => 0,
        Join::Any => 1,
        Join::AtLeast(k) => usize::try_from(k).unwrap_or(usize::MAX),
    };
    if wanted > 0 {
        let certain = counted.clone().filter(|p| at(applies, **p) == Status::Must);
        let mut certain: Vec<(T, usize)> = certain.filter_map(end).collect();
        certain.sort_by_key(|(time, _)| *time);
        if let Some(enough) = wanted.checked_sub(1).and_then(|at| certain.get(at)) {
            return Some(*enough);
        }
    }
    let mut last: Option<(T, usize)> = None;
    for (time, by) in counted.filter_map(end) {
        if last.is_none_or(|(latest, _)| time > latest) {
            last = Some((time, by));
        }
    }
    last
}

/// Every node that the end of some node depends on, itself included; also through gates that cancel.
pub(in crate::proof) fn matters(graph: &Graph<'_>, of: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut marked = vec![false; graph.plan.nodes.len()];
    let mut next: Vec<usize> = of.into_iter().chain([0]).collect();
    next.extend(graph.cancels.iter().map(|cancel| cancel.by));
    while let Some(node) = next.pop() {
        let Some(mark) = marked.get_mut(node) else { continue };
        if std::mem::replace(mark, true) {
            continue;
        }
        let before = graph.before.get(node);
        next.extend(before.into_iter().flat_map(|before| before.start.iter().chain(&before.finish)));
    }
    marked
}
