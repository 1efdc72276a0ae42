//! The course of a case through its events, also from one plan to another (版本升级): which plan an event is read with, and
//! which it leaves the case on.

use crate::backend::{PlanNumber, Store};
use crate::cases::Past;
use crate::error::StoreError;
use crate::plans::Plans;
use crate::slot::Slot;
use lianban_runtime::case::{Effect, Engine, Event, EventKind, Refusal, State, Workspace};
use std::sync::Arc;

/// The plan that an event moves a case to.
#[derive(Clone, Debug)]
pub struct Target {
    /// Its number.
    pub number: PlanNumber,
    /// The plan, ready to run.
    pub engine: Arc<Engine>,
}

/// The plan that an event moves a case to; none if it moves it nowhere, or to a plan that the store does not have.
pub fn target(plans: &mut Plans, store: &impl Store, event: &Event) -> Result<Option<Target>, StoreError> {
    let EventKind::Migrate { plan, .. } = &event.kind else { return Ok(None) };
    plan_with(plans, store, plan)
}

/// A plan of the store by its content hash.
pub fn plan_with(
    plans: &mut Plans,
    store: &impl Store,
    hash: &[u8; 32],
) -> Result<Option<Target>, StoreError> {
    let number = match plans.number(hash) {
        Some(number) => Some(number),
        None => store.plan_with_hash(hash)?,
    };
    number.map(|number| Ok(Target { number, engine: plans.get(store, number)? })).transpose()
}

/// Applies an event to a case in memory. What it did is in the workspace, or in the answer where the case has moved.
///
/// # Errors
/// The refusal; nothing has changed then.
pub fn apply(
    slot: &mut Slot,
    work: &mut Workspace,
    event: &Event,
    target: Option<Target>,
) -> Result<Vec<Effect>, Refusal> {
    let Some(target) = target else {
        slot.engine.step_with(work, &mut slot.state, event)?;
        return Ok(work.effects().to_vec());
    };
    let effects = slot.engine.migrate(&target.engine, &mut slot.state, event)?.into_effects();
    (slot.plan, slot.engine) = (target.number, target.engine);
    Ok(effects)
}

/// A case that is run from its first event on.
#[derive(Clone, Debug)]
pub struct Course {
    /// The plan it is on.
    pub engine: Arc<Engine>,
    /// Where it stands.
    pub state: State,
}

impl Course {
    /// A case on the plan that its first event was on. The events themselves tell: a migration names the plan that it
    /// leaves, and a case that never moved is on the plan it began with.
    pub fn of(
        plans: &mut Plans,
        store: &impl Store,
        events: &[Past],
        now: &Arc<Engine>,
    ) -> Result<Self, StoreError> {
        let left = events.iter().find_map(|past| match &past.event.kind {
            EventKind::Migrate { from, .. } => Some(from),
            _ => None,
        });
        let engine = match left.filter(|from| *from != now.plan_hash()) {
            None => Arc::clone(now),
            Some(from) => {
                let damaged = || StoreError::Damaged { place: "plan".to_owned() };
                plan_with(plans, store, from)?.ok_or_else(damaged)?.engine
            }
        };
        let state = engine.new_case();
        Ok(Self { engine, state })
    }

    /// One event further; none if the runtime refuses it.
    pub fn step(
        &mut self,
        plans: &mut Plans,
        store: &impl Store,
        event: &Event,
    ) -> Result<Option<Vec<Effect>>, StoreError> {
        let Some(target) = target(plans, store, event)? else {
            return Ok(self.engine.step(&mut self.state, event).ok());
        };
        let migrated = self.engine.migrate(&target.engine, &mut self.state, event).ok();
        if migrated.is_some() {
            self.engine = target.engine;
        }
        Ok(migrated.map(lianban_runtime::case::Migrated::into_effects))
    }
}
