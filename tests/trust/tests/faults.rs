//! Stores that fail lose nothing, double nothing, and go on once the faults have ended.

use lianban_trust::faults::{Tally, in_folder};

/// Others with `lianban-trust faults --seed …`.
const SEED: u64 = 1;
const STORES: u64 = 12;
const TURNS: usize = 150;

#[test]
fn nothing_acknowledged_is_lost_or_doubled_and_every_case_ends() {
    println!("seed {SEED}");
    let mut all = Tally::default();
    for seed in (SEED..).take(usize::try_from(STORES).unwrap()) {
        let tally = in_folder(seed, TURNS, &std::env::temp_dir());
        all.add(&tally.unwrap_or_else(|why| panic!("store {seed}: {why}")));
    }
    println!("{all}");
    // The test means nothing unless everything that it speaks of has happened.
    let happened = [all.timers, all.again, all.refused, all.cuts, all.full, all.unheard, all.ended];
    assert!(all.acknowledged > 300 && happened.iter().all(|count| *count > 5), "{all}");
}
