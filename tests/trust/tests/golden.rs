//! The same in every build and every process. `golden.txt` holds what random cases come to: this test compares with it in
//! whatever profile it is built, so running it in two profiles compares the two.
//!
//! The file tells what happens to a case, not how a state is written down. It changes when what a case does changes on
//! purpose; `cargo run -p lianban-trust -- golden > tests/trust/golden.txt` writes it anew.

use lianban_trust::hashes::{self, Hashes};
use std::process::Command;

fn golden() -> Vec<(u64, &'static str)> {
    let lines = include_str!("../golden.txt").lines();
    let pair = |line: &'static str| {
        let (seed, account) = line.split_once(' ').expect("seed and digest");
        (seed.parse().expect("a seed"), account)
    };
    lines.map(pair).collect()
}

#[test]
fn random_cases_come_to_what_they_came_to() {
    let golden = golden();
    assert!(golden.len() >= 64);
    let differs: Vec<u64> = golden
        .iter()
        .filter(|(seed, account)| hashes::of(*seed).account != *account)
        .map(|(seed, _)| *seed)
        .collect();
    assert!(
        differs.is_empty(),
        "seeds {differs:?} come to something else than golden.txt says; if that is on purpose, write it anew (see above)"
    );
}

#[test]
fn other_processes_come_to_the_same_states() {
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lianban-trust"));
        let output = command.args(["hashes", "--seed", "7000", "--cases", "24"]).output().expect("it runs");
        assert!(output.status.success());
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let here: String = (7_000..7_024).map(|seed| format!("{}\n", hashes::of(seed))).collect();
    assert_eq!(run(), here);
    assert_eq!(run(), here);
    let states: std::collections::BTreeSet<String> =
        (7_000..7_024).map(hashes::of).map(|Hashes { state, .. }| state).collect();
    assert!(states.len() > 20, "the cases differ from each other");
}
