//! The store in one SQLite file: WAL journal, every commit synced before it counts (`synchronous=FULL`).

mod errors;
mod lock;
mod open;
mod read;
mod schema;
mod write;

use crate::backend::{
    Append, CaseNumber, CaseRow, CaseSummary, CommitRow, Filter, Place, PlanNumber, PlanRow, Store,
    TrailChunk,
};
use crate::error::StoreError;
use crate::seal::Tip;
use lianban_runtime::time::Instant;
use lock::WriteLock;
use rusqlite::Connection;
use std::path::PathBuf;
use std::time::Duration;

/// How a store is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SqliteOptions {
    /// Largest size of the file in pages of 4096 bytes; none: as large as the disk allows.
    pub max_pages: Option<u32>,
    /// Pages in the write-ahead log after which they are moved to the main file.
    pub checkpoint_pages: u32,
    /// How long to wait for another process that reads or writes.
    pub busy: Duration,
}

impl Default for SqliteOptions {
    fn default() -> Self {
        Self { max_pages: None, checkpoint_pages: 4_096, busy: Duration::from_secs(5) }
    }
}

/// A store in an SQLite file. One connection; open several for several threads.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    options: SqliteOptions,
    identity: [u8; 16],
    key_name: [u8; 8],
    lock: WriteLock,
    frozen: bool,
}

impl SqliteStore {
    /// Tells which key the store was made with ([`crate::Key::name`]).
    #[must_use]
    pub const fn key_name(&self) -> [u8; 8] {
        self.key_name
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }
}

impl Store for SqliteStore {
    fn identity(&self) -> [u8; 16] {
        self.identity
    }

    fn tip(&self) -> Result<Tip, StoreError> {
        read::tip(&self.connection)
    }

    fn hold(&mut self, wait: Duration) -> Result<(), StoreError> {
        self.lock.hold(wait)
    }

    fn release(&mut self) {
        self.lock.release();
    }

    fn append(&mut self, append: &Append, follows: &Tip, tip: &Tip) -> Result<(), StoreError> {
        write::append(&self.connection, append, follows, tip)
    }

    fn freeze(&mut self) -> Result<(), StoreError> {
        self.thaw();
        self.connection.execute_batch("BEGIN DEFERRED").map_err(errors::from_sqlite)?;
        self.frozen = true;
        self.tip().map(|_| ())
    }

    fn thaw(&mut self) {
        if std::mem::take(&mut self.frozen) {
            let _nothing_was_written = self.connection.execute_batch("ROLLBACK");
        }
    }

    fn commits(&self, from: u64, most: u32) -> Result<Vec<CommitRow>, StoreError> {
        read::commits(&self.connection, from, most)
    }

    fn plan(&self, number: PlanNumber) -> Result<Option<PlanRow>, StoreError> {
        read::plan(&self.connection, number)
    }

    fn plan_with_hash(&self, hash: &[u8; 32]) -> Result<Option<PlanNumber>, StoreError> {
        read::plan_with_hash(&self.connection, hash)
    }

    fn case(&self, number: CaseNumber) -> Result<Option<CaseRow>, StoreError> {
        read::case(&self.connection, number)
    }

    fn case_called(&self, id: &str) -> Result<Option<CaseNumber>, StoreError> {
        read::case_called(&self.connection, id)
    }

    fn chunks(&self, case: CaseNumber) -> Result<Vec<TrailChunk>, StoreError> {
        read::chunks(&self.connection, case)
    }

    fn list(&self, filter: &Filter, after: Option<Place>, most: u32) -> Result<Vec<CaseSummary>, StoreError> {
        read::list(&self.connection, filter, after, most)
    }

    fn alarms(
        &self,
        before: Instant,
        after: Option<(Instant, CaseNumber)>,
        most: u32,
    ) -> Result<Vec<(Instant, CaseNumber)>, StoreError> {
        read::alarms(&self.connection, before, after, most)
    }
}
