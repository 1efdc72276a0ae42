//! The parts of 版本升级 that are steps: what is due before it on the plan that is left, and what follows from it on the
//! new one.

use super::draft::Draft;
use super::{Stepped, Transition, Workspace};
use crate::case::{Effect, EffectKind, Engine, Event, LimitPhase, Phase, Refusal, State};
use crate::plan::{LimitIx, NodeIx};
use crate::time::Instant;

impl Engine {
    /// A step without an event.
    fn transition(
        &self,
        state: &mut State,
        effects: &mut Vec<Effect>,
        run: impl FnOnce(&mut Transition<'_>) -> Stepped,
    ) -> Stepped {
        let mut work = Workspace::new();
        let mut state = Draft::new(state, &mut work.undo);
        state.know();
        let spare = &mut work.spare;
        let mut transition = Transition { engine: self, state, effects, lapse: None, spare, day_zero: None };
        let done = run(&mut transition);
        if done.is_err() {
            transition.state.roll_back();
        }
        done
    }

    /// Whether a case may be moved by this event at all: it is one of this plan, time does not go back, and the actor may
    /// do it.
    pub(crate) fn admit_migration(&self, state: &State, event: &Event) -> Result<(), Refusal> {
        let (mut state, mut effects) = (state.clone(), Vec::new());
        self.transition(&mut state, &mut effects, |transition| {
            transition.admit(event)?;
            transition.authorise(event)
        })
    }

    /// Lets everything happen that is due before an instant, as far as the calendar reaches; what would need a day beyond
    /// it is left to the new plan.
    pub(crate) fn expire_as_far(&self, state: &mut State, until: Instant) -> Result<Vec<Effect>, Refusal> {
        let mut effects = Vec::new();
        loop {
            let so_far = effects.len();
            let mut went_on = false;
            let done = self.transition(state, &mut effects, |transition| {
                went_on = transition.expire_first_before(until)?;
                Ok(())
            });
            match done {
                Ok(()) if went_on => {}
                Ok(()) => return Ok(effects),
                Err(Refusal::Calendar(_)) => {
                    effects.truncate(so_far);
                    return Ok(effects);
                }
                Err(refusal) => return Err(refusal),
            }
        }
    }

    /// Due instants and alarms of a state that has been carried over. Limits that are `fresh` begin to run, unless they
    /// would have run out already: nobody is late by a rule that did not hold.
    pub(crate) fn redate_migrated(
        &self,
        state: &mut State,
        fresh: &[LimitIx],
        at: Instant,
        effects: &mut Vec<Effect>,
    ) -> Stepped {
        self.transition(state, effects, |transition| {
            for limit in self.limit_indices() {
                if fresh.contains(&limit) {
                    transition.begin_fresh(limit, at)?;
                } else if transition.state.limit(limit).phase == LimitPhase::Open {
                    transition.redate(limit, at)?;
                }
            }
            transition.rewatch()
        })
    }

    /// Starts what waits for nothing any more, and lets everything happen that is due before the instant.
    pub(crate) fn go_on_migrated(
        &self,
        state: &mut State,
        at: Instant,
        effects: &mut Vec<Effect>,
    ) -> Stepped {
        self.transition(state, effects, |transition| {
            let waits =
                |node: &NodeIx| matches!(transition.state.node(*node).phase, Phase::Waiting | Phase::Early);
            let look: Vec<NodeIx> = self.node_indices().filter(waits).collect();
            if !transition.state.status.is_final() {
                transition.drain_from(look.into_iter().rev().collect(), at)?;
                transition.settle_case();
            }
            transition.expire_before(at)
        })
    }
}

impl Transition<'_> {
    fn begin_fresh(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        let Some(from) = self.state.limit(limit).from else { return Ok(()) };
        self.redate_silently(limit)?;
        match self.state.limit(limit).due {
            Some(due) if due >= at => {
                self.effect(from, EffectKind::LimitOpened { limit, due });
            }
            _ => *self.limit_mut(limit) = super::LIMIT,
        }
        Ok(())
    }
}
