//! From a path to a compilation, and the printing of its diagnostics.

use crate::args::{Global, LangChoice, OnePath};
use crate::exit::{Exit, Failure};
use crate::files::shown;
use crate::findings::{Finding, Findings, Severity};
use crate::host::Disk;
use crate::output::Context;
use crate::terminal::{Sheet, draw};
use crate::words::Words;
use lianban_compiler::diagnostics::Lang;
use lianban_compiler::{Bundle, Compilation};
use std::path::{Path, PathBuf};

/// How far a file is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// Text to plan; promises are not looked at.
    Compile,
    /// And every promise proved.
    Prove,
}

/// Several compiled files.
pub struct Loaded {
    /// One per file, in the order given.
    pub compilations: Vec<Compilation>,
    /// Their diagnostics together.
    pub findings: Findings,
}

impl From<LangChoice> for Lang {
    fn from(choice: LangChoice) -> Self {
        match choice {
            LangChoice::Zh => Self::Zh,
            LangChoice::En => Self::En,
        }
    }
}

/// Compiles one file. Fails where the file itself cannot be read; what is wrong inside is a diagnostic.
pub fn compile(disk: &Disk, path: &Path, depth: Depth) -> Result<Compilation, Failure> {
    disk.look_at(path)?;
    let name = shown(path);
    Ok(match depth {
        Depth::Compile => lianban_compiler::compile(disk, &name),
        Depth::Prove => lianban_compiler::check(disk, &name),
    })
}

/// Compiles all bundles below some paths.
pub fn all(disk: &Disk, paths: &[PathBuf], depth: Depth, lang: LangChoice) -> Result<Loaded, Failure> {
    let paths = crate::paths::bundles(paths)?;
    let mut compilations = crate::workers::compile_all(disk, &paths, depth)?;
    if let Some(region) = disk.region() {
        only_region(&mut compilations, region)?;
    }
    let mut loaded = Loaded { compilations, findings: Findings::default() };
    loaded.collect(disk, lang);
    Ok(loaded)
}

/// Runs a command that takes one bundle. With errors in it the diagnostics are printed, and nothing is run.
pub fn one(
    path: &OnePath,
    depth: Depth,
    (global, context): (&Global, &Context),
    run: impl FnOnce(&Bundle, &Loaded) -> Result<Exit, Failure>,
) -> Result<Exit, Failure> {
    let loaded = all(&Disk::new(global)?, std::slice::from_ref(&path.path), depth, context.lang)?;
    match loaded.stop_on_errors(context)? {
        Some(exit) => Ok(exit),
        None => run(loaded.only_bundle()?, &loaded),
    }
}

/// Leaves out the bundles of other regions. If that leaves none, the regions there are are named.
fn only_region(compilations: &mut [Compilation], region: &str) -> Result<(), Failure> {
    let all = || compilations.iter().flat_map(|compilation| &compilation.bundles);
    let regions: Vec<&str> =
        all().map(|bundle| bundle.plan.region.as_str()).filter(|r| !r.is_empty()).collect();
    if all().next().is_some() && !regions.contains(&region) {
        let known = regions.join("、");
        return Err(Failure::usage(Words::new(
            format!("没有适用“{region}”的一件事；这里有：{known}"),
            format!("no bundle applies to “{region}”; there are: {known}"),
        )));
    }
    for compilation in compilations {
        compilation.bundles.retain(|bundle| bundle.plan.region == region);
    }
    Ok(())
}

/// The name of a bundle; with its region where another one has the same name.
pub fn full_name(name: &str, region: &str, twice: bool) -> String {
    if twice && !region.is_empty() { format!("{name}（{region}）") } else { name.to_owned() }
}

impl Loaded {
    /// Puts the diagnostics of all files into words, in their one order.
    pub fn collect(&mut self, disk: &Disk, lang: LangChoice) {
        self.findings = Findings::default();
        for compilation in &mut self.compilations {
            lianban_compiler::diagnostics::sort(&mut compilation.diagnostics);
            self.findings.append(Findings::of(compilation, lang.into(), |path| disk.skipped(path)));
        }
    }

    /// The status the diagnostics ask for.
    pub fn exit(&self) -> Exit {
        if self.findings.errors > 0 { Exit::Wrong } else { Exit::Fine }
    }

    /// Prints the diagnostics to standard error; nothing with `--format json`.
    pub fn show(&self, context: &Context) {
        self.show_from(Severity::Hint, context);
    }

    /// Prints errors and warnings: hints are for `check`.
    pub fn show_grave(&self, context: &Context) {
        self.show_from(Severity::Warning, context);
    }

    fn show_from(&self, least: Severity, context: &Context) {
        let shown: Vec<&Finding> =
            self.findings.diagnostics.iter().filter(|one| one.severity <= least).collect();
        if context.json() || shown.is_empty() {
            return;
        }
        let skipped = |path: &str| self.findings.skipped.get(path).copied().unwrap_or(0);
        let sources = self.compilations.iter().flat_map(|compilation| &compilation.sources);
        let sheets: Vec<Sheet> =
            sources.map(|source| Sheet::new(&source.path, &source.text, skipped(&source.path))).collect();
        let drawn: Vec<String> = shown.iter().map(|finding| draw(finding, &sheets, context)).collect();
        context.note(&drawn.join("\n"));
    }

    /// Prints the diagnostics and stops if there is an error: with `--format json` the document is that of `check`.
    pub fn stop_on_errors(&self, context: &Context) -> Result<Option<Exit>, Failure> {
        self.show_grave(context);
        if self.findings.errors == 0 {
            return Ok(None);
        }
        if context.json() {
            context.print_json(&self.findings)?;
        }
        Ok(Some(Exit::Wrong))
    }

    /// The one bundle of a command that takes one.
    pub fn only_bundle(&self) -> Result<&Bundle, Failure> {
        let all: Vec<&Bundle> =
            self.compilations.iter().flat_map(|compilation| &compilation.bundles).collect();
        let names: Vec<String> = all.iter().map(|b| full_name(&b.plan.name, &b.plan.region, true)).collect();
        match all.as_slice() {
            [one] => Ok(one),
            [] => Err(Failure::wrong(Words::new("里面没有一件事", "there is no bundle in it"))),
            _ => Err(Failure::usage(Words::new(
                format!("这里有不止一件事（{}），这个命令一次只处理一件", names.join("、")),
                format!(
                    "there is more than one bundle here ({}), and this command takes one",
                    names.join(", ")
                ),
            ))
            .with_help(Words::new(
                "写明只有一件事的 .yjs 文件；同名的用 --applies-to 写明地区",
                "name a .yjs file with one bundle; of several regions, say which with --applies-to",
            ))),
        }
    }
}
