//! From text to plan: the corpus, the examples of every code, snapshots.

mod support;

use lianban_compiler::diagnostics::{CODES, Example};
use lianban_compiler::{check, compile};
use support::{Files, listing};

/// The first sample of the language page, elided parts filled in.
const SAMPLE: &str = include_str!("../../tests/corpus/language/good/language-sample.yjs");

#[test]
fn the_sample_of_the_language_page_compiles_and_its_promise_holds() {
    let compilation = check(&Files::one(SAMPLE), "a.yjs");
    assert_eq!(listing(&compilation), "");
    let bundle = compilation.bundles.first().expect("one bundle");
    assert_eq!(bundle.plan.check(), Ok(()));
    assert_eq!(bundle.tests.len(), 1);
    assert_eq!(bundle.plan.scopes.len(), 6);
}

#[test]
fn every_example_shows_its_code_and_its_correction_has_no_error() {
    for info in CODES {
        let corrected = check(&Files::one(info.corrected), "a.yjs");
        let errors = corrected.diagnostics.iter().filter(|d| d.is_error()).count();
        assert_eq!(errors, 0, "{} corrected:\n{}", info.code, listing(&corrected));
        let same = corrected.diagnostics.iter().any(|d| d.code == info.code);
        assert!(!same, "{} corrected:\n{}", info.code, listing(&corrected));
        let Example::Text(text) = info.example else { continue };
        if info.code == "E0008" {
            continue;
        }
        let compilation = check(&Files::one(text), "a.yjs");
        let codes: Vec<&str> = compilation.diagnostics.iter().map(|d| d.code).collect();
        assert!(codes.contains(&info.code), "{}: {codes:?}\n{}", info.code, listing(&compilation));
        let found = compilation.diagnostics.iter().filter(|d| d.code == info.code);
        for diagnostic in found {
            let syntax = info.code.starts_with("E00") || info.code.starts_with("E01");
            assert!(syntax || diagnostic.help.is_some(), "{} has no advice", info.code);
        }
    }
}

#[test]
fn compiling_twice_gives_the_same() {
    let one = compile(&Files::one(SAMPLE), "a.yjs");
    let two = compile(&Files::one(SAMPLE), "a.yjs");
    let hash = |c: &lianban_compiler::Compilation| c.bundles.first().map(|b| b.plan.hash());
    assert_eq!(hash(&one), hash(&two));
}
