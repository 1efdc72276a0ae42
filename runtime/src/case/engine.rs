//! A checked plan with the tables that the step needs: adjacency, limits by anchor, the compiled calendar.

use super::tables::Tables;
use super::{LimitPhase, State};
use crate::plan::{
    AnchorPoint, Barrier, CorrectionOverdue, Department, Edge, EdgeKind, Ground, GuardIx, Limit, LimitIx,
    LimitKind, Material, Node, NodeIx, NodeKind, OverdueOutcome, Plan, PlanError, ProcedureIx, Round, Scope,
    ScopeIx, ScopeKind, Silence, evaluate,
};
use crate::time::{Calendar, CalendarError};
use std::fmt;

/// Why a plan cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EngineError {
    /// The tables do not agree.
    Plan(PlanError),
    /// The pinned calendar is not usable.
    Calendar(CalendarError),
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(error) => error.fmt(f),
            Self::Calendar(error) => write!(f, "{error:?}"),
        }
    }
}

/// Rows of edges by node (compressed sparse rows): `rows[starts[n]..starts[n + 1]]`.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows<T> {
    starts: Vec<usize>,
    rows: Vec<T>,
}

impl<T: Copy> Rows<T> {
    /// Groups `(key, row)` pairs by key, keeping their order within a key.
    pub(super) fn group(keys: usize, pairs: &[(usize, T)]) -> Self {
        let mut sorted: Vec<&(usize, T)> = pairs.iter().collect();
        sorted.sort_by_key(|pair| pair.0);
        let starts = (0..=keys).map(|key| sorted.partition_point(|pair| pair.0 < key)).collect();
        Self { starts, rows: sorted.into_iter().map(|pair| pair.1).collect() }
    }

    pub(super) fn of(&self, key: usize) -> &[T] {
        let bounds = (self.starts.get(key), self.starts.get(key.saturating_add(1)));
        let (Some(&from), Some(&to)) = bounds else { return &[] };
        self.rows.get(from..to).unwrap_or(&[])
    }
}

/// A plan made ready to run. Immutable; one engine serves any number of cases.
#[derive(Clone, Debug)]
pub struct Engine {
    plan: Plan,
    hash: [u8; 32],
    calendar: Calendar,
    incoming: Rows<Edge>,
    outgoing: Rows<Edge>,
    tables: Tables,
    nodes_of_scope: Rows<NodeIx>,
    steps_of_scope: Rows<ScopeIx>,
    obligation_of_node: Rows<usize>,
    barrier_of_node: Rows<usize>,
    barriers_of_scope: Rows<usize>,
    procedure_of_node: Rows<ProcedureIx>,
    cancel_of_node: Rows<usize>,
    late_items: Vec<ScopeIx>,
    checks: Vec<ScopeIx>,
    delivery: Option<NodeIx>,
    rounds_of_node: Rows<Round>,
    round_of_node: Rows<Round>,
}

impl Engine {
    /// Checks the plan, compiles its calendar and builds the tables.
    ///
    /// # Errors
    /// [`EngineError`] if the plan is inconsistent or its calendar unusable.
    pub fn new(plan: Plan) -> Result<Self, EngineError> {
        plan.check().map_err(EngineError::Plan)?;
        let calendar = Calendar::new(plan.calendar.clone()).map_err(EngineError::Calendar)?;
        let hash = plan.hash();
        let nodes = plan.nodes.len();
        let edges = |key: fn(&Edge) -> NodeIx| -> Vec<(usize, Edge)> {
            plan.edges.iter().map(|edge| (key(edge).index(), *edge)).collect()
        };
        let member_pairs: Vec<(usize, usize)> = plan
            .barriers
            .iter()
            .enumerate()
            .flat_map(|(row, barrier)| barrier.members.iter().map(move |scope| (scope.index(), row)))
            .collect();
        Ok(Self {
            incoming: Rows::group(nodes, &edges(|edge| edge.to)),
            outgoing: Rows::group(nodes, &edges(|edge| edge.from)),
            tables: Tables::new(&plan),
            nodes_of_scope: Rows::group(plan.scopes.len(), &scope_nodes(&plan)),
            steps_of_scope: Rows::group(plan.scopes.len(), &scope_steps(&plan)),
            obligation_of_node: Rows::group(nodes, &keyed_rows(plan.obligations.iter().map(|o| o.node))),
            barrier_of_node: Rows::group(nodes, &keyed_rows(plan.barriers.iter().map(|b| b.node))),
            barriers_of_scope: Rows::group(plan.scopes.len(), &member_pairs),
            procedure_of_node: Rows::group(nodes, &procedure_nodes(&plan)),
            cancel_of_node: Rows::group(nodes, &keyed_rows(plan.cancels.iter().map(|c| c.by))),
            late_items: late_items(&plan),
            checks: checks(&plan),
            delivery: delivery(&plan),
            rounds_of_node: Rows::group(nodes, &rounds(&plan, |round| vec![round.of])),
            round_of_node: Rows::group(nodes, &rounds(&plan, |round| vec![round.rectify, round.recheck])),
            plan,
            hash,
            calendar,
        })
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Content hash of the plan.
    #[must_use]
    pub const fn plan_hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// Content hash of the plan as `sha256:…`.
    #[must_use]
    pub fn plan_hash_text(&self) -> String {
        format!("sha256:{}", crate::plan::hex(&self.hash))
    }

    /// The plan's rows as the step reads them.
    pub(super) const fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The pinned calendar.
    #[must_use]
    pub const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The node at `at`.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "Plan::check proved every node index of the plan")]
    pub fn node(&self, at: NodeIx) -> &Node {
        &self.plan.nodes[at.index()]
    }

    /// The scope at `at`.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "Plan::check proved every scope index of the plan")]
    pub fn scope(&self, at: ScopeIx) -> &Scope {
        &self.plan.scopes[at.index()]
    }

    /// The limit at `at`.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "limit indices are made by Engine::new from the table itself"
    )]
    pub fn limit(&self, at: LimitIx) -> &Limit {
        &self.plan.limits[at.index()]
    }

    /// The department of a node, if it has one.
    #[must_use]
    pub fn department(&self, node: NodeIx) -> Option<&Department> {
        self.plan.departments.get(self.node(node).department?.index())
    }

    /// Edges into `node`.
    #[must_use]
    pub fn incoming(&self, node: NodeIx) -> &[Edge] {
        self.incoming.of(node.index())
    }

    /// Start edges out of `node`.
    pub(crate) fn started_by(&self, node: NodeIx) -> impl Iterator<Item = &Edge> {
        self.outgoing.of(node.index()).iter().filter(|edge| edge.kind == EdgeKind::Start)
    }

    /// Whether a node may start only after another has ended, directly or not. Nodes stand in topological order, so that this
    /// looks at each of those between the two at most once.
    pub(crate) fn leads_to(&self, from: NodeIx, to: NodeIx) -> bool {
        let mut reached = std::collections::BTreeSet::from([from]);
        while let Some(node) = reached.pop_first() {
            if node == to {
                return true;
            }
            reached.extend(self.started_by(node).map(|edge| edge.to).filter(|next| *next <= to));
        }
        false
    }

    /// Limits that begin to run at this moment of `node`.
    pub(crate) fn limits_from(&self, node: NodeIx, at: AnchorPoint) -> &[LimitIx] {
        self.tables.limits_from(self.tables.node(node), at)
    }

    /// Limits that are met at this moment of `node`.
    pub(crate) fn limits_until(&self, node: NodeIx, at: AnchorPoint) -> &[LimitIx] {
        self.tables.limits_until(self.tables.node(node), at)
    }

    /// The nodes of a scope, in order.
    #[must_use]
    pub fn nodes_of(&self, scope: ScopeIx) -> &[NodeIx] {
        self.nodes_of_scope.of(scope.index())
    }

    /// The obligation that an await node stands for.
    #[must_use]
    pub fn obligation(&self, node: NodeIx) -> Option<&crate::plan::Obligation> {
        self.plan.obligations.get(*self.obligation_of_node.of(node.index()).first()?)
    }

    /// The steps of an item, in order.
    #[must_use]
    pub fn steps_of(&self, item: ScopeIx) -> &[ScopeIx] {
        self.steps_of_scope.of(item.index())
    }

    /// Whether `inner` is `outer` or lies inside it. Parents stand before their children, so this ends.
    #[must_use]
    pub fn is_within(&self, inner: ScopeIx, outer: ScopeIx) -> bool {
        let mut at = Some(inner);
        while let Some(scope) = at {
            if scope == outer {
                return true;
            }
            at = self.plan.scopes.get(scope.index()).and_then(|found| found.parent);
        }
        false
    }

    /// The await nodes of a material that may be missing at acceptance. All that apply begin with the first acceptance
    /// of an item that needs it (decision 0001, 10).
    pub fn awaiting(&self, material: crate::plan::MaterialIx) -> impl Iterator<Item = NodeIx> {
        self.plan.obligations.iter().filter(move |owed| owed.material == material).map(|owed| owed.node)
    }

    /// What it means that a limit runs out, and on what that rests: where the applicant's consequences are not written with
    /// the limit, 辖区规则 of the item decides (`Late` for 继续等待).
    #[must_use]
    pub fn silence_of(&self, limit: &Limit, item: ScopeIx) -> (Silence, Ground) {
        if limit.silence != Silence::Overdue {
            return (limit.silence, Ground::Written);
        }
        let profile = self.profile(item);
        let means = match limit.kind {
            LimitKind::Correction => match profile.correction_overdue {
                CorrectionOverdue::Waits => Silence::Late,
                CorrectionOverdue::Withdrawn => Silence::Withdrawn,
                CorrectionOverdue::Refused => Silence::Refused,
            },
            _ => match profile.tolerance_overdue {
                OverdueOutcome::RevokeAcceptance => Silence::Revoked,
                OverdueOutcome::Refuse => Silence::Refused,
                OverdueOutcome::Withdraw => Silence::Withdrawn,
            },
        };
        (means, Ground::Profile)
    }

    /// The earliest instant after which silence takes effect by itself; none if nothing of the kind runs.
    #[must_use]
    pub fn next_silence(&self, state: &super::State) -> Option<crate::time::Instant> {
        let limits = (0_u32..).map(LimitIx).zip(&state.limits);
        let open = limits.filter(|(_, running)| running.phase == LimitPhase::Open && running.alarm.is_some());
        open.filter(|(limit, _)| self.speaks(state, *limit)).filter_map(|(_, running)| running.due).min()
    }

    /// The barrier of a joint node.
    #[must_use]
    pub fn barrier(&self, node: NodeIx) -> Option<&Barrier> {
        self.plan.barriers.get(*self.barrier_of_node.of(node.index()).first()?)
    }

    /// The planned procedure of a step.
    #[must_use]
    pub fn procedure_of(&self, node: NodeIx) -> Option<ProcedureIx> {
        self.procedure_of_node.of(node.index()).first().copied()
    }

    /// Barriers that a scope is a member of.
    pub(crate) fn barriers_of(&self, scope: ScopeIx) -> impl Iterator<Item = &Barrier> {
        self.barriers_of_scope.of(scope.index()).iter().filter_map(|row| self.plan.barriers.get(*row))
    }

    /// The items that the end of a node cancels (其余 取消, 里程碑 … 取消); none for most nodes.
    #[must_use]
    pub fn cancelled_by(&self, node: NodeIx) -> &[ScopeIx] {
        let row = self.cancel_of_node.of(node.index()).first().and_then(|row| self.plan.cancels.get(*row));
        row.map_or(&[], |cancel| cancel.scopes.as_slice())
    }

    /// The rounds of rework of a joint action or step, in order; none for most nodes.
    #[must_use]
    pub fn rounds_of(&self, node: NodeIx) -> &[Round] {
        self.rounds_of_node.of(node.index())
    }

    /// The round that a 整改 or 复核 belongs to.
    #[must_use]
    pub fn round_of(&self, node: NodeIx) -> Option<&Round> {
        self.round_of_node.of(node.index()).first()
    }

    /// 后补: items that 办结 does not wait for.
    #[must_use]
    pub fn late_items(&self) -> &[ScopeIx] {
        &self.late_items
    }

    /// 事后核查: steps that stand behind the decision of their item. 办结 does not wait for them, the case does.
    #[must_use]
    pub fn checks(&self) -> &[ScopeIx] {
        &self.checks
    }

    /// The item of a 事后核查; none for any other scope.
    #[must_use]
    pub fn checked_item(&self, scope: ScopeIx) -> Option<ScopeIx> {
        if self.checks.contains(&scope) { self.scope(scope).parent } else { None }
    }

    /// The delivery node, if the bundle has one.
    #[must_use]
    pub fn delivery(&self) -> Option<NodeIx> {
        self.delivery
    }

    /// The node of 转交, if the bundle has one.
    #[must_use]
    pub fn handover(&self) -> Option<NodeIx> {
        self.nodes_of(ScopeIx(0)).iter().copied().find(|node| self.node(*node).kind == NodeKind::Handover)
    }

    /// The material at `at`, if there is one.
    #[must_use]
    pub fn material(&self, at: crate::plan::MaterialIx) -> Option<&Material> {
        self.plan.materials.get(at.index())
    }

    /// Whether the successor needs, in this case, a product of the predecessor: an edge that a material makes, and that
    /// material is needed for these answers.
    #[must_use]
    pub fn needs_product(&self, state: &State, edge: &Edge) -> bool {
        let Some(material) = edge.material.and_then(|at| self.material(at)) else { return false };
        if material.guard == GuardIx(0) {
            return true;
        }
        let Some(submitted) = state.node(NodeIx(0)).start else { return true };
        let holds = evaluate(&self.plan.guards, &state.answers, self.calendar.date_of(submitted));
        holds.get(material.guard.index()).copied().unwrap_or(true)
    }

    /// Finds an item, joint action, step or the bundle by name; a step also by its own name without that of its item,
    /// if no other step bears it. What stands inside comes before the bundle, which may bear the name of one of its
    /// own joint actions and is meant where nothing is named.
    #[must_use]
    pub fn scope_named(&self, name: &str) -> Option<ScopeIx> {
        let mut called =
            (0..).zip(&self.plan.scopes).filter(|(_, scope)| scope.name == name).map(|(at, _)| at);
        let first: Option<usize> = called.next();
        let whole = if first == Some(0) { called.next().or(first) } else { first };
        let at = whole.or_else(|| {
            let own = |scope: &Scope| scope.kind == ScopeKind::Step && step_name(&scope.name) == name;
            let mut steps = self.plan.scopes.iter().enumerate().filter(|(_, scope)| own(scope));
            steps.next().filter(|_| steps.next().is_none()).map(|(at, _)| at)
        })?;
        u32::try_from(at).ok().map(ScopeIx)
    }

    /// All node indices in topological order.
    pub fn node_indices(&self) -> impl Iterator<Item = NodeIx> + use<> {
        (0..u32::try_from(self.plan.nodes.len()).unwrap_or(u32::MAX)).map(NodeIx)
    }

    /// All limit indices.
    pub fn limit_indices(&self) -> impl Iterator<Item = LimitIx> + use<> {
        (0..u32::try_from(self.plan.limits.len()).unwrap_or(u32::MAX)).map(LimitIx)
    }

    /// All scope indices.
    pub fn scope_indices(&self) -> impl Iterator<Item = ScopeIx> + use<> {
        (0..u32::try_from(self.plan.scopes.len()).unwrap_or(u32::MAX)).map(ScopeIx)
    }
}

/// The rounds by some of their nodes.
fn rounds(plan: &Plan, nodes: fn(&Round) -> Vec<NodeIx>) -> Vec<(usize, Round)> {
    let rows = plan.rounds.iter();
    rows.flat_map(|round| nodes(round).into_iter().map(|node| (node.index(), *round))).collect()
}

/// The delivery node of the bundle.
fn delivery(plan: &Plan) -> Option<NodeIx> {
    let delivers = |node: &Node| node.scope == ScopeIx(0) && node.kind == NodeKind::Deliver;
    plan.nodes.iter().zip(0_u32..).find(|(node, _)| delivers(node)).map(|(_, at)| NodeIx(at))
}

/// Items from whose decision no edge leads to 办结.
fn late_items(plan: &Plan) -> Vec<ScopeIx> {
    let close = plan.scopes.first().map_or(0, |bundle| bundle.exit.index());
    let mut held_up = vec![false; plan.nodes.len()];
    if let Some(slot) = held_up.get_mut(close) {
        *slot = true;
    }
    // Edges are sorted by their later node, and nodes stand in topological order.
    for edge in plan.edges.iter().rev() {
        if held_up.get(edge.to.index()) == Some(&true)
            && let Some(slot) = held_up.get_mut(edge.from.index())
        {
            *slot = true;
        }
    }
    let items = plan.scopes.iter().zip(0_u32..).filter(|(scope, _)| scope.kind == ScopeKind::Item);
    let late = items.filter(|(item, _)| held_up.get(item.exit.index()) == Some(&false));
    late.map(|(_, at)| ScopeIx(at)).collect()
}

/// Steps that begin when their item has been decided: nodes stand in topological order.
fn checks(plan: &Plan) -> Vec<ScopeIx> {
    let indexed = plan.scopes.iter().zip(0_u32..).filter(|(scope, _)| scope.kind == ScopeKind::Step);
    let behind = indexed.filter(|(step, _)| {
        let item = step.parent.and_then(|at| plan.scopes.get(at.index()));
        item.is_some_and(|item| item.exit < step.entry)
    });
    behind.map(|(_, at)| ScopeIx(at)).collect()
}

/// `初审` of `设立登记·初审`.
fn step_name(name: &str) -> &str {
    name.rsplit('·').next().unwrap_or(name)
}

fn scope_steps(plan: &Plan) -> Vec<(usize, ScopeIx)> {
    let indexed = plan.scopes.iter().zip(0_u32..).filter(|(scope, _)| scope.kind == ScopeKind::Step);
    indexed.filter_map(|(step, at)| Some((step.parent?.index(), ScopeIx(at)))).collect()
}

fn procedure_nodes(plan: &Plan) -> Vec<(usize, ProcedureIx)> {
    let indexed = plan.procedures.iter().zip(0_u32..);
    indexed.filter_map(|(procedure, at)| Some((procedure.node?.index(), ProcedureIx(at)))).collect()
}

fn scope_nodes(plan: &Plan) -> Vec<(usize, NodeIx)> {
    let indexed = plan.nodes.iter().zip(0_u32..);
    indexed.map(|(node, at)| (node.scope.index(), NodeIx(at))).collect()
}

fn keyed_rows(nodes: impl Iterator<Item = NodeIx>) -> Vec<(usize, usize)> {
    nodes.enumerate().map(|(row, node)| (node.index(), row)).collect()
}
