//! Which rows are written when. The journal alone is enough to know every case; rows make it quick. A case that has many
//! events in a short time is written once for all of them.

use super::Registry;
use crate::backend::Store;
use crate::group::Work;

/// Rows written at a time when nothing but rows is written.
const ROWS_AT_A_TIME: usize = 2_048;

impl<S: Store> Registry<S> {
    /// The current group and the rows that go with it; none if there is nothing to write.
    pub(super) fn take_work(&mut self) -> Option<Work> {
        let rows = self.rows_due();
        let mut work = self.take_dirty(rows);
        work.group = std::mem::take(&mut self.group);
        (!work.group.is_empty() || !work.cases.is_empty()).then_some(work)
    }

    /// The rows that lag behind longest, and nothing for the journal. Only between groups: rows are never ahead of it.
    pub(super) fn take_rows(&mut self) -> Option<Work> {
        let work = if self.group.is_empty() { self.take_dirty(ROWS_AT_A_TIME) } else { Work::default() };
        (!work.cases.is_empty()).then_some(work)
    }

    fn take_dirty(&mut self, rows: usize) -> Work {
        let mut work = Work::default();
        let this = self.works.saturating_add(1);
        for _ in 0..rows {
            let Some(dirty) = self.dirty.pop_front() else { break };
            let Some(slot) = self.cases.slot_mut(dirty.case) else { continue };
            slot.dirty_since = None;
            slot.last_work = this;
            work.chunks.append(&mut slot.full);
            work.cases.push(slot.to_row());
        }
        let oldest = self.dirty.front().map_or(self.counts.number, |dirty| dirty.since.saturating_sub(1));
        self.counts.checkpoint = oldest;
        work.checkpoint = oldest;
        work
    }

    /// How many rows go with the current group: all if they are few, otherwise those that lag behind too far.
    fn rows_due(&self) -> usize {
        if self.dirty.len() <= self.options.eager_cases {
            return self.dirty.len();
        }
        let reach = self.counts.events.saturating_sub(self.options.lag_events);
        let late = self.dirty.iter().take_while(|dirty| dirty.events < reach).count();
        late.max(self.dirty.len().saturating_sub(self.options.lag_cases))
    }
}
