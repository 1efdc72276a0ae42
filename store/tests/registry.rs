//! Opening cases, taking events, answering again, refusing.

mod support;

use lianban_runtime::case::{CaseStatus, Event, EventKind, Refusal};
use lianban_runtime::time::Instant;
use lianban_store::{CaseError, CaseNumber, Options, Receipt, Registry, SqliteStore, StoreError};
use support::{Place, answers, at, compiled, journal, restaurant};

type Cases = Registry<SqliteStore>;

fn run(cases: &mut Cases, case: CaseNumber, events: &[Event]) -> Vec<Receipt> {
    events.iter().map(|event| cases.submit(case, event).unwrap()).collect()
}

#[test]
fn a_case_runs_and_is_there_when_the_store_is_opened_again() {
    let place = Place::new();
    let events = journal(0);
    let mut cases = place.registry();
    let case = cases.start(Some("甲-1"), &restaurant()).unwrap().case;
    let receipts = run(&mut cases, case, &events);
    let tip = cases.commit().unwrap();
    assert_eq!((tip.counts.number, tip.counts.cases, tip.counts.events), (1, 1, events.len() as u64));
    let head = receipts.last().unwrap().head;
    drop(cases);

    // What the runtime says without any store.
    let mut state = restaurant().new_case();
    for (event, receipt) in events.iter().zip(&receipts) {
        let effects = restaurant().step(&mut state, event).unwrap();
        assert_eq!(
            (&effects, state.head, state.sequence),
            (&receipt.effects, receipt.head, receipt.sequence)
        );
        assert!(!receipt.duplicate);
    }
    let mut cases = place.registry();
    let case = cases.called("甲-1").unwrap();
    assert_eq!(cases.state(case).unwrap(), &state);
    assert_eq!((state.head, state.status), (head, CaseStatus::Delivered));
    assert_eq!(cases.called("乙").unwrap_err().code(), "unknown-case");
}

#[test]
fn one_event_a_commit_gives_the_same_state_as_many() {
    let (one, many) = (Place::new(), Place::new());
    let events = journal(3);
    let mut separate = one.registry();
    let case = separate.start(None, &restaurant()).unwrap();
    assert_eq!(case.id.as_ref(), "1");
    for event in &events {
        separate.submit(case.case, event).unwrap();
        separate.commit().unwrap();
    }
    let mut together = many.registry();
    let case = together.start(None, &restaurant()).unwrap().case;
    run(&mut together, case, &events);
    together.commit().unwrap();
    assert_eq!(separate.state(case).unwrap(), together.state(case).unwrap());
    assert_eq!(separate.tip().counts.number, events.len() as u64);
}

#[test]
fn the_same_key_and_content_are_answered_as_before_and_other_content_is_refused() {
    let place = Place::new();
    let events = journal(0);
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    // In the same group, in the next one, and after the store was opened again.
    let first = run(&mut cases, case, &events[..3]);
    let again = run(&mut cases, case, &events[..3]);
    cases.commit().unwrap();
    let third = run(&mut cases, case, &events[..3]);
    let rest = run(&mut cases, case, &events[3..]);
    cases.commit().unwrap();
    drop(cases);
    let mut cases = place.registry();
    let fourth = run(&mut cases, case, &events);
    let all: Vec<Receipt> = first.iter().chain(&rest).cloned().collect();
    let before = |receipts: &[Receipt]| -> Vec<Receipt> {
        receipts.iter().map(|receipt| Receipt { duplicate: true, ..receipt.clone() }).collect()
    };
    assert_eq!(again, before(&first));
    assert_eq!(third, before(&first));
    assert_eq!(fourth, before(&all));
    let tip = cases.tip();
    let other = Event { at: events[1].at.add_millis(1).unwrap(), ..events[1].clone() };
    let error = cases.submit(case, &other).unwrap_err();
    assert_eq!(error, CaseError::KeyReused { key: events[1].key.clone(), sequence: 2 });
    assert_eq!(cases.commit().unwrap(), tip, "nothing was written");
}

#[test]
fn a_long_history_is_found_again() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    let submit = journal(0).remove(0);
    let tick = |n: i64| Event {
        key: format!("tick {n}"),
        at: submit.at.add_millis(n).unwrap(),
        kind: EventKind::Tick,
        ..submit.clone()
    };
    cases.submit(case, &submit).unwrap();
    let mut receipts: Vec<Receipt> = Vec::new();
    for n in 1..1_000 {
        receipts.push(cases.submit(case, &tick(n)).unwrap());
        if n % 7 == 0 {
            cases.commit().unwrap();
        }
        if n % 300 == 0 {
            cases.checkpoint().unwrap();
            cases = {
                drop(cases);
                place.registry()
            };
        }
    }
    for n in [1, 126, 127, 128, 129, 500, 999] {
        let again = cases.submit(case, &tick(n)).unwrap();
        assert_eq!(again, Receipt { duplicate: true, ..receipts[n as usize - 1].clone() });
    }
    assert_eq!(cases.state(case).unwrap().sequence, 1_000);
}

#[test]
fn a_refused_event_leaves_nothing_behind() {
    let place = Place::new();
    let events = journal(0);
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    run(&mut cases, case, &events[..2]);
    let tip = cases.commit().unwrap();
    let before = cases.state(case).unwrap().clone();
    let back = Event { key: "back".into(), at: at("2026-03-01T10:00:00+08:00"), ..events[2].clone() };
    let error = cases.submit(case, &back).unwrap_err();
    assert!(matches!(&error, CaseError::Refused { refusal: Refusal::ClockBack { .. }, .. }), "{error:?}");
    assert_eq!(error.code(), "clock-back");
    assert_eq!(cases.commit().unwrap(), tip);
    assert_eq!(cases.state(case).unwrap(), &before);
    // Its key is free.
    let good = Event { key: "back".into(), ..events[2].clone() };
    assert!(!cases.submit(case, &good).unwrap().duplicate);
}

#[test]
fn an_event_without_a_key_gets_one_made_of_its_content() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    let event = Event { key: String::new(), ..journal(0).remove(0) };
    let first = cases.submit(case, &event).unwrap();
    let again = cases.submit(case, &event).unwrap();
    assert_eq!((first.sequence, again.sequence, again.duplicate), (1, 1, true));
    let made_up = Event { key: "content/00".into(), ..event.clone() };
    assert_eq!(cases.submit(case, &made_up).unwrap_err().code(), "key-reserved");
    let timer = Event { key: "timer/x".into(), ..event.clone() };
    assert_eq!(cases.submit(case, &timer).unwrap_err().code(), "key-reserved");
    let long = Event { key: "k".repeat(3_000), ..event };
    assert_eq!(cases.submit(case, &long).unwrap_err().code(), "key-too-long");
}

#[test]
fn names_are_unique_and_numbers_fill_what_is_free() {
    let place = Place::new();
    let mut cases = place.registry();
    let other =
        compiled("一件事 别的 { 部门 甲\n 事项 乙 是 行政许可 { 承办 甲；法定 3 工作日；承诺 1 工作日 } }");
    assert_eq!(cases.start(Some("2"), &restaurant()).unwrap().case, CaseNumber(1));
    assert_eq!(cases.start(None, &restaurant()).unwrap().id.as_ref(), "3", "2 is taken");
    assert!(cases.start(Some("2"), &restaurant()).unwrap().duplicate);
    assert_eq!(cases.start(Some("2"), &other).unwrap_err().code(), "case-exists");
    assert_eq!(cases.start(Some("乙"), &other).unwrap().case, CaseNumber(3));
    for bad in ["", "-", "a\nb", &"长".repeat(100)] {
        assert_eq!(cases.start(Some(bad), &restaurant()).unwrap_err(), CaseError::BadId);
    }
    let tip = cases.commit().unwrap();
    assert_eq!((tip.counts.cases, tip.counts.plans, tip.counts.events), (3, 2, 0));
}

#[test]
fn two_registries_on_one_store_see_each_other() {
    let place = Place::new();
    let events = journal(0);
    let (mut a, mut b) = (place.registry(), place.registry());
    let case = a.start(Some("甲"), &restaurant()).unwrap().case;
    a.submit(case, &events[0]).unwrap();
    let quick = Options { wait: std::time::Duration::from_millis(20), ..Options::default() };
    let locked = Registry::open(place.store(), place.key(), quick).map(|_| ());
    assert_eq!(locked, Err(StoreError::Locked), "a group is open");
    a.commit().unwrap();
    for (n, event) in events.iter().enumerate().skip(1) {
        let cases = if n % 2 == 0 { &mut a } else { &mut b };
        let found = cases.called("甲").unwrap();
        assert_eq!(cases.submit(found, event).unwrap().sequence, n as u64 + 1);
        cases.commit().unwrap();
    }
    assert!(b.submit(case, &events[0]).unwrap().duplicate);
}

#[test]
fn rows_may_lag_behind_and_a_crash_then_loses_nothing() {
    let place = Place::new();
    let lazy =
        Options { eager_cases: 0, lag_events: 40, lag_cases: 3, most_in_memory: 2, ..Options::default() };
    let journals: Vec<Vec<Event>> = (0..8).map(journal).collect();
    let mut cases = place.registry_with(lazy.clone());
    let numbers: Vec<CaseNumber> = (0..8).map(|_| cases.start(None, &restaurant()).unwrap().case).collect();
    let longest = journals.iter().map(Vec::len).max().unwrap();
    let mut acknowledged = vec![0; 8];
    for n in 0..longest {
        for (case, events) in numbers.iter().zip(&journals) {
            let Some(event) = events.get(n) else { continue };
            cases.submit(*case, event).unwrap();
        }
        cases.commit().unwrap();
        for (done, events) in acknowledged.iter_mut().zip(&journals) {
            *done = events.len().min(n + 1) as u64;
        }
        if n == 5 {
            // As if the machine had stopped here.
            let other = Place::new();
            support::copy(&place.file(), &other.file());
            let mut found = other.registry_with(lazy.clone());
            assert!(found.tip().counts.checkpoint < found.tip().counts.number, "nothing to recover");
            for (case, done) in numbers.iter().zip(&acknowledged) {
                assert_eq!(found.state(*case).unwrap().sequence, *done);
                assert_eq!(found.state(*case).unwrap(), cases.state(*case).unwrap());
            }
        }
    }
    let tip = cases.checkpoint().unwrap();
    assert_eq!(tip.counts.checkpoint, tip.counts.number);
    drop(cases);
    let mut cases = place.registry_with(lazy);
    for (case, events) in numbers.iter().zip(&journals) {
        let last = cases.submit(*case, events.last().unwrap()).unwrap();
        assert!(last.duplicate);
        assert_eq!(last.sequence, events.len() as u64);
    }
}

#[test]
fn timers_fire_once_at_their_instants() {
    let place = Place::new();
    let mut cases = place.registry();
    let submit = journal(0).remove(0);
    let numbers: Vec<CaseNumber> = (0..5).map(|_| cases.start(None, &restaurant()).unwrap().case).collect();
    for case in &numbers {
        cases.submit(*case, &submit).unwrap();
    }
    cases.commit().unwrap();
    // What the runtime alone makes of it: one tick long after, for each case.
    let until = at("2026-04-30T10:00:00+08:00");
    let mut expected = restaurant().new_case();
    restaurant().step(&mut expected, &submit).unwrap();
    let tick = Event { key: "t".into(), at: until, kind: EventKind::Tick, ..submit.clone() };
    restaurant().step(&mut expected, &tick).unwrap();

    let mut fired = Vec::new();
    cases.fire(until, |one, _| fired.push(one)).unwrap();
    assert!(
        fired.iter().all(|one| one.outcome.as_ref().is_ok_and(|receipt| !receipt.duplicate)),
        "{fired:?}"
    );
    for case in &numbers {
        let own: Vec<Instant> = fired.iter().filter(|one| one.case == *case).map(|one| one.at).collect();
        assert!(own.len() > 3 && own.is_sorted(), "{own:?}");
        let state = cases.state(*case).unwrap();
        assert_eq!((state.status, &state.answers), (expected.status, &expected.answers));
        assert!(state.next_alarm().is_none_or(|alarm| alarm >= until));
        assert_eq!(state.next_alarm(), expected.next_alarm());
    }
    drop(cases);
    let mut cases = place.registry();
    cases.fire(until, |one, _| panic!("again: {one:?}")).unwrap();
    // A timer event that comes from a journal played elsewhere.
    let elsewhere = Place::new();
    let mut other = elsewhere.registry();
    let case = other.start(None, &restaurant()).unwrap().case;
    other.submit(case, &submit).unwrap();
    let first = fired.iter().find(|one| one.case == numbers[0]).unwrap();
    let key = lianban_store::timer_key(first.at, 2);
    let event = Event { key, at: first.at, kind: EventKind::Expire, actor: Default::default() };
    assert!(!other.submit(case, &event).unwrap().duplicate);
    assert!(other.submit(case, &event).unwrap().duplicate);
    assert!(answers().len() > 1);
}
