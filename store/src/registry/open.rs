//! Opening a registry, and what it does before the first event of each group: keep others out, and catch up with what
//! they have written.

use super::duplicate::Histories;
use super::{Dirty, Out, Registry};
use crate::backend::Store;
use crate::cases::Cases;
use crate::entry::Entries;
use crate::error::StoreError;
use crate::group::{Group, Scribe};
use crate::pipe::Pipe;
use crate::seal::{Key, Tip, TipCounts, genesis};
use crate::walk::{Walk, damaged};
use lianban_runtime::case::Workspace;
use std::collections::VecDeque;
use std::time::Duration;

/// How a registry works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// How long to wait for another process that writes.
    pub wait: Duration,
    /// Most events of one commit.
    pub group_events: usize,
    /// Most bytes of one commit, as a rule: the last event may go beyond.
    pub group_bytes: usize,
    /// Rows of cases may lag behind the journal by this many events; so many are run again after a crash.
    pub lag_events: u64,
    /// So many cases may lag behind.
    pub lag_cases: usize,
    /// If at most so many cases lag behind, their rows are written with each commit.
    pub eager_cases: usize,
    /// Most cases in memory, beside those that lag behind.
    pub most_in_memory: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            wait: Duration::from_secs(5),
            group_events: 8_192,
            group_bytes: 4 * 1024 * 1024,
            lag_events: 200_000,
            lag_cases: 24_576,
            eager_cases: 64,
            most_in_memory: 32_768,
        }
    }
}

impl<S: Store> Registry<S> {
    /// A registry over a store; what an earlier process left half done is brought up to date.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn open(store: S, key: Key, options: Options) -> Result<Self, StoreError> {
        let tip = Tip { counts: TipCounts::default(), hash: genesis(store.identity()), mac: [0; 32] };
        let mut registry = Self {
            cases: Cases::new(Some(key.clone())),
            out: Out::Here(Box::new(Scribe::new(key.clone(), tip))),
            store,
            key,
            options,
            group: Group::default(),
            histories: Histories::default(),
            work: Workspace::new(),
            counts: TipCounts::default(),
            dirty: VecDeque::new(),
            works: 0,
            begun: false,
            stale: true,
            resets: 0,
        };
        registry.begin()?;
        registry.commit()?;
        Ok(registry)
    }

    /// A registry whose groups are written by a thread of its own, through `writer`, a second way to the same store. Other
    /// processes are kept out until it is dropped.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn with_writer(store: S, writer: S, key: Key, options: Options) -> Result<Self, StoreError>
    where
        S: Send + 'static,
    {
        let mut registry = Self::open(store, key, options)?;
        registry.begin()?;
        let scribe = Scribe::new(registry.key.clone(), registry.tip());
        registry.out = Out::There(Pipe::start(writer, scribe)?);
        Ok(registry)
    }

    /// Keeps other processes from writing until the next commit, and catches up with what they have written.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if they do not finish; [`StoreError`] otherwise.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        if self.begun && !matches!(&self.out, Out::There(pipe) if pipe.in_flight().is_err()) {
            return Ok(());
        }
        if self.begun {
            self.reset();
        }
        self.store.hold(self.options.wait)?;
        self.begun = true;
        let caught_up = self.catch_up();
        if caught_up.is_err() {
            self.reset();
        }
        caught_up
    }

    fn catch_up(&mut self) -> Result<(), StoreError> {
        if !self.stale && matches!(self.out, Out::There(_)) {
            return Ok(());
        }
        let found = self.store.tip()?;
        if !self.stale && found == self.tip() {
            return Ok(());
        }
        if !self.key.signed(&found) {
            return Err(StoreError::Damaged { place: "tip".to_owned() });
        }
        self.cases.clear();
        self.dirty.clear();
        self.histories = Histories::default();
        self.counts = found.counts;
        let scribe = Scribe::new(self.key.clone(), found);
        match &mut self.out {
            Out::Here(here) => **here = scribe,
            Out::There(pipe) => pipe.restart(scribe)?,
        }
        self.follow(found)?;
        self.counts = found.counts;
        self.stale = false;
        Ok(())
    }

    /// Applies the commits that the rows do not have yet. Rows are written meanwhile, so that only a bounded number of
    /// cases is in memory.
    fn follow(&mut self, found: Tip) -> Result<(), StoreError> {
        let mut walk = Walk::behind_rows(&self.store, found, Some(self.key.clone()))?;
        self.counts.number = found.counts.checkpoint;
        while let Some(rows) = walk.batch(&self.store)? {
            for row in &rows {
                for entry in Entries::of(&row.body).map_err(|_| damaged(row.number))? {
                    self.cases.follow(&self.store, row.number, &entry.map_err(|_| damaged(row.number))?)?;
                }
                self.counts.number = row.number;
            }
            self.note_dirty();
            self.make_room()?;
        }
        Ok(())
    }

    /// Cases that the journal brought forward are dirty, in the order of their numbers.
    fn note_dirty(&mut self) {
        let known: std::collections::BTreeSet<_> = self.dirty.iter().map(|dirty| dirty.case).collect();
        let lagging = self.cases.slots().filter(|slot| !known.contains(&slot.number));
        let mut fresh: Vec<Dirty> = lagging
            .filter_map(|slot| {
                Some(Dirty { case: slot.number, since: slot.dirty_since?, events: self.counts.events })
            })
            .collect();
        fresh.sort_by_key(|dirty| (dirty.since, dirty.case));
        self.dirty.extend(fresh);
    }

    /// Writes rows while too many cases lag behind.
    fn make_room(&mut self) -> Result<(), StoreError> {
        while self.dirty.len() > self.options.lag_cases {
            let work = self.take_rows();
            self.write(work, None)?;
        }
        self.forget();
        Ok(())
    }
}
