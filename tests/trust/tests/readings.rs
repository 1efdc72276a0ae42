//! What is read from a case, on random plans and random events: the days add up and agree with the promise, limits are
//! counted whole, everything that is not final says what it waits for, and that is admissible.

use lianban_runtime::account::{
    DayLedger, DayRow, Life, LimitStand, Owner, Reading, Transition, transitions,
};
use lianban_runtime::case::{CaseStatus, Engine, LimitPhase, Refusal, State};
use lianban_runtime::plan::{LimitIx, LimitKind, ScopeIx};
use lianban_runtime::time::{Date, Instant, Unit};
use lianban_trust::cases::{random_case, random_engine};

const CASES: u64 = 100;
const EVENTS: usize = 40;

/// Every state of every case, with an instant at which it is read: at once, or so much later.
fn read_all(cases: u64, mut look: impl FnMut(u64, &Engine, &State, &Reading<'_>)) -> u64 {
    let mut readings = 0;
    for seed in 0..cases {
        let engine = random_engine(seed, 6);
        for (row, one) in (0_i64..).zip(random_case(&engine, seed, EVENTS)) {
            let Some(now) = one.state.now else { continue };
            for later in [0, (row * 7 + 1) * 3_600_000, row * 86_400_000] {
                let at = now.add_millis(later).unwrap();
                match Reading::new(&engine, &one.state, at) {
                    Ok(reading) => look(seed, &engine, &one.state, &reading),
                    Err(refusal) => {
                        assert!(matches!(refusal, Refusal::Calendar(_)), "seed {seed}: {refusal:?}")
                    }
                }
                readings += 1;
            }
        }
    }
    readings
}

fn date(engine: &Engine, at: Instant) -> Date {
    engine.calendar().date_of(at)
}

/// The rows cover the days between submission and end, each once, and the sums are their sums.
fn whole(reading: &Reading<'_>, ledger: &DayLedger) {
    let engine = reading.engine();
    let Some(from) = reading.submitted() else {
        assert!(ledger.rows.is_empty());
        return;
    };
    let lived = date(engine, reading.ended().unwrap_or(reading.now())).days_since(date(engine, from));
    let mut day = date(engine, from);
    for row in &ledger.rows {
        assert_eq!(Some(row.from), day.add_days(1), "no day is left out, none is there twice");
        assert_eq!(row.to.days_since(row.from) + 1, i32::try_from(row.days).unwrap());
        day = row.to;
    }
    assert_eq!(i32::try_from(ledger.by_owner.total).unwrap(), lived);
    let sums = &ledger.by_owner;
    let parties =
        |list: &[lianban_runtime::account::PartyDays]| list.iter().map(|party| party.days).sum::<u32>();
    let parts = sums.holiday
        + sums.applicant
        + sums.excluded
        + parties(&sums.departments)
        + parties(&sums.third_parties);
    assert_eq!(parts, sums.total, "the parts add up to the whole");
    for party in &sums.departments {
        let of = |row: &&DayRow| row.owner == Owner::Department && row.name == party.name;
        assert_eq!(ledger.rows.iter().filter(of).map(|row| row.days).sum::<u32>(), party.days);
    }
}

#[test]
fn every_day_has_one_owner() {
    let mut owners = std::collections::BTreeSet::new();
    let readings = read_all(CASES, |seed, _, _, reading| {
        let Ok(ledger) = reading.days() else { return };
        whole(reading, &ledger);
        for row in &ledger.rows {
            owners.insert(row.owner);
            for n in 0..i32::try_from(row.days).unwrap() {
                let day = row.from.add_days(n).unwrap();
                let works = reading.engine().calendar().is_working_day(day).unwrap();
                assert_eq!(row.owner == Owner::Holiday, !works, "seed {seed}: {day}");
            }
        }
    });
    assert!(readings > 9_000);
    assert_eq!(owners.len(), 5, "every kind of owner occurs: {owners:?}");
}

/// The promise of the case, in working days and in time, has run for exactly the working days behind its day 0 on which
/// the ledger does not say that its clock stands.
#[test]
fn the_days_agree_with_the_promise() {
    let mut compared = 0;
    read_all(CASES, |seed, engine, _, reading| {
        let promise = (0_u32..).map(LimitIx).zip(&engine.plan().limits);
        let mut promise =
            promise.filter(|(_, l)| l.kind == LimitKind::Bundle && l.budget.unit == Unit::WorkDay);
        let Some((limit, _)) = promise.next() else { return };
        let row = reading.ledger_row(limit);
        let running = reading.state().limit(limit);
        let (Some(consumed), Some(from)) = (row.consumed, row.from) else { return };
        if row.late_by > 0 || matches!(row.state, LimitStand::Void | LimitStand::Expired) {
            // From the due date on, stops move nothing (T5) while the days go on to have their owners.
            return;
        }
        let Ok(ledger) = reading.days() else { return };
        let day0 = engine.day_zero(reading.state(), from).unwrap();
        let counted = |row: &&DayRow| row.owner != Owner::Holiday && !row.clock_stands;
        let days = ledger.rows.iter().filter(counted).map(|row| {
            let from = row.from.max(day0.add_days(1).unwrap());
            i64::from((row.to.days_since(from) + 1).max(0))
        });
        assert_eq!(
            days.sum::<i64>(),
            consumed,
            "seed {seed}: {:?} {running:?} {ledger:#?} {row:#?}",
            reading.now()
        );
        compared += 1;
    });
    assert!(compared > 1_500, "{compared}");
}

#[test]
fn limits_are_counted_whole() {
    let mut held = 0;
    read_all(CASES, |seed, engine, state, reading| {
        for row in reading.ledger() {
            let (Some(total), Some(consumed), Some(remaining)) = (row.total, row.consumed, row.remaining)
            else {
                continue;
            };
            assert_eq!(consumed + remaining, total, "seed {seed}: {row:#?}");
            assert!(consumed >= 0 && remaining >= 0, "seed {seed}: {row:#?}");
            assert_eq!(row.stops.iter().map(|stop| stop.units).sum::<i64>(), row.stopped);
            assert_eq!(row.state == LimitStand::Held, row.held_since.is_some());
            if row.state == LimitStand::Running {
                assert!(row.running_since.is_some() && row.due.is_some());
                assert_eq!(row.late_by, 0);
            }
            if row.state == LimitStand::Overdue {
                assert_eq!(remaining, 0, "seed {seed}: {row:#?}");
                assert!(row.late_by > 0);
            }
        }
        // While it is held and nothing happens, what has run does not move.
        let later = reading.now().add_millis(13 * 86_400_000).unwrap();
        let Ok(second) = Reading::new(engine, state, later) else { return };
        for (one, two) in reading.ledger().iter().zip(second.ledger()) {
            if one.state == LimitStand::Held && two.state == LimitStand::Held && two.calendar_error.is_none()
            {
                held += 1;
                assert_eq!(one.consumed, two.consumed, "seed {seed}: {one:#?} {two:#?}");
                assert!(one.due <= two.due);
            }
        }
    });
    assert!(held > 500, "{held}");
}

/// Where nothing but time has passed, the days told before are told again.
#[test]
fn a_day_keeps_its_owner() {
    let mut compared = 0;
    read_all(CASES, |seed, engine, state, reading| {
        let later = reading.now().add_millis(20 * 86_400_000).unwrap();
        let Ok(second) = Reading::new(engine, state, later) else { return };
        let same = engine.node_indices().all(|node| reading.state().node(node) == second.state().node(node));
        let (Ok(one), Ok(two)) = (reading.days(), second.days()) else { return };
        if !same || reading.state().stops.len() != second.state().stops.len() {
            return;
        }
        let until = date(engine, reading.now());
        for row in one.rows {
            let day = row.from;
            let again = two.rows.iter().find(|other| other.from <= day && day <= other.to).unwrap();
            assert!(day <= until);
            assert_eq!(
                (again.owner, &again.name, &again.on),
                (row.owner, &row.name, &row.on),
                "seed {seed}: {day}"
            );
        }
        compared += 1;
    });
    assert!(compared > 2_500, "{compared}");
}

/// Whatever is not final waits for somebody, and what it waits for is admissible now; so is what the applicant can do.
#[test]
fn what_is_awaited_is_admissible() {
    let (mut sentences, mut by_calendar) = (0, 0);
    read_all(CASES, |seed, engine, _, reading| {
        let why = reading.why();
        assert!(!why.summary.zh.is_empty() && !why.summary.en.is_empty());
        let state = reading.state();
        if state.status.is_final() {
            assert!(why.awaited.is_empty() && why.blocked.is_empty(), "seed {seed}");
            return;
        }
        assert!(
            !why.awaited.is_empty(),
            "seed {seed}: {:?} {}",
            reading.now(),
            lianban_trust::account::account(engine, state)
        );
        for one in &why.awaited {
            assert!(!one.sentence.zh.is_empty() && !one.sentence.en.is_empty() && !one.on.is_empty());
            sentences += 1;
            if state.status == CaseStatus::Draft {
                continue;
            }
            let event = one.event.as_ref().unwrap_or_else(|| panic!("seed {seed}: {one:#?}"));
            let event = event.resolve(engine).unwrap_or_else(|e| panic!("seed {seed}: {e:?} {one:#?}"));
            match engine.step(&mut state.clone(), &event) {
                Ok(_) => assert_eq!(one.refused, None),
                Err(Refusal::Calendar(_)) => {
                    by_calendar += 1;
                    assert!(one.refused.is_some());
                }
                Err(refusal) => panic!("seed {seed}: {refusal:?} {one:#?}"),
            }
        }
        for choice in &why.applicant_can {
            let Some(event) = &choice.event else { continue };
            let event = event.resolve(engine).unwrap();
            match engine.step(&mut state.clone(), &event) {
                Ok(_) | Err(Refusal::Calendar(_)) => {}
                Err(refusal) => panic!("seed {seed}: {refusal:?} {choice:#?}"),
            }
        }
    });
    assert!(sentences > 5_000 && by_calendar < sentences / 5, "{sentences}, {by_calendar}");
}

/// The story leads to the state: what was told last of an item is where it stands, and what began has ended before it does.
#[test]
fn the_story_leads_to_the_state() {
    let mut told = 0;
    for seed in 0..CASES {
        let engine = random_engine(seed, 6);
        let (mut story, mut before) = (Vec::<Transition>::new(), engine.new_case());
        for one in random_case(&engine, seed, EVENTS) {
            if one.refusal.is_some() {
                continue;
            }
            let mut after = before.clone();
            let effects = engine.step(&mut after, &one.event).unwrap();
            story.extend(transitions(&engine, &before, &after, &effects));
            before = after;
        }
        let Some(now) = before.now else { continue };
        let reading = Reading::new(&engine, &before, now).unwrap();
        for row in reading.life_cycle().items {
            let of_item: Vec<&Transition> = story.iter().filter(|step| step.scope == row.scope).collect();
            let last = of_item.iter().rfind(|step| step.state != Life::Extended);
            let Some(last) = last else { continue };
            told += 1;
            if row.state.is_end() {
                assert_eq!(last.state, row.state, "seed {seed}: {of_item:#?}");
                assert_eq!(last.code, row.code, "seed {seed}");
            }
            let count = |state: Life| of_item.iter().filter(|step| step.state == state).count();
            if row.state.is_end() {
                assert_eq!(count(Life::Procedure), count(Life::ProcedureEnded), "seed {seed}: {of_item:#?}");
                assert_eq!(count(Life::Suspended), count(Life::Resumed), "seed {seed}: {of_item:#?}");
            }
        }
    }
    assert!(told > 150, "{told}");
}

#[test]
fn readings_are_json() {
    read_all(8, |_, _, _, reading| {
        let json = serde_json::json!({
            "life_cycle": reading.life_cycle(),
            "ledger": reading.ledger(),
            "clocks": reading.clocks().ok(),
            "days": reading.days().ok(),
            "why": reading.why(),
        });
        let text = json.to_string();
        let back: lianban_runtime::account::Why = serde_json::from_value(json["why"].clone()).unwrap();
        assert_eq!(back, reading.why());
        assert!(!text.contains("null,null,null"));
    });
}

/// What is left when nothing is running of the whole case is settled too: no limit without an end.
#[test]
fn a_final_case_has_no_open_limit() {
    read_all(40, |seed, _, _, reading| {
        if reading.state().status.is_final() {
            assert!(reading.ledger().iter().all(|row| !row.state.is_open()), "seed {seed}");
            let open = |limit| reading.state().limit(limit).phase == LimitPhase::Open;
            let limits =
                (0..reading.engine().plan().limits.len()).map(|row| LimitIx(u32::try_from(row).unwrap()));
            assert!(!limits.into_iter().any(open));
            assert!(reading.ended().is_some() || reading.state().scope(ScopeIx(0)).asked);
        }
    });
}
