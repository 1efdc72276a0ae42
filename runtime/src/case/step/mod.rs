//! The step: `(Plan, State, Event) → (State, Effects)`, or a typed refusal that changes nothing.

mod admit;
mod authority;
mod cancel;
mod correction;
mod expiry;
mod extension;
mod finish;
mod flow;
mod hand;
mod ledger;
mod procedure;
mod rework;
mod silence;
mod speak;
mod stops;
mod suspension;

use super::{
    CaseStatus, Effect, EffectKind, Engine, Event, EventKind, LimitPhase, LimitState, NodeState, Phase,
    Refusal, ScopeOutcome, ScopeState, State,
};
use super::{Level, journal};
use crate::plan::{LimitIx, NodeIx, ScopeIx};
use crate::time::Instant;

/// Result of a part of a step.
type Stepped = Result<(), Refusal>;

/// A step in progress, on a copy of the state: dropped on refusal.
struct Transition<'a> {
    engine: &'a Engine,
    state: &'a mut State,
    effects: Vec<Effect>,
}

impl Engine {
    /// A case to which nothing has happened.
    #[must_use]
    pub fn new_case(&self) -> State {
        let node =
            NodeState { phase: Phase::Waiting, applying: 0, ended: 0, gone: 0, start: None, end: None };
        let scope = ScopeState { outcome: ScopeOutcome::Open, asked: false };
        let limit = LimitState {
            phase: LimitPhase::Closed,
            level: Level::Normal,
            from: None,
            due: None,
            extended: 0,
            alarm: None,
        };
        State {
            plan: *self.plan_hash(),
            status: CaseStatus::Draft,
            now: None,
            sequence: 0,
            head: *self.plan_hash(),
            answers: Vec::new(),
            nodes: vec![node; self.plan().nodes.len()],
            scopes: vec![scope; self.plan().scopes.len()],
            limits: vec![limit; self.plan().limits.len()],
            stops: Vec::new(),
            hands: super::Hands::default(),
        }
    }

    /// Applies one event.
    ///
    /// What is due before the event is processed before it (rule D3); an event at the due instant is in time.
    ///
    /// # Errors
    /// A typed [`Refusal`]; the state is then unchanged.
    pub fn step(&self, state: &mut State, event: &Event) -> Result<Vec<Effect>, Refusal> {
        let mut next = state.clone();
        let mut transition = Transition { engine: self, state: &mut next, effects: Vec::new() };
        transition.run(event)?;
        let effects = transition.effects;
        *state = next;
        Ok(effects)
    }
}

impl Transition<'_> {
    fn run(&mut self, event: &Event) -> Stepped {
        self.admit(event)?;
        self.expire_before(self.over_at(event))?;
        self.admit_after_expiry(event)?;
        self.authorise(event)?;
        self.apply(event)?;
        self.state.now = Some(event.at);
        self.state.sequence = self.state.sequence.saturating_add(1);
        self.state.head = journal::chain(&self.state.head, event);
        Ok(())
    }

    /// Alarms before this instant have gone off when the event takes effect: an event at the due instant is in time
    /// (rule D3), except the one that says that the instant is over.
    fn over_at(&self, event: &Event) -> Instant {
        match event.kind {
            EventKind::Expire => event.at.add_millis(1).unwrap_or(event.at),
            _ => event.at,
        }
    }

    fn effect(&mut self, at: Instant, kind: EffectKind) {
        self.effects.push(Effect { at, kind });
    }

    fn node_mut(&mut self, at: NodeIx) -> &mut NodeState {
        #[expect(
            clippy::indexing_slicing,
            reason = "one row per node of a checked plan; `admit` compared the plans"
        )]
        &mut self.state.nodes[at.index()]
    }

    fn scope_mut(&mut self, at: ScopeIx) -> &mut ScopeState {
        #[expect(
            clippy::indexing_slicing,
            reason = "one row per scope of a checked plan; `admit` compared the plans"
        )]
        &mut self.state.scopes[at.index()]
    }

    fn limit_mut(&mut self, at: LimitIx) -> &mut LimitState {
        #[expect(
            clippy::indexing_slicing,
            reason = "one row per limit of a checked plan; `admit` compared the plans"
        )]
        &mut self.state.limits[at.index()]
    }
}
