//! How cases and items end, and what comes afterwards: the dated tests of the corpus, and what is refused.

mod case;
mod commitment;
mod silence;

use case::{compiled, corpus};
use lianban_runtime::case::Engine;
use lianban_simulator::run_test;

#[test]
fn the_tests_of_the_corpus_pass() {
    for name in ["rating", "commitment"] {
        for bundle in compiled(&corpus(&format!("life/good/{name}"))) {
            let engine = Engine::new(bundle.plan.clone()).unwrap();
            assert!(!bundle.tests.is_empty());
            for test in &bundle.tests {
                let report = run_test(&engine, test);
                assert!(report.failures.is_empty(), "{}: {:#?}", test.name, report.failures);
            }
        }
    }
}
