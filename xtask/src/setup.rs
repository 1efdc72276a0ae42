//! What the tests need beyond Rust and Node: packages of the system, of npm, of PyPI, and mdBook.
//!
//! Everything comes through the ordinary clients (`apt-get`, `npm`, `pip`, `cargo`), and a second run finds it there.

use crate::report::Report;
use crate::shell::{Result, cargo, cmd, find_program, read, root, target, write};
use std::path::{Path, PathBuf};

/// Version of mdBook that builds the book.
const MDBOOK: &str = "0.5.4";

/// Everything.
pub fn all() -> Result<()> {
    let mut report = Report::default();
    let result = (|| {
        report.step("system packages", system)?;
        report.step("npm packages", || npm("playground").and_then(|()| npm("tests/oracle")))?;
        report.step("outside libraries (PyPI)", python).map(drop)?;
        report.step("mdBook", mdbook).map(drop)
    })();
    report.print();
    result
}

/// Chromium with Chinese fonts, Node, Python with venv.
pub fn system() -> Result<()> {
    apt(&["chromium", "fonts-noto-cjk"], |_| chromium().is_ok() && cjk_font())?;
    apt(&["nodejs", "npm"], |_| find_program(&["node"]).is_some() && find_program(&["npm"]).is_some())?;
    apt(&["python3", "python3-venv"], |_| cmd("python3").args(["-c", "import venv, ensurepip"]).succeeds())
}

/// The browser: `CHROMIUM` in the environment, or the first one on the PATH.
pub fn chromium() -> Result<PathBuf> {
    if let Some(path) = crate::shell::environment("CHROMIUM") {
        return Ok(PathBuf::from(path));
    }
    find_program(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
        .ok_or_else(|| "no Chromium on the PATH: install it, or name it in CHROMIUM".to_owned())
}

fn cjk_font() -> bool {
    match cmd("fc-list").args([":lang=zh", "family"]).output() {
        Ok(list) => !list.trim().is_empty(),
        Err(_) => Path::new("/usr/share/fonts/opentype/noto").is_dir(),
    }
}

/// Installs Debian packages unless `present` says that nothing is missing. Only root can; others are told what to do.
pub fn apt(packages: &[&str], present: impl Fn(&[&str]) -> bool) -> Result<()> {
    if present(packages) {
        return Ok(());
    }
    let wanted = packages.join(" ");
    if find_program(&["apt-get"]).is_none() {
        return Err(format!("missing: {wanted} (names of Debian packages); install them and run this again"));
    }
    let root = cmd("id").args(["-u"]).output().is_ok_and(|id| id.trim() == "0");
    if !root {
        return Err(format!(
            "missing: {wanted}; run: sudo apt-get update && sudo apt-get install -y {wanted}"
        ));
    }
    apt_update()?;
    cmd("apt-get")
        .args(["install", "-y", "-q", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .run()?;
    if present(packages) { Ok(()) } else { Err(format!("{wanted}: installed, but still not usable")) }
}

/// `apt-get update`, once per run of this program.
fn apt_update() -> Result<()> {
    static DONE: std::sync::Once = std::sync::Once::new();
    let mut result = Ok(());
    DONE.call_once(|| result = cmd("apt-get").args(["update", "-q"]).run());
    result
}

/// `npm ci` in a folder, again only when its lock file has changed.
pub fn npm(folder: &str) -> Result<()> {
    let lock = read(format!("{folder}/package-lock.json"))?;
    let stamp = root().join(folder).join("node_modules/.lianban-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|s| s == lock) {
        return Ok(());
    }
    cmd("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).dir(root().join(folder)).run()?;
    write(&stamp, lock)
}

/// A virtual environment with the outside libraries of `tests/oracle`; returns its Python.
pub fn python() -> Result<PathBuf> {
    let requirements = read("tests/oracle/requirements.txt")?;
    let venv = target().join("tools/venv");
    let python = venv.join("bin/python");
    let stamp = venv.join("lianban-requirements.txt");
    if python.exists() && std::fs::read_to_string(&stamp).is_ok_and(|s| s == requirements) {
        return Ok(python);
    }
    cmd("python3").args(["-m", "venv", "--clear"]).args([&venv]).run()?;
    cmd(&python)
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"])
        .args([root().join("tests/oracle/requirements.txt")])
        .run()?;
    write(&stamp, requirements)?;
    Ok(python)
}

/// mdBook: the one in `target/tools`, built from the Rust registry when absent.
pub fn mdbook() -> Result<PathBuf> {
    let tools = target().join("tools");
    let tool = tools.join("bin/mdbook");
    let right = |p: &Path| cmd(p).args(["--version"]).output().is_ok_and(|v| v.contains(MDBOOK));
    if tool.exists() && right(&tool) {
        return Ok(tool);
    }
    cargo([
        "install",
        "mdbook",
        "--locked",
        "--no-default-features",
        "--features",
        "search",
        "--version",
        MDBOOK,
    ])
    .args(["--profile", "dev", "--root"])
    .args([&tools])
    .env("CARGO_TARGET_DIR", tools.join("build"))
    .env("CARGO_PROFILE_DEV_DEBUG", "false")
    .run()?;
    Ok(tool)
}
