//! `check`: diagnostics in the shape of the command line, with UTF-16 offsets for editors.

use crate::bundle;
use crate::position::Lines;
use crate::request::{Failure, Request};
use lianban_compiler::Compilation;
use lianban_compiler::diagnostics::{Diagnostic, Fix, Lang, Severity};
use serde_json::{Value, json};

/// `{"diagnostics","errors","warnings","bundles":[{"bundle","plan"}]}`.
pub(crate) fn check(request: &Request) -> Result<Value, Failure> {
    Ok(report(&lianban_compiler::check(&bundle::host(request)?, &request.path), request.lang))
}

/// `{"check","proofs","questions","tests"}` of one compilation, for editors; the last three are null where the text
/// has no plan. A broken promise is an error of `check`, but there is a plan and a proof that says what breaks it.
pub(crate) fn analyse(request: &Request) -> Result<Value, Failure> {
    let compilation = lianban_compiler::check(&bundle::host(request)?, &request.path);
    let check = report(&compilation, request.lang);
    if compilation.bundles.is_empty() {
        return Ok(json!({ "check": check, "proofs": null, "questions": null, "tests": null }));
    }
    let proofs = compilation.bundles.iter().map(bundle::proved).collect::<Result<Vec<_>, _>>()?;
    let questions: Vec<Value> = compilation.bundles.iter().map(bundle::asked).collect();
    let tests = crate::play::tested(&compilation)?;
    Ok(json!({ "check": check, "proofs": proofs, "questions": questions, "tests": tests }))
}

fn report(compilation: &Compilation, lang: Lang) -> Value {
    let sources = Sources::new(compilation);
    let list: Vec<Value> = compilation.diagnostics.iter().map(|d| sources.diagnostic(d, lang)).collect();
    let acknowledged = compilation.acknowledged.iter().map(|(found, reason)| {
        let mut row = sources.diagnostic(found, lang);
        row["reason"] = json!(reason);
        row
    });
    let acknowledged: Vec<Value> = acknowledged.collect();
    let count = |severity| compilation.diagnostics.iter().filter(|d| d.severity == severity).count();
    let bundles: Vec<Value> = compilation
        .bundles
        .iter()
        .map(|b| json!({ "bundle": b.plan.name, "plan": b.plan.hash_text() }))
        .collect();
    json!({
        "diagnostics": list,
        "acknowledged": acknowledged,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "bundles": bundles,
    })
}

struct Sources<'a>(Vec<(&'a str, Lines<'a>)>);

impl<'a> Sources<'a> {
    fn new(compilation: &'a Compilation) -> Self {
        Self(compilation.sources.iter().map(|s| (s.path.as_str(), Lines::new(&s.text))).collect())
    }

    fn file(&self, index: u32) -> (&'a str, &Lines<'a>) {
        self.0.get(index as usize).map_or(("", &EMPTY), |(path, lines)| (*path, lines))
    }

    fn diagnostic(&self, d: &Diagnostic, lang: Lang) -> Value {
        let (file, lines) = self.file(d.file.0);
        let labels: Vec<Value> = d
            .labels
            .iter()
            .map(|l| {
                let (file, lines) = self.file(l.file.0);
                json!({ "message": l.text.get(lang), "file": file,
                        "start": lines.position(l.span.start), "end": lines.position(l.span.end) })
            })
            .collect();
        json!({
            "code": d.code,
            "severity": d.severity,
            "message": d.message.get(lang),
            "file": file,
            "start": lines.position(d.span.start),
            "end": lines.position(d.span.end),
            "labels": labels,
            "help": d.help.as_ref().map_or("", |h| h.get(lang)),
            "fixes": d.fixes.iter().map(|f| self.fix(f, lang)).collect::<Vec<_>>(),
        })
    }

    fn fix(&self, fix: &Fix, lang: Lang) -> Value {
        let edits: Vec<Value> = fix
            .edits
            .iter()
            .map(|e| {
                let (file, lines) = self.file(e.file.0);
                json!({ "file": file, "text": e.text,
                        "start_byte": e.span.start, "end_byte": e.span.end,
                        "start_utf16": lines.utf16(e.span.start), "end_utf16": lines.utf16(e.span.end) })
            })
            .collect();
        json!({ "title": fix.title.get(lang), "edits": edits })
    }
}

static EMPTY: std::sync::LazyLock<Lines<'static>> = std::sync::LazyLock::new(|| Lines::new(""));
