//! SQLite's errors in our own words.

use crate::error::StoreError;
use rusqlite::{Error, ErrorCode, ffi};

/// What an error of SQLite means for a store.
pub fn from_sqlite(error: Error) -> StoreError {
    let system = || StoreError::System { why: error.to_string() };
    match &error {
        Error::SqliteFailure(failure, _) => match (failure.code, failure.extended_code) {
            // No room for the index of the write-ahead log either.
            (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => StoreError::Full,
            (
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed,
                _,
            ) => StoreError::Locked,
            (ErrorCode::ReadOnly, _) => StoreError::ReadOnly { file: "SQLite".to_owned() },
            (ErrorCode::NotADatabase, _) => StoreError::NotAStore { file: "SQLite".to_owned() },
            (ErrorCode::DatabaseCorrupt, _) => StoreError::Damaged { place: error.to_string() },
            _ => system(),
        },
        Error::InvalidColumnType(..)
        | Error::FromSqlConversionFailure(..)
        | Error::IntegralValueOutOfRange(..) => StoreError::Damaged { place: error.to_string() },
        _ => system(),
    }
}

/// The same, and the file is named.
pub fn of_file(error: Error, file: &std::path::Path) -> StoreError {
    let file = file.display().to_string();
    match from_sqlite(error) {
        StoreError::ReadOnly { .. } => StoreError::ReadOnly { file },
        StoreError::NotAStore { .. } => StoreError::NotAStore { file },
        StoreError::System { why } => StoreError::System { why: format!("{file}: {why}") },
        other => other,
    }
}
