//! A store whose file was changed behind its back: every change is found, and the case and the entry are named.

mod support;

use lianban_runtime::case::Event;
use lianban_store::entry::{self, BODY_VERSION, Entries, Entry};
use lianban_store::{
    CaseNumber, Fault, Finding, Options, Report, Store, Witness, link, verify, verify_within,
};
use rusqlite::Connection;
use std::path::Path;
use support::{Place, journal, restaurant};

/// Five cases, in several commits of several events.
fn original() -> Place {
    let place = Place::new();
    let mut cases = place.registry();
    let journals: Vec<Vec<Event>> = (0..5).map(journal).collect();
    for n in 1..=5 {
        cases.start(Some(&format!("案{n}")), &restaurant()).unwrap();
    }
    for n in 0..journals.iter().map(Vec::len).max().unwrap() {
        for (number, events) in (1..).zip(&journals) {
            if let Some(event) = events.get(n) {
                cases.submit(CaseNumber(number), event).unwrap();
            }
        }
        if n % 2 == 1 {
            cases.commit().unwrap();
        }
    }
    cases.checkpoint().unwrap();
    place
}

fn copy_of(place: &Place) -> Place {
    let other = Place::new();
    support::copy(&place.file(), &other.file());
    other
}

fn verified(place: &Place, witness: Option<&Witness>) -> Report {
    verify(&mut place.store(), &place.key(), witness).unwrap()
}

/// What verify finds after some SQL.
fn after(place: &Place, change: impl FnOnce(&Connection)) -> Vec<Finding> {
    let copy = copy_of(place);
    let connection = Connection::open(copy.file()).unwrap();
    change(&connection);
    drop(connection);
    let mut report = verified(&copy, None);
    for finding in &report.findings {
        let (zh, en) = finding.in_words();
        assert!(!zh.is_empty() && !en.is_empty());
    }
    let few = verify_within(&mut copy.store(), &copy.key(), None, 2).unwrap();
    let key = |finding: &Finding| format!("{finding:?}");
    let mut other = few.findings;
    other.sort_by_key(key);
    report.findings.sort_by_key(key);
    assert_eq!(report.findings, other, "the same whatever is in memory at once");
    report.findings
}

fn body(connection: &Connection, commit: u64) -> Vec<u8> {
    connection
        .query_row("SELECT body FROM commits WHERE number = ?1", [commit as i64], |row| row.get(0))
        .unwrap()
}

fn entries(body: &[u8]) -> Vec<Entry<'_>> {
    Entries::of(body).unwrap().map(Result::unwrap).collect()
}

fn put(connection: &Connection, commit: u64, entries: &[Entry<'_>]) {
    let mut body = vec![BODY_VERSION];
    entries.iter().for_each(|one| entry::write(&mut body, one));
    connection.execute("UPDATE commits SET body = ?1 WHERE number = ?2", (body, commit as i64)).unwrap();
}

/// All events: (commit, place in it, case, sequence).
fn events(path: &Path) -> Vec<(u64, usize, u64, u64)> {
    let connection = Connection::open(path).unwrap();
    let commits: i64 = connection.query_row("SELECT max(number) FROM commits", [], |row| row.get(0)).unwrap();
    let mut found = Vec::new();
    for commit in 1..=commits as u64 {
        for (at, entry) in entries(&body(&connection, commit)).iter().enumerate() {
            if let Entry::Event { case, sequence, .. } = entry {
                found.push((commit, at, case.0, *sequence));
            }
        }
    }
    found
}

fn names(findings: &[Finding], fault: Fault, case: u64, sequence: u64) -> bool {
    let named = |finding: &&Finding| {
        finding.case.as_ref().is_some_and(|(number, id)| number.0 == case && *id == format!("案{case}"))
    };
    findings.iter().filter(named).any(|finding| (finding.fault, finding.sequence) == (fault, Some(sequence)))
}

fn only_case(findings: &[Finding], case: u64) {
    assert!(
        findings.iter().all(|finding| finding.case.as_ref().is_none_or(|(number, _)| number.0 == case)),
        "{findings:?}"
    );
}

#[test]
fn an_untouched_store_is_in_order() {
    let place = original();
    let report = verified(&place, None);
    assert_eq!(report.findings, []);
    assert_eq!((report.cases, report.plans), (5, 1));
    assert_eq!(report.events, events(&place.file()).len() as u64);
    assert_eq!(report.commits, report.tip.counts.number);
    assert_eq!(verify_within(&mut place.store(), &place.key(), None, 1).unwrap(), report);
    // Rows that lag behind are in order too.
    let lazy = Options { eager_cases: 0, ..Options::default() };
    let mut cases = place.registry_with(lazy);
    let case = cases.start(None, &restaurant()).unwrap().case;
    for event in journal(9) {
        cases.submit(case, &event).unwrap();
        cases.commit().unwrap();
    }
    assert!(cases.tip().counts.checkpoint < cases.tip().counts.number);
    drop(cases);
    assert_eq!(verified(&place, None).findings, []);
    assert_eq!(verify_within(&mut place.store(), &place.key(), None, 1).unwrap().findings, []);
}

#[test]
fn each_edited_event_is_named() {
    let place = original();
    for (commit, at, case, sequence) in events(&place.file()) {
        let findings = after(&place, |connection| {
            let bytes = body(connection, commit);
            let mut list = entries(&bytes);
            let Entry::Event { event, .. } = &mut list[at] else { panic!() };
            let mut decoded: Event = postcard_event(event);
            decoded.actor.name.push('改');
            let edited = postcard::to_allocvec(&decoded).unwrap();
            *event = &edited;
            put(connection, commit, &list);
        });
        assert!(names(&findings, Fault::Edited, case, sequence), "{case}/{sequence}: {findings:?}");
        assert!(findings.contains(&Finding::of_commit(Fault::Edited, commit)));
        only_case(&findings, case);
    }
}

fn postcard_event(bytes: &[u8]) -> Event {
    postcard::from_bytes(bytes).unwrap()
}

#[test]
fn each_dropped_repeated_or_moved_event_is_named() {
    let place = original();
    let all = events(&place.file());
    for (commit, at, case, sequence) in all.iter().copied() {
        let findings = after(&place, |connection| {
            let bytes = body(connection, commit);
            let mut list = entries(&bytes);
            list.remove(at);
            put(connection, commit, &list);
        });
        assert!(names(&findings, Fault::Missing, case, sequence), "dropped {case}/{sequence}: {findings:?}");
        only_case(&findings, case);
        let findings = after(&place, |connection| {
            let bytes = body(connection, commit);
            let mut list = entries(&bytes);
            list.insert(at, list[at]);
            put(connection, commit, &list);
        });
        assert!(
            names(&findings, Fault::Repeated, case, sequence),
            "repeated {case}/{sequence}: {findings:?}"
        );
        only_case(&findings, case);
        // It changes places with the next one of its case in the same commit.
        let next = all.iter().find(|(c, _, k, s)| (*c, *k, *s) == (commit, case, sequence + 1));
        let Some((_, other, ..)) = next else { continue };
        let findings = after(&place, |connection| {
            let bytes = body(connection, commit);
            let mut list = entries(&bytes);
            list.swap(at, *other);
            put(connection, commit, &list);
        });
        assert!(names(&findings, Fault::Missing, case, sequence), "moved {case}/{sequence}: {findings:?}");
        only_case(&findings, case);
    }
}

#[test]
fn commits_that_are_dropped_moved_or_cut_off_are_named() {
    let place = original();
    let last = verified(&place, None).tip.counts.number;
    for commit in 1..=last {
        let findings = after(&place, |connection| {
            connection.execute("DELETE FROM commits WHERE number = ?1", [commit as i64]).unwrap();
        });
        let fault = if commit == last {
            Finding::of_commit(Fault::Truncated, last - 1)
        } else {
            Finding::of_commit(Fault::Missing, commit)
        };
        assert!(findings.contains(&fault), "{findings:?}");
        assert!(findings.iter().any(|finding| finding.case.is_some()), "{findings:?}");
    }
    let findings = after(&place, |connection| {
        connection
            .execute_batch(
                "UPDATE commits SET number = -1 WHERE number = 2; UPDATE commits SET number = 2 WHERE number = 3;
                 UPDATE commits SET number = 3 WHERE number = -1",
            )
            .unwrap();
    });
    assert!(findings.contains(&Finding::of_commit(Fault::Edited, 2)), "{findings:?}");
    assert!(findings.contains(&Finding::of_commit(Fault::Edited, 3)), "{findings:?}");
    let findings = after(&place, |connection| {
        connection
            .execute(
                "INSERT INTO commits SELECT number + 1, hash, mac, body FROM commits WHERE number = ?1",
                [last as i64],
            )
            .unwrap();
    });
    assert!(findings.contains(&Finding::of_commit(Fault::Surplus, last + 1)), "{findings:?}");
    assert!(
        findings.iter().any(|finding| finding.fault == Fault::Repeated && finding.case.is_some()),
        "{findings:?}"
    );
}

#[test]
fn who_computes_the_hashes_anew_is_found_out_by_the_signatures() {
    let place = original();
    let last = verified(&place, None).tip.counts.number;
    let genesis = lianban_store::genesis(place.store().identity());
    let rehash = |connection: &Connection, from: u64, to: u64| {
        let mut hash = match from {
            1 => genesis,
            _ => connection
                .query_row("SELECT hash FROM commits WHERE number = ?1", [(from - 1) as i64], |r| r.get(0))
                .unwrap(),
        };
        for commit in from..=to {
            hash = link(&hash, &body(connection, commit));
            connection
                .execute("UPDATE commits SET hash = ?1 WHERE number = ?2", (hash, commit as i64))
                .unwrap();
        }
        connection.execute("UPDATE tip SET hash = ?1, number = ?2", (hash, to as i64)).unwrap();
    };
    let (commit, at, case, sequence) = events(&place.file())[7];
    let findings = after(&place, |connection| {
        let bytes = body(connection, commit);
        let mut list = entries(&bytes);
        let Entry::Event { event, .. } = &mut list[at] else { panic!() };
        let mut decoded = postcard_event(event);
        decoded.actor.name.push('改');
        let edited = postcard::to_allocvec(&decoded).unwrap();
        *event = &edited;
        put(connection, commit, &list);
        rehash(connection, commit, last);
    });
    assert!(names(&findings, Fault::Edited, case, sequence), "{findings:?}");
    assert!(findings.contains(&Finding::of(Fault::Tip)));
    // The end is cut off, and the tip and the rows are made to agree.
    let findings = after(&place, |connection| {
        connection.execute("DELETE FROM commits WHERE number = ?1", [last as i64]).unwrap();
        rehash(connection, last - 1, last - 1);
    });
    assert!(findings.contains(&Finding::of(Fault::Tip)), "{findings:?}");
    assert!(findings.iter().any(|finding| finding.fault == Fault::Missing), "{findings:?}");
}

#[test]
fn rows_plans_and_counts_are_held_against_the_journal() {
    let place = original();
    let sql = |text: &str| after(&place, |connection| connection.execute_batch(text).unwrap());
    for (text, part) in [
        ("UPDATE cases SET status = 1 WHERE number = 2", "summary"),
        ("UPDATE cases SET due = 5, alarm = 5 WHERE number = 2", "summary"),
        ("UPDATE cases SET id = '别的' WHERE number = 2", "summary"),
        ("UPDATE cases SET head = zeroblob(32) WHERE number = 2", "summary"),
        ("UPDATE states SET state = (SELECT state FROM states WHERE number = 3) WHERE number = 2", "state"),
        ("UPDATE states SET trail = (SELECT trail FROM states WHERE number = 3) WHERE number = 2", "trail"),
        ("UPDATE cases SET seal = zeroblob(16) WHERE number = 2", "seal"),
    ] {
        let findings = sql(text);
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        assert_eq!(findings[0].fault, Fault::Row, "{text}");
        assert_eq!(findings[0].case.as_ref().unwrap().1, "案2", "{text}");
        assert_eq!(findings[0].part.as_deref(), Some(part), "{text}");
    }
    assert_eq!(sql("DELETE FROM cases WHERE number = 2")[0].case.as_ref().unwrap().1, "案2");
    let findings = sql("UPDATE cases SET sequence = 3 WHERE number = 2");
    assert!(findings.iter().all(|finding| finding.fault == Fault::Row), "{findings:?}");
    let findings = sql("UPDATE cases SET sequence = 300 WHERE number = 2");
    assert!(
        matches!(&findings[..], [one] if one.fault == Fault::Missing && one.until == Some(300)),
        "{findings:?}"
    );
    let findings = sql(
        "INSERT INTO cases SELECT 77, 'x', plan, sequence, head, status, level, now, alarm, due, chunked, seal FROM cases WHERE number = 1",
    );
    assert!(matches!(&findings[..], [one] if one.fault == Fault::Surplus), "{findings:?}");
    for text in [
        "UPDATE tip SET events = events + 1",
        "UPDATE tip SET checkpoint = 1",
        "UPDATE tip SET mac = zeroblob(32)",
        "UPDATE tip SET number = number - 1",
    ] {
        assert!(sql(text).contains(&Finding::of(Fault::Tip)), "{text}");
    }
    let findings = sql("UPDATE plans SET name = '别的'");
    assert_eq!(findings[0].fault, Fault::Plan);
    let findings = sql("UPDATE plans SET body = substr(body, 1, 100)");
    assert!(
        findings.iter().any(|finding| finding.fault == Fault::Plan && finding.commit == Some(1)),
        "{findings:?}"
    );
}

#[test]
fn a_long_trail_is_held_against_the_journal_too() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(Some("案1"), &restaurant()).unwrap().case;
    let first = journal(0).remove(0);
    for n in 0..300 {
        let kind = if n == 0 { first.kind.clone() } else { lianban_runtime::case::EventKind::Tick };
        cases.submit(case, &Event { key: format!("{n}"), kind, ..first.clone() }).unwrap();
    }
    cases.checkpoint().unwrap();
    drop(cases);
    assert_eq!(verified(&place, None).findings, []);
    let findings = after(&place, |connection| {
        connection
            .execute(
                "UPDATE chunks SET entries = (SELECT entries FROM chunks WHERE first = 1) WHERE first = 129",
                [],
            )
            .unwrap();
    });
    assert!(matches!(&findings[..], [one] if one.part.as_deref() == Some("trail")), "{findings:?}");
}

#[test]
fn an_older_copy_shows_against_a_witness() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    let events = journal(0);
    for event in &events[..4] {
        cases.submit(case, event).unwrap();
    }
    cases.checkpoint().unwrap();
    drop(cases);
    let older = copy_of(&place);
    let mut cases = place.registry();
    for event in &events[4..] {
        cases.submit(case, event).unwrap();
    }
    cases.commit().unwrap();
    let witness = cases.witness();
    drop(cases);
    assert_eq!(verified(&place, Some(&witness)).findings, []);
    assert_eq!(verified(&place, None).witness, Some(witness));
    assert_eq!(verified(&older, None).findings, [], "consistent in itself");
    let findings = verified(&older, Some(&witness)).findings;
    assert!(matches!(&findings[..], [one] if one.fault == Fault::Witness), "{findings:?}");
    // A witness that was made up.
    let forged = Witness { mac: [1; 32], ..witness };
    assert_eq!(verified(&place, Some(&forged)).findings[0].fault, Fault::Witness);
    // An earlier witness holds for all that follows.
    let earlier = verified(&older, None).witness.unwrap();
    assert_eq!(verified(&place, Some(&earlier)).findings, []);
}

#[test]
fn a_damaged_row_is_noticed_when_it_is_used() {
    let place = original();
    let copy = copy_of(&place);
    let connection = Connection::open(copy.file()).unwrap();
    connection
        .execute("UPDATE states SET state = (SELECT state FROM states WHERE number = 3) WHERE number = 2", [])
        .unwrap();
    drop(connection);
    let mut cases = copy.registry();
    let error = cases.state(CaseNumber(2)).unwrap_err();
    assert_eq!(error.code(), "store-damaged");
    assert!(cases.state(CaseNumber(3)).is_ok());
}
