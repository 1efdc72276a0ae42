//! The tables, and how to tell our files from others.

use crate::error::StoreError;
use crate::seal::{Key, Tip, TipCounts, genesis};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::errors::from_sqlite;

/// In the header of the file: `LBST`.
pub const APPLICATION: i64 = 0x4c42_5354;
/// Version of the layout.
pub const VERSION: i64 = 1;

const TABLES: &str = "
CREATE TABLE meta (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), identity BLOB NOT NULL, key_name BLOB NOT NULL);
CREATE TABLE tip (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), number INTEGER NOT NULL, cases INTEGER NOT NULL,
    events INTEGER NOT NULL, plans INTEGER NOT NULL, checkpoint INTEGER NOT NULL, hash BLOB NOT NULL, mac BLOB NOT NULL);
CREATE TABLE commits (number INTEGER PRIMARY KEY, hash BLOB NOT NULL, mac BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE plans (number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, name TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE cases (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, plan INTEGER NOT NULL, sequence INTEGER NOT NULL,
    head BLOB NOT NULL, status INTEGER NOT NULL, level INTEGER NOT NULL, now INTEGER, alarm INTEGER, due INTEGER,
    chunked INTEGER NOT NULL, seal BLOB NOT NULL);
CREATE TABLE states (number INTEGER PRIMARY KEY, state BLOB NOT NULL, trail BLOB NOT NULL);
CREATE TABLE chunks (number INTEGER NOT NULL, first INTEGER NOT NULL, entries BLOB NOT NULL,
    PRIMARY KEY (number, first)) WITHOUT ROWID;
CREATE INDEX cases_by_status ON cases (status);
CREATE INDEX cases_by_alarm ON cases (alarm) WHERE alarm IS NOT NULL;
CREATE INDEX cases_by_due ON cases (due) WHERE due IS NOT NULL;
";

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing has been written to it yet.
    Empty,
    /// A store of this version.
    Ours,
}

/// Tells what a file is.
///
/// # Errors
/// [`StoreError::NotAStore`], [`StoreError::Newer`].
pub fn kind(connection: &Connection) -> Result<Kind, StoreError> {
    let pragma = |name: &str| -> Result<i64, StoreError> {
        connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).map_err(from_sqlite)
    };
    let (application, version) = (pragma("application_id")?, pragma("user_version")?);
    if application == APPLICATION && version == VERSION {
        return Ok(Kind::Ours);
    }
    if application == APPLICATION {
        return Err(StoreError::Newer { found: version, known: VERSION });
    }
    let tables: i64 = connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get(0))
        .map_err(from_sqlite)?;
    if application == 0 && version == 0 && tables == 0 {
        return Ok(Kind::Empty);
    }
    Err(StoreError::NotAStore { file: "SQLite".to_owned() })
}

/// Makes the tables of a new store, all at once.
pub fn create(connection: &Connection, secret: &[u8; 32]) -> Result<(), StoreError> {
    let transaction =
        Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(from_sqlite)?;
    if kind(&transaction)? == Kind::Ours {
        return Ok(());
    }
    let identity = crate::key_file::random::<16>()?;
    let key = Key::new(secret, identity)?;
    let tip = key.tip(TipCounts::default(), genesis(identity));
    transaction.execute_batch(TABLES).map_err(from_sqlite)?;
    transaction
        .execute("INSERT INTO meta VALUES (1, ?1, ?2)", params![identity, key.name()])
        .map_err(from_sqlite)?;
    insert_tip(&transaction, &tip)?;
    transaction.pragma_update(None, "application_id", APPLICATION).map_err(from_sqlite)?;
    transaction.pragma_update(None, "user_version", VERSION).map_err(from_sqlite)?;
    transaction.commit().map_err(from_sqlite)
}

fn insert_tip(transaction: &Transaction<'_>, tip: &Tip) -> Result<(), StoreError> {
    transaction
        .execute("INSERT INTO tip VALUES (1, 0, 0, 0, 0, 0, ?1, ?2)", params![tip.hash, tip.mac])
        .map(|_| ())
        .map_err(from_sqlite)
}
