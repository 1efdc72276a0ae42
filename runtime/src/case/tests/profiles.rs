//! What a jurisdiction profile changes in a running case.

use super::*;
use crate::plan::{CorrectionOverdue, OverdueOutcome};
use crate::time::{ReceiptRule, RestDayReceipt};

fn with(change: impl FnOnce(&mut Plan)) -> Case {
    let mut plan = restaurant(None);
    change(&mut plan);
    let engine = Engine::new(plan).unwrap();
    let state = engine.new_case();
    Case { engine, state }
}

fn submit() -> EventKind {
    EventKind::Submit { answers: vec![Answer::YesNo(false)] }
}

/// Of the items 食品经营许可 and 消防检查 the second follows a profile of its own.
fn second(change: impl FnOnce(&mut Profile)) -> Case {
    with(|plan| {
        let mut own = Profile { name: "另一".into(), ..Profile::national() };
        change(&mut own);
        plan.profiles.push(own);
        plan.scopes[3].profile = ProfileIx(1);
    })
}

#[test]
fn the_hour_of_receipt_decides_day_zero_and_completions_hand_over_as_ever() {
    let early = |plan: &mut Plan| plan.profiles[0].receipt.cutoff_minute = Some(16 * 60 + 30);
    let mut in_time = with(early);
    in_time.does("2026-09-28T16:30", submit());
    assert_eq!(in_time.due(0), "2026-10-16", "day 0 is 09-28; 10-01 to 10-07 rest, 10-10 is worked");
    let mut late = with(early);
    late.does("2026-09-28T16:31", submit());
    assert_eq!(late.due(0), "2026-10-19");
    late.does("2026-09-29T17:30", finish(REGISTRATION));
    assert_eq!(
        late.due(1),
        "2026-10-12",
        "食品经营许可 begins on the day on which 设立登记 ended: 5 from 09-29"
    );
}

#[test]
fn a_rest_day_may_be_day_zero() {
    let rule = ReceiptRule { cutoff_minute: None, rest_day: RestDayReceipt::SameDay };
    let mut case = with(|plan| plan.profiles[0].receipt = rule);
    case.does("2026-10-03T10:00", submit());
    assert_eq!(case.due(0), "2026-10-20", "the first working day after 10-03 is 10-08, the tenth 10-20");
    let mut usual = with(|_| {});
    usual.does("2026-10-03T10:00", submit());
    assert_eq!(usual.due(0), "2026-10-21", "day 0 is 10-08");
}

#[test]
fn papers_that_arrive_after_the_hour_are_accepted_the_next_day_and_move_the_bundle_by_as_much() {
    let mut case = with(|plan| plan.profiles[0].receipt.cutoff_minute = Some(16 * 60));
    case.does("2026-09-28T10:00", submit());
    case.does("2026-09-29T17:30", finish(REGISTRATION));
    case.does("2026-09-29T17:30", ask(FOOD));
    assert_eq!(case.due(0), "2026-10-16");
    case.does("2026-10-09T16:30", EventKind::Correct { scope: FOOD });
    assert_eq!(case.due(1), "2026-10-16", "day 0 is 10-10, a worked Saturday");
    assert_eq!(case.due(0), "2026-10-22", "moved by 09-30, 10-08, 10-09, 10-10");
}

#[test]
fn asking_on_the_spot_is_asking_on_the_day_of_receipt() {
    let mut case = with(|plan| plan.profiles[0].ask_days = Some(0));
    case.does("2026-09-28T10:00", submit());
    assert_eq!(case.refuses("2026-09-29T09:00", ask(REGISTRATION)), "asked-late");
    let mut case = with(|plan| plan.profiles[0].ask_days = Some(0));
    case.does("2026-09-28T10:00", submit());
    case.does("2026-09-28T17:30", ask(REGISTRATION));
}

#[test]
fn where_there_is_no_correction_it_is_not_asked() {
    let mut case = second(|own| own.ask_days = None);
    case.does("2026-09-28T10:00", submit());
    case.does("2026-09-29T17:30", finish(REGISTRATION));
    assert_eq!(case.refuses("2026-09-29T17:30", ask(FIRE)), "no-correction");
    case.does("2026-09-29T17:30", ask(FOOD));
}

#[test]
fn each_item_has_the_outcome_of_its_own_profile() {
    for (outcome, expected) in [
        (OverdueOutcome::Refuse, ScopeOutcome::Refused),
        (OverdueOutcome::Withdraw, ScopeOutcome::Withdrawn),
        (OverdueOutcome::RevokeAcceptance, ScopeOutcome::Revoked),
    ] {
        let mut case = with(|plan| {
            let own = Profile { tolerance_overdue: outcome, ..Profile::national() };
            plan.profiles.push(own);
            plan.scopes[2].profile = ProfileIx(1);
        });
        case.does("2026-09-28T10:00", submit());
        case.does("2026-09-29T17:30", finish(REGISTRATION));
        case.does("2026-10-20T09:00", EventKind::Tick);
        assert_eq!(case.state.scope(FOOD).outcome, expected);
    }
}

#[test]
fn a_hostile_profile_is_refused() {
    let check = |change: fn(&mut Plan)| {
        let mut plan = restaurant(None);
        change(&mut plan);
        plan.check().map_err(|error| error.table)
    };
    assert_eq!(check(|plan| plan.profiles.clear()), Err("profiles"));
    assert_eq!(check(|plan| plan.scopes[3].profile = ProfileIx(1)), Err("scopes"));
    assert_eq!(check(|plan| plan.profiles[0].receipt.cutoff_minute = Some(17 * 60 + 31)), Err("profiles"));
    assert_eq!(check(|plan| plan.profiles[0].ask_days = Some(u32::MAX)), Err("profiles"));
    assert_eq!(check(|plan| plan.profiles[0].stops = vec![String::new(); 101]), Err("profiles"));
    assert_eq!(check(|plan| plan.profiles[0].correction_overdue = CorrectionOverdue::Refused), Ok(()));
}
