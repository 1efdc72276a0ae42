//! A case as it has to be: what was acknowledged, what was only sent, and what the runtime alone makes of it.

use crate::events::Pilot;
use lianban_runtime::case::{Actor, Engine, Event, EventKind, State};
use lianban_store::timer_key;
use std::sync::Arc;

/// One case as it has to be.
pub(super) struct Model<'e> {
    /// Its name.
    pub(super) id: String,
    /// The plan it runs on.
    pub(super) engine: &'e Arc<Engine>,
    /// Thinks up what happens next.
    pub(super) pilot: Pilot<'e>,
    /// What was acknowledged; the number of an event is its place.
    pub(super) known: Vec<Event>,
    /// Behind what was acknowledged.
    pub(super) state: State,
    /// What was sent, and perhaps written.
    pub(super) sent: Vec<Event>,
    /// Thought up some time ago and not sent yet.
    pub(super) late: Vec<Event>,
}

impl Model<'_> {
    /// Takes an event that is known to be in the store.
    pub(super) fn learn(&mut self, event: Event) -> Result<(), String> {
        let taken = self.engine.step(&mut self.state, &event);
        taken.map_err(|why| format!("case {}: {event:?} was taken, the runtime says {why:?}", self.id))?;
        self.known.push(event);
        Ok(())
    }

    /// The timer that goes off next.
    pub(super) fn timer(&self) -> Option<Event> {
        let alarm = self.state.next_alarm()?;
        let at = self.state.now.map_or(alarm, |now| alarm.max(now));
        let key = timer_key(alarm, self.state.sequence + 1);
        Some(Event { key, at, actor: Actor::default(), kind: EventKind::Expire })
    }
}
