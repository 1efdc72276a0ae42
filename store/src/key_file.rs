//! The key of a store on disk: one line `lianban-key:1:` and 64 hexadecimal digits, readable by its owner only.

use crate::error::{KeyFault, StoreError};
use crate::seal::unhex;
use lianban_runtime::plan::hex;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

const PREFIX: &str = "lianban-key:1:";
/// Longest key file that is read, in bytes.
const MAX_BYTES: u64 = 256;

/// Where the key of a store is if nothing else is said: `lianban.db.key` for `lianban.db`.
#[must_use]
pub fn beside(store: &Path) -> PathBuf {
    with_suffix(store, ".key")
}

/// A path with something behind its last name.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn fault(path: &Path, why: KeyFault) -> StoreError {
    StoreError::Key { file: path.display().to_string(), why }
}

fn system(path: &Path, error: &std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => StoreError::Full,
        ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { file: path.display().to_string() },
        _ => StoreError::System { why: format!("{}: {error}", path.display()) },
    }
}

/// Reads a key.
///
/// # Errors
/// [`StoreError::Key`] if there is none or the file is none; [`StoreError::System`] otherwise.
pub fn read(path: &Path) -> Result<[u8; 32], StoreError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(fault(path, KeyFault::Missing)),
        Err(error) => return Err(system(path, &error)),
    };
    let mut bytes = Vec::new();
    file.take(MAX_BYTES).read_to_end(&mut bytes).map_err(|error| system(path, &error))?;
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    let key = text.trim_end().strip_prefix(PREFIX).and_then(unhex);
    key.ok_or_else(|| fault(path, KeyFault::Malformed))
}

/// Reads the key, or makes one if there is none. Of two processes that do so at once, one makes it and both read it.
///
/// # Errors
/// As [`read`]; [`StoreError::Full`] and [`StoreError::ReadOnly`] if it cannot be written.
pub fn read_or_create(path: &Path) -> Result<[u8; 32], StoreError> {
    match read(path) {
        Err(StoreError::Key { why: KeyFault::Missing, .. }) => {}
        other => return other,
    }
    let text = format!("{PREFIX}{}\n", hex(&random::<32>()?));
    let draft = with_suffix(path, &format!(".{}.tmp", std::process::id()));
    let written = write_private(&draft, text.as_bytes()).and_then(|()| std::fs::hard_link(&draft, path));
    let _best_effort = std::fs::remove_file(&draft);
    match written {
        Ok(()) => sync_folder(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(system(path, &error)),
    }
    read(path)
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A new file outlives a power cut once its folder is synced; where folders cannot be opened there is nothing to do.
pub(crate) fn sync_folder(path: &Path) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let Ok(folder) = File::open(folder) {
        let _not_on_every_system = folder.sync_all();
    }
}

/// Random bytes of the operating system.
///
/// # Errors
/// [`StoreError::System`] if it has none.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::System { why: error.to_string() })?;
    Ok(bytes)
}
