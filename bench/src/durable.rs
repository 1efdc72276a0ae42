//! `durable`: cases into a store on disk. Every event is acknowledged only when the commit that holds it is synced.
//!
//! Thousands of cases are open at once and take turns, event by event, as they do in a city. One thread steps and hashes,
//! another seals, writes and syncs. Afterwards the store is copied as a machine that stops would leave it, and opened.

use crate::execute::{Bundle, office};
use crate::journals::Journal;
use crate::measure::{Measured, median_ms, now, process_cpu_seconds};
use lianban_runtime::case::{Engine, Event};
use lianban_store::{
    CaseNumber, Key, Options, Registry, SqliteOptions, SqliteStore, Store, StoreError, key_file,
};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Cases that are open at once.
const OPEN: u64 = 8_192;
/// Events that are acknowledged one by one.
const SINGLE: usize = 200;
/// Bytes that are synced to see what a sync costs here.
const BLOCK: [u8; 4096] = [0x5a; 4096];

/// A folder that goes away with the run.
struct Place(PathBuf);

impl Place {
    fn new(beside: &Path) -> Result<Self, String> {
        let path = beside.join(format!("lianban-durable-{}", std::process::id()));
        std::fs::create_dir_all(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        Ok(Self(path))
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _best_effort = std::fs::remove_dir_all(&self.0);
    }
}

fn told(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
}

fn open(file: &Path) -> Result<(SqliteStore, Key), String> {
    let secret = key_file::read_or_create(&key_file::beside(file)).map_err(told)?;
    let store = SqliteStore::open_or_create(file, &secret, &SqliteOptions::default()).map_err(told)?;
    let key = Key::new(&secret, store.identity()).map_err(told)?;
    Ok((store, key))
}

/// Puts `cases` cases into a store in `folder`.
pub fn run(cases: u64, bundle: Bundle, folder: &Path) -> Result<Measured, String> {
    let (engine, journals) = office(bundle)?;
    let engine = Arc::new(engine);
    let place = Place::new(folder)?;
    let file = place.file("cases.db");
    let before = sync_ms(&place)?;
    let (store, key) = open(&file)?;
    let (writer, _) = open(&file)?;
    let mut registry = Registry::with_writer(store, writer, key, Options::default()).map_err(told)?;
    let durable = Arc::new(Durable::default());
    let begin = process_cpu_seconds();
    let measured = Measured::of("durable", cases, || {
        let events = fill(&mut registry, &engine, &journals, cases, &durable)?;
        registry.commit().map_err(told)?;
        Ok(events)
    })?;
    let spent = spent_since(begin);
    let commits = registry.tip().counts.number;
    let copy = place.file("stopped.db");
    copy_store(&file, &copy)?;
    drop(registry);
    let begin = process_cpu_seconds();
    let recovery = recover(&copy, cases)?;
    let recovering = spent_since(begin);
    let single = single_ms(&copy, &engine, &journals)?;
    let after = sync_ms(&place)?;
    Ok(measured
        .with("cpu_s", spent)
        .with("commits", commits.to_string())
        .with("acknowledged_groups", durable.groups.load(Ordering::Relaxed).to_string())
        .with("fsync_ms_p50", format!("{:.3}", before.min(after)))
        .with("single_event_ms_p50", format!("{single:.3}"))
        .with("store_bytes", size(&copy)?.to_string())
        .with("recovery_s", format!("{recovery:.3}"))
        .with("recovery_cpu_s", recovering))
}

/// Time on processors since then, of all threads, as JSON.
fn spent_since(begin: Option<f64>) -> String {
    let spent = process_cpu_seconds().zip(begin).map(|(end, begin)| end - begin);
    spent.map_or_else(|| "null".to_owned(), |spent| format!("{spent:.2}"))
}

/// What the writer says of the groups.
#[derive(Default)]
struct Durable {
    groups: AtomicU64,
    failed: AtomicU64,
}

/// Opens the cases, [`OPEN`] at a time, and lets them take turns. Returns how many events there were.
fn fill(
    registry: &mut Registry<SqliteStore>,
    engine: &Arc<Engine>,
    journals: &[Journal],
    cases: u64,
    durable: &Arc<Durable>,
) -> Result<u64, String> {
    let mut events = 0;
    let mut first = 0;
    while first < cases {
        let last = cases.min(first + OPEN);
        let mut running: Vec<(CaseNumber, &[Event])> = Vec::new();
        for (n, journal) in (first..last).zip(journals.iter().cycle()) {
            let started = registry.start(Some(&format!("办件-{n}")), engine).map_err(told)?;
            running.push((started.case, &journal.events));
        }
        let mut turn = 0;
        while !running.is_empty() {
            running.retain(|(_, journal)| turn < journal.len());
            for (case, journal) in &running {
                let mut event = journal[turn].clone();
                event.key = format!("{}/{turn}", case.0);
                registry.submit(*case, &event).map_err(told)?;
                events += 1;
                offer(registry, durable)?;
            }
            turn += 1;
        }
        first = last;
    }
    if durable.failed.load(Ordering::Relaxed) > 0 {
        return Err("a group was not written".to_owned());
    }
    Ok(events)
}

fn offer(registry: &mut Registry<SqliteStore>, durable: &Arc<Durable>) -> Result<(), String> {
    let theirs = Arc::clone(durable);
    let acknowledge = move |result: Result<_, StoreError>| {
        let counter = if result.is_ok() { &theirs.groups } else { &theirs.failed };
        counter.fetch_add(1, Ordering::Relaxed);
    };
    registry.offer(|| Box::new(acknowledge)).map(drop).map_err(told)
}

/// The store and what belongs to it, as a machine that stops leaves them.
fn copy_store(from: &Path, to: &Path) -> Result<(), String> {
    for suffix in ["", "-wal", ".key"] {
        let name = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        if name(from).exists() {
            std::fs::copy(name(from), name(to)).map_err(|e| format!("{}: {e}", name(from).display()))?;
        }
    }
    Ok(())
}

/// Seconds until a stopped store takes events again.
fn recover(file: &Path, cases: u64) -> Result<f64, String> {
    let begin = now();
    let (store, key) = open(file)?;
    let registry = Registry::open(store, key, Options::default()).map_err(told)?;
    let seconds = begin.elapsed().as_secs_f64();
    if registry.counts().cases != cases {
        return Err("a case is missing after the stop".to_owned());
    }
    Ok(seconds)
}

/// How long one event waits for its acknowledgement, in milliseconds.
fn single_ms(file: &Path, engine: &Arc<Engine>, journals: &[Journal]) -> Result<f64, String> {
    let (store, key) = open(file)?;
    let mut registry = Registry::open(store, key, Options::default()).map_err(told)?;
    let mut waited = Vec::new();
    'all: for journal in journals {
        let case = registry.start(None, engine).map_err(told)?.case;
        registry.commit().map_err(told)?;
        for (turn, event) in journal.events.iter().enumerate() {
            let mut event = event.clone();
            event.key = turn.to_string();
            let begin = now();
            registry.submit(case, &event).map_err(told)?;
            registry.commit().map_err(told)?;
            waited.push(begin.elapsed());
            if waited.len() >= SINGLE {
                break 'all;
            }
        }
    }
    Ok(median_ms(waited))
}

/// What a synced append of 4 KiB costs in this folder, in milliseconds.
fn sync_ms(place: &Place) -> Result<f64, String> {
    let mut file = File::create(place.file("floor")).map_err(told)?;
    let mut waited = Vec::new();
    for _ in 0..SINGLE {
        let begin = now();
        file.write_all(&BLOCK).and_then(|()| file.sync_data()).map_err(told)?;
        waited.push(begin.elapsed());
    }
    Ok(median_ms(waited))
}

fn size(file: &Path) -> Result<u64, String> {
    std::fs::metadata(file).map(|data| data.len()).map_err(told)
}
