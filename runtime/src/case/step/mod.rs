//! The step: `(Plan, State, Event) → (State, Effects)`, or a typed refusal that changes nothing.

mod admit;
mod authority;
mod cancel;
mod correction;
mod discuss;
mod draft;
mod expiry;
mod extension;
mod finish;
mod flow;
mod forward;
mod hand;
mod intake;
mod issue;
mod ledger;
mod migrate;
mod procedure;
mod rating;
mod recall;
mod rescind;
mod rework;
mod silence;
mod speak;
mod stops;
mod suspension;
mod workspace;

use super::index::Index;
use super::{
    CaseStatus, Effect, EffectKind, Engine, Event, EventKind, LimitPhase, LimitState, NodeState, Refusal,
    ScopeOutcome, ScopeState, State,
};
use super::{Level, journal};
use crate::plan::{LimitIx, NodeIx, ScopeIx};
use crate::time::Instant;
use draft::Draft;

/// Result of a part of a step.
type Stepped = Result<(), Refusal>;

use workspace::Spare;
pub use workspace::Workspace;

/// A step in progress: changes the state in place and remembers what was there before, so that a refusal changes
/// nothing.
struct Transition<'a> {
    engine: &'a Engine,
    state: Draft<'a>,
    effects: &'a mut Vec<Effect>,
    /// The limit whose running out is being worked out, if it is silence and not an event that changes the case.
    lapse: Option<LimitIx>,
    spare: &'a mut Spare,
    /// The instant of which day 0 was asked last, and its position among the working days: several limits begin at once.
    day_zero: Option<(Instant, u32)>,
}

/// Rows of a case to which nothing has happened.
const SCOPE: ScopeState = ScopeState { outcome: ScopeOutcome::Open, asked: false };
const LIMIT: LimitState = LimitState {
    phase: LimitPhase::Closed,
    level: Level::Normal,
    from: None,
    due: None,
    extended: 0,
    alarm: None,
};

impl Engine {
    /// A case to which nothing has happened.
    #[must_use]
    pub fn new_case(&self) -> State {
        let mut state = State {
            plan: *self.plan_hash(),
            status: CaseStatus::Draft,
            now: None,
            sequence: 0,
            head: *self.plan_hash(),
            answers: Vec::new(),
            nodes: self.tables().fresh.clone(),
            scopes: vec![SCOPE; self.plan().scopes.len()],
            limits: vec![LIMIT; self.plan().limits.len()],
            stops: Vec::new(),
            hands: super::Hands::default(),
            ratings: Vec::new(),
            papers: 0,
            index: Index::default(),
        };
        state.index.reset(state.limits.len());
        state
    }

    /// Takes a state back to [`Self::new_case`], keeping its memory.
    pub fn reset_case(&self, state: &mut State) {
        let plan = self.plan();
        state.plan = *self.plan_hash();
        state.status = CaseStatus::Draft;
        state.now = None;
        state.sequence = 0;
        state.head = *self.plan_hash();
        state.answers.clear();
        state.nodes.clear();
        state.nodes.extend_from_slice(&self.tables().fresh);
        refill(&mut state.scopes, plan.scopes.len(), SCOPE);
        refill(&mut state.limits, plan.limits.len(), LIMIT);
        state.stops.clear();
        state.hands.clear();
        state.ratings.clear();
        state.papers = 0;
        state.index.reset(plan.limits.len());
    }

    /// Applies one event.
    ///
    /// What is due before the event is processed before it (rule D3); an event at the due instant is in time.
    /// [`Self::step_with`] does the same without allocating.
    ///
    /// # Errors
    /// A typed [`Refusal`]; the state is then unchanged.
    pub fn step(&self, state: &mut State, event: &Event) -> Result<Vec<Effect>, Refusal> {
        let mut work = Workspace::new();
        self.step_with(&mut work, state, event)?;
        Ok(work.into_effects())
    }

    /// Applies one event with memory that is used again for the next one. The effects are in the workspace until then.
    ///
    /// # Errors
    /// A typed [`Refusal`]; the state is then unchanged, and there are no effects.
    pub fn step_with(&self, work: &mut Workspace, state: &mut State, event: &Event) -> Result<(), Refusal> {
        work.effects.clear();
        let state = Draft::new(state, &mut work.undo);
        let (effects, spare) = (&mut work.effects, &mut work.spare);
        let mut transition = Transition { engine: self, state, effects, lapse: None, spare, day_zero: None };
        match transition.run(event) {
            Ok(()) => {
                let head =
                    work.chained.then(|| journal::chain_with(&mut work.bytes, &transition.state.head, event));
                transition.state.finish(event.at, head);
                Ok(())
            }
            Err(refusal) => {
                transition.state.roll_back();
                work.effects.clear();
                Err(refusal)
            }
        }
    }
}

/// Fills a table with so many equal rows.
fn refill<T: Clone>(rows: &mut Vec<T>, count: usize, row: T) {
    rows.clear();
    rows.resize(count, row);
}

impl Transition<'_> {
    fn run(&mut self, event: &Event) -> Stepped {
        self.admit(event)?;
        self.state.know();
        self.expire_before(self.over_at(event))?;
        self.admit_after_expiry(event)?;
        self.authorise(event)?;
        self.apply(event)
    }

    /// Alarms before this instant have gone off when the event takes effect: an event at the due instant is in time
    /// (rule D3), except the one that says that the instant is over.
    fn over_at(&self, event: &Event) -> Instant {
        match event.kind {
            EventKind::Expire => event.at.add_millis(1).unwrap_or(event.at),
            _ => event.at,
        }
    }

    /// Tells an effect, and issues the paper that goes with it. Told in place: an effect that is put together elsewhere and
    /// copied here takes three times as long.
    #[inline(always)]
    fn effect(&mut self, at: Instant, kind: EffectKind) {
        self.tell(at, kind);
        self.issue_with(at, kind);
    }

    /// Tells an effect that brings no paper.
    #[inline(always)]
    fn tell(&mut self, at: Instant, kind: EffectKind) {
        self.effects.push(Effect { at, kind });
    }

    fn node_mut(&mut self, at: NodeIx) -> &mut NodeState {
        self.state.node_mut(at)
    }

    fn scope_mut(&mut self, at: ScopeIx) -> &mut ScopeState {
        self.state.scope_mut(at)
    }

    fn limit_mut(&mut self, at: LimitIx) -> &mut LimitState {
        self.state.limit_mut(at)
    }
}
