//! The registry of cases (办件登记): takes events, has the runtime apply them, and writes what was accepted in groups.
//!
//! A group begins with the first event after a commit. [`Registry::commit`] makes it durable; only then may its receipts be
//! handed out. If that fails, nothing of the group is in the store and the registry is as it was before the group.

mod duplicate;
mod open;
mod rows;
mod start;
mod submit;
mod timer;

use duplicate::Histories;
pub use open::Options;
pub use start::Started;
pub use submit::{Expected, keyed};
pub use timer::{Fired, timer_key};

use crate::backend::{CaseNumber, CaseSummary, Store};
use crate::cases::Cases;
use crate::error::{CaseError, StoreError};
use crate::group::{Group, Scribe, Work};
use crate::pipe::{Acknowledge, Pipe};
use crate::seal::{Key, Tip, TipCounts, Witness};
use crate::slot::Slot;
use lianban_runtime::case::{CaseStatus, Effect, Engine, State, Workspace};
use std::collections::VecDeque;
use std::sync::Arc;

/// What is answered to an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Of which case.
    pub case: CaseNumber,
    /// Its name.
    pub id: Arc<str>,
    /// Number of the event in the case, from 1.
    pub sequence: u64,
    /// Head of the event chain behind it (rule D5).
    pub head: [u8; 32],
    /// It had been accepted before; nothing has changed now.
    pub duplicate: bool,
    /// Content hash of the plan that the case was on, of which what it did speaks.
    pub plan: [u8; 32],
    /// Content hash of the plan that the case is on behind it: another one if it was moved. Effects behind
    /// [`lianban_runtime::case::EffectKind::Migrated`] speak of that one.
    pub then: [u8; 32],
    /// What it did.
    pub effects: Vec<Effect>,
    /// Where the case stood after it.
    pub status: CaseStatus,
}

/// Where groups go.
#[derive(Debug)]
enum Out {
    /// They are written by whoever asks for it.
    Here(Box<Scribe>),
    /// They are written by another thread.
    There(Pipe),
}

/// Cases with something that their rows do not have yet, in the order in which that came about.
#[derive(Clone, Copy, Debug)]
struct Dirty {
    case: CaseNumber,
    since: u64,
    /// How many events the journal had then.
    events: u64,
}

/// Durable cases over a store. See the module.
#[derive(Debug)]
pub struct Registry<S: Store> {
    store: S,
    key: Key,
    options: Options,
    cases: Cases,
    group: Group,
    /// Cases of which events have been sent again.
    histories: Histories,
    /// Memory of steps.
    work: Workspace,
    /// How far the journal reaches once the current group is written.
    counts: TipCounts,
    dirty: VecDeque<Dirty>,
    out: Out,
    /// Pieces of work handed to the writer.
    works: u64,
    /// No other process writes now.
    begun: bool,
    /// Something failed: what is in memory may not be what is in the store.
    stale: bool,
    resets: u64,
}

impl<S: Store> Registry<S> {
    /// The store, to read from.
    pub const fn store(&self) -> &S {
        &self.store
    }

    /// How many events of the current group wait to be committed.
    pub fn waiting(&self) -> usize {
        self.group.events()
    }

    /// Something waits to be committed.
    pub fn has_group(&self) -> bool {
        !self.group.is_empty()
    }

    /// Whether something that was handed to the writer is not durable yet.
    ///
    /// # Errors
    /// [`StoreError`] if it could not be written: what rested on it is void.
    pub fn in_flight(&mut self) -> Result<bool, StoreError> {
        let Out::There(pipe) = &self.out else { return Ok(false) };
        let progress = pipe.in_flight();
        if progress.is_err() {
            self.reset();
        }
        progress
    }

    /// How often a commit failed and what was in memory was forgotten. Receipts of a group that was being filled then are
    /// void.
    pub const fn resets(&self) -> u64 {
        self.resets
    }

    /// The current group is as large as a group may be.
    pub fn is_full(&self) -> bool {
        self.group.events() >= self.options.group_events || self.group.bytes() >= self.options.group_bytes
    }

    /// How far the journal reaches, the current group included.
    pub const fn counts(&self) -> TipCounts {
        self.counts
    }

    /// The end of the journal as it was last known to be durable.
    pub fn tip(&self) -> Tip {
        match &self.out {
            Out::Here(scribe) => scribe.tip,
            Out::There(pipe) => pipe.tip(),
        }
    }

    /// The signed head of the journal, to be kept elsewhere.
    pub fn witness(&self) -> Witness {
        let tip = self.tip();
        self.key.witness(tip.counts.number, tip.hash)
    }

    /// The number of a case by its name.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn called(&mut self, id: &str) -> Result<CaseNumber, CaseError> {
        self.begin()?;
        let found = self.cases.called(&self.store, id)?;
        found.ok_or_else(|| CaseError::Unknown { id: id.to_owned() })
    }

    /// The plan of a case, ready to run: what its events are read with.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn engine(&mut self, case: CaseNumber) -> Result<Arc<Engine>, CaseError> {
        Ok(Arc::clone(&self.slot(case)?.engine))
    }

    /// Where a case stands, the current group included.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn state(&mut self, case: CaseNumber) -> Result<&State, CaseError> {
        Ok(&self.slot(case)?.state)
    }

    /// What lists show of a case, the current group included.
    ///
    /// # Errors
    /// [`CaseError::Unknown`]; [`CaseError::Store`].
    pub fn summary(&mut self, case: CaseNumber) -> Result<CaseSummary, CaseError> {
        Ok(self.slot(case)?.summary())
    }

    /// A case, loaded if need be.
    fn slot(&mut self, case: CaseNumber) -> Result<&Slot, CaseError> {
        self.begin()?;
        let unknown = || CaseError::Unknown { id: case.0.to_string() };
        if !self.cases.load(&self.store, case)? {
            return Err(unknown());
        }
        self.cases.slot(case).ok_or_else(unknown)
    }

    /// Makes the current group durable and lets other processes write. Returns the end of the journal.
    ///
    /// With a writer of its own ([`Registry::with_writer`]) everything that was handed over is waited for as well, and other
    /// processes are kept out until the registry is dropped.
    ///
    /// # Errors
    /// [`StoreError`]: nothing of the group is in the store, and its receipts are void.
    pub fn commit(&mut self) -> Result<Tip, StoreError> {
        let work = self.take_work();
        self.write(work, None)?;
        if let Out::There(pipe) = &self.out
            && let Err(error) = pipe.drain()
        {
            self.reset();
            return Err(error);
        }
        self.forget();
        self.release();
        Ok(self.tip())
    }

    /// Hands the current group to the writer, if it has nothing to do or the group is full; it is told when the group is
    /// durable, or why it is not. False if the group goes on being filled.
    ///
    /// # Errors
    /// [`StoreError`]: this group and all that were handed over and not acknowledged are void.
    pub fn offer(&mut self, acknowledge: impl FnOnce() -> Acknowledge) -> Result<bool, StoreError> {
        let ready = match &self.out {
            Out::Here(_) => true,
            Out::There(pipe) => self.is_full() || pipe.is_idle(),
        };
        if !ready || self.group.is_empty() {
            return Ok(false);
        }
        let work = self.take_work();
        self.write(work, Some(acknowledge()))?;
        self.forget();
        self.release();
        Ok(true)
    }

    fn write(&mut self, work: Option<Work>, acknowledge: Option<Acknowledge>) -> Result<(), StoreError> {
        let Some(work) = work else { return Ok(()) };
        self.works = self.works.saturating_add(1);
        let written = match &mut self.out {
            Out::Here(scribe) => {
                let written = scribe.write(&mut self.store, work);
                if let Some(acknowledge) = acknowledge {
                    acknowledge(written.clone());
                }
                written.map(|_| ())
            }
            Out::There(pipe) => pipe.send(work, acknowledge),
        };
        if written.is_err() {
            self.reset();
        }
        written
    }

    /// Lets other processes write, unless this one keeps them out for good.
    fn release(&mut self) {
        if let Out::Here(_) = self.out {
            self.store.release();
        }
        self.begun = false;
    }

    /// Forgets everything that is not durable.
    fn reset(&mut self) {
        self.cases.clear();
        self.dirty.clear();
        self.histories = Histories::default();
        self.group = Group::default();
        self.stale = true;
        self.resets = self.resets.saturating_add(1);
        self.release();
    }

    /// Keeps the number of cases in memory within its limit.
    fn forget(&mut self) {
        if self.cases.len() > self.options.most_in_memory {
            let done = match &self.out {
                Out::Here(_) => self.works,
                Out::There(pipe) => pipe.done(),
            };
            self.cases.forget(done, self.options.most_in_memory / 2);
        }
    }

    /// Writes the rows of all cases that the journal is ahead of, so that the next to open the store has nothing to do.
    ///
    /// # Errors
    /// [`StoreError`]; the journal is whole none the less.
    pub fn checkpoint(&mut self) -> Result<Tip, StoreError> {
        self.begin()?;
        self.commit()?;
        self.begin()?;
        while !self.dirty.is_empty() {
            let work = self.take_rows();
            self.write(work, None)?;
        }
        self.commit()
    }
}
