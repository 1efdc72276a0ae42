//! One mistake, one message: from the examples and the restaurant each single mark is left out, one at a time.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

use lianban_compiler::compile;
use lianban_compiler::syntax::position;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

mod support;
use support::Files;

/// The marks left out.
const MARKS: [char; 7] = ['{', '}', '（', '》', '”', '：', '；'];

/// What one missing mark costs.
#[derive(Default)]
struct Tally {
    /// How many times so many findings came of one missing mark.
    findings: BTreeMap<usize, usize>,
    /// The cases that break the rule.
    wrong: Vec<String>,
}

fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root.join("docs/src/examples"), root.join("tests/corpus/language/good")];
    folders.push(root.join("bundles/我要开餐馆"));
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yjs"))
        .collect();
    files.push(root.join("cli/src/commands/new.yjs"));
    files.sort();
    files
}

/// Positions of the marks, comments aside.
fn marks(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let code = line.find("//").map_or(line, |comment| &line[..comment]);
        let here = code.char_indices().filter(|(_, mark)| MARKS.contains(mark));
        found.extend(here.map(|(at, mark)| (from + at, mark)));
        from += line.len();
    }
    found
}

fn leave_out((name, text): (&str, &str), (at, mark): (usize, char), before: usize, tally: &mut Tally) {
    let damaged = format!("{}{}", &text[..at], &text[at + mark.len_utf8()..]);
    let result = compile(&Files::one(&damaged), "a.yjs");
    if !result.has_errors() && result.diagnostics.len() <= before {
        return; // `{ 甲；乙 }` on two lines means the same without `；`
    }
    let line = position(text, u32::try_from(at).unwrap()).line;
    let line_of = |at: u32| position(&damaged, at).line;
    let first = result.diagnostics.first();
    let count = result.diagnostics.len();
    *tally.findings.entry(count).or_default() += 1;
    // An unclosed block is marked at its `{`, with a label where its `}` belongs.
    let near = first.is_some_and(|found| {
        let labels = found.labels.iter().map(|label| label.span.start);
        labels.chain([found.span.start]).any(|at| line_of(at).abs_diff(line) <= 1)
    });
    if count > 1 || !near {
        let listing = support::listing(&result);
        let told = if count > 2 || !near { "✗" } else { "·" };
        tally.wrong.push(format!("{told} {name}:{line} without {mark}\n{listing}"));
    }
}

#[test]
fn a_missing_mark_costs_one_finding() {
    let mut tally = Tally::default();
    for path in sources() {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let before = compile(&Files::one(&text), "a.yjs").diagnostics.len();
        for mark in marks(&text) {
            leave_out((&name, &text), mark, before, &mut tally);
        }
    }
    let all: usize = tally.findings.values().sum();
    println!("findings of one missing mark: {:?} of {all}", tally.findings);
    println!("{}", tally.wrong.join("\n"));
    let one = tally.findings.get(&1).copied().unwrap_or_default();
    assert!(tally.wrong.iter().all(|case| !case.starts_with('✗')), "more than two findings, or far away");
    assert!(one * 100 >= all * 95, "{one} of {all}");
}
