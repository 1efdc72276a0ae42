//! The flow as adjacency lists: who waits for whom.

use super::ProofError;
use lianban_runtime::plan::Answer;
use lianban_runtime::plan::{EdgeKind, NodeIx, NodeKind, Plan, ScopeIx, evaluate};
use lianban_runtime::time::{Date, Unit};
use std::collections::BTreeSet;

/// Reads a table that was sized together with its index; a missing row reads as the default.
pub(super) fn at<T: Copy + Default>(table: &[T], index: usize) -> T {
    table.get(index).copied().unwrap_or_default()
}

/// Predecessors of one node, in the order in which ties on the critical path are broken: declared order, the intake
/// last, because everything stands behind it.
#[derive(Clone, Debug, Default)]
pub(super) struct Predecessors {
    /// Must have ended before it starts.
    pub start: Vec<usize>,
    /// Must have ended before it ends.
    pub finish: Vec<usize>,
}

/// A checked plan with its adjacency.
#[derive(Debug)]
pub(super) struct Graph<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// By node.
    pub before: Vec<Predecessors>,
    /// Scopes that take part, for a node that is a barrier.
    members: Vec<Option<Vec<usize>>>,
    /// What a gate cancels when it ends.
    pub cancels: Vec<Cancels>,
    /// By node: such a gate waits for it.
    pub serves: Vec<bool>,
    /// By node: such a gate may cancel it.
    pub may_be_cut: Vec<bool>,
    /// Every round of rework takes place, and fails but the last.
    pub with_rounds: bool,
}

/// A gate and all that it cancels if still open: nodes of the items and of their steps.
#[derive(Clone, Debug)]
pub(super) struct Cancels {
    /// The gate.
    pub by: usize,
    /// The nodes.
    pub nodes: Vec<usize>,
}

/// What applies for one set of answers (rule F1), decided once, at submission (rule F2).
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Applies {
    /// By scope.
    pub scopes: Vec<bool>,
    /// By node. A barrier applies where at least one of its members does (rule F4).
    pub nodes: Vec<bool>,
    /// By material: needed at all in this 情形.
    pub materials: Vec<bool>,
    /// By field: asked for at all in this 情形.
    pub fields: Vec<bool>,
    /// By fee: its condition holds.
    pub fees: Vec<bool>,
}

impl<'p> Graph<'p> {
    /// Checks the plan and builds its adjacency.
    pub fn new(plan: &'p Plan) -> Result<Self, ProofError> {
        plan.check().map_err(|why| ProofError::Malformed(why.to_string()))?;
        let mut before = vec![Predecessors::default(); plan.nodes.len()];
        for edge in &plan.edges {
            if let Some(list) = before.get_mut(edge.to.index()) {
                match edge.kind {
                    EdgeKind::Start => list.start.push(edge.from.index()),
                    EdgeKind::Finish => list.finish.push(edge.from.index()),
                }
            }
        }
        let rank = |index: &usize| {
            plan.nodes.get(*index).map(|node| (node.kind == NodeKind::Intake, node.scope, *index))
        };
        for list in &mut before {
            list.start.sort_by_key(rank);
            list.finish.sort_by_key(rank);
        }
        let mut members = vec![None; plan.nodes.len()];
        for barrier in &plan.barriers {
            if let Some(slot) = members.get_mut(barrier.node.index()) {
                *slot = Some(barrier.members.iter().map(|scope| scope.index()).collect());
            }
        }
        let cancels = cancels(plan);
        let gates: BTreeSet<usize> = cancels.iter().map(|cancel| cancel.by).collect();
        let mut serves = vec![false; plan.nodes.len()];
        for edge in plan.edges.iter().filter(|e| e.kind == EdgeKind::Start && gates.contains(&e.to.index())) {
            if let Some(slot) = serves.get_mut(edge.from.index()) {
                *slot = true;
            }
        }
        let mut may_be_cut = vec![false; plan.nodes.len()];
        for node in cancels.iter().flat_map(|cancel| &cancel.nodes) {
            if let Some(slot) = may_be_cut.get_mut(*node) {
                *slot = true;
            }
        }
        Ok(Self { plan, before, members, cancels, serves, may_be_cut, with_rounds: false })
    }

    /// Scopes that take part in a barrier; none for other nodes.
    pub fn members(&self, node: usize) -> Option<&[usize]> {
        self.members.get(node)?.as_deref()
    }

    /// What applies for these answers, handed in on a day.
    pub fn applies(&self, answers: &[Answer], submitted: Date) -> Applies {
        let values = evaluate(&self.plan.guards, answers, submitted);
        let scopes: Vec<bool> = self.plan.scopes.iter().map(|s| at(&values, s.guard.index())).collect();
        let nodes = self.plan.nodes.iter().zip(&self.members).map(|(node, members)| {
            let joined = members
                .as_ref()
                .is_none_or(|all| all.is_empty() || all.iter().any(|scope| at(&scopes, *scope)));
            let round = matches!(node.kind, NodeKind::Rectify | NodeKind::Recheck);
            joined && at(&values, node.guard.index()) && (self.with_rounds || !round)
        });
        let nodes = nodes.collect();
        let materials = self.plan.materials.iter().map(|m| at(&values, m.guard.index())).collect();
        let fields = self.plan.fields.iter().map(|f| at(&values, f.guard.index())).collect();
        let fees = self.plan.fees.iter().map(|f| at(&values, f.guard.index())).collect();
        Applies { scopes, nodes, materials, fields, fees }
    }

    /// Whether every time that something applying takes is in working days, so that the start day does not matter.
    pub fn only_work_days(&self, applies: &Applies) -> bool {
        self.only_work_days_but(applies, &[])
    }

    /// The same, not looking at the nodes marked.
    pub fn only_work_days_but(&self, applies: &Applies, excluded: &[bool]) -> bool {
        let nodes = self.plan.nodes.iter().zip(&applies.nodes).enumerate();
        nodes.filter(|(index, (_, applies))| **applies && !at(excluded, *index)).all(|(_, (node, _))| {
            node.work.unit == Unit::WorkDay || (node.automatic && node.work.amount == 0)
        })
    }

    /// The name people know a node by: the item for its decision, the joint action, `一窗受理` for the intake.
    pub fn name_of(&self, node: usize) -> String {
        let Some(node) = self.plan.nodes.get(node) else { return String::new() };
        let scope = self.plan.scopes.get(node.scope.index());
        match (node.kind, scope) {
            (NodeKind::Intake, _) => "一窗受理".to_owned(),
            (NodeKind::Decide | NodeKind::Joint, Some(scope)) => scope.name.clone(),
            _ => node.name.clone(),
        }
    }
}

/// The nodes behind every row of [`Plan::cancels`].
fn cancels(plan: &Plan) -> Vec<Cancels> {
    let rows = plan.cancels.iter().map(|cancel| {
        let inside = |scope: ScopeIx| {
            let parent = plan.scopes.get(scope.index()).and_then(|s| s.parent);
            cancel.scopes.binary_search(&scope).is_ok()
                || parent.is_some_and(|item| cancel.scopes.binary_search(&item).is_ok())
        };
        let nodes = plan.nodes.iter().enumerate().filter(|(_, node)| inside(node.scope));
        Cancels { by: cancel.by.index(), nodes: nodes.map(|(at, _)| at).collect() }
    });
    rows.collect()
}

/// A host index as a node index of the plan.
pub(super) fn node_ix(index: usize) -> NodeIx {
    NodeIx(u32::try_from(index).unwrap_or(u32::MAX))
}
