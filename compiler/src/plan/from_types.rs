//! Types → plan: every surface word becomes core rows, as the table of decision 0001 says.

use super::draft::{Draft, DraftIx, Numbered};
use super::places::{Docs, Places};
use super::precedence::{TooMany, Why, add_flow, add_stages, by_materials};
use super::rework::Rounds;
use super::waits::Awaited;
use super::{desk, limits, procedures, rows, stages};
use crate::names::Spanned;
use crate::names::linked::{Declared, Item, Joint, Linked};
use crate::types::{ALWAYS, Arena, Typed};
use lianban_runtime::plan::{
    Barrier, Channel, DepartmentIx, EdgeKind, GuardIx, Join, MaterialIx, Node, NodeKind, Plan, PlanError,
    ScopeIx,
};
use lianban_runtime::time::{CalendarData, Span as Amount};
use std::collections::BTreeMap;

/// Why a bundle without errors has no plan all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LowerError {
    /// More precedences than a plan can hold.
    TooMany,
    /// The flow has a cycle; the law names it.
    Cycle,
    /// The tables disagree: a defect of the compiler, reported instead of passed on.
    Inconsistent(PlanError),
}

impl From<TooMany> for LowerError {
    fn from(_: TooMany) -> Self {
        Self::TooMany
    }
}

/// A plan with what stands beside it.
#[derive(Clone, Debug)]
pub struct Lowered {
    /// The core form.
    pub plan: Plan,
    /// Where its rows stand.
    pub places: Places,
    /// Doc comments of its rows.
    pub docs: Docs,
}

/// Lowers a bundle whose names, types and law are free of errors.
///
/// # Errors
/// [`LowerError`].
pub fn lower(linked: &Linked, typed: Typed, calendar: CalendarData) -> Result<Lowered, LowerError> {
    let mut lowering = Lowering::new(linked, typed);
    let mut before = by_materials(linked)?;
    add_flow(linked, &mut before)?;
    add_stages(linked, &mut before)?;
    lowering.nodes(&before);
    lowering.edges(before);
    lowering.finish(calendar)
}

/// A plan index from a host position. Tables are far below 2³² rows.
pub(super) fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Which item comes before which, and why.
pub(super) type Precedences = BTreeMap<(usize, usize), Why>;

/// Working state of the lowering. Drafted positions of items and joint actions are those of [`Linked`].
pub(super) struct Lowering<'a> {
    pub linked: &'a Linked,
    pub item_guards: Vec<GuardIx>,
    pub material_guards: Vec<GuardIx>,
    pub field_guards: Vec<GuardIx>,
    /// Of each item: when each fee is charged.
    pub fee_guards: Vec<Vec<GuardIx>>,
    questions: Vec<lianban_runtime::plan::Question>,
    /// Questions by position that 令 settles: no rows of the plan.
    pub settled: BTreeMap<usize, lianban_runtime::plan::Answer>,
    pub arena: Arena,
    pub draft: Draft,
    pub intake: DraftIx,
    pub accept: Vec<DraftIx>,
    pub decide: Vec<DraftIx>,
    /// 转交.
    pub handover: Option<DraftIx>,
    pub joint: Vec<DraftIx>,
    /// Of each stage: beginning, completion.
    pub stage: Vec<(DraftIx, DraftIx)>,
    pub stage_guards: Vec<GuardIx>,
    /// 任一, 至少 k, 里程碑 of the flow.
    pub gates: Vec<DraftIx>,
    pub gate_guards: Vec<GuardIx>,
    /// Of each item: its steps.
    pub steps: Vec<Vec<DraftIx>>,
    /// Of each joint action: behind it and all its rounds of 整改.
    pub joint_ends: Vec<DraftIx>,
    /// Of each item, of each of its steps: the same.
    pub step_ends: Vec<Vec<DraftIx>>,
    /// Rounds of 整改.
    pub rounds: Vec<Rounds>,
    /// Of each item: when each step applies.
    pub step_guards: Vec<Vec<GuardIx>>,
    /// Conditions of planned 特别程序, by item and step.
    pub planned: BTreeMap<(usize, usize), GuardIx>,
    /// Of each item: its 预审.
    pub preview: Vec<Option<DraftIx>>,
    pub joint_guards: Vec<GuardIx>,
    pub close: DraftIx,
    pub deliver: Option<DraftIx>,
    pub awaited: Vec<Awaited>,
    members: Vec<Vec<usize>>,
    needing: Vec<Vec<usize>>,
    item_scopes: Vec<ScopeIx>,
    stage_scopes: Vec<ScopeIx>,
}

impl<'a> Lowering<'a> {
    fn new(linked: &'a Linked, typed: Typed) -> Self {
        Self {
            linked,
            item_guards: typed.items,
            material_guards: typed.materials,
            field_guards: typed.fields,
            fee_guards: typed.fees,
            questions: typed.questions,
            settled: typed.fixed,
            arena: typed.arena,
            draft: Draft::default(),
            intake: DraftIx(0),
            accept: Vec::new(),
            decide: Vec::new(),
            handover: None,
            joint: vec![DraftIx(0); linked.joints.len()],
            joint_guards: vec![ALWAYS; linked.joints.len()],
            stage: Vec::new(),
            stage_guards: Vec::new(),
            gates: Vec::new(),
            gate_guards: typed.gates,
            steps: vec![Vec::new(); linked.items.len()],
            joint_ends: vec![DraftIx(0); linked.joints.len()],
            step_ends: vec![Vec::new(); linked.items.len()],
            rounds: Vec::new(),
            step_guards: vec![Vec::new(); linked.items.len()],
            planned: typed.planned,
            preview: vec![None; linked.items.len()],
            close: DraftIx(0),
            deliver: None,
            awaited: Vec::new(),
            members: positions(linked.joints.len(), &linked.items, |item| &item.joins),
            needing: positions(linked.materials.len(), &linked.items, |item| &item.needs),
            item_scopes: scopes_of(linked, linked.items.len(), |declared| match declared {
                Declared::Item(at) => Some(at),
                _ => None,
            }),
            stage_scopes: scopes_of(linked, linked.stages.len(), |declared| match declared {
                Declared::Stage(at) => Some(at),
                _ => None,
            }),
        }
    }

    pub fn guard_of(&self, item: usize) -> GuardIx {
        self.item_guards.get(item).copied().unwrap_or(ALWAYS)
    }

    /// The scope of an item: the bundle is 0, everything else follows in declaration order.
    pub fn scope_of(&self, item: usize) -> ScopeIx {
        self.item_scopes.get(item).copied().unwrap_or(ScopeIx(0))
    }

    /// The scope of a stage; the bundle for what stands in none.
    pub fn stage_scope_of(&self, stage: Option<usize>) -> ScopeIx {
        stage.and_then(|at| self.stage_scopes.get(at)).copied().unwrap_or(ScopeIx(0))
    }

    fn nodes(&mut self, before: &Precedences) {
        let linked = self.linked;
        self.intake = self.intake_node();
        self.handover = self.handover_node();
        self.accept = vec![self.intake; linked.items.len()];
        self.decide = self.accept.clone();
        for (at, declared) in linked.order.iter().enumerate() {
            let scope = ScopeIx(narrow(at.saturating_add(1)));
            match *declared {
                Declared::Item(item) => self.item_nodes(item, scope),
                Declared::Joint(joint) => self.joint_node(joint, scope),
                Declared::Stage(stage) => self.stage_nodes(stage, scope),
                Declared::Step(item, step) => self.step_node(item, step, scope),
                Declared::Preview(item) => self.preview_node(item, scope),
            }
        }
        self.flow_gates();
        self.await_nodes(before);
        self.close = self.draft.node(bundle_node("办结", NodeKind::Close), linked.name.place);
        self.deliver = self.deliver_node();
    }

    fn intake_node(&mut self) -> DraftIx {
        let contact = self.linked.flow.intake.as_ref();
        let limit = contact.and_then(|c| c.limit.as_ref());
        let node = Node {
            work: limit.map_or(Amount::work_days(0), |l| l.value),
            automatic: limit.is_none(),
            channel: contact.and_then(|c| c.channel.as_ref()).map_or(Channel::Window, |c| c.value),
            department: self.linked.desk.intake.map(|d| DepartmentIx(narrow(d))),
            role: contact.and_then(|c| c.role.as_ref()).map(|r| r.value.clone()).unwrap_or_default(),
            ..bundle_node("一窗受理", NodeKind::Intake)
        };
        self.draft.node(node, contact.map_or(self.linked.name.place, |c| c.place))
    }

    fn item_nodes(&mut self, at: usize, scope: ScopeIx) {
        let Some(item) = self.linked.items.get(at) else { return };
        let accept = Node {
            name: format!("{}·受理", item.name.value),
            scope,
            department: item.department.map(|d| DepartmentIx(narrow(d))),
            guard: self.guard_of(at),
            ..bundle_node("", NodeKind::Accept)
        };
        let decide = Node {
            name: format!("{}·决定", item.name.value),
            kind: NodeKind::Decide,
            // What a preview has done is not done again (decision 0006).
            role: item.role.as_ref().map(|r| r.value.clone()).unwrap_or_default(),
            work: if item.is_previewed() { Amount::work_days(0) } else { self.work_of(item) },
            automatic: false,
            ..accept.clone()
        };
        let (accept, decide) =
            (self.draft.node(accept, item.name.place), self.draft.node(decide, item.name.place));
        if let (Some(a), Some(d)) = (self.accept.get_mut(at), self.decide.get_mut(at)) {
            (*a, *d) = (accept, decide);
        }
    }

    /// What remains of the promise after the joint action and the steps (rule F4). Units are equal by law.
    pub fn work_of(&self, item: &Item) -> Amount {
        let whole = item.effective().map_or(Amount::work_days(0), |l| l.value);
        let joints = item.joins.iter().filter_map(|j| self.linked.joints.get(j.value)?.limit.as_ref());
        let taken = joints.fold(stages::steps_take(item), |sum, l| sum.saturating_add(l.value.amount));
        Amount { amount: whole.amount.saturating_sub(taken), ..whole }
    }

    fn joint_node(&mut self, at: usize, scope: ScopeIx) {
        let Some(joint) = self.linked.joints.get(at) else { return };
        let guards: Vec<GuardIx> = self.members(at).into_iter().map(|item| self.guard_of(item)).collect();
        let alone = self.is_of_departments(at);
        let guard = if alone { ALWAYS } else { self.arena.any(guards) };
        let node = Node {
            name: joint.name.value.clone(),
            scope,
            staff: joint.staff.as_ref().map_or(0, |staff| staff.value),
            department: joint.lead.map(|d| DepartmentIx(narrow(d))),
            work: joint.limit.as_ref().map_or(Amount::work_days(0), |l| l.value),
            automatic: false,
            guard,
            ..bundle_node("", NodeKind::Joint)
        };
        let drafted = self.draft.node(node.clone(), joint.name.place);
        let end = self.rework_nodes(drafted, &node, joint.rework.as_ref(), false);
        if let Some(slot) = self.joint_ends.get_mut(at) {
            *slot = end;
        }
        if let (Some(node), Some(slot)) = (self.joint.get_mut(at), self.joint_guards.get_mut(at)) {
            (*node, *slot) = (drafted, guard);
        }
    }

    /// Items that take part in a joint action, in declaration order.
    pub fn members(&self, joint: usize) -> Vec<usize> {
        self.members.get(joint).cloned().unwrap_or_default()
    }

    /// Items that need a material, in declaration order.
    pub fn needing(&self, material: usize) -> Vec<usize> {
        self.needing.get(material).cloned().unwrap_or_default()
    }

    /// A joint action in which departments take part, and no item does.
    pub fn is_of_departments(&self, joint: usize) -> bool {
        let meeting = self.linked.desk.meeting(joint);
        self.members.get(joint).is_none_or(Vec::is_empty)
            && meeting.is_some_and(|meeting| !meeting.departments.is_empty())
    }

    /// 转交: between the unified acceptance and everything else.
    fn handover_node(&mut self) -> Option<DraftIx> {
        let contact = self.linked.flow.intake.as_ref()?;
        let limit = contact.hand_over.as_ref()?;
        let node = Node {
            work: limit.value,
            automatic: false,
            department: self.linked.desk.intake.map(|d| DepartmentIx(narrow(d))),
            ..bundle_node("转交", NodeKind::Handover)
        };
        Some(self.draft.node(node, limit.place))
    }

    /// What begins with the case: behind the unified acceptance, and behind 转交 if there is one.
    pub fn behind_intake(&mut self, node: DraftIx) {
        self.draft.edge(self.intake, node, EdgeKind::Start, None);
        if let Some(handover) = self.handover {
            self.draft.edge(handover, node, EdgeKind::Start, None);
        }
    }

    fn deliver_node(&mut self) -> Option<DraftIx> {
        let contact = self.linked.flow.delivery.as_ref()?;
        let node = Node {
            work: contact.limit.as_ref().map_or(Amount::work_days(0), |l| l.value),
            automatic: contact.limit.is_none(),
            channel: contact.channel.as_ref().map_or(Channel::None, |c| c.value),
            department: self.linked.desk.delivery.map(|d| DepartmentIx(narrow(d))),
            role: contact.role.as_ref().map(|r| r.value.clone()).unwrap_or_default(),
            ..bundle_node("统一出件", NodeKind::Deliver)
        };
        Some(self.draft.node(node, contact.place))
    }

    fn edges(&mut self, pairs: Precedences) {
        let ends = self.accept.clone().into_iter().zip(self.decide.clone());
        for (item, (accept, decide)) in self.linked.items.iter().zip(ends) {
            self.behind_intake(accept);
            self.draft.edge(accept, decide, EdgeKind::Start, None);
            if item.late.is_none() {
                self.draft.edge(decide, self.close, EdgeKind::Start, None);
            }
        }
        if let Some(handover) = self.handover {
            self.draft.edge(self.intake, handover, EdgeKind::Start, None);
        }
        self.behind_intake(self.close);
        for ((earlier, later), why) in pairs {
            let material = match why {
                Why::Material(at) => Some(MaterialIx(narrow(at))),
                Why::Flow => None,
                // Gates see to it.
                Why::Stage | Why::Join => continue,
            };
            if let (Some(&from), Some(&to)) = (self.decide.get(earlier), self.accept.get(later)) {
                self.draft.edge(from, to, EdgeKind::Start, material);
            }
        }
        self.joint_edges();
        self.step_edges();
        self.preview_edges();
        self.stage_edges();
        self.flow_edges();
        self.await_edges();
        if let Some(deliver) = self.deliver {
            self.draft.edge(self.close, deliver, EdgeKind::Start, None);
        }
    }

    fn joint_edges(&mut self) {
        for (at, node) in self.joint.clone().into_iter().enumerate() {
            self.behind_intake(node);
            if self.is_of_departments(at) {
                let stage = self.linked.joints.get(at).and_then(|joint| joint.stage);
                if let Some(&(begins, complete)) = stage.and_then(|stage| self.stage.get(stage)) {
                    self.draft.edge(begins, node, EdgeKind::Start, None);
                    self.draft.edge(node, complete, EdgeKind::Start, None);
                }
                self.draft.edge(node, self.close, EdgeKind::Start, None);
            }
            for item in self.members(at) {
                if let (Some(begin), Some(rest)) = (self.begin_of(item), self.rest_of(item)) {
                    self.draft.edge(begin, node, EdgeKind::Start, None);
                    let end = self.joint_ends.get(at).copied().unwrap_or(node);
                    self.draft.edge(end, rest, EdgeKind::Start, None);
                }
            }
        }
    }

    fn finish(mut self, calendar: CalendarData) -> Result<Lowered, LowerError> {
        let numbered = std::mem::take(&mut self.draft).number().ok_or(LowerError::Cycle)?;
        let guards = std::mem::take(&mut self.arena).into_guards();
        let limits = limits::limits(&self, &numbered);
        let procedures = procedures::procedures(&self, &numbered);
        let obligations = limits::obligations(&self, &numbered, &limits.limits);
        let figures = rows::figures(self.linked, &limits);
        let places = rows::places(&self, &numbered, &limits, figures.places);
        let profiles = rows::profiles(self.linked, &calendar);
        let plan = Plan {
            name: self.linked.name.value.clone(),
            code: self.linked.code.clone(),
            region: self.linked.region.clone(),
            audience: self.linked.audience.clone(),
            basis: self.linked.basis.clone(),
            calendar,
            profiles,
            questions: std::mem::take(&mut self.questions),
            guards,
            departments: rows::departments(self.linked),
            materials: rows::materials(&self),
            fields: rows::fields(&self),
            fees: rows::fees(&self),
            scopes: rows::scopes(&self, &numbered),
            barriers: self.barriers(&numbered),
            cancels: self.cancels(&numbered),
            rounds: self.round_rows(&numbered),
            desk: desk::desk(&self, &numbered),
            nodes: numbered.nodes,
            edges: numbered.edges,
            limits: limits.limits,
            procedures,
            obligations,
            promises: figures.promises,
            baseline: figures.baseline,
        };
        plan.check().map_err(LowerError::Inconsistent)?;
        Ok(Lowered { plan, places, docs: rows::docs(&self) })
    }

    fn barriers(&self, numbered: &Numbered) -> Vec<Barrier> {
        let barrier = |(at, (joint, node)): (usize, (&Joint, &DraftIx))| Barrier {
            node: numbered.at(*node),
            members: self.members(at).into_iter().map(|item| self.scope_of(item)).collect(),
            kind: joint.kind.clone(),
            site_visit: joint.site_visit,
        };
        self.linked.joints.iter().zip(&self.joint).enumerate().map(barrier).collect()
    }
}

/// An automatic node of the bundle without work; the parts that differ are overwritten.
pub(super) fn bundle_node(name: &str, kind: NodeKind) -> Node {
    Node {
        name: name.to_owned(),
        scope: ScopeIx(0),
        kind,
        department: None,
        role: String::new(),
        staff: 0,
        work: Amount::work_days(0),
        automatic: true,
        guard: ALWAYS,
        join: Join::All,
        channel: Channel::None,
    }
}

/// For each target position the items that refer to it, in declaration order.
fn positions<'a>(
    len: usize,
    items: &'a [Item],
    targets: impl Fn(&'a Item) -> &'a [Spanned<usize>],
) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new(); len];
    for (at, item) in items.iter().enumerate() {
        for target in targets(item) {
            if let Some(list) = all.get_mut(target.value) {
                list.push(at);
            }
        }
    }
    all
}

/// The scopes of one kind of declaration, by position.
fn scopes_of(linked: &Linked, len: usize, is: impl Fn(Declared) -> Option<usize>) -> Vec<ScopeIx> {
    let mut scopes = vec![ScopeIx(0); len];
    for (at, declared) in linked.order.iter().enumerate() {
        if let Some(slot) = is(*declared).and_then(|own| scopes.get_mut(own)) {
            *slot = ScopeIx(narrow(at.saturating_add(1)));
        }
    }
    scopes
}
