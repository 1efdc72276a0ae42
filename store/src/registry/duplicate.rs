//! A key that has been used: the same content is answered as before, other content is refused.
//!
//! What an event did is found by running its case again. Who sends one event again often sends all of them again, so what
//! was found is remembered for a while.

use super::{Out, Receipt, Registry};
use crate::backend::{CaseNumber, Store};
use crate::cases::past_of;
use crate::error::{CaseError, StoreError};
use lianban_runtime::case::{CaseStatus, Effect, Event, State};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most events that are remembered, of all cases together.
const MOST_REMEMBERED: usize = 50_000;

/// An event and what it did.
#[derive(Clone, Debug)]
struct Known {
    event: Event,
    head: [u8; 32],
    effects: Vec<Effect>,
    status: CaseStatus,
}

/// A case from its first event to one of them.
#[derive(Clone, Debug)]
struct History {
    state: State,
    events: Vec<Known>,
}

/// Cases of which events have been sent again.
#[derive(Clone, Debug, Default)]
pub struct Histories {
    cases: BTreeMap<CaseNumber, History>,
    events: usize,
}

impl<S: Store> Registry<S> {
    /// The receipt that the event was answered with before; none if the keys are only alike. `earlier`: numbers of the events
    /// whose keys have the same fingerprint.
    pub(super) fn answer_again(
        &mut self,
        case: CaseNumber,
        event: &Event,
        earlier: &[u64],
    ) -> Result<Option<Receipt>, CaseError> {
        let last = earlier.iter().copied().max().unwrap_or(0);
        let history = match self.histories.cases.remove(&case) {
            Some(history) if history.events.len() as u64 >= last => history,
            known => self.run_again(case, known)?,
        };
        let id = Arc::clone(&self.slot(case)?.id);
        let answer = answer(&history, event, earlier, case, id);
        self.histories.cases.insert(case, history);
        answer
    }

    /// Runs a case to where it stands, or from where it is remembered on.
    fn run_again(&mut self, case: CaseNumber, known: Option<History>) -> Result<History, CaseError> {
        if let Out::There(_) = self.out {
            // What is on its way to the journal has to be there before it can be read.
            self.commit()?;
        }
        if self.histories.events > MOST_REMEMBERED {
            self.histories = Histories::default();
        }
        let engine = self.engine(case)?;
        let fresh = || History { state: engine.new_case(), events: Vec::new() };
        let mut history = known.unwrap_or_else(fresh);
        let Some(slot) = self.cases.slot(case) else { return Ok(history) };
        let group = (!self.group.is_empty()).then(|| (self.counts.number, self.group.body()));
        let past = past_of(&self.store, group, slot, history.events.len() as u64)?;
        self.histories.events = self.histories.events.saturating_add(past.len());
        for past in past {
            let place =
                || StoreError::Damaged { place: format!("case {}, event {}", slot.id, past.sequence) };
            let effects = engine.step(&mut history.state, &past.event).map_err(|_| place())?;
            let (head, status) = (history.state.head, history.state.status);
            history.events.push(Known { event: past.event, head, effects, status });
        }
        Ok(history)
    }
}

fn answer(
    history: &History,
    event: &Event,
    earlier: &[u64],
    case: CaseNumber,
    id: Arc<str>,
) -> Result<Option<Receipt>, CaseError> {
    for sequence in earlier.iter().copied() {
        let row = usize::try_from(sequence.saturating_sub(1)).unwrap_or(usize::MAX);
        let Some(known) = history.events.get(row).filter(|known| known.event.key == event.key) else {
            continue;
        };
        if known.event != *event {
            return Err(CaseError::KeyReused { key: event.key.clone(), sequence });
        }
        let (head, effects, status) = (known.head, known.effects.clone(), known.status);
        return Ok(Some(Receipt { case, id, sequence, head, duplicate: true, effects, status }));
    }
    Ok(None)
}
