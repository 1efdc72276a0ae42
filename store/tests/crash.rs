//! `kill -9` at any instant: whatever was acknowledged is there, and the store is in order.
//!
//! A child process takes events and says on its standard output which are acknowledged; it is killed at instants from a
//! seeded generator. `LIANBAN_CRASH_SEED` and `LIANBAN_CRASH_ROUNDS` choose others.
#![expect(clippy::disallowed_methods, reason = "seed and rounds come from the environment")]

mod support;

use lianban_runtime::plan::hex;
use lianban_store::{Options, Registry, Service, SqliteStore, View, verify};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use support::{Place, journal, restaurant};

/// Names the folder for the child.
const FOLDER: &str = "LIANBAN_CRASH_FOLDER";
/// Events of one commit at most: small, so that a kill often falls into a commit.
const GROUP: usize = 16;

fn number_from(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// What the child does: case after case in three threads, until it is killed. Odd rounds keep few cases up to date.
#[test]
#[ignore = "run by the test below, and killed"]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let place = std::mem::ManuallyDrop::new(Place { path: folder.into() });
    let lazy = number_from("LIANBAN_CRASH_LAZY", 0) == 1;
    let options = Options { group_events: GROUP, ..Options::default() };
    let lagging =
        Options { eager_cases: 0, lag_events: 200, lag_cases: 4, most_in_memory: 6, ..options.clone() };
    let store = place.store();
    let writer = store.again().unwrap();
    let cases =
        Registry::with_writer(store, writer, place.key(), if lazy { lagging } else { options }).unwrap();
    let service: Arc<Service<SqliteStore>> = Arc::new(Service::start(cases).unwrap());
    let threads: Vec<_> = (0..3)
        .map(|thread| {
            let service = Arc::clone(&service);
            std::thread::spawn(move || {
                for n in 0.. {
                    one_case(&service, (thread * 7 + n) % 40);
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

fn one_case(service: &Service<SqliteStore>, days: i32) {
    let engine = restaurant();
    let started = service.call(move |cases| cases.start(None, &engine)).unwrap();
    for event in journal(days) {
        let key = event.key.clone();
        let receipt = service.call(move |cases| cases.submit(started.case, &event)).unwrap();
        let line = format!("{} {} {} {key}\n", started.id, receipt.sequence, hex(&receipt.head));
        // One write for a whole line: what the parent reads of a killed child is cut off at most once, at the end.
        std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
        std::io::stdout().lock().flush().unwrap();
    }
}

/// Runs the child for a while and kills it; what it has acknowledged.
fn killed_after(place: &Place, delay: Duration, lazy: bool) -> String {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child", "--ignored", "--nocapture", "--test-threads=1"])
        .env(FOLDER, &place.path)
        .env("LIANBAN_CRASH_LAZY", if lazy { "1" } else { "0" })
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        let _cut_off = out.read_to_string(&mut text);
        text
    });
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

/// Acknowledged events by (case, number): head and key.
type Acknowledged = BTreeMap<(String, u64), (String, String)>;

fn read_lines(text: &str, acknowledged: &mut Acknowledged) {
    let Some((whole, _cut_off)) = text.rsplit_once('\n') else { return };
    for line in whole.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [id, sequence, head, key] = words[..] else { continue };
        let Ok(sequence) = sequence.parse() else { continue };
        let known = acknowledged.insert((id.to_owned(), sequence), (head.to_owned(), key.to_owned()));
        assert_eq!(known, None, "acknowledged twice: {line}");
    }
}

/// Everything acknowledged is in the journal, at its number, with its head.
fn check(place: &Place, acknowledged: &Acknowledged) {
    let mut view = View::open(place.store(), Some(place.key())).unwrap();
    let mut heads: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for ((id, sequence), (head, key)) in acknowledged {
        let known = heads.entry(id.clone()).or_insert_with(|| {
            let number = view.called(id).unwrap_or_else(|error| panic!("case {id} is lost: {error}"));
            let mut state = restaurant().new_case();
            let mut heads = Vec::new();
            for event in view.events(number).unwrap() {
                restaurant().step(&mut state, &event).unwrap();
                heads.push((hex(&state.head), event.key));
            }
            assert_eq!(state, view.case(number).unwrap().state);
            heads
        });
        let found = known.get(*sequence as usize - 1);
        assert_eq!(found, Some(&(head.clone(), key.clone())), "case {id}, event {sequence} is lost");
    }
    drop(view);
    let report = verify(&mut place.store(), &place.key(), None).unwrap();
    assert_eq!(report.findings, []);
}

/// A write that a power cut tore: the write-ahead log ends anywhere, or in rubbish. What remains is a whole number of
/// commits, in order, and the more is left of the log, the more of them.
#[test]
fn a_torn_log_leaves_whole_commits() {
    let place = Place::new();
    let mut cases = place.registry();
    let case = cases.start(None, &restaurant()).unwrap().case;
    for event in journal(0) {
        cases.submit(case, &event).unwrap();
        cases.commit().unwrap();
    }
    let torn = Place::new();
    support::copy(&place.file(), &torn.file());
    let name = |suffix: &str| torn.path.join(format!("cases.db{suffix}"));
    let (whole, main) = (std::fs::read(name("-wal")).unwrap(), std::fs::read(name("")).unwrap());
    assert!(whole.len() > 40_000, "the log holds the commits");
    let (mut last, mut seen) = (0, std::collections::BTreeSet::new());
    for step in 0..=60 {
        let length = whole.len() * step / 60;
        for rubbish in [&[][..], &[0xa5; 5_000][..]] {
            std::fs::write(name(""), &main).unwrap();
            std::fs::write(name("-wal"), [&whole[..length], rubbish].concat()).unwrap();
            let _remade = std::fs::remove_file(name("-shm"));
            let found =
                lianban_store::SqliteStore::open(&torn.file(), &lianban_store::SqliteOptions::default());
            // The first frames make the tables.
            let Ok(mut store) = found else {
                assert_eq!(last, 0);
                continue;
            };
            let report = verify(&mut store, &place.key(), None).unwrap();
            assert_eq!(report.findings, [], "{length} of {}", whole.len());
            assert!(report.events >= last, "{length}: {} after {last}", report.events);
            drop(store);
            let key = place.key();
            let store =
                lianban_store::SqliteStore::open(&torn.file(), &lianban_store::SqliteOptions::default());
            let mut again = Registry::open(store.unwrap(), key, Options::default()).unwrap();
            if report.cases == 1 {
                assert_eq!(again.state(case).unwrap().sequence, report.events);
            }
            if rubbish.is_empty() {
                continue;
            }
            last = report.events;
            seen.insert(last);
        }
    }
    assert_eq!(last, journal(0).len() as u64);
    assert!(seen.len() > 5, "{seen:?}");
}

#[test]
fn what_was_acknowledged_survives_kill_9() {
    let mut seed = number_from("LIANBAN_CRASH_SEED", 20_261_130);
    let rounds = number_from("LIANBAN_CRASH_ROUNDS", 24);
    println!("seed {seed}, {rounds} rounds");
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut place = Place::new();
    let mut acknowledged = Acknowledged::new();
    let mut total = 0;
    for round in 0..rounds {
        // Most of the time enough for some cases; now and then hardly enough to make the store.
        let millis = if round % 6 == 0 { next(60) } else { 60 + next(250) };
        let text = killed_after(&place, Duration::from_millis(millis), round % 2 == 1);
        read_lines(&text, &mut acknowledged);
        if place.file().exists() {
            check(&place, &acknowledged);
        }
        if round % 8 == 7 {
            total += acknowledged.len();
            acknowledged.clear();
            place = Place::new();
        }
    }
    total += acknowledged.len();
    println!("{total} events acknowledged");
    assert!(total > 100, "the child was killed too early to say anything: {total}");
}
