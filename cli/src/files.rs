//! Reading within a limit and writing all or nothing.

use crate::exit::Failure;
use crate::words::Words;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes. The longest published bundle is below 100 kB.
pub const SIZE_LIMIT_BYTES: u64 = 4 * 1024 * 1024;

/// Largest file of events that is read, in bytes.
pub const EVENTS_LIMIT_BYTES: u64 = 64 * 1024 * 1024;

/// A path for people: as given, with `/` between folders and without a leading `./`.
pub fn shown(path: &Path) -> String {
    let name = path.to_string_lossy().replace('\\', "/");
    name.strip_prefix("./").filter(|rest| !rest.is_empty()).map_or_else(|| name.clone(), str::to_owned)
}

/// Reads a whole file of at most `limit` bytes. The size is looked at before anything is read, and a file that grows
/// meanwhile, or a device without a size, is cut off at the limit too.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let name = shown(path);
    let cannot = |error: std::io::Error| Failure::environment(unreadable(&name, &error));
    let file = File::open(path).map_err(cannot)?;
    let data = file.metadata().map_err(cannot)?;
    if data.is_dir() {
        return Err(Failure::environment(Words::new(
            format!("{name} 是文件夹，不是文件"),
            format!("{name} is a folder, not a file"),
        )));
    }
    if !data.is_file() {
        return Err(Failure::environment(Words::new(
            format!("{name} 不是普通文件"),
            format!("{name} is not a regular file"),
        )));
    }
    if data.len() > limit {
        return Err(too_large(&name, data.len(), limit));
    }
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(cannot)?;
    if bytes.len() as u64 > limit {
        return Err(too_large(&name, bytes.len() as u64, limit));
    }
    Ok(bytes)
}

/// Writes a whole file or nothing: to a new file beside it, which then takes its place. What is no regular file (a
/// device, a pipe) is written to, never replaced.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = shown(path);
    let cannot = |error: std::io::Error| Failure::environment(unwritable(&name, &error));
    if path.is_dir() {
        return Err(Failure::environment(Words::new(
            format!("{name} 是文件夹，写不进去"),
            format!("{name} is a folder"),
        )));
    }
    // A link keeps pointing where it points: its target is replaced, not the link.
    let target =
        if path.is_symlink() { std::fs::canonicalize(path).map_err(cannot)? } else { path.to_path_buf() };
    if std::fs::metadata(&target).is_ok_and(|data| !data.is_file()) {
        let mut device = OpenOptions::new().write(true).open(&target).map_err(cannot)?;
        return device.write_all(bytes).map_err(cannot);
    }
    let (beside, mut file) = open_beside(&target).map_err(cannot)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| {
        if let Ok(old) = std::fs::metadata(&target) {
            std::fs::set_permissions(&beside, old.permissions())?;
        }
        std::fs::rename(&beside, &target)
    });
    written.map_err(|error| {
        let _leave_no_half_file = std::fs::remove_file(&beside);
        cannot(error)
    })
}

/// Creates a file only if nothing stands at its place.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let name = shown(path);
    if path.symlink_metadata().is_ok() {
        return Err(Failure::environment(Words::new(
            format!("{name} 已经存在，不覆盖"),
            format!("{name} exists already and is not overwritten"),
        )));
    }
    write(path, bytes)
}

/// Makes a folder and the folders above it.
pub fn make_folder(path: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(path).map_err(|error| Failure::environment(unwritable(&shown(path), &error)))
}

/// Opens a new file in the folder of `target` under a name nobody uses.
fn open_beside(target: &Path) -> std::io::Result<(PathBuf, File)> {
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut last = std::io::Error::from(ErrorKind::AlreadyExists);
    for attempt in 0..100_u32 {
        let beside = target.with_file_name(format!(".{name}.{}-{attempt}.tmp", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Why a file cannot be read.
pub fn unreadable(name: &str, error: &std::io::Error) -> Words {
    match error.kind() {
        ErrorKind::NotFound => Words::new(format!("找不到 {name}"), format!("{name} does not exist")),
        ErrorKind::PermissionDenied => {
            Words::new(format!("没有权限读取 {name}"), format!("no permission to read {name}"))
        }
        _ => Words::new(format!("读不了 {name}：{error}"), format!("cannot read {name}: {error}")),
    }
}

/// Why a file cannot be written.
fn unwritable(name: &str, error: &std::io::Error) -> Words {
    match error.kind() {
        ErrorKind::NotFound => Words::new(
            format!("写不了 {name}：所在的文件夹不存在"),
            format!("cannot write {name}: its folder does not exist"),
        ),
        ErrorKind::PermissionDenied => {
            Words::new(format!("没有权限写入 {name}"), format!("no permission to write {name}"))
        }
        _ => Words::new(format!("写不了 {name}：{error}"), format!("cannot write {name}: {error}")),
    }
}

fn too_large(name: &str, size: u64, limit: u64) -> Failure {
    let (size, limit) = (megabytes(size), megabytes(limit));
    Failure::environment(Words::new(
        format!("{name} 有 {size} MB，超过上限 {limit} MB"),
        format!("{name} has {size} MB, the limit is {limit} MB"),
    ))
}

/// Rounded up.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}
