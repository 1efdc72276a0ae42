//! 任一, 至少 k and 里程碑 of the flow (decision 0004): gates behind the branches, before what follows.

use super::draft::{DraftIx, Numbered};
use super::from_types::{Lowering, bundle_node};
use super::precedence::{Around, items_of, milestones};
use crate::names::linked::{Gate, Step};
use lianban_runtime::plan::{Cancel, EdgeKind, GuardIx, Join, Node, NodeKind, ScopeIx};
use std::collections::BTreeMap;

/// A part of the flow as seen from outside: what must wait, and what is waited for. Gates are told apart, because
/// edges from item to item are drawn elsewhere.
#[derive(Clone, Debug, Default)]
struct Part {
    first: Vec<(DraftIx, bool)>,
    last: Vec<(DraftIx, bool)>,
}

impl Lowering<'_> {
    /// Drafts the gates. One of branches applies where any of them does.
    pub(super) fn flow_gates(&mut self) {
        let linked = self.linked;
        let mut inside: Vec<Option<Vec<usize>>> = vec![None; linked.flow.gates.len()];
        linked.flow.chains.iter().for_each(|chain| joined(chain, &mut inside));
        let order = milestones(linked);
        for (at, (gate, items)) in linked.flow.gates.iter().zip(inside).enumerate() {
            let guard = match items {
                Some(items) => {
                    let guards: Vec<GuardIx> = items.into_iter().map(|item| self.guard_of(item)).collect();
                    self.arena.any(guards)
                }
                None => self.milestone_guard(at, gate, &order),
            };
            let node = Node { guard, join: gate.join, ..bundle_node(&gate.name.value, NodeKind::Gate) };
            let drafted = self.draft.node(node, gate.name.place);
            self.gates.push(drafted);
        }
    }

    /// A milestone applies in its branch of 择一; one that cancels, where anything before it applies as well: what does
    /// not take place cancels nothing.
    fn milestone_guard(&mut self, at: usize, gate: &Gate, order: &BTreeMap<usize, Around>) -> GuardIx {
        let own = self.gate_guards.get(at).copied().unwrap_or(crate::types::ALWAYS);
        let Some(around) = order.get(&at).filter(|_| !gate.cancels.is_empty()) else { return own };
        let before: Vec<GuardIx> = around.before.iter().map(|(item, _)| self.guard_of(*item)).collect();
        let before = self.arena.any(before);
        self.arena.all([own, before])
    }

    /// What each gate cancels: the branches of 任一 and 至少, or what a milestone names.
    pub(super) fn cancels(&self, numbered: &Numbered) -> Vec<Cancel> {
        let mut inside: Vec<Option<Vec<usize>>> = vec![None; self.linked.flow.gates.len()];
        self.linked.flow.chains.iter().for_each(|chain| joined(chain, &mut inside));
        let gates = self.linked.flow.gates.iter().zip(inside).zip(&self.gates);
        let rows = gates.map(|((gate, inside), node)| {
            let named = gate.cancels.iter().map(|item| item.value);
            let rest = inside.filter(|_| gate.cancels_rest.is_some()).unwrap_or_default();
            let mut scopes: Vec<ScopeIx> = named.chain(rest).map(|item| self.scope_of(item)).collect();
            scopes.sort_unstable();
            Cancel { by: numbered.at(*node), scopes }
        });
        let mut rows: Vec<Cancel> = rows.filter(|row| !row.scopes.is_empty()).collect();
        rows.sort_by_key(|row| row.by);
        rows
    }

    /// Edges into and out of the gates, along every chain.
    pub(super) fn flow_edges(&mut self) {
        let linked = self.linked;
        for chain in &linked.flow.chains {
            self.chain_edges(chain);
        }
        for (gate, spec) in self.gates.clone().into_iter().zip(&linked.flow.gates) {
            // The intake is not one of the branches that 任一 and 至少 k count.
            if spec.join == Join::All {
                self.behind_intake(gate);
            }
            self.draft.edge(gate, self.close, EdgeKind::Start, None);
        }
    }

    /// A written sequence is transitive, as it is among items. Depth is bounded by the parser's nesting limit.
    fn chain_edges(&mut self, chain: &[Step]) -> Part {
        let mut whole = Part::default();
        for step in chain {
            let part = self.step_part(step);
            for (from, from_gate) in &whole.last {
                for (to, to_gate) in &part.first {
                    if *from_gate || *to_gate {
                        self.draft.edge(*from, *to, EdgeKind::Start, None);
                    }
                }
            }
            whole.first.extend(part.first);
            whole.last.extend(part.last);
        }
        whole
    }

    fn step_part(&mut self, step: &Step) -> Part {
        match step {
            Step::Item(item) => Part {
                first: self.accept.get(*item).map(|node| (*node, false)).into_iter().collect(),
                last: self.decide.get(*item).map(|node| (*node, false)).into_iter().collect(),
            },
            Step::Parallel(chains) => self.side_by_side(chains.iter()),
            Step::Choice(branches) => self.side_by_side(branches.iter().map(|(_, chain)| chain)),
            Step::Milestone(gate) => {
                let gate: Vec<(DraftIx, bool)> =
                    self.gates.get(*gate).map(|g| (*g, true)).into_iter().collect();
                Part { first: gate.clone(), last: gate }
            }
            Step::Join(gate, chains) => self.joined_part(*gate, chains),
        }
    }

    fn side_by_side<'s>(&mut self, chains: impl Iterator<Item = &'s Vec<Step>>) -> Part {
        let mut all = Part::default();
        for chain in chains {
            let part = self.chain_edges(chain);
            all.first.extend(part.first);
            all.last.extend(part.last);
        }
        all
    }

    /// Only the gate is waited for. A branch of several parts is one predecessor: it has a gate of its own.
    fn joined_part(&mut self, at: usize, chains: &[Vec<Step>]) -> Part {
        let Some(&gate) = self.gates.get(at) else { return Part::default() };
        let place = self.linked.flow.gates.get(at).map(|g| (g.name.value.clone(), g.name.place));
        let (name, place) = place.unwrap_or_default();
        let mut first = Vec::new();
        for (branch, chain) in chains.iter().enumerate() {
            let part = self.chain_edges(chain);
            first.extend(part.first);
            if let [(only, _)] = part.last.as_slice() {
                self.draft.edge(*only, gate, EdgeKind::Start, None);
                continue;
            }
            let mut items = Vec::new();
            items_of(chain, &mut items);
            let guards: Vec<GuardIx> = items.into_iter().map(|item| self.guard_of(item)).collect();
            let guard = self.arena.any(guards);
            let name = format!("{name}·分支 {}", branch.saturating_add(1));
            let node = Node { guard, join: Join::All, ..bundle_node(&name, NodeKind::Gate) };
            let end = self.draft.node(node, place);
            for (from, _) in part.last {
                self.draft.edge(from, end, EdgeKind::Start, None);
            }
            self.draft.edge(end, gate, EdgeKind::Start, None);
        }
        Part { first, last: vec![(gate, true)] }
    }
}

/// The items inside each 任一 and 至少 k.
fn joined(chain: &[Step], found: &mut [Option<Vec<usize>>]) {
    for step in chain {
        match step {
            Step::Parallel(chains) => chains.iter().for_each(|inner| joined(inner, found)),
            Step::Choice(branches) => branches.iter().for_each(|(_, inner)| joined(inner, found)),
            Step::Join(gate, chains) => {
                let mut items = Vec::new();
                chains.iter().for_each(|inner| items_of(inner, &mut items));
                if let Some(slot) = found.get_mut(*gate) {
                    *slot = Some(items);
                }
                chains.iter().for_each(|inner| joined(inner, found));
            }
            Step::Item(_) | Step::Milestone(_) => {}
        }
    }
}
