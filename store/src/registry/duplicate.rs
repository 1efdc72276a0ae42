//! A key that has been used: the same content is answered as before, other content is refused.
//!
//! What an event did is found by running its case again. Who sends one event again often sends all of them again, so what
//! was found is remembered for a while.

use super::{Out, Receipt, Registry};
use crate::backend::{CaseNumber, Store};
use crate::cases::past_of;
use crate::course::Course;
use crate::error::{CaseError, StoreError};
use lianban_runtime::case::{CaseStatus, Effect, Engine, Event};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most events that are remembered, of all cases together.
const MOST_REMEMBERED: usize = 50_000;

/// An event and what it did.
#[derive(Clone, Debug)]
struct Known {
    event: Event,
    /// The plan that the case was on.
    engine: Arc<Engine>,
    /// The plan that it was on behind the event.
    then: [u8; 32],
    head: [u8; 32],
    effects: Vec<Effect>,
    status: CaseStatus,
}

/// A case from its first event to one of them.
#[derive(Clone, Debug)]
struct History {
    course: Course,
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
        let history = self.history(case, earlier)?;
        let id = Arc::clone(&self.slot(case)?.id);
        let answer = answer(&history, event, earlier, case, id);
        self.histories.cases.insert(case, history);
        answer
    }

    /// The plan that the case was on when it took the event with this key; none if the keys are only alike.
    pub(super) fn engine_then(
        &mut self,
        case: CaseNumber,
        key: &str,
        earlier: &[u64],
    ) -> Result<Option<Arc<Engine>>, CaseError> {
        let history = self.history(case, earlier)?;
        let known = earlier.iter().filter_map(|sequence| at(&history, *sequence));
        let engine =
            known.into_iter().find(|known| known.event.key == key).map(|known| Arc::clone(&known.engine));
        self.histories.cases.insert(case, history);
        Ok(engine)
    }

    /// The plan that the case began on.
    pub(super) fn first_plan(&mut self, case: CaseNumber) -> Result<[u8; 32], CaseError> {
        let begun = u64::from(self.slot(case)?.state.sequence > 0);
        let history = self.history(case, &[begun])?;
        let first = history.events.first().map_or(&history.course.engine, |known| &known.engine);
        let hash = *first.plan_hash();
        self.histories.cases.insert(case, history);
        Ok(hash)
    }

    /// The case up to the last of these events at least.
    fn history(&mut self, case: CaseNumber, earlier: &[u64]) -> Result<History, CaseError> {
        let last = earlier.iter().copied().max().unwrap_or(0);
        match self.histories.cases.remove(&case) {
            Some(history) if history.events.len() as u64 >= last => Ok(history),
            known => self.run_again(case, known),
        }
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
        let (now, id) = (self.engine(case)?, Arc::clone(&self.slot(case)?.id));
        let behind = known.as_ref().map_or(0, |history| history.events.len() as u64);
        let past = match self.cases.slot(case) {
            None => Vec::new(),
            Some(slot) => {
                let group = (!self.group.is_empty()).then(|| (self.counts.number, self.group.body()));
                past_of(&self.store, group, slot, behind)?
            }
        };
        let (plans, store) = (&mut self.cases.plans, &self.store);
        let mut history = match known {
            Some(history) => history,
            None => History { course: Course::of(plans, store, &past, &now)?, events: Vec::new() },
        };
        self.histories.events = self.histories.events.saturating_add(past.len());
        for past in past {
            let engine = Arc::clone(&history.course.engine);
            let place = || StoreError::Damaged { place: format!("case {id}, event {}", past.sequence) };
            let effects = history.course.step(plans, store, &past.event)?.ok_or_else(place)?;
            let (head, status) = (history.course.state.head, history.course.state.status);
            let then = *history.course.engine.plan_hash();
            history.events.push(Known { event: past.event, engine, then, head, effects, status });
        }
        Ok(history)
    }
}

/// An event of a case by its number.
fn at(history: &History, sequence: u64) -> Option<&Known> {
    history.events.get(usize::try_from(sequence.checked_sub(1)?).ok()?)
}

fn answer(
    history: &History,
    event: &Event,
    earlier: &[u64],
    case: CaseNumber,
    id: Arc<str>,
) -> Result<Option<Receipt>, CaseError> {
    for sequence in earlier.iter().copied() {
        let Some(known) = at(history, sequence).filter(|known| known.event.key == event.key) else {
            continue;
        };
        if known.event != *event {
            return Err(CaseError::KeyReused { key: event.key.clone(), sequence });
        }
        let (head, effects, status) = (known.head, known.effects.clone(), known.status);
        let (plan, then) = (*known.engine.plan_hash(), known.then);
        return Ok(Some(Receipt { case, id, sequence, head, duplicate: true, plan, then, effects, status }));
    }
    Ok(None)
}
