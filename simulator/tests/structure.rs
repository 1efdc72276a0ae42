//! Parameters, life cycles, templates, 可选 and 逐个 played: the dated tests of the corpus.

mod common;

use common::One;
use lianban_compiler::{Compilation, check};
use lianban_runtime::case::Engine;
use lianban_simulator::run_test;

#[test]
fn the_tests_of_the_corpus_pass() {
    let mut played = 0;
    for text in [
        include_str!("../../tests/corpus/structure/good/parameters.yjs"),
        include_str!("../../tests/corpus/structure/good/life-cycles.yjs"),
        include_str!("../../tests/corpus/structure/good/templates.yjs"),
        include_str!("../../tests/corpus/structure/good/for-each.yjs"),
        include_str!("../../tests/corpus/structure/good/include.yjs"),
    ] {
        let Compilation { bundles, diagnostics, .. } = check(&One(text), "a.yjs");
        assert!(diagnostics.iter().all(|found| !found.is_error()), "{diagnostics:#?}");
        for bundle in bundles {
            let engine = Engine::new(bundle.plan.clone()).unwrap();
            played += bundle.tests.len();
            for test in &bundle.tests {
                let report = run_test(&engine, test);
                assert!(
                    report.failures.is_empty(),
                    "{} {}: {:#?}",
                    bundle.plan.name,
                    test.name,
                    report.failures
                );
            }
        }
    }
    assert_eq!(played, 7);
}
