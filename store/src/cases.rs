//! The cases that are in memory: loaded from their rows, brought forward by the journal.

use crate::backend::{CaseNumber, CaseRow, PlanNumber, Store};
use crate::course::{self, Course};
use crate::entry::{Entries, Entry};
use crate::error::StoreError;
use crate::plans::Plans;
use crate::seal::Key;
use crate::slot::Slot;
use crate::trail::{self, Step};
use lianban_runtime::case::{Event, State, Workspace};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cases and plans in memory.
#[derive(Debug, Default)]
pub struct Cases {
    /// The plans.
    pub plans: Plans,
    slots: BTreeMap<CaseNumber, Slot>,
    ids: BTreeMap<Arc<str>, CaseNumber>,
    /// Rows are checked with it when they are read.
    pub key: Option<Key>,
    /// Memory of steps.
    work: Workspace,
    clock: u64,
}

/// One event of the past, as the journal has it.
#[derive(Clone, Debug)]
pub struct Past {
    /// Its number.
    pub sequence: u64,
    /// The event.
    pub event: Event,
}

impl Cases {
    /// Nothing in memory; rows are checked with the key if there is one.
    pub fn new(key: Option<Key>) -> Self {
        Self { key, ..Self::default() }
    }

    /// Forgets everything: another process has written, or a commit has failed.
    pub fn clear(&mut self) {
        self.plans.clear();
        self.slots.clear();
        self.ids.clear();
    }

    /// How many cases are in memory.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// A case in memory.
    pub fn slot(&self, number: CaseNumber) -> Option<&Slot> {
        self.slots.get(&number)
    }

    /// A case in memory, to be changed.
    pub fn slot_mut(&mut self, number: CaseNumber) -> Option<&mut Slot> {
        self.slots.get_mut(&number)
    }

    /// All cases in memory, by number.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.values()
    }

    /// Takes a case into memory.
    pub fn insert(&mut self, slot: Slot) {
        self.ids.insert(Arc::clone(&slot.id), slot.number);
        self.slots.insert(slot.number, slot);
    }

    /// The number of a case by its name.
    pub fn called(&self, store: &impl Store, id: &str) -> Result<Option<CaseNumber>, StoreError> {
        match self.ids.get(id) {
            Some(number) => Ok(Some(*number)),
            None => store.case_called(id),
        }
    }

    /// Loads a case if it is not in memory; false if there is none.
    pub fn load(&mut self, store: &impl Store, number: CaseNumber) -> Result<bool, StoreError> {
        self.clock = self.clock.saturating_add(1);
        if let Some(slot) = self.slots.get_mut(&number) {
            slot.used = self.clock;
            return Ok(true);
        }
        let Some(row) = store.case(number)? else { return Ok(false) };
        let mut slot = self.read(store, &row)?;
        slot.used = self.clock;
        self.insert(slot);
        Ok(true)
    }

    /// A case from its row, without keeping it.
    pub fn read(&mut self, store: &impl Store, row: &CaseRow) -> Result<Slot, StoreError> {
        let engine = self.plans.get(store, row.summary.plan)?;
        let place = || format!("case {}", row.summary.id);
        if self.key.as_ref().is_some_and(|key| key.row(row) != row.seal) {
            return Err(StoreError::Damaged { place: place() });
        }
        let chunks = if row.chunked > 0 { store.chunks(row.summary.number)? } else { Vec::new() };
        // A state of an earlier version of this program is made anew from the journal.
        let state = match State::from_bytes(&row.state) {
            Some(state) => state,
            None => {
                let mut steps = Vec::new();
                for chunk in &chunks {
                    steps.extend(trail::read(&chunk.entries).unwrap_or_default());
                }
                steps.extend(trail::read(&row.trail).unwrap_or_default());
                let past = events_at(store, None, row.summary.number, &steps, 1)?;
                let mut course = Course::of(&mut self.plans, store, &past, &engine)?;
                for past in &past {
                    let refused =
                        || StoreError::Damaged { place: format!("{}, event {}", place(), past.sequence) };
                    course.step(&mut self.plans, store, &past.event)?.ok_or_else(refused)?;
                }
                course.state
            }
        };
        if (state.sequence, &state.head, state.plan_hash())
            != (row.summary.sequence, &row.summary.head, engine.plan_hash())
        {
            return Err(StoreError::Damaged { place: place() });
        }
        Slot::from_row(row, engine, state, &chunks)
    }

    /// Brings the cases forward by one entry of the journal, unless their rows have it already.
    pub fn follow(&mut self, store: &impl Store, commit: u64, entry: &Entry<'_>) -> Result<(), StoreError> {
        match *entry {
            Entry::Plan { .. } => Ok(()),
            Entry::Open { case, plan, id } => {
                if self.load(store, case)? {
                    return Ok(());
                }
                let engine = self.plans.get(store, plan)?;
                let mut slot = Slot::new(case, id.into(), plan, engine);
                slot.dirty_since = Some(commit);
                self.insert(slot);
                Ok(())
            }
            Entry::Event { case, sequence, seal, event } => {
                let damaged = || StoreError::Damaged {
                    place: format!("commit {commit}, case {}, event {sequence}", case.0),
                };
                if !self.load(store, case)? {
                    return Err(damaged());
                }
                let key = self.key.clone();
                let event = decode_event(event).ok_or_else(damaged)?;
                let target = course::target(&mut self.plans, store, &event)?;
                let slot = self.slots.get_mut(&case).ok_or_else(damaged)?;
                if sequence <= slot.state.sequence {
                    return Ok(());
                }
                if slot.state.sequence.checked_add(1) != Some(sequence) {
                    return Err(damaged());
                }
                course::apply(slot, &mut self.work, &event, target).map_err(|_| damaged())?;
                if key.is_some_and(|key| key.entry(case, sequence, &slot.state.head) != seal) {
                    return Err(damaged());
                }
                slot.note(Step { commit, key: trail::fingerprint(&event.key) });
                slot.dirty_since.get_or_insert(commit);
                Ok(())
            }
        }
    }

    /// Forgets cases that have not been looked for lately and of which nothing is unwritten, until so many are left.
    /// `done`: the writer has done so many pieces of work.
    pub fn forget(&mut self, done: u64, keep: usize) {
        let idle = |slot: &Slot| slot.dirty_since.is_none() && slot.last_work <= done;
        let mut used: Vec<(u64, CaseNumber)> =
            self.slots.values().filter(|slot| idle(slot)).map(|slot| (slot.used, slot.number)).collect();
        used.sort_unstable();
        let surplus = self.slots.len().saturating_sub(keep);
        for (_, number) in used.into_iter().take(surplus) {
            if let Some(slot) = self.slots.remove(&number) {
                self.ids.remove(&slot.id);
            }
        }
    }
}

/// The events of a case behind one of them (0: all of them). `group` is the body of a commit that is not written yet.
pub fn past_of(
    store: &impl Store,
    group: Option<(u64, &[u8])>,
    slot: &Slot,
    behind: u64,
) -> Result<Vec<Past>, StoreError> {
    let (mut steps, number) = (Vec::new(), slot.number);
    let unwritten = slot.full.first().map_or(u64::MAX, |chunk| chunk.first);
    let written = if slot.chunked > behind { store.chunks(number)? } else { Vec::new() };
    let written = written.iter().filter(|chunk| chunk.first < unwritten);
    // Without the chunks that are not needed, the first step is not that of the first event.
    let first = if slot.chunked > behind { 1 } else { slot.chunked.saturating_add(1) };
    for chunk in written.chain(slot.full.iter().filter(|_| slot.chunked > behind)) {
        steps.extend(trail::read(&chunk.entries).unwrap_or_default());
    }
    steps.extend_from_slice(&slot.recent);
    let known = usize::try_from(behind.saturating_add(1).saturating_sub(first)).unwrap_or(usize::MAX);
    events_at(store, group, number, steps.get(known..).unwrap_or_default(), behind.saturating_add(1))
}

/// Reads the events that stand at some steps of the journal, from one with this number on.
fn events_at(
    store: &impl Store,
    group: Option<(u64, &[u8])>,
    case: CaseNumber,
    steps: &[Step],
    first: u64,
) -> Result<Vec<Past>, StoreError> {
    let mut past: Vec<Past> = Vec::with_capacity(steps.len());
    let mut read = 0;
    for step in steps {
        if step.commit == read {
            continue;
        }
        read = step.commit;
        match group.filter(|(number, _)| *number == read) {
            Some((_, body)) => collect(&mut past, case, read, body)?,
            None => {
                let rows = store.commits(read, 1)?;
                let row = rows.first().filter(|row| row.number == read);
                let row = row.ok_or_else(|| StoreError::Damaged { place: format!("commit {read}") })?;
                collect(&mut past, case, read, &row.body)?;
            }
        }
    }
    // The first commit may hold earlier events of the case, too.
    past.retain(|past| past.sequence >= first);
    let numbered = past.iter().zip(first..).all(|(past, sequence)| past.sequence == sequence);
    if !numbered || past.len() != steps.len() {
        return Err(StoreError::Damaged { place: format!("case {}: journal", case.0) });
    }
    Ok(past)
}

/// An event as it stands in the journal.
#[must_use]
pub fn decode_event(bytes: &[u8]) -> Option<Event> {
    postcard::from_bytes(bytes).ok()
}

/// The events of one case in a commit.
fn collect(past: &mut Vec<Past>, case: CaseNumber, commit: u64, body: &[u8]) -> Result<(), StoreError> {
    let damaged = || StoreError::Damaged { place: format!("commit {commit}") };
    for entry in Entries::of(body).map_err(|_| damaged())? {
        let Entry::Event { case: of, sequence, event, .. } = entry.map_err(|_| damaged())? else { continue };
        if of == case {
            let event = decode_event(event).ok_or_else(damaged)?;
            past.push(Past { sequence, event });
        }
    }
    Ok(())
}

/// The number of a plan that is used in messages.
impl PlanNumber {
    /// From the count of plans before it.
    pub(crate) fn after(count: u32) -> Self {
        Self(count.saturating_add(1))
    }
}
