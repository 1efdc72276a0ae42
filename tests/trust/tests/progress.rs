//! No case gets stuck: from every state that random events or small scopes lead to, the case can be brought to a proper end
//! when everybody does his duty, and an end leaves no limit running (rule F5).

use lianban_runtime::case::CaseStatus;
use lianban_trust::cases::{random_case, random_engine};
use lianban_trust::duty::{Stuck, fulfil};
use lianban_trust::exhaust::{explore, good_ends};

#[test]
fn random_cases_can_be_brought_to_an_end() {
    let (mut ended, mut beyond) = (0, 0);
    for seed in 0..150 {
        let engine = random_engine(seed, 6);
        let tried = random_case(&engine, seed, 40);
        for (at, one) in tried.iter().enumerate().filter(|(at, _)| at % 3 == 0) {
            if one.state.status == CaseStatus::Draft {
                continue; // nobody has asked for anything
            }
            match fulfil(&engine, &mut one.state.clone()) {
                Ok(_) => ended += 1,
                Err(Stuck::Calendar) => beyond += 1,
                Err(why) => panic!("seed {seed}, after event {at}: {why:?}"),
            }
        }
    }
    assert!(ended > 1_000 && beyond < ended, "{ended} ended, {beyond} ran out of the calendar");
}

#[test]
fn every_order_of_events_on_small_plans_leads_to_an_end() {
    let (mut states, mut finals, mut complete) = (0, 0, 0);
    for seed in 0..24 {
        let engine = random_engine(seed, 2);
        match explore(&engine, 300, seed % 2 == 1) {
            Ok(reached) => {
                states += reached.states;
                finals += reached.finals;
                complete += usize::from(reached.complete && reached.states > 1);
            }
            Err(dead) => panic!("seed {seed}: {:?} after {:#?}", dead.why, dead.events),
        }
    }
    println!("{states} states, {finals} final, {complete} plans in full");
    assert!(
        states > 2_500 && finals > 100 && complete > 3,
        "{states} states, {finals} final, {complete} in full"
    );
}

/// Nobody refuses, fails or asks for anything: then the order in which people do their work changes nothing, unless the
/// plan says that the first counts.
#[test]
fn the_order_of_independent_work_changes_nothing() {
    let mut compared = 0;
    for seed in 0..60 {
        let engine = random_engine(seed, 3);
        let races = !engine.plan().cancels.is_empty();
        match good_ends(&engine, 400).filter(|_| !races) {
            Some(ends) => {
                let differs = ends.windows(2).flat_map(|pair| {
                    let other: Vec<&str> = pair[1].lines().collect();
                    pair[0].lines().filter(move |line| !other.contains(line))
                });
                assert!(ends.len() <= 1, "seed {seed}, the order changes {:#?}", differs.collect::<Vec<_>>());
                compared += ends.len();
            }
            None => continue,
        }
    }
    assert!(compared > 15, "{compared}");
}
