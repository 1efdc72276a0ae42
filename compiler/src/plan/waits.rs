//! 容缺: nodes that wait for a material accepted as missing (decision 0001, 10).

use super::draft::DraftIx;
use super::from_types::{Lowering, Precedences, bundle_node};
use crate::names::Place;
use crate::names::linked::Material;
use crate::types::ALWAYS;
use lianban_runtime::plan::{EdgeKind, GuardIx, Join, Node, NodeKind};
use lianban_runtime::time::Span as Amount;
use std::collections::BTreeSet;

/// Most edges looked at to find out which waits would wait for themselves.
const MOST_SEARCHED: usize = 2_000_000;

/// Most items that wait for one material each by itself.
const MOST_APART: usize = 200;

/// A 容缺 material and a node that waits for it.
#[derive(Clone, Debug)]
pub(super) struct Awaited {
    pub material: usize,
    pub node: DraftIx,
    pub budget: Amount,
    pub place: Place,
    /// Items whose acceptance starts the wait.
    pub starts: Vec<usize>,
    /// Items that may not be decided before it ends.
    pub blocks: Vec<usize>,
}

impl Lowering<'_> {
    /// Await nodes of the 容缺 materials (decision 0001, 10): items behind which the same others stand share one.
    pub(super) fn await_nodes(&mut self, before: &Precedences) {
        let linked = self.linked;
        let shared =
            |(at, material): &(usize, &Material)| material.tolerance.is_some() && self.needing(*at).len() > 1;
        // Two shared waits could wait for each other crosswise; then each item waits by itself.
        let crossing = linked.materials.iter().enumerate().filter(shared).count() > 1;
        for (at, material) in linked.materials.iter().enumerate() {
            let brought = material.source.value.is_brought();
            let Some(tolerance) = material.tolerance.as_ref().filter(|_| brought) else { continue };
            let mut groups = await_groups(&self.needing(at), before, &|item| self.companions(item));
            if crossing {
                groups = groups.into_iter().flat_map(apart).collect();
            }
            for (number, (starts, blocks)) in groups.into_iter().enumerate() {
                let guards: Vec<GuardIx> = blocks.iter().map(|item| self.guard_of(*item)).collect();
                let owed = self.arena.any(guards);
                let needed = self.material_guards.get(at).copied().unwrap_or(ALWAYS);
                let guard = self.arena.all([needed, owed]);
                let suffix =
                    if number == 0 { String::new() } else { format!("·{}", number.saturating_add(1)) };
                let node = Node {
                    name: format!("{}·补交{suffix}", material.name.value),
                    work: tolerance.value,
                    automatic: false,
                    guard,
                    join: Join::Any,
                    ..bundle_node("", NodeKind::Await)
                };
                let node = self.draft.node(node, material.name.place);
                let (budget, place) = (tolerance.value, tolerance.place);
                self.awaited.push(Awaited { material: at, node, budget, place, starts, blocks });
            }
        }
    }

    /// Items that take part in a joint action with this one: none of them is decided before this one is accepted.
    fn companions(&self, item: usize) -> Vec<usize> {
        let joins = self.linked.items.get(item).map(|item| item.joins.as_slice()).unwrap_or_default();
        joins.iter().flat_map(|joint| self.members(joint.value)).filter(|other| *other != item).collect()
    }

    /// Each wait begins with its own items' acceptances; an acceptance of another item begins it too, unless that
    /// other item can only be accepted after something that waits here. In a bundle too entangled to find out, the wait
    /// begins with its own items only: the later date.
    pub(super) fn await_edges(&mut self) {
        let mut steps = MOST_SEARCHED;
        for awaited in &self.awaited {
            for item in &awaited.blocks {
                if let (Some(&accept), Some(&decide)) = (self.accept.get(*item), self.decide.get(*item)) {
                    self.draft.edge(accept, awaited.node, EdgeKind::Start, None);
                    self.draft.edge(awaited.node, decide, EdgeKind::Finish, None);
                }
                // What cannot be undone does not even begin.
                let steps =
                    self.linked.items.get(*item).map(|item| item.before_decision()).unwrap_or_default();
                let nodes = self.steps.get(*item).map(Vec::as_slice).unwrap_or_default();
                for (_, node) in steps.iter().zip(nodes).filter(|(step, _)| step.is_irreversible()) {
                    self.draft.edge(awaited.node, *node, EdgeKind::Start, None);
                }
            }
        }
        for awaited in &self.awaited {
            for item in awaited.starts.iter().filter(|item| !awaited.blocks.contains(item)) {
                if let Some(&accept) = self.accept.get(*item)
                    && !self.draft.reaches(awaited.node, accept, &mut steps)
                {
                    self.draft.edge(accept, awaited.node, EdgeKind::Start, None);
                }
            }
        }
    }
}

/// Items that could share a wait and do not, unless they are very many.
fn apart((starts, blocks): (Vec<usize>, Vec<usize>)) -> Vec<(Vec<usize>, Vec<usize>)> {
    if blocks.len() > MOST_APART {
        return vec![(starts, blocks)];
    }
    blocks.into_iter().map(|item| (starts.clone(), vec![item])).collect()
}

/// Needing items grouped by who may be accepted before them: `(who starts the wait, who waits)`. What comes behind an
/// item cannot be accepted before it is decided, so it starts no wait of its.
fn await_groups(
    needing: &[usize],
    before: &Precedences,
    companions: &dyn Fn(usize) -> Vec<usize>,
) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for item in needing {
        let behind =
            if needing.len() < 2 { BTreeSet::new() } else { accepted_behind(*item, before, companions) };
        let starts: Vec<usize> =
            needing.iter().copied().filter(|other| other == item || !behind.contains(other)).collect();
        match groups.iter_mut().find(|(known, _)| *known == starts) {
            Some((_, blocks)) => blocks.push(*item),
            None => groups.push((starts, vec![*item])),
        }
    }
    groups
}

/// Items that are accepted only after an item is decided: behind it directly or not, also through a joint action, where
/// whoever takes part is decided after everyone else has been accepted. On a cycle (reported elsewhere) without end or
/// repetition.
fn accepted_behind(
    item: usize,
    before: &Precedences,
    companions: &dyn Fn(usize) -> Vec<usize>,
) -> BTreeSet<usize> {
    let mut accepted = BTreeSet::new();
    let mut decided = BTreeSet::from([item]);
    let mut look = vec![item];
    while let Some(from) = look.pop() {
        for (_, later) in before.range((from, 0)..=(from, usize::MAX)).map(|(pair, _)| *pair) {
            if !accepted.insert(later) {
                continue;
            }
            let follow = companions(later).into_iter().chain([later]);
            look.extend(follow.filter(|next| decided.insert(*next)));
        }
    }
    accepted
}
