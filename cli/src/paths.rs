//! From the paths of a command line to the bundles below them.

use crate::exit::Failure;
use crate::files::{shown, unreadable};
use crate::words::Words;
use std::path::{Path, PathBuf};

/// Ending of bundle files.
const ENDING: &str = "yjs";

/// How deep folders are followed.
const DEPTH_LIMIT: usize = 64;

/// How many bundles one command takes.
const FILE_LIMIT: usize = 10_000;

/// All bundle files of some paths: a file as given, a folder replaced by the `.yjs` files below it in the order of
/// their paths. A file named twice is taken once. Fails where a path does not exist or a folder holds no bundle.
pub fn bundles(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut all: Vec<PathBuf> = Vec::new();
    for path in paths {
        let data = std::fs::metadata(path)
            .map_err(|error| Failure::environment(unreadable(&shown(path), &error)))?;
        if !data.is_dir() {
            all.push(path.clone());
            continue;
        }
        let mut below = Vec::new();
        walk(path, 0, &mut below)?;
        if below.is_empty() {
            return Err(no_bundles(path));
        }
        below.sort();
        all.append(&mut below);
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|path| seen.insert(path.clone()));
    Ok(all)
}

/// Collects the bundles of one folder. Hidden folders and files are left out, links to folders are not followed.
fn walk(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let cannot = |error: std::io::Error| Failure::environment(unreadable(&shown(folder), &error));
    if depth > DEPTH_LIMIT {
        return Err(Failure::environment(Words::new(
            format!("{} 层次太深，超过 {DEPTH_LIMIT} 层", shown(folder)),
            format!("{} is nested deeper than {DEPTH_LIMIT} folders", shown(folder)),
        )));
    }
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let path = entry.path();
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type().map_err(cannot)?;
        if hidden {
            continue;
        }
        if kind.is_dir() {
            walk(&path, depth + 1, found)?;
        } else if path.extension().is_some_and(|ending| ending == ENDING) && path.is_file() {
            found.push(path);
        }
        if found.len() > FILE_LIMIT {
            return Err(Failure::environment(Words::new(
                format!("一次最多处理 {FILE_LIMIT} 个文件"),
                format!("at most {FILE_LIMIT} files at a time"),
            )));
        }
    }
    Ok(())
}

fn no_bundles(folder: &Path) -> Failure {
    let name = shown(folder);
    Failure::environment(Words::new(
        format!("文件夹 {name} 里没有 .yjs 文件"),
        format!("folder {name} holds no .yjs file"),
    ))
    .with_help(Words::new(
        "一件事的文件以 .yjs 结尾；用 lianban new 名称 新建一个",
        "bundle files end in .yjs; `lianban new NAME` writes a first one",
    ))
}
