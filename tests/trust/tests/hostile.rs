//! Whatever bytes read as a state, no event makes the runtime panic, or work without end.

use lianban_trust::hostile::{Tally, spoil};

#[test]
fn spoiled_states_do_no_harm() {
    let mut all = Tally::default();
    for seed in 0..60 {
        let Tally { read, accepted } = spoil(seed, 40);
        (all.read, all.accepted) = (all.read + read, all.accepted + accepted);
    }
    // The test means nothing unless many of them can be read, and the case goes on.
    assert!(all.read > 200 && all.accepted > 200, "{all:?}");
}
