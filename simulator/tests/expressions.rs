//! The corpus of conditions, played: what its tests expect of each item comes true.

mod common;

use common::One;
use lianban_compiler::compile;
use lianban_runtime::case::Engine;

#[test]
fn every_test_of_the_corpus_passes() {
    let texts = [
        include_str!("../../tests/corpus/types/good/dates.yjs"),
        include_str!("../../tests/corpus/types/good/rules.yjs"),
    ];
    for text in texts {
        let compilation = compile(&One(text), "a.yjs");
        for bundle in &compilation.bundles {
            let engine = Engine::new(bundle.plan.clone()).unwrap();
            assert!(bundle.tests.len() >= 2);
            for case in &bundle.tests {
                let report = lianban_simulator::run_test(&engine, case);
                assert!(report.failures.is_empty(), "{}: {:?}", case.name, report.failures);
            }
        }
    }
}
