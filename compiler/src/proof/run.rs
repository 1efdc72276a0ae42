//! The scheduler: rules F1, F4, T7 and M4 on the core, for any clock.

use super::ProofError;
use super::clock::Clock;
use super::graph::{Applies, Graph, at};
use lianban_runtime::plan::{Anchor, AnchorPoint, Join, Node, NodeKind};
use std::collections::BTreeSet;

/// When one node starts and ends, and what it waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot<T> {
    /// Start.
    pub start: T,
    /// End.
    pub end: T,
    /// The predecessor that decided its end: by a finish edge if that came last, else the one it started behind.
    pub bound_by: Option<usize>,
    /// The gate that cancelled it before its work was done.
    pub cut: Option<usize>,
}

/// All nodes that apply.
pub(super) type Run<T> = Vec<Option<Slot<T>>>;

/// Most plays of one case: gates that cancel one behind another. Past it, ends are later than they would be, never earlier.
const MOST_ROUNDS: usize = 32;

/// A moment at which a gate cancels a node that is still open, and the gate.
type Cut<T> = Option<(T, usize)>;

/// Plays the plan: every node takes its work, nobody waits longer than needed.
///
/// What a gate cancels ends at the latest when the gate does (decision 0007). The first play cancels nothing, so its
/// gates end at the latest; each further one moves ends to earlier moments only, until nothing moves any more.
///
/// # Errors
/// [`ProofError::TooLong`], [`ProofError::Calendar`].
pub(super) fn run<C: Clock>(
    graph: &Graph<'_>,
    applies: &Applies,
    clock: &C,
    origin: C::Time,
) -> Result<Run<C::Time>, ProofError> {
    run_apart(graph, applies, clock, origin, Apart::NONE)
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
    let join = |node: &Node| node.join;
    let mut slots = play(graph, applies, clock, (origin, apart), (&[], join))?;
    for _ in graph.cancels.iter().take(MOST_ROUNDS) {
        let cuts = super::cuts::cuts(graph, &slots);
        let again = play(graph, applies, clock, (origin, apart), (&cuts, join))?;
        if again == slots {
            break;
        }
        slots = again;
    }
    Ok(slots)
}

/// As [`run`], but every node waits for all its predecessors and nothing is cancelled: no case is slower.
///
/// # Errors
/// [`ProofError::TooLong`], [`ProofError::Calendar`].
pub(super) fn latest<C: Clock>(
    graph: &Graph<'_>,
    applies: &Applies,
    clock: &C,
    origin: C::Time,
) -> Result<Run<C::Time>, ProofError> {
    play(graph, applies, clock, (origin, Apart::NONE), (&[], |_| Join::All))
}

fn play<C: Clock>(
    graph: &Graph<'_>,
    applies: &Applies,
    clock: &C,
    (origin, apart): (C::Time, Apart<'_>),
    (cuts, join_of): (&[Cut<C::Time>], impl Fn(&Node) -> Join),
) -> Result<Run<C::Time>, ProofError> {
    let mut slots: Run<C::Time> = Vec::with_capacity(graph.plan.nodes.len());
    for (index, (node, before)) in graph.plan.nodes.iter().zip(&graph.before).enumerate() {
        if !at(&applies.nodes, index) {
            slots.push(None);
            continue;
        }
        if at(apart.ended, index) {
            slots.push(Some(Slot { start: origin, end: origin, bound_by: None, cut: None }));
            continue;
        }
        let found = |list: &[usize], whole: bool| -> Vec<(C::Time, usize)> {
            let slots = list.iter().filter_map(|p| slots.get(*p).and_then(Option::as_ref).map(|s| (s, *p)));
            // A wait for papers begins with the first acceptance, unless that is cancelled before it comes: the later
            // date is promised.
            let sure = node.kind == NodeKind::Await && list.iter().any(|p| !at(&graph.may_be_cut, *p));
            let slots = slots.filter(|(_, p)| !sure || !at(&graph.may_be_cut, *p));
            let counted = slots.filter(|(slot, _)| whole || slot.cut.is_none());
            counted.map(|(slot, p)| (slot.end, slot.cut.unwrap_or(p))).collect()
        };
        let ended = |list: &[usize]| found(list, true);
        let ready = ready(join_of(node), found(&before.start, false), ended(&before.start))
            .or_else(|| ended(&[0]).first().copied());
        let start = ready.map_or(origin, |(time, _)| time);
        let bound_by = ready.map(|(_, by)| by);
        let done = if at(apart.excluded, index) { start } else { work(clock, node, start)? };
        let mut slot = Slot { start, end: done, bound_by, cut: None };
        for (time, by) in ended(&before.finish) {
            if time > slot.end {
                (slot.end, slot.bound_by) = (time, Some(by));
            }
        }
        // A wait for papers that is cut with it does not make it end by itself.
        let cut = |p: &usize| slots.get(*p).and_then(Option::as_ref).is_some_and(|slot| slot.cut.is_some());
        let waited = before.finish.iter().any(cut);
        // Nor does what only begins because the same gate cancels what it waits for: it is cancelled with it.
        let struck = |by: usize| {
            before.start.iter().any(|p| {
                slots
                    .get(*p)
                    .and_then(Option::as_ref)
                    .is_some_and(|slot| slot.cut == Some(by) && slot.end == start)
            })
        };
        let cuts_it = |(time, by): (C::Time, usize)| {
            time < slot.end || time == slot.end && (waited || start == time && struck(by))
        };
        if let Some((time, by)) = cuts.get(index).copied().flatten().filter(|cut| cuts_it(*cut)) {
            slot = Slot { start: slot.start.min(time), end: time, bound_by: Some(by), cut: Some(by) };
        }
        if slot.cut.is_none() && is_hollow(graph, (index, node), &slots) {
            slot.cut = slot.bound_by;
        }
        slots.push(Some(slot));
    }
    Ok(slots)
}

/// A gate of the flow that stands for what was before it, all of which was cancelled; of a branch for which the rest is
/// cancelled, any of it.
fn is_hollow<T>(graph: &Graph<'_>, (index, node): (usize, &Node), slots: &Run<T>) -> bool {
    if node.kind != NodeKind::Gate || node.scope.index() != 0 || node.join != Join::All {
        return false;
    }
    let before = graph.before.get(index).map_or(&[][..], |before| before.start.as_slice());
    let before = before.iter().filter(|from| **from != 0);
    let slots = before.filter_map(|from| slots.get(*from).and_then(Option::as_ref));
    let (mut good, mut cut) = (false, false);
    for slot in slots {
        good |= slot.cut.is_none();
        cut |= slot.cut.is_some();
    }
    cut && (!good || at(&graph.serves, index))
}

/// The moment at which enough predecessors have ended, and who was the last of them: of those that were not cancelled,
/// if there are enough of them.
fn ready<T: Copy + Ord>(
    wanted: Join,
    ended: Vec<(T, usize)>,
    with_cancelled: Vec<(T, usize)>,
) -> Option<(T, usize)> {
    let enough = match wanted {
        Join::All => ended.len() == with_cancelled.len(),
        Join::Any => !ended.is_empty(),
        Join::AtLeast(k) => usize::try_from(k).is_ok_and(|k| ended.len() >= k),
    };
    join(wanted, if enough { ended } else { with_cancelled })
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
    let mut seen = BTreeSet::new();
    let mut next = Some(until);
    while let Some(index) = next {
        let Some(slot) = run.get(index).and_then(Option::as_ref).filter(|_| seen.insert(index)) else {
            break;
        };
        chain.push(index);
        next = slot.bound_by.filter(|_| index != from);
    }
    chain.reverse();
    chain
}
