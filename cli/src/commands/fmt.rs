//! `fmt PATH…`: one house style. The formatter reads its own output back and refuses if the tree is not the same, so
//! nothing is ever written that means something else.

use crate::args::Fmt;
use crate::exit::{Exit, Failure};
use crate::files::{self, SIZE_LIMIT_BYTES};
use crate::findings::Findings;
use crate::host::BYTE_ORDER_MARK;
use crate::load::Loaded;
use crate::output::Context;
use lianban_compiler::diagnostics::FileId;
use lianban_compiler::syntax::{self, FormatOptions};
use lianban_compiler::{Compilation, SourceFile};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Formatted {
    file: String,
    /// The file was not in house style.
    changed: bool,
    written: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    files: &'a [Formatted],
    #[serde(flatten)]
    findings: &'a Findings,
}

/// Runs the command.
pub fn run(options: &Fmt, context: &Context) -> Result<Exit, Failure> {
    let mut loaded = Loaded { compilations: Vec::new(), findings: Findings::default() };
    let mut done = Vec::new();
    for path in crate::paths::bundles(&options.paths.paths)? {
        let bytes = files::read(&path, SIZE_LIMIT_BYTES)?;
        let skipped = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        match format(&path, &bytes, options)? {
            Ok(formatted) => done.push(formatted),
            Err(compilation) => {
                loaded.findings.append(Findings::of(&compilation, context.lang.into(), |_| skipped));
                loaded.compilations.push(compilation);
            }
        }
    }
    let unformatted = options.check && done.iter().any(|formatted| formatted.changed);
    let exit = if unformatted { Exit::Wrong } else { loaded.exit() };
    if context.json() {
        context.print_json(&Document { files: &done, findings: &loaded.findings })?;
        return Ok(exit);
    }
    loaded.show(context);
    let word = if options.check {
        context.pick("不合格式", "not in house style")
    } else {
        context.pick("已改写", "rewritten")
    };
    let changed = done.iter().filter(|formatted| formatted.changed);
    context.print(&changed.map(|formatted| format!("{word}  {}\n", formatted.file)).collect::<String>())?;
    Ok(exit)
}

/// Formats one file; what cannot be formatted comes back as diagnostics, and the file stays as it is.
fn format(path: &Path, bytes: &[u8], options: &Fmt) -> Result<Result<Formatted, Compilation>, Failure> {
    let file = files::shown(path);
    let refused = |text: String, diagnostics| {
        Compilation::refused(vec![SourceFile { path: file.clone(), text }], diagnostics)
    };
    let text = match syntax::decode(bytes, FileId(0)) {
        Ok(decoded) => decoded.text,
        Err(diagnostic) => return Ok(Err(refused(String::new(), vec![*diagnostic]))),
    };
    let style = FormatOptions { keywords: options.keywords.map(Into::into) };
    let formatted = match syntax::format(&text, &style) {
        Ok(formatted) => formatted,
        Err(diagnostics) => return Ok(Err(refused(text, diagnostics))),
    };
    let changed = formatted.as_bytes() != bytes;
    let written = changed && !options.check;
    if written {
        files::write(path, formatted.as_bytes())?;
    }
    Ok(Ok(Formatted { file, changed, written }))
}
