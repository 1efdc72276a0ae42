//! Rows of cases against what their events lead to.

use super::{Audit, Fault, Finding};
use crate::backend::{CaseNumber, CaseRow, Filter, Place, Store};
use crate::error::StoreError;
use crate::slot::Slot;
use lianban_runtime::case::State;

/// Most rows that are named which should not be there.
const SURPLUS_TOLD: u32 = 16;

/// Compares the row of a case with the case as its events make it.
pub fn compare<S: Store>(audit: &mut Audit<'_, S>, slot: &Slot) -> Result<(), StoreError> {
    let Some(row) = audit.store.case(slot.number)? else {
        audit.find(Finding::of_case(Fault::Row, slot.number, &slot.id));
        return Ok(());
    };
    let mut expected = slot.to_row();
    // A state of another version of this program cannot be compared, nor what was read from it; its seal can.
    if State::from_bytes(&row.state).is_none() && row.state.first() != expected.state.first() {
        expected = CaseRow { trail: expected.trail, chunked: expected.chunked, ..row.clone() };
        (expected.summary.sequence, expected.summary.head) = (slot.state.sequence, slot.state.head);
    }
    expected.seal = audit.key.row(&expected);
    let part = if row.summary != expected.summary {
        Some("summary")
    } else if row.state != expected.state {
        Some("state")
    } else if row.trail != expected.trail || row.chunked != expected.chunked {
        Some("trail")
    } else if row.seal != expected.seal {
        Some("seal")
    } else if slot.full.is_empty() || audit.store.chunks(slot.number)? == slot.full {
        None
    } else {
        Some("trail")
    };
    if let Some(part) = part {
        let finding = Finding::of_case(Fault::Row, slot.number, &slot.id);
        audit.find(finding.event(row.summary.sequence).part(part));
    }
    Ok(())
}

/// Rows of cases that were never opened.
pub fn surplus<S: Store>(audit: &mut Audit<'_, S>) -> Result<(), StoreError> {
    let last = CaseNumber(audit.report.tip.counts.cases.max(audit.report.cases));
    for row in audit.store.list(&Filter::default(), Some(Place { due: None, case: last }), SURPLUS_TOLD)? {
        audit.find(Finding::of_case(Fault::Surplus, row.number, &row.id));
    }
    Ok(())
}
