//! What the compiler asks of its surroundings, answered from the disk.

use crate::args::Global;
use crate::exit::Failure;
use crate::files::{SIZE_LIMIT_BYTES, read, shown, unreadable};
use crate::words::Words;
use lianban_compiler::Host;
use lianban_runtime::time::CalendarData;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Files from the disk, and the calendar of this run.
pub struct Disk {
    calendar: CalendarData,
    /// `--parameter`, name and value.
    parameters: Vec<(String, String)>,
    /// `--applies-to`.
    region: Option<String>,
    /// Paths whose name as shown is not their name: file names that are not UTF-8.
    real: RefCell<BTreeMap<String, PathBuf>>,
    /// Files that begin with a byte order mark, which the compiler does not count.
    marked: RefCell<BTreeSet<String>>,
}

/// UTF-8 byte order mark.
pub const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl Disk {
    /// With the shipped calendar, or `--calendar` and `--assume-weekdays`.
    pub fn new(global: &Global) -> Result<Self, Failure> {
        Ok(Self {
            calendar: crate::almanac::in_force(global)?,
            parameters: global.parameters.iter().map(|text| parameter(text)).collect::<Result<_, _>>()?,
            region: global.applies_to.clone(),
            real: RefCell::default(),
            marked: RefCell::default(),
        })
    }

    /// `--applies-to`: the region of the bundles that are looked at; all if none.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Another one with the same calendar, for a second worker.
    pub fn twin(&self) -> Self {
        let (calendar, parameters) = (self.calendar.clone(), self.parameters.clone());
        let region = self.region.clone();
        Self { calendar, parameters, region, real: RefCell::default(), marked: RefCell::default() }
    }

    /// Takes over what a twin has seen.
    pub fn absorb(&self, twin: Self) {
        self.real.borrow_mut().append(&mut twin.real.into_inner());
        self.marked.borrow_mut().append(&mut twin.marked.into_inner());
    }

    /// Makes sure that a file named on the command line is there and within the limit, before the compiler reads it.
    pub fn look_at(&self, path: &Path) -> Result<(), Failure> {
        let name = shown(path);
        let cannot = |error: std::io::Error| Failure::environment(unreadable(&name, &error));
        let _readable = std::fs::File::open(path).map_err(cannot)?;
        let data = std::fs::metadata(path).map_err(cannot)?;
        if data.len() > SIZE_LIMIT_BYTES || !data.is_file() {
            read(path, SIZE_LIMIT_BYTES)?;
        }
        self.real.borrow_mut().insert(name, path.to_path_buf());
        Ok(())
    }
}

impl Disk {
    /// Bytes of a file before the first that the compiler counts.
    pub fn skipped(&self, path: &str) -> usize {
        if self.marked.borrow().contains(path) { BYTE_ORDER_MARK.len() } else { 0 }
    }
}

impl Host for Disk {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let real = self.real.borrow().get(path).cloned().unwrap_or_else(|| PathBuf::from(path));
        let bytes = read(&real, SIZE_LIMIT_BYTES).map_err(|failure| {
            let Words { zh, .. } = failure.message;
            zh
        })?;
        if bytes.starts_with(BYTE_ORDER_MARK) {
            self.marked.borrow_mut().insert(path.to_owned());
        }
        Ok(bytes)
    }

    fn calendar(&self) -> CalendarData {
        self.calendar.clone()
    }

    fn parameters(&self) -> Vec<(String, String)> {
        self.parameters.clone()
    }
}

/// `项目类型=工业`.
fn parameter(text: &str) -> Result<(String, String), Failure> {
    let Some((name, value)) = text.split_once(['=', '＝']) else {
        let zh = format!("“{text}”里没有等号");
        return Err(Failure::usage(Words::new(zh, format!("no `=` in `{text}`"))).with_help(Words::new(
            "写成 --parameter 名=值，如 --parameter 项目类型=工业",
            "write --parameter NAME=VALUE",
        )));
    };
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}
