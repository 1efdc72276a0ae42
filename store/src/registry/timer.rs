//! Timers. The next alarm of each case is a column of its row, so the cases that are due are found without looking at the
//! others. A timer that goes off is an event like any other: `期满` at the instant of the alarm, with a key made of the case's
//! own history. It goes through the journal, so that a crash can neither lose it nor let it go off twice; and because its
//! instant is that of the alarm, not that of the clock, it does not matter how late the clock is looked at.

use super::{Expected, Receipt, Registry};
use crate::backend::{CaseNumber, Store};
use crate::error::{CaseError, Limit, StoreError};
use crate::limits::MAX_ALARMS_OF_CASE;
use lianban_runtime::case::{Actor, Engine, Event, EventKind, State};
use lianban_runtime::time::Instant;
use std::sync::Arc;

/// Keys of timers begin like this.
pub(super) const PREFIX: &str = "timer/";

/// Cases that are looked for at a time.
const CASES_AT_A_TIME: u32 = 512;

/// A timer that went off, or could not.
#[derive(Clone, Debug, PartialEq)]
pub struct Fired {
    /// Of which case.
    pub case: CaseNumber,
    /// Its name.
    pub id: Arc<str>,
    /// When it was set to.
    pub at: Instant,
    /// The event, or why the runtime refused it: then the case stays as it is until it gets another event.
    pub outcome: Result<Receipt, CaseError>,
}

/// Key of the timer event that makes a case reach this number.
#[must_use]
pub fn timer_key(at: Instant, sequence: u64) -> String {
    format!("{PREFIX}{at}/{sequence}")
}

/// The event of the next timer of a case.
fn timer_event(state: &State) -> Option<Event> {
    let alarm = state.next_alarm()?;
    let at = state.now.map_or(alarm, |now| alarm.max(now));
    let key = timer_key(alarm, state.sequence.saturating_add(1));
    Some(Event { key, at, actor: Actor::default(), kind: EventKind::Expire })
}

impl<S: Store> Registry<S> {
    /// Fires every timer that was set to an instant before this one. Commits on the way, and at the end; each timer is told
    /// once it is durable.
    ///
    /// # Errors
    /// [`StoreError`]; what was told is in the store.
    pub fn fire(&mut self, before: Instant, mut told: impl FnMut(Fired, &Engine)) -> Result<(), StoreError> {
        self.checkpoint()?;
        let mut after = None;
        loop {
            let due = self.store.alarms(before, after, CASES_AT_A_TIME)?;
            let Some(last) = due.last().copied() else { break };
            after = Some(last);
            let mut fired = Vec::new();
            for (_, case) in due {
                self.fire_case(case, before, &mut fired)?;
                if self.is_full() {
                    self.commit()?;
                    fired.drain(..).for_each(|(one, engine)| told(one, &engine));
                }
            }
            self.commit()?;
            fired.into_iter().for_each(|(one, engine)| told(one, &engine));
        }
        self.checkpoint().map(|_| ())
    }

    fn fire_case(
        &mut self,
        case: CaseNumber,
        before: Instant,
        fired: &mut Vec<(Fired, Arc<Engine>)>,
    ) -> Result<(), StoreError> {
        for _ in 0..MAX_ALARMS_OF_CASE {
            let slot = match self.slot(case) {
                Ok(slot) => slot,
                Err(CaseError::Store(error)) => return Err(error),
                Err(_) => return Ok(()),
            };
            let (state, id, engine) = (&slot.state, Arc::clone(&slot.id), Arc::clone(&slot.engine));
            let Some(at) = state.next_alarm().filter(|at| *at < before) else { return Ok(()) };
            let Some(event) = timer_event(state) else { return Ok(()) };
            let outcome = match self.take(case, &event, &Expected::default()) {
                Err(CaseError::Store(error)) => return Err(error),
                outcome => outcome,
            };
            let stuck = outcome.as_ref().is_ok_and(|receipt| receipt.duplicate) || outcome.is_err();
            fired.push((Fired { case, id, at, outcome }, engine));
            if stuck {
                return Ok(());
            }
        }
        Err(StoreError::TooMany(Limit::Alarms))
    }

    /// A timer event from outside: it is the one that would go off now, or one that went off. A journal that is played again
    /// elsewhere has such events in it.
    pub(super) fn check_timer(&mut self, case: CaseNumber, event: &Event) -> Result<(), CaseError> {
        let slot = self.slot(case)?;
        let next = timer_event(&slot.state);
        let known = !slot.with_key(crate::trail::fingerprint(&event.key)).is_empty();
        if known || next.is_some_and(|next| next == *event) {
            return Ok(());
        }
        Err(CaseError::KeyReserved { key: event.key.clone() })
    }
}
