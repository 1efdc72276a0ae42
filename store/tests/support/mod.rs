//! A folder of its own for each test, the restaurant, and cases that run to their end.
#![allow(dead_code, reason = "each test file uses its part")]

use lianban_compiler::{Host, proof};
use lianban_runtime::case::{Engine, Event};
use lianban_runtime::plan::Answer;
use lianban_runtime::time::{CalendarData, Date, Instant};
use lianban_simulator::{Script, play};
use lianban_store::{Key, Options, Registry, SqliteOptions, SqliteStore, Store, key_file};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

pub const RESTAURANT: &str = include_str!("../../../bundles/我要开餐馆/我要开餐馆.yjs");

struct Text<'a>(&'a str);

impl Host for Text<'_> {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(self.0.as_bytes().to_vec())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().expect("shipped").data()
    }
}

/// A bundle, ready to run.
pub fn compiled(text: &str) -> Arc<Engine> {
    let mut compilation = lianban_compiler::compile(&Text(text), "一件事.yjs");
    assert!(!compilation.has_errors(), "{:?}", compilation.diagnostics);
    Arc::new(Engine::new(compilation.bundles.remove(0).plan).unwrap())
}

/// The shipped restaurant.
pub fn restaurant() -> Arc<Engine> {
    static ENGINE: OnceLock<Arc<Engine>> = OnceLock::new();
    Arc::clone(ENGINE.get_or_init(|| compiled(RESTAURANT)))
}

pub fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// The answers with which the restaurant has most to do.
pub fn answers() -> Vec<Answer> {
    static ANSWERS: OnceLock<Vec<Answer>> = OnceLock::new();
    let worst = || {
        let proof = proof::prove(restaurant().plan(), proof::Budget::default()).unwrap();
        proof.promises[0].worst_answers.clone()
    };
    ANSWERS.get_or_init(worst).clone()
}

/// The events of a restaurant that is handed in some days after 2026-03-02, each with a key.
pub fn journal(days: i32) -> Vec<Event> {
    let date = Date::from_ymd(2026, 3, 2).unwrap().add_days(days).unwrap();
    let script = Script::regular(&answers(), Instant::from_local(date, 600, 480));
    let played = play(&restaurant(), &script).unwrap();
    let keyed = |(n, (event, _)): (usize, (Event, _))| Event { key: format!("{days}/{n}"), ..event };
    played.steps.into_iter().enumerate().map(keyed).collect()
}

/// A folder that goes away with the test.
pub struct Place {
    pub path: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Place {
    pub fn new() -> Self {
        let name = format!("lianban-store-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    pub fn file(&self) -> PathBuf {
        self.path.join("cases.db")
    }

    pub fn secret(&self) -> [u8; 32] {
        key_file::read_or_create(&key_file::beside(&self.file())).unwrap()
    }

    /// The store, made if need be.
    pub fn store(&self) -> SqliteStore {
        SqliteStore::open_or_create(&self.file(), &self.secret(), &SqliteOptions::default()).unwrap()
    }

    pub fn key(&self) -> Key {
        Key::new(&self.secret(), self.store().identity()).unwrap()
    }

    pub fn registry(&self) -> Registry<SqliteStore> {
        self.registry_with(Options::default())
    }

    pub fn registry_with(&self, options: Options) -> Registry<SqliteStore> {
        Registry::open(self.store(), self.key(), options).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _best_effort = std::fs::remove_dir_all(&self.path);
    }
}

/// Copies a store with whatever belongs to it, as a machine that stops leaves it.
pub fn copy(from: &Path, to: &Path) {
    for suffix in ["", "-wal", "-shm", ".key"] {
        let name = |path: &Path| PathBuf::from(format!("{}{suffix}", path.display()));
        if name(from).exists() {
            std::fs::copy(name(from), name(to)).unwrap();
        }
    }
}
