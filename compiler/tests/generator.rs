//! Seeded texts over the whole surface: what they mean survives the formatter, the other keywords and the core form,
//! and no damage to them makes the compiler panic.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "tests")]

#[path = "generate/bundle.rs"]
mod bundle_text;
#[path = "generate/dice.rs"]
mod dice;
mod support;

use dice::Dice;
use lianban_compiler::diagnostics::{Diagnostic, Lang};
use lianban_compiler::names::schema::{self, Schema};
use lianban_compiler::plan::expand::expand;
use lianban_compiler::proof::{Budget, prove};
use lianban_compiler::syntax::keywords::Keyword;
use lianban_compiler::syntax::tree::{Entry, TermKind};
use lianban_compiler::syntax::{FormatOptions, format, parse};
use lianban_compiler::{Compilation, compile};
use lianban_runtime::plan::Plan;
use proptest::prelude::*;
use std::collections::BTreeSet;
use support::{Files, listing};

fn compiled(text: &str) -> Compilation {
    compile(&Files::one(text), "a.yjs")
}

fn in_lang(keywords: Option<Lang>) -> FormatOptions {
    FormatOptions { keywords }
}

/// The plan's hash, of a text without errors.
fn hash(text: &str) -> Result<[u8; 32], String> {
    let compilation = compiled(text);
    if compilation.has_errors() {
        return Err(format!("{text}\n{}", listing(&compilation)));
    }
    Ok(compilation.bundles[0].plan.hash())
}

/// Without what depends on the width of a line.
fn words(text: &str) -> String {
    text.chars().filter(|mark| !mark.is_whitespace() && *mark != '；').collect()
}

/// parse → fmt → parse, and there and back between the languages of keywords.
fn written_back(text: &str) -> Result<String, TestCaseError> {
    let kept =
        format(text, &in_lang(None)).map_err(|found| TestCaseError::fail(format!("{text}\n{found:?}")))?;
    prop_assert_eq!(format(&kept, &in_lang(None)).unwrap(), kept.clone(), "not idempotent");
    let english = format(text, &in_lang(Some(Lang::En))).unwrap();
    let chinese = format(&english, &in_lang(Some(Lang::Zh))).unwrap();
    prop_assert_eq!(words(&format(text, &in_lang(Some(Lang::Zh))).unwrap()), words(&chinese));
    Ok(english)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_bundle_means_the_same_however_it_is_written(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let text = bundle_text::bundle(&bytes);
        let meant = hash(&text).map_err(TestCaseError::fail)?;
        let english = written_back(&text)?;
        prop_assert_eq!(hash(&format(&text, &in_lang(None)).unwrap()), Ok(meant));
        prop_assert_eq!(hash(&english), Ok(meant));
        // The core form is deterministic and readable; the plan survives both its forms; the proof takes it.
        let plan = compiled(&text).bundles[0].plan.clone();
        let core = expand(&plan);
        prop_assert_eq!(&core, &expand(&compiled(&text).bundles[0].plan));
        prop_assert!(parse(&core).1.is_empty(), "{}\n{:?}", core, parse(&core).1);
        prop_assert_eq!(Plan::from_binary(&plan.to_binary()).unwrap(), plan.clone());
        prop_assert_eq!(Plan::from_json(&plan.to_json()).unwrap(), plan.clone());
        let proof = prove(&plan, Budget { evaluations: 300 });
        prop_assert!(proof.is_ok());
    }

    #[test]
    fn damage_is_told_and_never_panics(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        damage in proptest::collection::vec(any::<u8>(), 2..24),
    ) {
        let text = damaged(&bundle_text::bundle(&bytes), &damage);
        let compilation = compiled(&text);
        if format(&text, &in_lang(None)).is_err() {
            prop_assert!(compilation.diagnostics.iter().any(Diagnostic::is_error), "{}", text);
        }
        for bundle in &compilation.bundles {
            prop_assert_eq!(bundle.plan.check(), Ok(()));
        }
    }

    #[test]
    fn rows_of_every_block_are_written_back(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let mut dice = Dice::new(&bytes);
        let text = block(&mut dice, schema::ALL[dice_index(&bytes)], 0);
        let (tree, found) = parse(&text);
        prop_assert!(!found.iter().any(Diagnostic::is_error), "{}\n{:?}", text, found);
        prop_assert!(!tree.entries.is_empty() || text.trim().is_empty());
        written_back(&text)?;
        // Names lead nowhere here, so there are findings; but no panic.
        compiled(&format!("一件事 甲 {{\n{text}\n}}\n"));
        compiled(&text);
    }
}

fn dice_index(bytes: &[u8]) -> usize {
    usize::from(bytes.first().copied().unwrap_or(0)) % schema::ALL.len()
}

/// Rows of a block, from the examples of the schema table: a new word of the surface is here at once.
fn block(dice: &mut Dice<'_>, schema: &Schema, depth: usize) -> String {
    let examples: Vec<&str> = schema.properties.iter().map(|property| property.example).collect();
    let whole: Vec<&&str> = examples.iter().filter(|example| !example.is_empty()).collect();
    if whole.is_empty() {
        return String::new();
    }
    let mut rows = Vec::new();
    for _ in 0..=dice.below(6) {
        let row = (**dice.pick(&whole)).replace("……", "甲").replace('…', "甲");
        rows.push(row);
        if depth < 2 && dice.one_in(5) {
            let at = dice.below(schema::ALL.len());
            let inner = block(dice, schema::ALL[at], depth + 1);
            rows.push(format!("事项 某事 {{\n{inner}\n}}"));
        }
    }
    rows.join(if dice.one_in(2) { "\n" } else { "；" })
}

/// Leaves out, doubles, swaps and replaces stretches of a text.
fn damaged(text: &str, damage: &[u8]) -> String {
    let mut marks: Vec<char> = text.chars().collect();
    let mut dice = Dice::new(damage);
    for _ in 0..=damage.len() / 6 {
        let from = dice.below(marks.len());
        let until = (from + dice.below(12)).min(marks.len());
        let cut: Vec<char> = marks.drain(from..until).collect();
        let strange = ['{', '}', '“', '》', '（', '→', '\u{feff}', '0', '＝', '\n', '、', '规'];
        match dice.below(4) {
            0 => {}
            1 => drop(marks.splice(from..from, cut.iter().chain(&cut).copied())),
            2 => drop(marks.splice(from..from, cut.iter().rev().copied())),
            _ => drop(marks.splice(from..from, [*dice.pick(&strange)])),
        }
        if marks.is_empty() {
            break;
        }
    }
    marks.into_iter().collect()
}

/// Every example of the schema table is a row of its block: it begins with its word and reads without a finding.
#[test]
fn every_example_of_the_schema_reads() {
    let mut wrong = String::new();
    for (schema, property) in schema::ALL.iter().flat_map(|s| s.properties.iter().map(move |p| (s, p))) {
        let text = property.example.replace("……", "甲").replace('…', "甲");
        let (tree, found) = parse(&text);
        let first = tree.entries.first().and_then(|entry| entry.terms.first()).map(|term| &term.kind);
        let begins = matches!(first, Some(TermKind::Word(word)) if *word == property.keyword);
        // The old way of writing a kind is its own example.
        let bad = found.iter().any(Diagnostic::is_error);
        if !begins || bad {
            wrong += &format!("{} {}: {text}\n", schema.name.zh, property.keyword.zh());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// How much of the surface valid bundles are made of; what is missing is printed, so that packages can add it.
#[test]
fn valid_bundles_use_much_of_the_surface() {
    let mut used: BTreeSet<Keyword> = BTreeSet::new();
    for seed in 0..400_u32 {
        let bytes: Vec<u8> = (0..300_u32)
            .map(|at| (seed.wrapping_mul(2_654_435_761).wrapping_add(at.wrapping_mul(40_503)) >> 11) as u8)
            .collect();
        let (tree, _) = parse(&bundle_text::bundle(&bytes));
        tree.entries.iter().for_each(|entry| collect(entry, &mut used));
    }
    let own = [
        Keyword::Language,
        Keyword::Rule,
        Keyword::First,
        Keyword::Has,
        Keyword::In,
        Keyword::SinceDay,
        Keyword::Reaches,
        Keyword::Several,
        Keyword::DateType,
    ];
    let missing: Vec<&str> = own.iter().filter(|word| !used.contains(word)).map(|word| word.zh()).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(used.len() >= 60, "{}", used.len());
}

fn collect(entry: &Entry, used: &mut BTreeSet<Keyword>) {
    let mut open: Vec<&TermKind> = entry.terms.iter().map(|term| &term.kind).collect();
    while let Some(kind) = open.pop() {
        match kind {
            TermKind::Word(word) => _ = used.insert(*word),
            TermKind::Group(terms) => open.extend(terms.iter().map(|term| &term.kind)),
            TermKind::Block(block) => block.entries.iter().for_each(|inner| collect(inner, used)),
            _ => {}
        }
    }
}
