//! Running other programs.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A result whose error is a sentence for the person at the terminal.
pub type Result<T> = std::result::Result<T, String>;

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.to_path_buf(), Path::to_path_buf)
}

/// Where cargo writes: `CARGO_TARGET_DIR`, else `target` in the workspace.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |d| root().join(d))
}

/// A variable of the environment, if it is set and not empty.
pub fn environment(name: &str) -> Option<String> {
    let value = std::env::var_os(name)?.into_string().ok()?;
    (!value.is_empty()).then_some(value)
}

/// A command in the making, in the workspace's folder unless told otherwise.
pub struct Cmd {
    inner: Command,
    shown: String,
}

/// A command by program name.
pub fn cmd(program: impl AsRef<OsStr>) -> Cmd {
    let mut inner = Command::new(program.as_ref());
    inner.current_dir(root());
    Cmd { inner, shown: program.as_ref().to_string_lossy().into_owned() }
}

/// `cargo …` with the cargo that runs this program.
pub fn cargo<const N: usize>(args: [&str; N]) -> Cmd {
    let program = environment("CARGO").unwrap_or_else(|| "cargo".to_owned());
    let mut c = cmd(program);
    c.shown = "cargo".to_owned();
    c.args(args)
}

impl Cmd {
    /// Adds arguments.
    pub fn args<I, S>(mut self, args: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: AsRef<OsStr>,
    {
        for a in args {
            self.shown.push(' ');
            self.shown.push_str(&a.as_ref().to_string_lossy());
            self.inner.arg(a);
        }
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.inner.env(name, value);
        self
    }

    /// Removes a variable.
    pub fn env_remove(mut self, name: &str) -> Self {
        self.inner.env_remove(name);
        self
    }

    /// Runs it in another folder.
    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.inner.current_dir(dir);
        self
    }

    /// Runs it; an exit status other than 0 is an error.
    pub fn run(mut self) -> Result<()> {
        let status = self.inner.stdin(Stdio::null()).status().map_err(|e| format!("{}: {e}", self.shown))?;
        if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", self.shown)) }
    }

    /// Runs it and returns what it printed on standard output.
    pub fn output(mut self) -> Result<String> {
        let out = self
            .inner
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|e| format!("{}: {e}", self.shown))?;
        if out.status.success() {
            String::from_utf8(out.stdout).map_err(|e| format!("{}: {e}", self.shown))
        } else {
            Err(format!("`{}` failed ({})", self.shown, out.status))
        }
    }

    /// Whether it runs and ends well; its output is discarded.
    pub fn succeeds(mut self) -> bool {
        self.inner
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|s| s.success())
    }

    /// Like [`Cmd::succeeds`], but ends the program after `limit`.
    pub fn succeeds_within(mut self, limit: Duration) -> bool {
        let Ok(mut child) =
            self.inner.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
        else {
            return false;
        };
        let step = Duration::from_millis(200);
        let mut waited = Duration::ZERO;
        while waited < limit {
            if let Ok(Some(status)) = child.try_wait() {
                return status.success();
            }
            std::thread::sleep(step);
            waited = waited.saturating_add(step);
        }
        let _ = child.kill();
        let _ = child.wait();
        false
    }
}

/// The first program of `names` that the PATH holds.
pub fn find_program(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| std::env::split_paths(&path).map(|d| d.join(name)).find(|p| p.is_file()))
}

/// Reads a text file of the workspace.
pub fn read(path: impl AsRef<Path>) -> Result<String> {
    let path = root().join(path);
    std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes a file, making its folder.
pub fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Result<()> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    }
    std::fs::write(path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}
