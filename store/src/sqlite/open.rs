//! Opening and making stores.

use super::errors::{from_sqlite, of_file};
use super::lock::WriteLock;
use super::schema::{self, Kind};
use super::{SqliteOptions, SqliteStore};
use crate::error::StoreError;
use crate::key_file::{sync_folder, with_suffix};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

impl SqliteStore {
    /// Opens a store to read and write.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::NotAStore`], [`StoreError::Newer`], [`StoreError::ReadOnly`], [`StoreError`].
    pub fn open(path: &Path, options: &SqliteOptions) -> Result<Self, StoreError> {
        let path = look(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|error| of_file(error, &path))?;
        if connection.is_readonly("main").unwrap_or(true) {
            return Err(StoreError::ReadOnly { file: path.display().to_string() });
        }
        Self::on(connection, path, options)
    }

    /// Opens a store; makes one with this key if there is none, or an empty file.
    ///
    /// # Errors
    /// As [`Self::open`], and [`StoreError::Full`].
    pub fn open_or_create(
        path: &Path,
        secret: &[u8; 32],
        options: &SqliteOptions,
    ) -> Result<Self, StoreError> {
        let path = absolute(path)?;
        let empty = std::fs::metadata(&path).map_or(true, |data| data.is_file() && data.len() == 0);
        if empty || Self::is_blank(&path) {
            Self::create(&path, secret, options)?;
        }
        Self::open(&path, options)
    }

    /// The file was made by a process that ended before there was anything in it.
    fn is_blank(path: &Path) -> bool {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(path, flags)
            .is_ok_and(|connection| schema::kind(&connection) == Ok(Kind::Empty))
    }

    fn create(path: &Path, secret: &[u8; 32], options: &SqliteOptions) -> Result<(), StoreError> {
        let mut lock = WriteLock::new(with_suffix(path, ".lock"));
        lock.hold(options.busy)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| of_file(error, path))?;
        let prepared = configure(&connection, options)
            .and_then(|()| schema::kind(&connection))
            .and_then(|_| {
                connection
                    .execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
                    .map_err(from_sqlite)
            })
            .and_then(|()| schema::create(&connection, secret));
        sync_folder(path);
        lock.release();
        prepared.map_err(|error| named(error, path))
    }

    /// Opens a store to read only. The file is not changed, and may lie where nothing can be written.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_read_only(path: &Path, options: &SqliteOptions) -> Result<Self, StoreError> {
        let path = look(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags).map_err(|error| of_file(error, &path))?;
        match Self::on(connection, path.clone(), options) {
            Err(StoreError::System { .. } | StoreError::ReadOnly { .. } | StoreError::Full)
                if !has_log(&path) =>
            {
                Self::open_immutable(path, options)
            }
            other => other,
        }
    }

    /// Where not even the index of the write-ahead log can be made, and there is no such log to be read.
    fn open_immutable(path: PathBuf, options: &SqliteOptions) -> Result<Self, StoreError> {
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let uri = format!("file:{}?immutable=1", escaped(&path));
        let connection = Connection::open_with_flags(uri, flags).map_err(|error| of_file(error, &path))?;
        Self::on(connection, path, options)
    }

    fn on(connection: Connection, path: PathBuf, options: &SqliteOptions) -> Result<Self, StoreError> {
        configure(&connection, options).map_err(|error| named(error, &path))?;
        if schema::kind(&connection).map_err(|error| named(error, &path))? == Kind::Empty {
            return Err(StoreError::NotAStore { file: path.display().to_string() });
        }
        let (identity, key_name) = connection
            .query_row("SELECT identity, key_name FROM meta", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|error| of_file(error, &path))?;
        let lock = WriteLock::new(with_suffix(&path, ".lock"));
        let options = options.clone();
        Ok(Self { connection, path, options, identity, key_name, lock, frozen: false })
    }

    /// A second connection to the same file, for another thread.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn again(&self) -> Result<Self, StoreError> {
        Self::open(&self.path, &self.options)
    }
}

/// Settings of a connection; none of them changes the file.
fn configure(connection: &Connection, options: &SqliteOptions) -> Result<(), StoreError> {
    connection.busy_timeout(options.busy).map_err(from_sqlite)?;
    connection.set_prepared_statement_cache_capacity(64);
    let settings = format!(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;
         PRAGMA wal_autocheckpoint = {}; PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON",
        options.checkpoint_pages
    );
    connection.execute_batch(&settings).map_err(from_sqlite)?;
    if let Some(pages) = options.max_pages {
        connection.pragma_update(None, "max_page_count", pages).map_err(from_sqlite)?;
    }
    Ok(())
}

/// The file is there, and a file.
fn look(path: &Path) -> Result<PathBuf, StoreError> {
    let path = absolute(path)?;
    match std::fs::metadata(&path) {
        Ok(data) if data.is_file() => Ok(path),
        Ok(_) => Err(StoreError::NotAStore { file: path.display().to_string() }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Err(StoreError::Missing { file: path.display().to_string() })
        }
        Err(error) => Err(StoreError::System { why: format!("{}: {error}", path.display()) }),
    }
}

/// Never read as a URI by SQLite, whatever it is called.
fn absolute(path: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(path)
        .map_err(|error| StoreError::System { why: format!("{}: {error}", path.display()) })
}

fn has_log(path: &Path) -> bool {
    std::fs::metadata(with_suffix(path, "-wal")).is_ok_and(|data| data.len() > 0)
}

fn escaped(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let escape = |byte: &u8| match *byte {
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.to_string_lossy().as_bytes().iter().map(escape).collect()
}

/// The file is named where the error knows only that it is one.
fn named(error: StoreError, path: &Path) -> StoreError {
    let file = path.display().to_string();
    match error {
        StoreError::NotAStore { .. } => StoreError::NotAStore { file },
        StoreError::ReadOnly { .. } => StoreError::ReadOnly { file },
        other => other,
    }
}
