//! A plan's rows as the step reads them: small, side by side, with what does not depend on the case worked out once.
//!
//! The plan says the same in the form in which people and other programs read it; nothing here is written anywhere.

use super::NodeState;
use super::engine::Rows;
use super::names::Names;
use crate::plan::{
    AnchorPoint, DepartmentIx, EdgeKind, GuardIx, Join, Limit, LimitIx, LimitKind, NodeIx, NodeKind, Plan,
    Power, RoleIx, ScopeIx, ScopeKind, Threshold,
};
use crate::time::{Span, Unit};
use std::collections::BTreeSet;

/// A row of entries in one of the lists of [`Tables`].
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    from: u32,
    to: u32,
}

impl Part {
    fn of<T>(self, list: &[T]) -> &[T] {
        let bounds = (usize::try_from(self.from), usize::try_from(self.to));
        let (Ok(from), Ok(to)) = bounds else { return &[] };
        list.get(from..to).unwrap_or(&[])
    }

    /// Appends rows and tells where they stand.
    fn append<T>(list: &mut Vec<T>, rows: impl IntoIterator<Item = T>) -> Self {
        let end = |list: &Vec<T>| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let from = end(list);
        list.extend(rows);
        Self { from, to: end(list) }
    }
}

/// What a step asks of a node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeRow {
    pub(crate) scope: ScopeIx,
    pub(crate) kind: NodeKind,
    pub(crate) join: Join,
    pub(crate) automatic: bool,
    /// It is the exit of its scope.
    pub(crate) is_exit: bool,
    /// It has a barrier.
    pub(crate) is_joint: bool,
    /// It is a planned procedure.
    pub(crate) is_procedure: bool,
    /// 容缺, 预审: it may not end before something else has.
    pub(crate) is_held_up: bool,
    /// Its end cancels items.
    pub(crate) cancels: bool,
    /// All predecessors have to end, and nothing else decides whether it starts.
    pub(crate) is_plain: bool,
    /// A gate of the flow behind which nothing may have come ([`super::step`]: `is_hollow`).
    pub(crate) may_be_hollow: bool,
    /// Some limit begins or ends with it.
    pub(crate) has_limits: bool,
    /// Row of its panel.
    pub(crate) panel: Option<u32>,
    /// The declared role that does it.
    pub(crate) role: Option<RoleIx>,
    successors: Part,
    predecessors: Part,
    limits_from: [Part; 2],
    limits_until: [Part; 2],
}

/// What a step asks of a scope.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScopeRow {
    pub(crate) kind: ScopeKind,
    pub(crate) entry: NodeIx,
    pub(crate) exit: NodeIx,
    pub(crate) department: Option<DepartmentIx>,
    /// Work is done at other nodes than its entry, too: it has 整改 and 复核.
    pub(crate) is_reworked: bool,
}

/// What a step asks of a limit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LimitRow {
    pub(crate) kind: LimitKind,
    pub(crate) until: NodeIx,
    /// Where nothing but working days behind day 0 decides: when it is due and when its first level is reached.
    pub(crate) days: Option<Days>,
}

/// A limit in working days whose levels are so many days behind day 0, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) due: u32,
    /// 预警, else 黄牌, else the due day.
    pub(crate) first_level: u32,
}

/// What a step asks of a role.
#[derive(Clone, Debug)]
pub(crate) struct RoleRow {
    /// The departments that have it; empty = any.
    pub(crate) departments: Vec<DepartmentIx>,
    /// Whoever it is: A角 and B角 are not stated.
    pub(crate) is_anybodys: bool,
    powers: u16,
}

impl RoleRow {
    /// Whether the role has this power.
    pub(crate) const fn has(&self, power: Power) -> bool {
        self.powers & bit(power) != 0
    }
}

const fn bit(power: Power) -> u16 {
    match power {
        Power::Accept => 1,
        Power::Work => 2,
        Power::Decide => 4,
        Power::Extend => 8,
        Power::Opine => 16,
        Power::Deliver => 32,
        Power::Seal => 64,
        Power::Apply => 128,
    }
}

/// The rows.
#[derive(Clone, Debug)]
pub(crate) struct Tables {
    nodes: Vec<NodeRow>,
    scopes: Vec<ScopeRow>,
    limits: Vec<LimitRow>,
    pub(crate) roles: Vec<RoleRow>,
    successors: Vec<NodeIx>,
    predecessors: Vec<NodeIx>,
    limits_at: Vec<LimitIx>,
    /// Scopes that do not apply in every 情形.
    pub(crate) conditional_scopes: Vec<(ScopeIx, GuardIx)>,
    /// Nodes that do not apply in every 情形; none where it takes a failure (rounds of rework).
    pub(crate) conditional_nodes: Vec<(NodeIx, Option<GuardIx>)>,
    /// Nodes that need so many predecessors that apply.
    pub(crate) choosy: Vec<(NodeIx, u32)>,
    /// The nodes of a new case: every predecessor counts.
    pub(crate) fresh: Vec<NodeState>,
    /// By department: some role of its own keeps the seal.
    seal_kept: Vec<bool>,
    /// Limits of the acceptance of the case.
    pub(crate) intake_limits: Vec<LimitIx>,
    pub(crate) department_names: Names,
    pub(crate) role_names: Names,
}

impl Tables {
    /// Of a checked plan.
    pub(crate) fn new(plan: &Plan) -> Self {
        let department = |d: &crate::plan::Department| [d.name.clone(), d.short.clone()];
        let role_names = Names::new(plan.desk.roles.iter().map(|role| [role.name.clone(), String::new()]));
        let mut tables = Self {
            nodes: Vec::new(),
            scopes: scopes(plan),
            limits: plan.limits.iter().map(|limit| limit_row(plan, limit)).collect(),
            roles: plan.desk.roles.iter().map(role_row).collect(),
            successors: Vec::new(),
            predecessors: Vec::new(),
            limits_at: Vec::new(),
            conditional_scopes: conditional_scopes(plan),
            conditional_nodes: Vec::new(),
            choosy: Vec::new(),
            fresh: Vec::new(),
            seal_kept: seal_kept(plan),
            intake_limits: intake_limits(plan),
            department_names: Names::new(plan.departments.iter().map(department)),
            role_names,
        };
        tables.add_nodes(plan);
        tables.add_beginning(plan);
        tables
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per node of a checked plan")]
    pub(crate) fn node(&self, at: NodeIx) -> &NodeRow {
        &self.nodes[at.index()]
    }

    /// None for a node that the plan does not have.
    #[inline]
    pub(crate) fn node_if_any(&self, at: NodeIx) -> Option<&NodeRow> {
        self.nodes.get(at.index())
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "one row per scope of a checked plan")]
    pub(crate) fn scope(&self, at: ScopeIx) -> &ScopeRow {
        &self.scopes[at.index()]
    }

    /// None for a scope that an event made up.
    #[inline]
    pub(crate) fn scope_if_any(&self, at: ScopeIx) -> Option<&ScopeRow> {
        self.scopes.get(at.index())
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "limit indices are made from the table itself")]
    pub(crate) fn limit(&self, at: LimitIx) -> &LimitRow {
        &self.limits[at.index()]
    }

    /// Whether a role of this department has the power of 用章, so that no other role of it puts the seal under a paper.
    #[inline]
    pub(crate) fn is_seal_kept(&self, department: DepartmentIx) -> bool {
        self.seal_kept.get(department.index()).copied().unwrap_or(false)
    }

    /// Nodes that may not start before this one has ended.
    #[inline]
    pub(crate) fn successors(&self, node: &NodeRow) -> &[NodeIx] {
        node.successors.of(&self.successors)
    }

    /// Nodes before whose end this one may not start.
    #[inline]
    pub(crate) fn predecessors(&self, node: &NodeRow) -> &[NodeIx] {
        node.predecessors.of(&self.predecessors)
    }

    /// Limits that begin to run at this moment of a node.
    #[inline]
    pub(crate) fn limits_from(&self, node: &NodeRow, at: AnchorPoint) -> &[LimitIx] {
        let [start, end] = node.limits_from;
        if at == AnchorPoint::Start { start } else { end }.of(&self.limits_at)
    }

    /// Limits that are met at this moment of a node.
    #[inline]
    pub(crate) fn limits_until(&self, node: &NodeRow, at: AnchorPoint) -> &[LimitIx] {
        let [start, end] = node.limits_until;
        if at == AnchorPoint::Start { start } else { end }.of(&self.limits_at)
    }

    /// What submission does to a new case.
    fn add_beginning(&mut self, plan: &Plan) {
        let rounds = plan.rounds.iter().flat_map(|round| [round.rectify, round.recheck]);
        let rounds: BTreeSet<NodeIx> = rounds.collect();
        for (node, at) in plan.nodes.iter().zip(0_u32..) {
            let at = NodeIx(at);
            let in_round = rounds.contains(&at);
            if in_round || node.guard != GuardIx(0) {
                self.conditional_nodes.push((at, (!in_round).then_some(node.guard)));
            }
            match node.join {
                Join::All => {}
                Join::Any => self.choosy.push((at, 1)),
                Join::AtLeast(k) => self.choosy.push((at, k)),
            }
            let before = self.predecessors(self.node(at)).iter();
            let applying = before.filter(|from| !in_round && !rounds.contains(from)).count();
            let applying = u32::try_from(applying).unwrap_or(u32::MAX);
            self.fresh.push(NodeState { applying, ..NodeState::WAITING });
        }
    }

    fn add_nodes(&mut self, plan: &Plan) {
        let count = plan.nodes.len();
        let starts = || plan.edges.iter().filter(|edge| edge.kind == EdgeKind::Start);
        let after = Rows::group(count, &starts().map(|e| (e.from.index(), e.to)).collect::<Vec<_>>());
        let before = Rows::group(count, &starts().map(|e| (e.to.index(), e.from)).collect::<Vec<_>>());
        let held_up = plan.edges.iter().filter(|edge| edge.kind == EdgeKind::Finish);
        let held_up = Rows::group(count, &held_up.map(|e| (e.to.index(), ())).collect::<Vec<_>>());
        let panels = plan.desk.panels.iter().zip(0_u32..).map(|(panel, row)| (panel.node.index(), row));
        let panels = Rows::group(count, &panels.collect::<Vec<_>>());
        let moments = [limits_at(plan, |limit| limit.span.from), limits_at(plan, |limit| limit.span.until)];
        let mut some = vec![Traits::default(); count];
        let mut mark = |at: NodeIx, set: fn(&mut Traits)| some.get_mut(at.index()).map_or((), set);
        plan.barriers.iter().for_each(|row| mark(row.node, |t| t.joint = true));
        plan.procedures.iter().filter_map(|p| p.node).for_each(|node| mark(node, |t| t.procedure = true));
        let cancels = plan.cancels.iter().filter(|row| !row.scopes.is_empty());
        cancels.for_each(|row| mark(row.by, |t| t.cancels = true));
        for ((node, row), traits) in plan.nodes.iter().zip(0_usize..).zip(some) {
            let at = NodeIx(u32::try_from(row).unwrap_or(u32::MAX));
            let [from, until] = &moments;
            let mut limits = |of: &Rows<LimitIx>, point: usize| {
                let key = row.saturating_mul(2).saturating_add(point);
                Part::append(&mut self.limits_at, of.of(key).iter().copied())
            };
            let limits_from = [limits(from, 0), limits(from, 1)];
            let limits_until = [limits(until, 0), limits(until, 1)];
            let has_limits = limits_from.iter().chain(&limits_until).any(|part| part.from < part.to);
            let of_stage =
                self.scopes.get(node.scope.index()).is_some_and(|scope| scope.kind == ScopeKind::Stage);
            self.nodes.push(NodeRow {
                scope: node.scope,
                kind: node.kind,
                join: node.join,
                automatic: node.automatic,
                is_exit: self.scopes.get(node.scope.index()).is_some_and(|scope| scope.exit == at),
                is_joint: traits.joint,
                is_procedure: traits.procedure,
                is_held_up: !held_up.of(row).is_empty(),
                cancels: traits.cancels,
                is_plain: node.join == Join::All && !traits.joint && node.kind != NodeKind::Gate,
                // A stage without items left is complete all the same.
                may_be_hollow: node.kind == NodeKind::Gate && node.join == Join::All && !of_stage,
                has_limits,
                panel: panels.of(row).first().copied(),
                role: self.role_names.find(&node.role).map(RoleIx),
                successors: Part::append(&mut self.successors, after.of(row).iter().copied()),
                predecessors: Part::append(&mut self.predecessors, before.of(row).iter().copied()),
                limits_from,
                limits_until,
            });
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Traits {
    joint: bool,
    procedure: bool,
    cancels: bool,
}

/// Limits by one of their moments; some open and end by an event of their own.
fn limits_at(plan: &Plan, moment: fn(&Limit) -> crate::plan::Anchor) -> Rows<LimitIx> {
    let keyed = plan.limits.iter().zip(0_u32..).filter(|(limit, _)| !limit.kind.opens_by_event());
    let keyed = keyed.map(|(limit, row)| {
        let anchor = moment(limit);
        let point = usize::from(anchor.at == AnchorPoint::End);
        (anchor.node.index().saturating_mul(2).saturating_add(point), LimitIx(row))
    });
    Rows::group(plan.nodes.len().saturating_mul(2), &keyed.collect::<Vec<_>>())
}

fn scopes(plan: &Plan) -> Vec<ScopeRow> {
    let rows = plan.scopes.iter().map(|scope| ScopeRow {
        kind: scope.kind,
        entry: scope.entry,
        exit: scope.exit,
        department: scope.department,
        is_reworked: false,
    });
    let mut rows: Vec<ScopeRow> = rows.collect();
    for (node, at) in plan.nodes.iter().zip(0_u32..) {
        let works =
            matches!(node.kind, NodeKind::Joint | NodeKind::Step | NodeKind::Rectify | NodeKind::Recheck);
        if let Some(row) = rows.get_mut(node.scope.index()).filter(|row| works && row.entry != NodeIx(at)) {
            row.is_reworked = true;
        }
    }
    rows
}

fn conditional_scopes(plan: &Plan) -> Vec<(ScopeIx, GuardIx)> {
    let scopes = plan.scopes.iter().zip(0_u32..).filter(|(scope, _)| scope.guard != GuardIx(0));
    scopes.map(|(scope, at)| (ScopeIx(at), scope.guard)).collect()
}

fn seal_kept(plan: &Plan) -> Vec<bool> {
    let departments = (0_u32..).map(DepartmentIx).zip(&plan.departments);
    let keeps = |role: &crate::plan::Role, at: DepartmentIx| {
        role.may.contains(&Power::Seal) && (role.departments.is_empty() || role.departments.contains(&at))
    };
    departments.map(|(at, _)| plan.desk.roles.iter().any(|role| keeps(role, at))).collect()
}

fn intake_limits(plan: &Plan) -> Vec<LimitIx> {
    let limits = plan.limits.iter().zip(0_u32..).filter(|(limit, _)| limit.kind == LimitKind::Intake);
    limits.map(|(_, at)| LimitIx(at)).collect()
}

fn role_row(role: &crate::plan::Role) -> RoleRow {
    let all = [
        Power::Accept,
        Power::Work,
        Power::Decide,
        Power::Extend,
        Power::Opine,
        Power::Deliver,
        Power::Seal,
        Power::Apply,
    ];
    RoleRow {
        departments: role.departments.clone(),
        is_anybodys: role.first.is_empty() && role.second.is_empty(),
        powers: all.into_iter().filter(|power| role.has(*power)).fold(0, |powers, p| powers | bit(p)),
    }
}

fn limit_row(plan: &Plan, limit: &Limit) -> LimitRow {
    let usual = plan.profiles.first().is_some_and(|profile| profile.receipt.is_default());
    LimitRow { kind: limit.kind, until: limit.span.until.node, days: if usual { days(limit) } else { None } }
}

/// Working days behind day 0, if nothing else decides when the limit is due and when its levels are reached.
fn days(limit: &Limit) -> Option<Days> {
    let Span { amount: due, unit: Unit::WorkDay, .. } = limit.budget else { return None };
    if limit.thresholds.red_after.is_some() {
        return None;
    }
    let mut first_level = due;
    for threshold in [limit.thresholds.yellow, limit.thresholds.notice].into_iter().flatten() {
        let left = match threshold {
            Threshold::Left(Span { amount, unit: Unit::WorkDay, .. }) => amount,
            Threshold::Left(_) => return None,
            Threshold::Share(percent) => crate::time::share(due, percent),
        };
        // A limit that is not longer than that has no such level.
        if let Some(at) = due.checked_sub(left).filter(|at| *at > 0) {
            first_level = at;
        }
    }
    Some(Days { due, first_level })
}
