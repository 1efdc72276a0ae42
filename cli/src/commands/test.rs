//! `test PATH…`: plays the 测试 blocks, shows each clause that does not hold at its place in the source, and counts what
//! the tests reach.

use super::test_words;
use crate::args::{Global, Paths};
use crate::coverage::{Coverage, Played, coverage};
use crate::exit::{Exit, Failure};
use crate::findings::{Finding, Findings, Place, Ruled, Severity};
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;
use lianban_compiler::{Bundle, Compilation, SourceFile, TestCase};
use lianban_runtime::plan::Answer;
use lianban_runtime::time::Date;
use lianban_simulator::{CaseReport, run_test};
use serde::Serialize;

/// A clause that does not hold, with its place.
#[derive(Serialize)]
pub struct Unmet {
    expected: String,
    actual: String,
    #[serde(skip)]
    refusal_en: Option<String>,
    file: String,
    start: Place,
    end: Place,
}

/// What came of one test.
#[derive(Serialize)]
pub struct Outcome {
    /// Name of the bundle.
    pub bundle: String,
    /// 适用 of the bundle.
    pub region: String,
    /// Title of the test.
    pub test: String,
    file: String,
    start: Place,
    /// Every clause holds.
    pub passed: bool,
    failures: Vec<Unmet>,
}

/// The document of `test`.
#[derive(Default, Serialize)]
pub struct Document {
    /// In the order of files and places.
    pub tests: Vec<Outcome>,
    /// How many passed.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// What the tests reach, by bundle.
    pub coverage: Vec<Coverage>,
    #[serde(flatten)]
    findings: Findings,
}

/// Runs the command.
pub fn run(paths: &Paths, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let disk = Disk::new(global)?;
    let mut loaded = load::all(&disk, &paths.paths, Depth::Compile, context.lang)?;
    let mut document = Document::default();
    for compilation in &loaded.compilations {
        for bundle in &compilation.bundles {
            run_bundle(compilation, bundle, &loaded.findings, &mut document)?;
        }
    }
    let exit = if document.failed > 0 { Exit::Wrong } else { loaded.exit() };
    if context.json() {
        document.findings = loaded.findings;
        context.print_json(&document)?;
        return Ok(exit);
    }
    loaded.findings.diagnostics.extend(document.tests.iter().flat_map(|outcome| findings(outcome, context)));
    loaded.show_grave(context);
    context.print(&test_words::in_words(&document, context))?;
    Ok(exit)
}

/// Plays the tests of one bundle.
fn run_bundle(
    compilation: &Compilation,
    bundle: &Bundle,
    findings: &Findings,
    document: &mut Document,
) -> Result<(), Failure> {
    let skipped = |source: &SourceFile| findings.skipped.get(&source.path).copied().unwrap_or(0);
    let engine = super::timeline::engine(&bundle.plan)?;
    let mut played: Vec<(&[Answer], Date, CaseReport)> = Vec::new();
    for test in &bundle.tests {
        let report = run_test(&engine, test);
        let ruled =
            compilation.sources.get(test.file.0 as usize).map(|source| Ruled::new(source, skipped(source)));
        let outcome = outcome(ruled.as_ref(), bundle, test, &report);
        if outcome.passed {
            document.passed += 1
        } else {
            document.failed += 1
        }
        document.tests.push(outcome);
        let handed_in = test
            .events
            .first()
            .map_or(bundle.plan.calendar.first, |submission| engine.calendar().date_of(submission.at));
        played.push((&test.answers, handed_in, report));
    }
    let names = lianban_compiler::proof::node_names(&bundle.plan).unwrap_or_default();
    let borrowed: Vec<Played<'_>> =
        played.iter().map(|(answers, day, report)| (*answers, *day, report)).collect();
    document.coverage.push(coverage(&bundle.plan, &names, &borrowed));
    Ok(())
}

/// What came of one test, with places.
fn outcome(ruled: Option<&Ruled<'_>>, bundle: &Bundle, test: &TestCase, report: &CaseReport) -> Outcome {
    let place = |byte: u32| ruled.map_or(Place { line: 1, column: 1, byte: 0 }, |ruled| ruled.place(byte));
    let file = ruled.map(|ruled| ruled.path().to_owned()).unwrap_or_default();
    let unmet = |failure: &lianban_simulator::Failure| {
        let clause = failure.expectation.and_then(|at| test.expectations.get(at)).map(|clause| clause.span);
        let event = failure.event.and_then(|at| test.events.get(at)).map(|event| event.span);
        let span = clause.or(event).unwrap_or(test.span);
        Unmet {
            expected: failure.expected.clone(),
            actual: failure.actual.clone(),
            refusal_en: failure.refusal_en.clone(),
            file: file.clone(),
            start: place(span.start),
            end: place(span.end),
        }
    };
    Outcome {
        bundle: bundle.plan.name.clone(),
        region: bundle.plan.region.clone(),
        test: test.name.clone(),
        file: file.clone(),
        start: place(test.span.start),
        passed: report.failures.is_empty(),
        failures: report.failures.iter().map(unmet).collect(),
    }
}

/// The clauses that do not hold, as something to draw.
fn findings(outcome: &Outcome, context: &Context) -> Vec<Finding> {
    let draw = |unmet: &Unmet| {
        let zh = format!("测试“{}”：应为 {}，实为 {}", outcome.test, unmet.expected, unmet.actual);
        let en = format!(
            "test “{}”: expected {}, got {}",
            outcome.test,
            context.term(&unmet.expected),
            unmet.refusal_en.clone().unwrap_or_else(|| context.term(&unmet.actual))
        );
        Finding {
            code: String::new(),
            severity: Severity::Error,
            message: context.pick(&zh, &en).to_owned(),
            file: unmet.file.clone(),
            start: unmet.start,
            end: unmet.end,
            labels: Vec::new(),
            help: None,
            notes: Vec::new(),
            fixes: Vec::new(),
        }
    };
    outcome.failures.iter().map(draw).collect()
}
