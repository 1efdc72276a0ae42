//! Runs the built binary in a folder of its own.
#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// What a run left behind.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// The one JSON document on standard output.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Status, standard output and standard error as one text for a snapshot.
    pub fn shown(&self) -> String {
        masked(&format!("exit {}\n--- out\n{}--- err\n{}", self.code, self.out, self.err))
    }
}

/// Hashes (64 hex digits) blanked: they change with every plan, and other tests hold them.
pub fn masked(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_hexdigit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        shown.push_str(before);
        shown.push_str(if digits.len() == 64 { "<hash>" } else { digits });
        rest = after;
    }
    shown + rest
}

/// A folder that goes away with the test.
pub struct Place {
    pub path: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Place {
    pub fn new() -> Self {
        let name = format!("lianban-cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    /// A folder with the skeleton of `lianban new` in it: `书店/书店.yjs`.
    pub fn with_skeleton() -> Self {
        let place = Self::new();
        let run = place.run(&["new", "书店"]);
        assert_eq!(run.code, 0, "{run:?}");
        place
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path.join(name)).unwrap()
    }

    pub fn read_bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path.join(name)).unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with_input(arguments, "")
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Run {
        let mut child = command(&self.path)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_owned();
        let writer = std::thread::spawn(move || {
            let _may_be_closed = stdin.write_all(input.as_bytes());
        });
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        Run {
            code: output.status.code().expect("no signal ended it"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _best_effort = std::fs::remove_dir_all(&self.path);
    }
}

/// The binary in a folder, with nothing of the caller's terminal.
pub fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lianban"));
    command.current_dir(folder).env_remove("NO_COLOR").env("TERM", "dumb");
    command
}

/// The restaurant of the repository.
pub fn restaurant() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../bundles/我要开餐馆/我要开餐馆.yjs");
    path.to_str().unwrap().to_owned()
}
