//! What can be read from a running case: where it stands, its limits, its three clocks, whose each day was, why it is not
//! finished, and who is to answer for that. Pure functions of (engine, state, now); nothing here changes a case.
//!
//! | file | is about |
//! |---|---|
//! | `life.rs` | the state of the case and of each item, and the codes that platforms exchange |
//! | `story.rs` | the transitions between those states, from the effects of a step |
//! | `ledger.rs` | the limits ledger (rule T9): every limit as one record |
//! | `clocks.rs` | the three clocks: statutory, promised, lived |
//! | `days.rs` | the day ledger: every elapsed calendar day has exactly one owner |
//! | `critical.rs` | of several things that are open on a day, which one decides whose it is |
//! | `why.rs` | what is awaited, from whom, until when, and what led here |
//! | `supervise.rs` | 督办: who is late, by how much, warned when, what follows; which clock stops look wrong |
//! | `whole.rs` | everything as one document |
//! | `awaited.rs`, `chain.rs`, `sentence.rs` | how that is found, and put into words |
//!
//! Types serialise as JSON: field names are English, words are Chinese as in a bundle, instants are RFC 3339, dates
//! `YYYY-MM-DD`. Fields may be added, none is renamed.

mod awaited;
mod chain;
mod clocks;
mod course;
mod critical;
mod days;
mod ledger;
mod life;
mod sentence;
mod story;
mod supervise;
mod whole;
mod why;
mod words;

pub use chain::NodeWhy;
pub use clocks::{CaseClocks, Clock, Clocks, Lived};
pub use course::{COURSE, CourseRow};
pub use days::{DayLedger, DayRow, DaysByOwner, Owner, PartyDays};
pub use ledger::{Amount, LedgerRow, LimitStand, LimitStop, Side};
pub use life::{Life, LifeCycle, LifeRow};
pub use story::{Transition, transitions};
pub use supervise::{Measure, StopFinding, Supervised, SupervisedLimit, SupervisedStop, Warning};
pub use whole::Account;
pub use why::{Act, Awaited, Blocked, Choice, Link, Party, Why};
pub use words::Words;

use crate::case::{Actor, Effect, Engine, Event, EventKind, Refusal, State, Workspace};
use crate::plan::{LimitIx, NodeIx, ScopeIx};
pub use crate::time::CountUnit;
use crate::time::{Date, Instant};

/// A case as it stands at an instant: what falls due before it has taken effect, whether or not a host has said so.
#[derive(Clone, Debug)]
pub struct Reading<'e> {
    engine: &'e Engine,
    state: State,
    now: Instant,
    /// What fell due since the last event.
    fallen_due: Vec<Effect>,
}

impl<'e> Reading<'e> {
    /// Reads a case at an instant.
    ///
    /// # Errors
    /// [`Refusal::ClockBack`] if the case has gone on since then, [`Refusal::OtherPlan`] if it runs on another plan,
    /// [`Refusal::Calendar`] if what falls due needs a day outside the calendar's data.
    pub fn new(engine: &'e Engine, state: &State, now: Instant) -> Result<Self, Refusal> {
        let mut state = state.clone();
        let tick = Event { key: String::new(), at: now, actor: Actor::default(), kind: EventKind::Tick };
        let mut work = Workspace::unchained();
        engine.step_with(&mut work, &mut state, &tick)?;
        Ok(Self { engine, state, now, fallen_due: work.effects().to_vec() })
    }

    /// The engine of its plan.
    #[must_use]
    pub const fn engine(&self) -> &'e Engine {
        self.engine
    }

    /// The state at that instant.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The instant.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// When it was submitted.
    #[must_use]
    pub fn submitted(&self) -> Option<Instant> {
        self.state.node(NodeIx(0)).start
    }

    /// 办结, or the end of the case by other means.
    #[must_use]
    pub fn ended(&self) -> Option<Instant> {
        self.state.node(self.engine.scope(ScopeIx(0)).exit).end
    }

    /// What fell due since the last event, and has taken effect in this reading.
    #[must_use]
    pub fn fallen_due(&self) -> &[Effect] {
        &self.fallen_due
    }

    fn date_of(&self, at: Instant) -> Date {
        self.engine.calendar().date_of(at)
    }

    fn department_of(&self, scope: ScopeIx) -> &'e str {
        let mut at = Some(scope);
        while let Some(scope) = at {
            let found = self.engine.scope(scope);
            if let Some(department) = found.department {
                return self.engine.plan().departments.get(department.index()).map_or("", |d| &d.name);
            }
            at = found.parent;
        }
        self.engine.department(NodeIx(0)).map_or("", |d| &d.name)
    }

    /// Who does the work of a node; that of its scope where the node names none.
    fn department_at(&self, node: NodeIx) -> &'e str {
        match self.engine.department(node) {
            Some(department) => &department.name,
            None => self.department_of(self.engine.node(node).scope),
        }
    }

    fn limit_indices(&self) -> impl Iterator<Item = LimitIx> + use<> {
        (0..u32::try_from(self.engine.plan().limits.len()).unwrap_or(u32::MAX)).map(LimitIx)
    }
}

#[cfg(test)]
mod tests;
