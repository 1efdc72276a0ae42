//! `test PATH…`: plays the 测试 blocks, shows each clause that does not hold at its place in the source, and counts what
//! the tests reach.

use crate::args::{Global, Paths};
use crate::coverage::{Coverage, Share, coverage};
use crate::exit::{Exit, Failure};
use crate::findings::{Finding, Findings, Place, Ruled, Severity};
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;
use lianban_compiler::{Bundle, Compilation, SourceFile, TestCase};
use lianban_runtime::plan::Answer;
use lianban_simulator::{CaseReport, run_test};
use serde::Serialize;

#[derive(Serialize)]
struct Unmet {
    expected: String,
    actual: String,
    file: String,
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Outcome {
    bundle: String,
    test: String,
    file: String,
    start: Place,
    passed: bool,
    failures: Vec<Unmet>,
}

#[derive(Default, Serialize)]
struct Document {
    tests: Vec<Outcome>,
    passed: usize,
    failed: usize,
    coverage: Vec<Coverage>,
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
    context.print(&in_words(&document, context))?;
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
    let mut played: Vec<(&[Answer], CaseReport)> = Vec::new();
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
        played.push((&test.answers, report));
    }
    let names = lianban_compiler::proof::node_names(&bundle.plan).unwrap_or_default();
    let borrowed: Vec<(&[Answer], &CaseReport)> =
        played.iter().map(|(answers, report)| (*answers, report)).collect();
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
            file: file.clone(),
            start: place(span.start),
            end: place(span.end),
        }
    };
    Outcome {
        bundle: bundle.plan.name.clone(),
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
        let en = format!("test “{}”: expected {}, got {}", outcome.test, unmet.expected, unmet.actual);
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

/// Tests and coverage for people.
fn in_words(document: &Document, context: &Context) -> String {
    let mut text = String::new();
    for outcome in &document.tests {
        let verdict =
            if outcome.passed { context.pick("通过", "ok    ") } else { context.pick("失败", "FAILED") };
        text.push_str(&format!("  {verdict}  {} · {}\n", outcome.bundle, outcome.test));
    }
    let (passed, failed) = (document.passed, document.failed);
    let zh = format!("测试：{passed} 个通过，{failed} 个失败\n");
    let en = format!("tests: {passed} passed, {failed} failed\n");
    text.push_str(context.pick(&zh, &en));
    for coverage in &document.coverage {
        let scenarios = format!("{}/{}", coverage.scenarios.covered, coverage.scenarios.total);
        let (nodes, branches) = (share(&coverage.nodes), share(&coverage.branches));
        let zh = format!("{}：环节 {nodes}，分支 {branches}，情形 {scenarios}\n", coverage.bundle);
        let en = format!("{}: nodes {nodes}, branches {branches}, 情形 {scenarios}\n", coverage.bundle);
        text.push_str(context.pick(&zh, &en));
        for (word, part) in [
            (context.pick("没有测到的环节", "nodes not reached"), &coverage.nodes),
            (context.pick("没有测到的分支", "branches not taken"), &coverage.branches),
        ] {
            if !part.missing.is_empty() {
                text.push_str(&format!("  {word}{}{}\n", context.pick("：", ": "), part.missing.join("、")));
            }
        }
    }
    text
}

fn share(part: &Share) -> String {
    format!("{}/{}", part.covered, part.total)
}
