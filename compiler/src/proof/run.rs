//! The scheduler: rules F1, F4, T7 and M4 on the core, for any clock.

use super::ProofError;
use super::clock::Clock;
use super::graph::{Applies, Graph, at};
use lianban_runtime::plan::{Anchor, AnchorPoint, Join, Node};

/// When one node starts and ends, and what it waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot<T> {
    /// Start.
    pub start: T,
    /// End.
    pub end: T,
    /// The predecessor that decided its end: by a finish edge if that came last, else the one it started behind.
    pub bound_by: Option<usize>,
}

/// All nodes that apply.
pub(super) type Run<T> = Vec<Option<Slot<T>>>;

/// Plays the plan: every node takes its work, nobody waits longer than needed.
///
/// # Errors
/// [`ProofError::TooLong`], [`ProofError::Calendar`].
pub(super) fn run<C: Clock>(
    graph: &Graph<'_>,
    applies: &Applies,
    clock: &C,
    origin: C::Time,
) -> Result<Run<C::Time>, ProofError> {
    play(graph, applies, clock, (origin, Apart::NONE), |node| node.join)
}

/// What does not take the time it may.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apart<'a> {
    /// By node: it has ended by the beginning, whatever time it may take.
    pub ended: &'a [bool],
    /// By node: its time does not count (不计).
    pub excluded: &'a [bool],
}

impl Apart<'_> {
    /// Nothing.
    pub const NONE: Self = Self { ended: &[], excluded: &[] };
}

/// As [`run`], but some nodes take no time.
///
/// # Errors
/// [`ProofError::TooLong`], [`ProofError::Calendar`].
pub(super) fn run_apart<C: Clock>(
    graph: &Graph<'_>,
    applies: &Applies,
    clock: &C,
    origin: C::Time,
    apart: Apart<'_>,
) -> Result<Run<C::Time>, ProofError> {
    play(graph, applies, clock, (origin, apart), |node| node.join)
}

/// As [`run`], but every node waits for all its predecessors: no case is slower.
///
/// # Errors
/// [`ProofError::TooLong`], [`ProofError::Calendar`].
pub(super) fn latest<C: Clock>(
    graph: &Graph<'_>,
    applies: &Applies,
    clock: &C,
    origin: C::Time,
) -> Result<Run<C::Time>, ProofError> {
    play(graph, applies, clock, (origin, Apart::NONE), |_| Join::All)
}

fn play<C: Clock>(
    graph: &Graph<'_>,
    applies: &Applies,
    clock: &C,
    (origin, apart): (C::Time, Apart<'_>),
    join_of: impl Fn(&Node) -> Join,
) -> Result<Run<C::Time>, ProofError> {
    let mut slots: Run<C::Time> = Vec::with_capacity(graph.plan.nodes.len());
    for (index, (node, before)) in graph.plan.nodes.iter().zip(&graph.before).enumerate() {
        if !at(&applies.nodes, index) {
            slots.push(None);
            continue;
        }
        if at(apart.ended, index) {
            slots.push(Some(Slot { start: origin, end: origin, bound_by: None }));
            continue;
        }
        let ended = |list: &[usize]| -> Vec<(C::Time, usize)> {
            list.iter().filter_map(|p| slots.get(*p).and_then(Option::as_ref).map(|s| (s.end, *p))).collect()
        };
        let ready = join(join_of(node), ended(&before.start)).or_else(|| ended(&[0]).first().copied());
        let start = ready.map_or(origin, |(time, _)| time);
        let done = if at(apart.excluded, index) { start } else { work(clock, node, start)? };
        let mut slot = Slot { start, end: done, bound_by: ready.map(|(_, by)| by) };
        for (time, by) in ended(&before.finish) {
            if time > slot.end {
                (slot.end, slot.bound_by) = (time, Some(by));
            }
        }
        slots.push(Some(slot));
    }
    Ok(slots)
}

/// What an automatic node without work does, it does at the instant it starts, even outside opening hours.
fn work<C: Clock>(clock: &C, node: &Node, start: C::Time) -> Result<C::Time, ProofError> {
    if node.automatic && node.work.amount == 0 { Ok(start) } else { clock.after(start, node.work) }
}

/// The moment at which enough predecessors have ended, and who was the last of them. Where fewer apply than 至少 k
/// asks for (a finding of its own, rule F1), all that do.
fn join<T: Copy + Ord>(join: Join, mut ended: Vec<(T, usize)>) -> Option<(T, usize)> {
    let wanted = match join {
        Join::All => ended.len(),
        Join::Any => 1,
        Join::AtLeast(k) => usize::try_from(k).unwrap_or(usize::MAX).min(ended.len()),
    };
    let last = if wanted == ended.len() {
        ended.iter().map(|(time, _)| *time).max()?
    } else {
        ended.sort_by_key(|(time, _)| *time); // stable: ties stay in declared order
        ended.get(wanted.checked_sub(1)?)?.0
    };
    ended.into_iter().find(|(time, _)| *time == last)
}

/// The moment of an anchor; none if its node does not apply.
pub(super) fn moment<T: Copy>(run: &Run<T>, anchor: Anchor) -> Option<T> {
    let slot = run.get(anchor.node.index())?.as_ref()?;
    Some(match anchor.at {
        AnchorPoint::Start => slot.start,
        AnchorPoint::End => slot.end,
    })
}

/// The chain of nodes that decides the end of `until`, back to `from` or to the beginning; first to last.
pub(super) fn binding_chain<T: Copy>(run: &Run<T>, from: usize, until: usize) -> Vec<usize> {
    let mut chain = Vec::new();
    let mut next = Some(until);
    while let Some(index) = next {
        let Some(slot) = run.get(index).and_then(Option::as_ref) else { break };
        chain.push(index);
        next = slot.bound_by.filter(|by| index != from && *by < index);
    }
    chain.reverse();
    chain
}
