//! From a path to a compilation, and the printing of its diagnostics.

use crate::args::LangChoice;
use crate::exit::{Exit, Failure};
use crate::files::shown;
use crate::findings::Findings;
use crate::host::Disk;
use crate::output::Context;
use crate::terminal::{Sheet, draw};
use crate::words::Words;
use lianban_compiler::diagnostics::Lang;
use lianban_compiler::{Bundle, Compilation, SourceFile};
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
    let mut loaded = Loaded { compilations: Vec::new(), findings: Findings::default() };
    for path in crate::paths::bundles(paths)? {
        loaded.compilations.push(compile(disk, &path, depth)?);
    }
    loaded.collect(disk, lang);
    Ok(loaded)
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
        if context.json() || self.findings.diagnostics.is_empty() {
            return;
        }
        let sources = self.compilations.iter().flat_map(|compilation| &compilation.sources);
        context.note(&drawn(&self.findings, sources, context));
    }

    /// Prints the diagnostics and stops if there is an error: with `--format json` the document is that of `check`.
    pub fn stop_on_errors(&self, context: &Context) -> Result<Option<Exit>, Failure> {
        self.show(context);
        if self.findings.errors == 0 {
            return Ok(None);
        }
        if context.json() {
            context.print_json(&self.findings)?;
        }
        Ok(Some(Exit::Wrong))
    }

    /// The one bundle of a command that takes one.
    pub fn only_bundle(&self) -> Result<(&Compilation, &Bundle), Failure> {
        let mut all = self.compilations.iter().flat_map(|c| c.bundles.iter().map(move |bundle| (c, bundle)));
        match (all.next(), all.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Failure::wrong(Words::new("里面没有一件事", "there is no bundle in it"))),
            (Some(_), Some(_)) => Err(Failure::usage(Words::new(
                "这里有不止一件事，这个命令一次只处理一件",
                "there is more than one bundle here, and this command takes one",
            ))
            .with_help(Words::new("写明是哪个 .yjs 文件", "name one .yjs file"))),
        }
    }
}

/// Diagnostics as text for a terminal, a blank line between two.
fn drawn<'a>(findings: &Findings, sources: impl Iterator<Item = &'a SourceFile>, context: &Context) -> String {
    let skipped = |path: &str| findings.skipped.get(path).copied().unwrap_or(0);
    let sheets: Vec<Sheet> =
        sources.map(|source| Sheet::new(&source.path, &source.text, skipped(&source.path))).collect();
    let drawn: Vec<String> = findings.diagnostics.iter().map(|finding| draw(finding, &sheets, context)).collect();
    drawn.join("\n")
}
