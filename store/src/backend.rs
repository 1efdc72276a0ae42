//! What a place to keep cases has to offer. SQLite is one ([`crate::SqliteStore`]); nothing here is peculiar to it.
//!
//! A store holds four things:
//! - *commits*: the journal. One row for each group of events that were written together; each row is bound to the one
//!   before by a hash and countersigned with the key of the store. Rows are only ever added.
//! - *plans*: each once, by content hash (rule D4).
//! - *cases*: a row for each case, which says where it stood after one of its events. Rows may lag behind the journal; the
//!   journal is what counts, and the rows can be made from it.
//! - the *tip*: number and hash of the last commit and how far the rows reach, signed.

use crate::error::StoreError;
use crate::seal::{Tip, status_code};
use lianban_runtime::case::{CaseStatus, Level};
use lianban_runtime::time::Instant;
use std::time::Duration;

/// Number of a case: its place in the order in which cases were opened, from 1. Its name is [`CaseRow::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(pub u64);

/// Number of a plan in a store, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlanNumber(pub u32);

/// One group of journal entries, as it stands in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitRow {
    /// From 1, without gaps.
    pub number: u64,
    /// SHA-256 of the hash of the commit before, and the body.
    pub hash: [u8; 32],
    /// HMAC of number and hash with the key of the store.
    pub mac: [u8; 32],
    /// The entries ([`crate::entry`]).
    pub body: Vec<u8>,
}

/// A plan, as it stands in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Its number.
    pub number: PlanNumber,
    /// Content hash.
    pub hash: [u8; 32],
    /// Name of the bundle.
    pub name: String,
    /// The binary form of the plan.
    pub body: Vec<u8>,
}

/// What can be said of a case without reading its state; what lists are made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseSummary {
    /// Its number.
    pub number: CaseNumber,
    /// Its name, unique in the store.
    pub id: String,
    /// The plan it runs on.
    pub plan: PlanNumber,
    /// How many events it has had.
    pub sequence: u64,
    /// Head of its event chain (rule D5).
    pub head: [u8; 32],
    /// Where it stands.
    pub status: CaseStatus,
    /// The highest level of a limit that still runs.
    pub level: Level,
    /// Time of its last event.
    pub now: Option<Instant>,
    /// The next instant after which something happens by itself.
    pub alarm: Option<Instant>,
    /// The earliest due instant of a limit that still runs.
    pub due: Option<Instant>,
}

/// A place in a list of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Counts only in lists of what is due; `None` comes first.
    pub due: Option<Instant>,
    /// The case.
    pub case: CaseNumber,
}

impl CaseSummary {
    /// Where it stands in a list.
    #[must_use]
    pub const fn place(&self) -> Place {
        Place { due: self.due, case: self.number }
    }
}

/// A case as it was after one of its events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// What lists show.
    pub summary: CaseSummary,
    /// `State::to_bytes`.
    pub state: Vec<u8>,
    /// Where its latest events stand in the journal, and their keys ([`crate::trail`]).
    pub trail: Vec<u8>,
    /// How many of its events stand in trail chunks of their own, before those in `trail`.
    pub chunked: u64,
    /// MAC over all of the above.
    pub seal: [u8; 16],
}

/// A part of the trail of a case that is full and does not change any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrailChunk {
    /// Of which case.
    pub case: CaseNumber,
    /// Number of the first event in it.
    pub first: u64,
    /// The entries.
    pub entries: Vec<u8>,
}

/// What is written at once: all of it or nothing.
#[derive(Clone, Debug, Default)]
pub struct Append {
    /// One more commit; none if only rows are brought up to date.
    pub commit: Option<CommitRow>,
    /// Plans that are new.
    pub plans: Vec<PlanRow>,
    /// Cases to be written, in place of what was there.
    pub cases: Vec<CaseRow>,
    /// Trail chunks that are new.
    pub chunks: Vec<TrailChunk>,
}

/// Some of the places where a case can stand; none of them stands for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statuses(u32);

impl Statuses {
    /// Those where something may still happen.
    pub const OPEN: [CaseStatus; 4] =
        [CaseStatus::Draft, CaseStatus::Received, CaseStatus::Accepted, CaseStatus::Decided];

    /// And this one.
    #[must_use]
    pub fn with(self, status: CaseStatus) -> Self {
        Self(self.0 | 1_u32.checked_shl(u32::from(status_code(status))).unwrap_or(0))
    }

    /// Whether a case that stands there is meant.
    #[must_use]
    pub fn contains(self, status: CaseStatus) -> bool {
        self.0 == 0 || self.with(status) == self
    }

    /// One bit for each status, by its code; 0: all.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }
}

impl FromIterator<CaseStatus> for Statuses {
    fn from_iter<T: IntoIterator<Item = CaseStatus>>(statuses: T) -> Self {
        statuses.into_iter().fold(Self::default(), Self::with)
    }
}

/// Which cases to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those that stand there.
    pub statuses: Statuses,
    /// Only those with a running limit that is due before this instant.
    pub due_before: Option<Instant>,
}

/// A place to keep cases.
///
/// Reads see what has been committed. Between [`Store::freeze`] and [`Store::thaw`] they see one moment.
/// What is written is durable when [`Store::append`] returns.
pub trait Store {
    /// Random name of this store, from its creation.
    fn identity(&self) -> [u8; 16];

    /// What was committed last.
    ///
    /// # Errors
    /// [`StoreError`].
    fn tip(&self) -> Result<Tip, StoreError>;

    /// Keeps other writers out until [`Store::release`]; waits for them as long as said.
    ///
    /// # Errors
    /// [`StoreError::Locked`] if they do not finish; [`StoreError`] otherwise.
    fn hold(&mut self, wait: Duration) -> Result<(), StoreError>;

    /// Lets other writers in again.
    fn release(&mut self);

    /// Writes all of it and the new tip, or nothing; the tip in the store must be the one that this follows.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if it is another one; [`StoreError::Full`], [`StoreError`] otherwise. Nothing is written then.
    fn append(&mut self, append: &Append, follows: &Tip, tip: &Tip) -> Result<(), StoreError>;

    /// From now on reads see this moment.
    ///
    /// # Errors
    /// [`StoreError`].
    fn freeze(&mut self) -> Result<(), StoreError>;

    /// Reads see what has been committed again.
    fn thaw(&mut self);

    /// Commits from a number on, at most so many.
    ///
    /// # Errors
    /// [`StoreError`].
    fn commits(&self, from: u64, most: u32) -> Result<Vec<CommitRow>, StoreError>;

    /// One plan.
    ///
    /// # Errors
    /// [`StoreError`].
    fn plan(&self, number: PlanNumber) -> Result<Option<PlanRow>, StoreError>;

    /// The number of a plan by its content hash.
    ///
    /// # Errors
    /// [`StoreError`].
    fn plan_with_hash(&self, hash: &[u8; 32]) -> Result<Option<PlanNumber>, StoreError>;

    /// One case.
    ///
    /// # Errors
    /// [`StoreError`].
    fn case(&self, number: CaseNumber) -> Result<Option<CaseRow>, StoreError>;

    /// The number of a case by its name.
    ///
    /// # Errors
    /// [`StoreError`].
    fn case_called(&self, id: &str) -> Result<Option<CaseNumber>, StoreError>;

    /// Trail chunks of a case, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    fn chunks(&self, case: CaseNumber) -> Result<Vec<TrailChunk>, StoreError>;

    /// Cases behind a place, at most so many: in the order of (due instant, number) if only those are wanted that are due
    /// before an instant, in that of their numbers otherwise.
    ///
    /// # Errors
    /// [`StoreError`].
    fn list(&self, filter: &Filter, after: Option<Place>, most: u32) -> Result<Vec<CaseSummary>, StoreError>;

    /// Cases with an alarm before an instant, behind a place in that order, in the order of (alarm, number).
    ///
    /// # Errors
    /// [`StoreError`].
    fn alarms(
        &self,
        before: Instant,
        after: Option<(Instant, CaseNumber)>,
        most: u32,
    ) -> Result<Vec<(Instant, CaseNumber)>, StoreError>;
}
