//! 阶段 and 环节 (decision 0004): gates around the items of a stage; steps between acceptance and decision.

use super::draft::DraftIx;
use super::from_types::{Lowering, bundle_node, narrow};
use crate::names::linked::Item;
use crate::types::ALWAYS;
use lianban_runtime::plan::{DepartmentIx, EdgeKind, GuardIx, Node, NodeKind, ScopeIx};
use lianban_runtime::time::Span as Amount;

/// What the written steps of an item take together. Units are equal by law.
pub(super) fn steps_take(item: &Item) -> u32 {
    let limits = item.steps.iter().filter_map(|step| step.limit.as_ref());
    limits.fold(0, |sum, limit| sum.saturating_add(limit.value.amount))
}

impl Lowering<'_> {
    /// The gates of a stage. It applies where one of its items does.
    pub(super) fn stage_nodes(&mut self, at: usize, scope: ScopeIx) {
        let linked = self.linked;
        let Some(stage) = linked.stages.get(at) else { return };
        let inside = linked.items.iter().enumerate().filter(|(_, item)| item.stage == Some(at));
        let guards: Vec<GuardIx> = inside.map(|(item, _)| self.guard_of(item)).collect();
        let alone = |(joint, _): (usize, &crate::names::linked::Joint)| self.is_of_departments(joint);
        let always = linked.joints.iter().enumerate().filter(|(_, j)| j.stage == Some(at)).any(alone);
        let guard = if always { ALWAYS } else { self.arena.any(guards) };
        let gate = |word: &str| Node {
            scope,
            guard,
            department: stage.lead.map(|d| DepartmentIx(narrow(d))),
            ..bundle_node(&format!("{}·{word}", stage.name.value), NodeKind::Gate)
        };
        let (begins, complete) = (gate("开始"), gate("完成"));
        let begins = self.draft.node(begins, stage.name.place);
        let complete = self.draft.node(complete, stage.name.place);
        self.stage.push((begins, complete));
        self.stage_guards.push(guard);
    }

    /// A step of an item.
    pub(super) fn step_node(&mut self, at: usize, step: usize, scope: ScopeIx) {
        let Some(item) = self.linked.items.get(at) else { return };
        let Some(step) = item.steps.get(step) else { return };
        let node = Node {
            scope,
            department: item.department.map(|d| DepartmentIx(narrow(d))),
            role: step.role.clone(),
            work: step.limit.as_ref().map_or(Amount::work_days(0), |limit| limit.value),
            automatic: false,
            guard: self.guard_of(at),
            ..bundle_node(&format!("{}·{}", item.name.value, step.name.value), NodeKind::Step)
        };
        let drafted = self.draft.node(node.clone(), step.name.place);
        let end = self.rework_nodes(drafted, &node, step.rework.as_ref());
        if let (Some(steps), Some(ends)) = (self.steps.get_mut(at), self.step_ends.get_mut(at)) {
            steps.push(drafted);
            ends.push(end);
        }
    }

    /// Acceptance → steps, the joint actions among them → decision. Every step also hangs on the acceptance itself, so
    /// that a correction holds up the one that runs.
    pub(super) fn step_edges(&mut self) {
        for (at, item) in self.linked.items.iter().enumerate() {
            let ends = self.begin_of(at).zip(self.rest_of(at));
            let (Some((accept, decide)), Some(steps)) = (ends, self.steps.get(at).cloned()) else { continue };
            for step in &steps {
                self.draft.edge(accept, *step, EdgeKind::Start, None);
            }
            // Each part of the chain: what begins it, what ends it.
            let chain = self.chain_of(at, item, &steps);
            for ((_, from), (to, _)) in chain.iter().zip(chain.iter().skip(1)) {
                self.draft.edge(*from, *to, EdgeKind::Start, None);
            }
            if let Some((_, last)) = chain.last() {
                self.draft.edge(*last, decide, EdgeKind::Start, None);
            }
        }
    }

    /// Steps and joint actions of an item as written. Between two joint actions stands a gate of the item's, so that
    /// the second does not wait for the first where the item does not apply.
    fn chain_of(&mut self, at: usize, item: &Item, steps: &[DraftIx]) -> Vec<(DraftIx, DraftIx)> {
        let ends = self.step_ends.get(at).cloned().unwrap_or_default();
        let mut chain: Vec<(DraftIx, DraftIx)> = Vec::new();
        let mut joints = item.joins.iter().zip(&item.joint_behind).peekable();
        for position in 0..=steps.len() {
            let mut follows = false;
            while let Some((join, _)) = joints.next_if(|(_, behind)| **behind <= position) {
                let Some(joint) = self.joint.get(join.value).copied() else { continue };
                let end = self.joint_ends.get(join.value).copied().unwrap_or(joint);
                if follows {
                    let gate = self.gate_before(at, item, join.value);
                    chain.push((gate, gate));
                }
                chain.push((joint, end));
                follows = true;
            }
            chain.extend(steps.get(position).copied().zip(ends.get(position).copied()));
        }
        chain
    }

    fn gate_before(&mut self, at: usize, item: &Item, joint: usize) -> DraftIx {
        let joint = self.linked.joints.get(joint).map_or("", |joint| joint.name.value.as_str());
        let node = Node {
            scope: self.scope_of(at),
            guard: self.guard_of(at),
            ..bundle_node(&format!("{}·等{joint}", item.name.value), NodeKind::Gate)
        };
        let gate = self.draft.node(node, item.name.place);
        if let Some(begin) = self.begin_of(at) {
            self.draft.edge(begin, gate, EdgeKind::Start, None);
        }
        gate
    }

    /// Stages of a lower rank → beginning → acceptances, decisions → completion → 办结.
    pub(super) fn stage_edges(&mut self) {
        let linked = self.linked;
        let gates = self.stage.clone();
        for (stage, &(begins, complete)) in linked.stages.iter().zip(&gates) {
            self.from_intake(begins);
            self.draft.edge(begins, complete, EdgeKind::Start, None);
            self.draft.edge(complete, self.close, EdgeKind::Start, None);
            for (earlier, &(_, done)) in linked.stages.iter().zip(&gates) {
                if earlier.rank < stage.rank {
                    self.draft.edge(done, begins, EdgeKind::Start, None);
                }
            }
        }
        for (item, (&accept, &decide)) in linked.items.iter().zip(self.accept.iter().zip(&self.decide)) {
            let Some(&(begins, complete)) = item.stage.and_then(|at| self.stage.get(at)) else { continue };
            self.draft.edge(begins, accept, EdgeKind::Start, None);
            if item.late.is_some() {
                continue;
            }
            self.draft.edge(decide, complete, EdgeKind::Start, None);
        }
    }
}
