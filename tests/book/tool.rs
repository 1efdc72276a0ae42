//! The binary under test.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The binary.
pub const LIANBAN: &str = env!("CARGO_BIN_EXE_lianban");

/// An empty folder for one page.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("book").join(name.replace('/', "-"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    folder
}

/// Standard output of the tool, run with these arguments in this folder.
pub fn output(arguments: &[&str], folder: &Path) -> String {
    let result = Command::new(LIANBAN).args(arguments).current_dir(folder).stdin(Stdio::null()).output();
    let result = result.unwrap_or_else(|error| panic!("{LIANBAN}: {error}"));
    String::from_utf8_lossy(&result.stdout).into_owned()
}

/// What a line typed into a terminal prints, both streams as they come.
pub fn typed(line: &str, folder: &Path) -> String {
    let bin = Path::new(LIANBAN).parent().unwrap_or(Path::new("."));
    let script = format!("exec 2>&1; export PATH=\"{}:$PATH\"; {line}", bin.display());
    let mut shell = Command::new("bash");
    shell.args(["-c", &script]).current_dir(folder).stdin(Stdio::null());
    let result = shell.env("NO_COLOR", "1").output().unwrap_or_else(|error| panic!("bash: {error}"));
    String::from_utf8_lossy(&result.stdout).into_owned()
}
