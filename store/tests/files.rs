//! Files that are no store, or cannot be used as one; no room; other processes.

mod support;

use lianban_runtime::case::{Event, EventKind};
use lianban_store::{
    Key, KeyFault, Options, Registry, SqliteOptions, SqliteStore, Store, StoreError, View, key_file, verify,
};
use std::time::Duration;
use support::{Place, journal, restaurant};

fn open(place: &Place) -> Result<SqliteStore, StoreError> {
    SqliteStore::open(&place.file(), &SqliteOptions::default())
}

fn tick(n: u64) -> Event {
    Event { key: format!("{n}-{}", "长".repeat(300)), kind: EventKind::Tick, ..journal(0).remove(0) }
}

#[test]
fn what_is_no_store_is_told_from_one() {
    let place = Place::new();
    assert!(matches!(open(&place), Err(StoreError::Missing { .. })));
    std::fs::write(place.file(), "not a store at all, only some text that goes on for a while").unwrap();
    assert!(matches!(open(&place), Err(StoreError::NotAStore { file }) if file.ends_with("cases.db")));
    let created = SqliteStore::open_or_create(&place.file(), &[7; 32], &SqliteOptions::default());
    assert!(matches!(created, Err(StoreError::NotAStore { .. })), "nothing is overwritten");
    assert!(std::fs::read(place.file()).unwrap().starts_with(b"not a store"));

    let other = Place::new();
    rusqlite::Connection::open(other.file()).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(open(&other), Err(StoreError::NotAStore { .. })));

    let newer = Place::new();
    drop(newer.store());
    rusqlite::Connection::open(newer.file()).unwrap().execute_batch("PRAGMA user_version = 9").unwrap();
    assert_eq!(open(&newer).map(|_| ()), Err(StoreError::Newer { found: 9, known: 1 }));

    let folder = Place::new();
    std::fs::create_dir(folder.file()).unwrap();
    assert!(matches!(open(&folder), Err(StoreError::NotAStore { .. })));
}

#[test]
fn an_empty_file_becomes_a_store_and_a_torn_one_is_damaged() {
    let place = Place::new();
    std::fs::write(place.file(), "").unwrap();
    assert!(matches!(open(&place), Err(StoreError::NotAStore { .. })));
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    for event in journal(0) {
        cases.submit(case, &event).unwrap();
    }
    cases.checkpoint().unwrap();
    drop(cases);
    let whole = std::fs::read(place.file()).unwrap();
    for length in [0, 1, 100, 4_096, 5_000, whole.len() / 2, whole.len() - 4_096] {
        let torn = Place::new();
        support::copy(&place.file(), &torn.file());
        std::fs::write(torn.file(), &whole[..length]).unwrap();
        let opened = open(&torn).and_then(|store| View::open(store, None));
        let read = opened.and_then(|mut view| {
            let number = view.called("1").map_err(|_| StoreError::Damaged { place: String::new() })?;
            view.case(number).map(|_| ()).map_err(|_| StoreError::Damaged { place: String::new() })
        });
        let verified = open(&torn).and_then(|mut store| verify(&mut store, &place.key(), None));
        assert!(
            read.is_err() || verified.map_or(true, |report| !report.findings.is_empty()),
            "{length} of {}",
            whole.len()
        );
    }
}

#[test]
fn the_key_is_private_and_has_to_be_the_right_one() {
    let place = Place::new();
    let store = place.store();
    let path = key_file::beside(&place.file());
    let secret = key_file::read(&path).unwrap();
    assert_eq!(key_file::read_or_create(&path).unwrap(), secret);
    assert_eq!(Key::new(&secret, store.identity()).unwrap().name(), store.key_name());
    assert_ne!(Key::new(&[0; 32], store.identity()).unwrap().name(), store.key_name());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let bad = place.path.join("bad.key");
    assert!(matches!(key_file::read(&bad), Err(StoreError::Key { why: KeyFault::Missing, .. })));
    for text in ["", "lianban-key:1:", "lianban-key:1:00", "lianban-key:1:汉", "x"] {
        std::fs::write(&bad, text).unwrap();
        assert!(
            matches!(key_file::read(&bad), Err(StoreError::Key { why: KeyFault::Malformed, .. })),
            "{text}"
        );
    }
    let wrong = Key::new(&[9; 32], store.identity()).unwrap();
    assert!(matches!(Registry::open(store, wrong, Options::default()), Err(StoreError::Damaged { .. })));
}

#[test]
fn no_room_is_a_clear_error_and_the_store_goes_on_when_there_is_room() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    cases.submit(case, &journal(0)[0]).unwrap();
    cases.checkpoint().unwrap();
    drop(cases);
    let small = SqliteOptions { max_pages: Some(60), ..SqliteOptions::default() };
    let store = SqliteStore::open(&place.file(), &small).unwrap();
    let mut cases = Registry::open(store, place.key(), Options::default()).unwrap();
    let mut acknowledged = 1;
    let failed = loop {
        cases.submit(case, &tick(acknowledged)).unwrap();
        match cases.commit() {
            Ok(_) => acknowledged += 1,
            Err(error) => break error,
        }
        assert!(acknowledged < 10_000, "never full");
    };
    assert_eq!(failed, StoreError::Full);
    assert_eq!(failed.code(), "disk-full");
    assert!(acknowledged > 10);
    // Still full, and nothing gets lost by trying again.
    for _ in 0..3 {
        cases.submit(case, &tick(acknowledged)).unwrap();
        assert_eq!(cases.commit(), Err(StoreError::Full));
    }
    assert_eq!(cases.state(case).unwrap().sequence, acknowledged);
    cases.commit().unwrap();
    drop(cases);
    assert_eq!(verify(&mut place.store(), &place.key(), None).unwrap().findings, []);
    let mut cases = place.registry();
    assert_eq!(cases.state(case).unwrap().sequence, acknowledged);
    assert!(!cases.submit(case, &tick(acknowledged)).unwrap().duplicate);
    cases.commit().unwrap();
}

#[test]
fn another_program_that_writes_is_waited_for_and_then_told() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    cases.commit().unwrap();
    // Somebody with a database tool, who knows nothing of our lock.
    let other = rusqlite::Connection::open(place.file()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let quick = SqliteOptions { busy: Duration::from_millis(30), ..SqliteOptions::default() };
    let store = SqliteStore::open(&place.file(), &quick).unwrap();
    let mut impatient = Registry::open(store, place.key(), Options::default()).unwrap();
    impatient.submit(case, &journal(0)[0]).unwrap();
    assert_eq!(impatient.commit(), Err(StoreError::Locked));
    other.execute_batch("ROLLBACK").unwrap();
    impatient.submit(case, &journal(0)[0]).unwrap();
    impatient.commit().unwrap();
}

#[test]
fn a_store_can_be_read_where_nothing_can_be_written() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(Some("甲"), &restaurant()).unwrap().case;
    cases.submit(case, &journal(0)[0]).unwrap();
    cases.checkpoint().unwrap();
    drop(cases);
    let options = SqliteOptions::default();
    let store = SqliteStore::open_read_only(&place.file(), &options).unwrap();
    let mut view = View::open(store, None).unwrap();
    let number = view.called("甲").unwrap();
    assert_eq!(view.case(number).unwrap().state.sequence, 1);
    drop(view);
    let mut store = SqliteStore::open_read_only(&place.file(), &options).unwrap();
    assert_eq!(verify(&mut store, &place.key(), None).unwrap().findings, []);
    let mut cases = Registry::open(store, place.key(), Options::default()).unwrap();
    cases.submit(case, &tick(1)).unwrap();
    assert!(matches!(cases.commit(), Err(StoreError::ReadOnly { .. })));
    drop(cases);
    // Where not even the index of the write-ahead log can be made.
    let bare = Place::new();
    std::fs::copy(place.file(), bare.file()).unwrap();
    std::fs::create_dir(bare.path.join("cases.db-shm")).unwrap();
    let store = SqliteStore::open_read_only(&bare.file(), &options).unwrap();
    assert_eq!(View::open(store, None).unwrap().called("甲"), Ok(number));
}

#[test]
fn lists_are_read_page_by_page_with_what_lags_behind() {
    use lianban_store::{CaseNumber, CaseSummary, Filter, Statuses};
    let place = Place::new();
    let lazy = Options { eager_cases: 0, ..Options::default() };
    let mut cases = place.registry_with(lazy);
    for n in 0..20 {
        let case = cases.start(None, &restaurant()).unwrap().case;
        cases.submit(case, &journal(n % 9)[0]).unwrap();
        cases.commit().unwrap();
        if n == 10 {
            cases.checkpoint().unwrap();
        }
    }
    // Two that have gone on since their rows were written.
    for number in [3, 8] {
        for event in &journal(number - 1)[1..] {
            cases.submit(CaseNumber(number as u64), event).unwrap();
        }
    }
    cases.commit().unwrap();
    let all: Vec<CaseSummary> = (1..=20).map(|n| cases.summary(CaseNumber(n)).unwrap()).collect();
    let view = View::open(place.store(), Some(place.key())).unwrap();
    let listed = |filter: Filter, most: u32| {
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = view.page(&filter, after, most).unwrap();
            found.extend(page.cases);
            after = page.next;
            if after.is_none() {
                return found;
            }
        }
    };
    let middle = all[4].due.unwrap();
    for most in [1, 3, 7, 100] {
        assert_eq!(listed(Filter::default(), most), all);
        let statuses = Statuses::default().with(all[2].status);
        let ended: Vec<_> = all.iter().filter(|case| case.status == all[2].status).cloned().collect();
        assert_eq!(ended.len(), 2);
        assert_eq!(listed(Filter { statuses, ..Filter::default() }, most), ended);
        let mut due: Vec<_> =
            all.iter().filter(|case| case.due.is_some_and(|at| at < middle)).cloned().collect();
        due.sort_by_key(|case| case.place());
        assert!(due.len() > 2);
        assert_eq!(listed(Filter { due_before: Some(middle), ..Filter::default() }, most), due);
        let statuses: Statuses = Statuses::OPEN.into_iter().collect();
        let open: Vec<_> = all.iter().filter(|case| !case.status.is_final()).cloned().collect();
        assert_eq!(listed(Filter { statuses, ..Filter::default() }, most), open);
        due.retain(|case| !case.status.is_final());
        assert_eq!(listed(Filter { due_before: Some(middle), statuses }, most), due);
    }
}
