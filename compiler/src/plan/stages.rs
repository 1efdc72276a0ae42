//! 阶段 and 环节 (decision 0004): gates around the items of a stage; steps between acceptance and decision.

use super::draft::DraftIx;
use super::from_types::{Lowering, bundle_node, narrow};
use crate::names::linked::Item;
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
        let guard = self.arena.any(guards);
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

    /// Acceptance → steps, the joint action among them → decision. Every step also hangs on the acceptance itself, so
    /// that a correction holds up the one that runs.
    pub(super) fn step_edges(&mut self) {
        for (at, item) in self.linked.items.iter().enumerate() {
            let ends = self.begin_of(at).zip(self.rest_of(at));
            let (Some((accept, decide)), Some(steps)) = (ends, self.steps.get(at)) else { continue };
            let step_ends = self.step_ends.get(at).map_or(&[][..], Vec::as_slice);
            // Each part of the chain: what begins it, what ends it.
            let mut chain: Vec<(DraftIx, DraftIx)> =
                steps.iter().copied().zip(step_ends.iter().copied()).collect();
            if let Some(join) = item.joins.first()
                && let (Some(joint), Some(end)) =
                    (self.joint.get(join.value), self.joint_ends.get(join.value))
            {
                chain.insert(item.joint_behind.min(chain.len()), (*joint, *end));
            }
            if steps.is_empty() {
                continue;
            }
            for step in steps {
                self.draft.edge(accept, *step, EdgeKind::Start, None);
            }
            for ((_, from), (to, _)) in chain.iter().zip(chain.iter().skip(1)) {
                self.draft.edge(*from, *to, EdgeKind::Start, None);
            }
            if let Some((_, last)) = chain.last() {
                self.draft.edge(*last, decide, EdgeKind::Start, None);
            }
        }
    }

    /// Stages of a lower rank → beginning → acceptances, decisions → completion → 办结.
    pub(super) fn stage_edges(&mut self) {
        let linked = self.linked;
        for (stage, &(begins, complete)) in linked.stages.iter().zip(&self.stage) {
            self.draft.edge(self.intake, begins, EdgeKind::Start, None);
            self.draft.edge(begins, complete, EdgeKind::Start, None);
            self.draft.edge(complete, self.close, EdgeKind::Start, None);
            for (earlier, &(_, done)) in linked.stages.iter().zip(&self.stage) {
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
