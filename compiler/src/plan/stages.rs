//! 阶段 and 环节 (decision 0004): gates around the items of a stage; steps between acceptance and decision.

use super::draft::DraftIx;
use super::from_types::{Lowering, bundle_node, narrow};
use crate::names::linked::Item;
use crate::names::surface::StepRow;
use crate::types::ALWAYS;
use lianban_runtime::plan::{DepartmentIx, EdgeKind, GuardIx, Node, NodeKind, ScopeIx};
use lianban_runtime::time::Span as Amount;

/// What the written steps of an item take of its promise together: not a 特别程序 that stops the clock, nor one that
/// takes place only under a condition, which runs beside the others. Units are equal by law.
pub(super) fn steps_take(item: &Item) -> u32 {
    let limits = item.steps.iter().filter(|step| takes(step)).filter_map(|step| step.limit.as_ref());
    limits.fold(0, |sum, limit| sum.saturating_add(limit.value.amount))
}

fn takes(step: &StepRow) -> bool {
    let procedure = step.procedure.as_ref();
    !step.check && procedure.is_none_or(|procedure| procedure.stops.is_none() && procedure.when.is_none())
}

/// A link of the chain from acceptance to decision.
#[derive(Clone, Copy)]
struct Link {
    node: DraftIx,
    /// What has ended when all of it has: the gate behind its rounds of 整改.
    end: DraftIx,
    /// It may drop out, so what follows also stands behind what is before it.
    optional: bool,
    /// It counts and takes place only under a condition: it runs beside what follows, and binds only the decision.
    beside: bool,
}

impl Link {
    /// One that always takes place.
    const fn of(node: DraftIx) -> Self {
        Self { node, end: node, optional: false, beside: false }
    }
}

impl Lowering<'_> {
    /// The gates of a stage. It applies where one of its items does.
    pub(super) fn stage_nodes(&mut self, at: usize, scope: ScopeIx) {
        let linked = self.linked;
        let Some(stage) = linked.stages.get(at) else { return };
        let inside = linked.items.iter().enumerate().filter(|(_, item)| linked.is_in_stage(item.stage, at));
        let guards: Vec<GuardIx> = inside.map(|(item, _)| self.guard_of(item)).collect();
        let alone = |(joint, _): (usize, &crate::names::linked::Joint)| self.is_of_departments(joint);
        let always =
            linked.joints.iter().enumerate().filter(|(_, j)| linked.is_in_stage(j.stage, at)).any(alone);
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

    /// A step of an item, or a 特别程序 planned there.
    pub(super) fn step_node(&mut self, at: usize, step: usize, scope: ScopeIx) {
        let guard = self.step_guard(at, step);
        let Some(item) = self.linked.items.get(at) else { return };
        let department = self.linked.desk.step_department(at, step).or(item.department);
        let Some(step) = item.steps.get(step) else { return };
        let node = Node {
            scope,
            department: department.map(|d| DepartmentIx(narrow(d))),
            role: step.role.clone(),
            staff: step.staff.as_ref().map_or(0, |staff| staff.value),
            work: step.limit.as_ref().map_or(Amount::work_days(0), |limit| limit.value),
            automatic: false,
            guard,
            ..bundle_node(&format!("{}·{}", item.name.value, step.name.value), NodeKind::Step)
        };
        let drafted = self.draft.node(node.clone(), step.name.place);
        let end = self.rework_nodes(drafted, &node, step.rework.as_ref(), step.check);
        if let (Some(steps), Some(ends)) = (self.steps.get_mut(at), self.step_ends.get_mut(at)) {
            steps.push(drafted);
            ends.push(end);
        }
        if let Some(guards) = self.step_guards.get_mut(at) {
            guards.push(guard);
        }
    }

    /// The condition of a step: its item's, and its own.
    fn step_guard(&mut self, at: usize, step: usize) -> GuardIx {
        let item = self.guard_of(at);
        match self.planned.get(&(at, step)) {
            Some(own) => self.arena.all([item, *own]),
            None => item,
        }
    }

    /// Acceptance → steps, the joint actions among them → decision. Every step also hangs on the acceptance itself, so
    /// that a correction holds up the one that runs.
    pub(super) fn step_edges(&mut self) {
        for (at, item) in self.linked.items.iter().enumerate() {
            let ends = self.begin_of(at).zip(self.rest_of(at));
            let (Some((accept, decide)), Some(mut steps)) = (ends, self.steps.get(at).cloned()) else {
                continue;
            };
            // 事后核查 begins with the decision, and nothing waits for it.
            let before = item.before_decision().len().min(steps.len());
            for check in steps.drain(before..) {
                if let Some(&decided) = self.decide.get(at) {
                    self.draft.edge(decided, check, EdgeKind::Start, None);
                }
            }
            for step in &steps {
                self.draft.edge(accept, *step, EdgeKind::Start, None);
            }
            // Each part of the chain: what begins it, what ends it.
            let chain = self.chain_of(at, item, &steps);
            let mut before: Vec<DraftIx> = Vec::new();
            for link in chain {
                for from in &before {
                    self.draft.edge(*from, link.node, EdgeKind::Start, None);
                }
                if link.beside {
                    self.draft.edge(link.end, decide, EdgeKind::Finish, None);
                    continue;
                }
                if !link.optional {
                    before.clear();
                }
                before.push(link.end);
            }
            for from in before {
                self.draft.edge(from, decide, EdgeKind::Start, None);
            }
        }
    }

    /// Steps and joint actions of an item as written. Between two joint actions stands a gate of the item's, so that
    /// the second does not wait for the first where the item does not apply.
    fn chain_of(&mut self, at: usize, item: &Item, steps: &[DraftIx]) -> Vec<Link> {
        let ends = self.step_ends.get(at).cloned().unwrap_or_default();
        let mut chain: Vec<Link> = Vec::new();
        let mut joints = item.joins.iter().zip(&item.joint_behind).peekable();
        for position in 0..=steps.len() {
            let mut follows = false;
            while let Some((join, _)) = joints.next_if(|(_, behind)| **behind <= position) {
                let Some(joint) = self.joint.get(join.value).copied() else { continue };
                let end = self.joint_ends.get(join.value).copied().unwrap_or(joint);
                if follows {
                    let gate = self.gate_before(at, item, join.value);
                    chain.push(Link::of(gate));
                }
                chain.push(Link { end, ..Link::of(joint) });
                follows = true;
            }
            let step = item.steps.get(position).zip(steps.get(position)).zip(ends.get(position));
            chain.extend(step.map(|((row, node), end)| Link { end: *end, ..link(row, *node) }));
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
            self.behind_intake(begins);
            self.draft.edge(begins, complete, EdgeKind::Start, None);
            self.draft.edge(complete, self.close, EdgeKind::Start, None);
            for (earlier, &(_, done)) in linked.stages.iter().zip(&gates) {
                if earlier.parent == stage.parent && earlier.rank < stage.rank {
                    self.draft.edge(done, begins, EdgeKind::Start, None);
                }
            }
            if let Some(&(outer_begins, outer_complete)) = stage.parent.and_then(|at| self.stage.get(at)) {
                self.draft.edge(outer_begins, begins, EdgeKind::Start, None);
                self.draft.edge(complete, outer_complete, EdgeKind::Start, None);
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

fn link(row: &StepRow, node: DraftIx) -> Link {
    let procedure = row.procedure.as_ref();
    let optional = procedure.is_some_and(|procedure| procedure.when.is_some());
    let end = node;
    Link {
        node,
        end,
        optional,
        beside: optional && procedure.is_some_and(|procedure| procedure.stops.is_none()),
    }
}
