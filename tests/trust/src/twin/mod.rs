//! A second opinion on every case, written from the rules (T1–T9, F1–F5, M4) and the decisions, for clarity: dates are
//! counted day by day, whatever follows from something else is worked out anew by looking at everything, and a limit is
//! what the moments of its nodes say it is. It knows nothing of counters, tables, alarms that are kept, or undoing.
//!
//! [`Twin::told`] is a function of a plan and of events; [`Case::tell`] is one event of it.

mod act;
mod days;
mod endings;
mod flow;
mod hands;
mod intake;
mod ledger;
mod objections;
mod pause;
mod time;

pub use days::{Beyond, Days};

use lianban_runtime::case::{CaseStatus, Event, Level, LimitPhase, Phase, Says, ScopeOutcome, StopKind};
use lianban_runtime::plan::{
    Answer, Barrier, Edge, EdgeKind, LimitIx, NodeIx, NodeKind, Plan, Scope, ScopeIx, ScopeKind, Voice,
};
use lianban_runtime::time::Instant;
use std::collections::{BTreeMap, BTreeSet};

/// A plan as the second opinion reads it.
#[derive(Clone, Debug)]
pub struct Twin<'p> {
    /// The plan.
    pub plan: &'p Plan,
    days: Days,
}

/// A node of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeIs {
    /// Where it stands.
    pub phase: Phase,
    /// When it started.
    pub start: Option<Instant>,
    /// When it ended.
    pub end: Option<Instant>,
}

/// A limit of a case (rule T9).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitIs {
    /// Where it stands.
    pub phase: LimitPhase,
    /// The highest level it has reached.
    pub level: Level,
    /// When it began.
    pub from: Option<Instant>,
    /// When it is due, or was when it ended.
    pub due: Option<Instant>,
    /// Units added by 延期.
    pub extended: u32,
}

/// A stretch in which clocks may stand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StopIs {
    /// Why.
    pub kind: StopKind,
    /// Whose.
    pub scope: ScopeIx,
    /// Since when.
    pub from: Instant,
    /// Until when.
    pub to: Option<Instant>,
    /// Who else waits.
    pub also: Vec<ScopeIx>,
    /// The level of its own limit, if an event began it and it has one.
    pub level: Option<Level>,
}

/// What has become of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// Where it stands.
    pub status: CaseStatus,
    /// Time of the last event.
    pub now: Option<Instant>,
    /// The answers it was submitted with.
    pub answers: Vec<Answer>,
    /// Its nodes.
    pub nodes: Vec<NodeIs>,
    /// What became of its scopes.
    pub scopes: Vec<ScopeOutcome>,
    /// Of whom a correction has been asked.
    pub asked: Vec<bool>,
    /// Its limits.
    pub limits: Vec<LimitIs>,
    /// Its stops.
    pub stops: Vec<StopIs>,
    /// Who said what at which node.
    pub said: BTreeMap<(NodeIx, Voice), Says>,
    /// Who signs, where that was changed.
    pub signers: BTreeMap<NodeIx, Vec<Voice>>,
    /// What has been discussed together.
    pub discussed: BTreeSet<NodeIx>,
    /// The intake was accepted by silence.
    deemed: bool,
    /// Decisions that silence took before anybody had begun with them: their beginning is that of the silence, and no
    /// moment of the flow.
    untouched: Vec<bool>,
    /// Nodes that were sent back (退回).
    sent_back: Vec<bool>,
    /// When last papers of corrections arrived.
    papers: Vec<Instant>,
    /// Work that was given on, row by row (转办, 委派).
    holders: Vec<NodeIx>,
    /// Nothing that an event makes possible begins before it.
    floor: Option<Instant>,
}

/// A case, and the plan it runs on.
#[derive(Clone, Debug)]
pub struct Case<'t> {
    twin: &'t Twin<'t>,
    /// Where it stands.
    pub world: World,
}

/// Why an event changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum No {
    /// Every reason that holds, as codes of refusals.
    Because(Vec<&'static str>),
    /// A date is needed of which nothing is published.
    Calendar,
}

impl From<Beyond> for No {
    fn from(_: Beyond) -> Self {
        Self::Calendar
    }
}

impl From<&'static str> for No {
    fn from(code: &'static str) -> Self {
        Self::Because(vec![code])
    }
}

/// What a part of an event comes to.
type Done = Result<(), No>;

impl<'p> Twin<'p> {
    /// Reads a plan.
    #[must_use]
    pub fn new(plan: &'p Plan) -> Self {
        Self { plan, days: Days::new(&plan.calendar) }
    }

    /// A case to which nothing has happened.
    #[must_use]
    pub fn case(&self) -> Case<'_> {
        let node = NodeIs { phase: Phase::Waiting, start: None, end: None };
        let limit =
            LimitIs { phase: LimitPhase::Closed, level: Level::Normal, from: None, due: None, extended: 0 };
        Case {
            twin: self,
            world: World {
                status: CaseStatus::Draft,
                now: None,
                answers: Vec::new(),
                nodes: vec![node; self.plan.nodes.len()],
                scopes: vec![ScopeOutcome::Open; self.plan.scopes.len()],
                asked: vec![false; self.plan.scopes.len()],
                limits: vec![limit; self.plan.limits.len()],
                stops: Vec::new(),
                said: BTreeMap::new(),
                signers: BTreeMap::new(),
                discussed: BTreeSet::new(),
                deemed: false,
                untouched: vec![false; self.plan.nodes.len()],
                sent_back: vec![false; self.plan.nodes.len()],
                papers: Vec::new(),
                holders: Vec::new(),
                floor: None,
            },
        }
    }

    /// What events come to: the case behind them all. An event that is not admissible changes nothing.
    #[must_use]
    pub fn told(&self, events: &[Event]) -> Case<'_> {
        let mut case = self.case();
        for event in events {
            let _refused = case.tell(event);
        }
        case
    }

    fn scope(&self, at: ScopeIx) -> &Scope {
        &self.plan.scopes[at.index()]
    }

    fn kind(&self, at: NodeIx) -> NodeKind {
        self.plan.nodes[at.index()].kind
    }

    fn nodes(&self) -> impl Iterator<Item = NodeIx> + use<> {
        (0..u32::try_from(self.plan.nodes.len()).expect("few nodes")).map(NodeIx)
    }

    fn scopes(&self) -> impl Iterator<Item = ScopeIx> + use<> {
        (0..u32::try_from(self.plan.scopes.len()).expect("few scopes")).map(ScopeIx)
    }

    fn limits(&self) -> impl Iterator<Item = LimitIx> + use<> {
        (0..u32::try_from(self.plan.limits.len()).expect("few limits")).map(LimitIx)
    }

    fn nodes_of(&self, scope: ScopeIx) -> Vec<NodeIx> {
        self.nodes().filter(|node| self.plan.nodes[node.index()].scope == scope).collect()
    }

    fn steps_of(&self, item: ScopeIx) -> Vec<ScopeIx> {
        let step =
            |at: &ScopeIx| self.scope(*at).kind == ScopeKind::Step && self.scope(*at).parent == Some(item);
        self.scopes().filter(step).collect()
    }

    /// Edges of a kind into a node.
    fn before(&self, node: NodeIx, kind: EdgeKind) -> impl Iterator<Item = &Edge> {
        self.plan.edges.iter().filter(move |edge| edge.to == node && edge.kind == kind)
    }

    /// Start edges out of a node.
    fn behind(&self, node: NodeIx) -> impl Iterator<Item = &Edge> {
        self.plan.edges.iter().filter(move |edge| edge.from == node && edge.kind == EdgeKind::Start)
    }

    fn barrier(&self, node: NodeIx) -> Option<&Barrier> {
        self.plan.barriers.iter().find(|barrier| barrier.node == node)
    }

    /// Whether a scope is another one, or lies in it.
    fn within(&self, inner: ScopeIx, outer: ScopeIx) -> bool {
        inner == outer || self.scope(inner).parent.is_some_and(|parent| self.within(parent, outer))
    }

    /// What a gate cancels when it ends.
    fn cancels(&self, gate: NodeIx) -> &[ScopeIx] {
        self.plan.cancels.iter().find(|row| row.by == gate).map_or(&[], |row| &row.scopes)
    }

    /// Items that 办结 does not wait for: no way leads from their decision to it.
    fn late_items(&self) -> Vec<ScopeIx> {
        let close = self.plan.scopes[0].exit;
        let item = |at: &ScopeIx| self.scope(*at).kind == ScopeKind::Item;
        self.scopes().filter(item).filter(|at| !self.leads(self.scope(*at).exit, close)).collect()
    }

    fn leads(&self, from: NodeIx, to: NodeIx) -> bool {
        let mut seen = vec![from];
        let mut at = 0;
        while at < seen.len() {
            let next: Vec<NodeIx> =
                self.plan.edges.iter().filter(|edge| edge.from == seen[at]).map(|edge| edge.to).collect();
            seen.extend(next.into_iter().filter(|node| !seen.contains(node)).collect::<Vec<_>>());
            at += 1;
        }
        seen.contains(&to)
    }
}

impl Case<'_> {
    /// One event: what it comes to, or why it changes nothing.
    ///
    /// # Errors
    /// [`No`]; then nothing has changed.
    pub fn tell(&mut self, event: &Event) -> Done {
        if self.world.now.is_some_and(|now| event.at < now) {
            return Err("clock-back".into());
        }
        let mut after = self.clone();
        after.pass_until(event)?;
        let objections = after.objections(event)?;
        if !objections.is_empty() {
            return Err(No::Because(objections));
        }
        after.act(event)?;
        after.world.now = Some(event.at);
        *self = after;
        Ok(())
    }

    /// Whether some level of an open limit lies beyond the calendar, now or once the time before an event has passed.
    #[must_use]
    pub fn looks_beyond_until(&self, event: &Event) -> bool {
        let mut after = self.clone();
        self.looks_beyond() || after.pass_until(event).is_err() || after.looks_beyond()
    }

    fn node(&self, at: NodeIx) -> NodeIs {
        self.world.nodes[at.index()]
    }

    fn phase(&self, at: NodeIx) -> Phase {
        self.node(at).phase
    }

    fn node_mut(&mut self, at: NodeIx) -> &mut NodeIs {
        &mut self.world.nodes[at.index()]
    }

    fn outcome(&self, at: ScopeIx) -> ScopeOutcome {
        self.world.scopes[at.index()]
    }

    fn is_open(&self, at: ScopeIx) -> bool {
        self.outcome(at) == ScopeOutcome::Open
    }

    fn set_outcome(&mut self, at: ScopeIx, outcome: ScopeOutcome) {
        self.world.scopes[at.index()] = outcome;
    }

    fn limit(&self, at: LimitIx) -> LimitIs {
        self.world.limits[at.index()]
    }

    /// Neither ended nor out of the question.
    fn may_come(&self, at: NodeIx) -> bool {
        !self.phase(at).has_ended() && self.phase(at) != Phase::Skipped
    }
}
