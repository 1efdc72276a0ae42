//! A key that has been used: the same content is answered as before, other content is refused.

use super::{Out, Receipt, Registry};
use crate::backend::{CaseNumber, Store};
use crate::cases::replay;
use crate::error::{CaseError, StoreError};
use lianban_runtime::case::Event;
use std::sync::Arc;

impl<S: Store> Registry<S> {
    /// The receipt that the event was answered with before; none if the keys are only alike. `earlier`: numbers of the events
    /// whose keys have the same fingerprint.
    pub(super) fn answer_again(
        &mut self,
        case: CaseNumber,
        event: &Event,
        earlier: &[u64],
    ) -> Result<Option<Receipt>, CaseError> {
        if let Out::There(_) = self.out {
            // What is on its way to the journal has to be there before it can be read.
            self.commit()?;
        }
        let last = earlier.iter().copied().max().unwrap_or(0);
        let group = (!self.group.is_empty()).then(|| (self.counts.number, self.group.body()));
        let past = self.cases.past(&self.store, group, case, last)?;
        let same_key = |sequence: &&u64| {
            let at = past.iter().find(|past| past.sequence == **sequence);
            at.is_some_and(|past| past.event.key == event.key)
        };
        let Some(sequence) = earlier.iter().find(same_key).copied() else { return Ok(None) };
        let known = past.iter().take_while(|past| past.sequence <= sequence).cloned().collect::<Vec<_>>();
        if known.last().is_none_or(|past| past.event != *event) {
            return Err(CaseError::KeyReused { key: event.key.clone(), sequence });
        }
        let slot = self.slot(case)?;
        let (engine, id) = (Arc::clone(&slot.engine), Arc::clone(&slot.id));
        let mut effects = Vec::new();
        let state = replay(&engine, &known, |_, latest| effects = latest);
        let state = state.map_err(|at| StoreError::Damaged { place: format!("case {id}, event {at}") })?;
        Ok(Some(Receipt {
            case,
            id,
            sequence,
            head: state.head,
            duplicate: true,
            effects,
            status: state.status,
        }))
    }
}
