//! The runtime and the second opinion agree on random cases; and the second opinion can be wrong-footed, so that agreeing
//! means something.

use lianban_runtime::plan::LimitKind;
use lianban_trust::cases::random_engine;
use lianban_trust::dice::Dice;
use lianban_trust::duel::{Tally, random_duel, replayed};
use lianban_trust::shrink::Found;

/// Of every seed a plan of another size.
fn most_items(seed: u64) -> usize {
    [1, 3, 5, 8, 12][usize::try_from(seed % 5).expect("a small number")]
}

#[test]
fn runtime_and_twin_agree() {
    let mut tally = Tally::default();
    for seed in 0..300 {
        let engine = random_engine(seed, most_items(seed));
        if let Err((events, difference)) = random_duel(&engine, Dice::new(seed ^ 0x5eed), 60, &mut tally) {
            let found = Found { plan: engine.plan().clone(), events }.shrunk();
            let json = serde_json::to_string(&found).expect("JSON");
            panic!(
                "seed {seed}, event {}:\n{}\nmade small:\n{:?}\n{json}",
                difference.at,
                difference.how.join("\n"),
                found.difference()
            );
        }
    }
    assert!(tally.accepted > 8_000 && tally.beyond > 100, "{tally:?}");
}

/// A runtime whose limits are a day longer than the plan says is found out, and the difference is made small.
#[test]
fn a_wrong_date_is_found_and_made_small() {
    let found = (0..200).find_map(|seed| {
        let engine = random_engine(seed, 3);
        let mut events = Vec::new();
        let mut state = engine.new_case();
        let mut pilot = lianban_trust::events::Pilot::new(&engine, Dice::new(seed));
        for _ in 0..40 {
            let event = pilot.next(&state);
            let _refused = engine.step(&mut state, &event);
            events.push(event);
        }
        let mut plan = engine.plan().clone();
        let row = plan.limits.iter().position(|limit| limit.kind == LimitKind::Promised)?;
        plan.limits[row].budget.amount += 1;
        let twin_plan = engine.plan().clone();
        lianban_trust::duel::replayed_against(&plan, &twin_plan, &events)
            .map(|difference| (events, difference))
    });
    let (events, difference) = found.expect("some case shows it");
    assert!(
        difference.at < events.len() && difference.how.iter().any(|how| how.contains("Promised")),
        "{difference:?}"
    );
}

#[test]
fn no_difference_stays_none() {
    let engine = random_engine(1, 3);
    let events = lianban_trust::cases::random_case(&engine, 1, 30).into_iter().map(|one| one.event).collect();
    let found = Found { plan: engine.plan().clone(), events };
    assert_eq!(replayed(&found.plan, &found.events), None);
}
