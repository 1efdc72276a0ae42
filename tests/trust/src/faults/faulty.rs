//! A store that fails when it is told to. It stands below everything of ours that writes.

use super::disk::{Disk, Image, torn};
use crate::dice::Dice;
use lianban_runtime::time::Instant;
use lianban_store::{
    Append, CaseNumber, CaseRow, CaseSummary, CommitRow, Filter, Place, PlanNumber, PlanRow, SqliteStore,
    Store, StoreError, Tip, TrailChunk,
};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// When and how the store fails; shared by all ways to one store.
#[derive(Clone, Debug)]
pub struct Faults(Arc<Mutex<Shared>>);

#[derive(Debug)]
struct Shared {
    dice: Dice,
    disk: Disk,
    /// So many of a thousand writes fail.
    chance: usize,
    /// The power is gone, and this is what it left.
    left: Option<Image>,
    cuts: u64,
    full: u64,
    unheard: u64,
}

/// What becomes of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Fine,
    /// Nothing is written, and that is said.
    Full,
    /// It is written, and nobody hears of it.
    Unheard,
    /// The power goes while it is being written.
    Cut,
}

impl Faults {
    /// Failures that a seed tells.
    #[must_use]
    pub fn new(dice: Dice, disk: Disk) -> Self {
        let shared = Shared { dice, disk, chance: 0, left: None, cuts: 0, full: 0, unheard: 0 };
        Self(Arc::new(Mutex::new(shared)))
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on so many of a thousand writes fail.
    pub fn set_chance(&self, per_mille: usize) {
        self.lock().chance = per_mille;
    }

    /// The power is gone.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.lock().left.is_some()
    }

    /// What the power left when it went; it is back.
    #[must_use]
    pub fn take_left(&self) -> Option<Image> {
        self.lock().left.take()
    }

    /// How often the power went, the disk was full, and a write went unheard.
    #[must_use]
    pub fn counts(&self) -> [u64; 3] {
        let shared = self.lock();
        [shared.cuts, shared.full, shared.unheard]
    }
}

impl Shared {
    fn fate(&mut self) -> Fate {
        if self.dice.below(1_000) >= self.chance {
            return Fate::Fine;
        }
        match self.dice.below(10) {
            0 | 1 => Fate::Full,
            2 | 3 => Fate::Unheard,
            _ => Fate::Cut,
        }
    }
}

/// An SQLite store behind which the power may go.
#[derive(Debug)]
pub struct Faulty {
    store: SqliteStore,
    faults: Faults,
}

impl Faulty {
    /// Fails as told.
    #[must_use]
    pub const fn new(store: SqliteStore, faults: Faults) -> Self {
        Self { store, faults }
    }
}

fn gone() -> StoreError {
    StoreError::System { why: "the power is gone".to_owned() }
}

fn read(disk: &Disk) -> Result<Image, StoreError> {
    disk.image().map_err(|why| StoreError::System { why: why.to_string() })
}

impl Store for Faulty {
    fn append(&mut self, append: &Append, follows: &Tip, tip: &Tip) -> Result<(), StoreError> {
        let mut shared = self.faults.lock();
        if shared.left.is_some() {
            return Err(gone());
        }
        match shared.fate() {
            Fate::Fine => self.store.append(append, follows, tip),
            Fate::Full => {
                shared.full += 1;
                Err(StoreError::Full)
            }
            Fate::Unheard => {
                self.store.append(append, follows, tip)?;
                shared.unheard += 1;
                Err(StoreError::System { why: "no answer".to_owned() })
            }
            Fate::Cut => {
                let before = read(&shared.disk)?;
                self.store.append(append, follows, tip)?;
                let after = read(&shared.disk)?;
                shared.cuts += 1;
                let left = torn(&before, &after, &mut shared.dice);
                shared.left = Some(left);
                Err(gone())
            }
        }
    }

    fn identity(&self) -> [u8; 16] {
        self.store.identity()
    }

    fn tip(&self) -> Result<Tip, StoreError> {
        self.store.tip()
    }

    fn hold(&mut self, wait: Duration) -> Result<(), StoreError> {
        self.store.hold(wait)
    }

    fn release(&mut self) {
        self.store.release();
    }

    fn freeze(&mut self) -> Result<(), StoreError> {
        self.store.freeze()
    }

    fn thaw(&mut self) {
        self.store.thaw();
    }

    fn commits(&self, from: u64, most: u32) -> Result<Vec<CommitRow>, StoreError> {
        self.store.commits(from, most)
    }

    fn plan(&self, number: PlanNumber) -> Result<Option<PlanRow>, StoreError> {
        self.store.plan(number)
    }

    fn plan_with_hash(&self, hash: &[u8; 32]) -> Result<Option<PlanNumber>, StoreError> {
        self.store.plan_with_hash(hash)
    }

    fn case(&self, number: CaseNumber) -> Result<Option<CaseRow>, StoreError> {
        self.store.case(number)
    }

    fn case_called(&self, id: &str) -> Result<Option<CaseNumber>, StoreError> {
        self.store.case_called(id)
    }

    fn chunks(&self, case: CaseNumber) -> Result<Vec<TrailChunk>, StoreError> {
        self.store.chunks(case)
    }

    fn list(&self, filter: &Filter, after: Option<Place>, most: u32) -> Result<Vec<CaseSummary>, StoreError> {
        self.store.list(filter, after, most)
    }

    fn alarms(
        &self,
        before: Instant,
        after: Option<(Instant, CaseNumber)>,
        most: u32,
    ) -> Result<Vec<(Instant, CaseNumber)>, StoreError> {
        self.store.alarms(before, after, most)
    }
}
