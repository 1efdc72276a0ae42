//! One writer at a time, across processes: a lock on a file beside the store (`lianban.db.lock`), which the system lets go
//! of when the process ends, however it ends. Readers do not take it.

use crate::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::Duration;

/// A taken lock is looked at again after this time, then after twice that, and so on: who writes one event is done within
/// a millisecond, who writes a thousand is not.
const FIRST_PAUSE: Duration = Duration::from_micros(50);
/// The longest time between two looks.
const LONGEST_PAUSE: Duration = Duration::from_millis(2);

/// The lock of one store.
#[derive(Debug)]
pub struct WriteLock {
    path: PathBuf,
    file: Option<File>,
    held: bool,
}

impl WriteLock {
    /// The lock at a path; the file is made when it is first needed.
    pub const fn new(path: PathBuf) -> Self {
        Self { path, file: None, held: false }
    }

    /// Takes the lock; waits for another process as long as said.
    pub fn hold(&mut self, wait: Duration) -> Result<(), StoreError> {
        if self.held {
            return Ok(());
        }
        let system = |error: &std::io::Error| match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
                StoreError::ReadOnly { file: self.path.display().to_string() }
            }
            _ => StoreError::System { why: format!("{}: {error}", self.path.display()) },
        };
        if self.file.is_none() {
            let opened = OpenOptions::new().create(true).truncate(false).write(true).open(&self.path);
            self.file = Some(opened.map_err(|error| system(&error))?);
        }
        let Some(file) = &self.file else { return Err(StoreError::Locked) };
        let (mut waited, mut pause) = (Duration::ZERO, FIRST_PAUSE);
        loop {
            match file.try_lock() {
                Ok(()) => {
                    self.held = true;
                    return Ok(());
                }
                Err(TryLockError::WouldBlock) if waited < wait => {}
                Err(TryLockError::WouldBlock) => return Err(StoreError::Locked),
                Err(TryLockError::Error(error)) => return Err(system(&error)),
            }
            std::thread::sleep(pause);
            waited = waited.saturating_add(pause);
            pause = pause.saturating_mul(2).min(LONGEST_PAUSE);
        }
    }

    /// Lets go of it.
    pub fn release(&mut self) {
        if let Some(file) = self.file.as_ref().filter(|_| self.held) {
            let _gone_with_the_process_at_the_latest = file.unlock();
        }
        self.held = false;
    }
}
