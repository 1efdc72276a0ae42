//! Opening stores of cases, and their errors as failures.

use crate::args_case::InStore;
use crate::exit::Failure;
use crate::words::Words;
use lianban_store::{
    CaseError, Key, KeyFault, Options, Registry, SqliteOptions, SqliteStore, Store, StoreError, View,
    key_file,
};
use std::path::PathBuf;

impl InStore {
    /// Where the key is.
    fn key_path(&self) -> PathBuf {
        self.key.clone().unwrap_or_else(|| key_file::beside(&self.store))
    }

    /// The store to read from. Without a key beside it, what is read is not checked.
    pub fn view(&self) -> Result<View<SqliteStore>, Failure> {
        let store = SqliteStore::open_read_only(&self.store, &SqliteOptions::default()).map_err(of_store)?;
        let key = match self.key_of(&store) {
            Err(StoreError::Key { why: KeyFault::Missing, .. }) if self.key.is_none() => None,
            other => Some(other.map_err(of_store)?),
        };
        View::open(store, key).map_err(of_store)
    }

    /// The store to read from, and its key.
    pub fn reading(&self) -> Result<(SqliteStore, Key), Failure> {
        let store = SqliteStore::open_read_only(&self.store, &SqliteOptions::default()).map_err(of_store)?;
        let key = self.key_of(&store).map_err(of_store)?;
        Ok((store, key))
    }

    /// The store to write to.
    pub fn registry(&self) -> Result<Registry<SqliteStore>, Failure> {
        let store = SqliteStore::open(&self.store, &SqliteOptions::default()).map_err(of_store)?;
        let key = self.key_of(&store).map_err(of_store)?;
        Registry::open(store, key, Options::default()).map_err(of_store)
    }

    /// The store to write to, made with its key if there is none.
    pub fn registry_or_new(&self) -> Result<Registry<SqliteStore>, Failure> {
        let there = std::fs::metadata(&self.store).is_ok_and(|data| data.len() > 0);
        if !there {
            let secret = key_file::read_or_create(&self.key_path()).map_err(of_store)?;
            SqliteStore::open_or_create(&self.store, &secret, &SqliteOptions::default()).map_err(of_store)?;
        }
        match self.registry() {
            // A process that ended before there was anything in the file.
            Err(failure) if failure.code == Some("not-a-store") => {
                let secret = key_file::read_or_create(&self.key_path()).map_err(of_store)?;
                let made = SqliteStore::open_or_create(&self.store, &secret, &SqliteOptions::default());
                made.map_err(of_store).and_then(|_| self.registry())
            }
            other => other,
        }
    }

    /// The key, which has to be the one that the store was made with.
    fn key_of(&self, store: &SqliteStore) -> Result<Key, StoreError> {
        let path = self.key_path();
        let key = Key::new(&key_file::read(&path)?, store.identity())?;
        if key.name() == store.key_name() {
            return Ok(key);
        }
        Err(StoreError::Key { file: crate::files::shown(&path), why: KeyFault::OfAnotherStore })
    }
}

/// A store that cannot do its work: damage is the journal's fault (1), everything else that of files or environment (3).
pub fn of_store(error: StoreError) -> Failure {
    let (zh, en) = error.in_words();
    let words = Words::new(zh, en);
    let failure = if error.is_damage() { Failure::wrong(words) } else { Failure::environment(words) };
    let failure = failure.with_code(error.code());
    match error {
        StoreError::Missing { .. } => failure.with_help(Words::new(
            "用 lianban case start 新建；在别处的用 --store 写明",
            "`lianban case start` makes one; name another with --store",
        )),
        StoreError::Damaged { .. } => failure.with_help(Words::new(
            "用 lianban case verify 查明是哪些办件",
            "`lianban case verify` says which cases",
        )),
        _ => failure,
    }
}

/// A case or an event that cannot be taken.
pub fn of_case(error: CaseError) -> Failure {
    match error {
        CaseError::Store(error) => of_store(error),
        other => {
            let (zh, en) = other.in_words();
            Failure::wrong(Words::new(zh, en)).with_code(other.code())
        }
    }
}
