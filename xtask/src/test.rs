//! `cargo xtask test`: every test there is, on a fresh machine too.

use crate::report::Report;
use crate::shell::{Result, cargo, cmd, find_program, root, target};
use crate::{licences, playground, readme, setup, wasm};
use std::path::{Path, PathBuf};

/// Which steps to run, and whether to go on after a failure.
#[derive(Default)]
struct Choice {
    only: Option<String>,
    keep_going: bool,
}

/// Runs the steps in order and stops at the first failure. `--only TEXT` runs the steps whose name holds TEXT,
/// `--keep-going` runs what is left after a failure too.
pub fn all(arguments: &[String]) -> Result<()> {
    let mut choice = Choice::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--keep-going" => choice.keep_going = true,
            "--only" => choice.only = Some(arguments.next().ok_or("--only needs a text")?.clone()),
            _ => return Err("usage: cargo xtask test [--only TEXT] [--keep-going]".to_owned()),
        }
    }
    let mut report = Report::default();
    let result = steps(&mut report, &choice);
    report.print();
    result
}

fn steps(report: &mut Report, choice: &Choice) -> Result<()> {
    let lianban = target().join("debug/lianban");
    let mut chosen = table();
    chosen.retain(|(name, _)| choice.only.as_ref().is_none_or(|text| name.contains(text.as_str())));
    if chosen.is_empty() {
        return Err("no step has that name".to_owned());
    }
    let mut failed = Vec::new();
    for (name, job) in chosen {
        if let Err(why) = report.step(name, || job(&lianban)) {
            eprintln!("xtask: {why}");
            failed.push(why);
            if !choice.keep_going {
                break;
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

type Job = fn(&Path) -> Result<()>;

/// The steps. Each gets the path of the native binary.
fn table() -> Vec<(&'static str, Job)> {
    vec![
        ("format", |_| cargo(["fmt", "--all", "--", "--check"]).run()),
        ("set-up: system packages", |_| setup::system()),
        ("licences", |_| licences::check()),
        ("native build", |_| cargo(["build", "--locked", "--package", "lianban-cli"]).run()),
        ("native tests", |_| cargo(["test", "--locked", "--quiet"]).run()),
        ("golden cases, release build", |_| golden()),
        ("clippy", |_| clippy()),
        ("WASM module", |_| wasm::build().map(drop)),
        ("host tests (wasmtime)", |_| cargo(["test", "--locked", "--package", "lianban-tests"]).run()),
        ("host tests (Node)", |_| cmd("node").args(["--test", "embed/js/smoke.test.mjs"]).run()),
        ("outside oracles (Python)", oracles),
        ("BPMN read by outside programs", |_| bpmn()),
        ("guides against the runtime (Node)", guides),
        ("documents opened by outside programs", documents),
        ("page: build", |_| setup::npm("playground").and_then(|()| playground::build())),
        ("page: browser tests", playground::test),
        ("book", |_| setup::mdbook().and_then(|tool| book(&tool))),
        ("README commands in a clean clone", readme::check),
    ]
}

/// The native tests have compared the debug build with `golden.txt`; this compares the release build with it.
fn golden() -> Result<()> {
    cargo(["test", "--locked", "--quiet", "--release", "--package", "lianban-trust", "--test", "golden"])
        .run()
}

fn clippy() -> Result<()> {
    cargo(["clippy", "--locked", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"]).run()
}

/// Every program in `tests/oracle`, with the native binary in `LIANBAN`.
fn oracles(lianban: &Path) -> Result<()> {
    let python = setup::python()?;
    setup::npm("tests/oracle")?;
    let programs = files("tests/oracle", "py")?;
    if programs.is_empty() {
        return Err("tests/oracle holds no program".to_owned());
    }
    for program in programs {
        eprintln!("--- {}", program.file_name().unwrap_or_default().to_string_lossy());
        cmd(&python).args([&program]).env("LIANBAN", lianban).run()?;
    }
    Ok(())
}

/// Every plan of the repository as BPMN, read by bpmn-moddle and bpmnlint.
fn bpmn() -> Result<()> {
    setup::npm("tests/bpmn")?;
    let folder = target().join("bpmn");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    cargo(["test", "--locked", "--quiet", "--package", "lianban-render", "--test", "diagram", "every_bpmn"])
        .env("LIANBAN_BPMN", &folder)
        .run()?;
    cmd("node").args([root().join("tests/bpmn/check.mjs"), folder]).run()
}

/// The page for the public of every bundle, its answers decided in Node, against the native binary.
fn guides(lianban: &Path) -> Result<()> {
    let folder = target().join("guides");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    cmd("node")
        .args([root().join("tests/guide/check.mjs"), lianban.to_path_buf(), root().join("bundles"), folder])
        .run()
}

/// The official papers: DOCX through LibreOffice, the Typst source through `typst`; pages, paper and text are looked at.
fn documents(lianban: &Path) -> Result<()> {
    let there = |programs: &[&str]| programs.iter().all(|program| find_program(&[program]).is_some());
    setup::apt(&["poppler-utils"], |_| there(&["pdfinfo", "pdftotext"]))?;
    // Some machines cannot have an office suite; the rest is looked at all the same.
    let office = setup::apt(&["libreoffice-writer-nogui"], |_| there(&["soffice"]));
    if let Err(why) = &office {
        println!("no LibreOffice, so no DOCX is opened: {why}");
    }
    let python = setup::python()?;
    let folder = target().join("documents");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    cmd(python)
        .args([
            root().join("tests/documents/check.py"),
            lianban.to_path_buf(),
            root().join("bundles"),
            folder,
        ])
        .args(office.is_err().then_some("--no-office"))
        .run()
}

fn files(folder: &str, extension: &str) -> Result<Vec<PathBuf>> {
    let folder = root().join(folder);
    let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|x| x == extension))
        .collect();
    found.sort();
    Ok(found)
}

/// Builds the book into `target/book`.
pub fn book(tool: &Path) -> Result<()> {
    let tool =
        if tool.exists() { tool.to_path_buf() } else { find_program(&["mdbook"]).ok_or("no mdbook")? };
    cmd(tool).args(["build", "docs", "--dest-dir"]).args([target().join("book")]).run()
}
