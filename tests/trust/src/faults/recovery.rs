//! Opening a store after a failure, and what has to be in it.

use super::faulty::Faulty;
use super::office::{Office, told};
use lianban_store::{CaseError, Key, Registry, SqliteOptions, SqliteStore, Store, StoreError, key_file};

/// How often something that failed is tried again.
const TRIES: usize = 50;

impl Office<'_> {
    /// Opens the store, after whatever the power left, as often as it takes; then what was acknowledged has to be there.
    pub(super) fn reopen(&mut self) -> Result<(), String> {
        self.registry = None;
        for _ in 0..TRIES {
            if let Some(left) = self.faults.take_left() {
                self.disk.restore(&left).map_err(told)?;
            }
            match self.try_open() {
                Ok(registry) => {
                    self.registry = Some(registry);
                    self.tally.opened += 1;
                    return self.reconcile();
                }
                Err(StoreError::Full | StoreError::System { .. }) => {}
                Err(damage) => return Err(format!("opening the store: {damage:?}")),
            }
        }
        Err("the store cannot be opened".to_owned())
    }

    pub(super) fn sqlite(&self) -> Result<(SqliteStore, Key), StoreError> {
        let secret = key_file::read_or_create(&key_file::beside(self.disk.file()))?;
        // Few pages, so that the log is often moved to the main file.
        let options = SqliteOptions { checkpoint_pages: 12, ..SqliteOptions::default() };
        let store = SqliteStore::open_or_create(self.disk.file(), &secret, &options)?;
        let key = Key::new(&secret, store.identity())?;
        Ok((store, key))
    }

    fn try_open(&mut self) -> Result<Registry<Faulty>, StoreError> {
        let (store, key) = self.sqlite()?;
        let way = |store| Faulty::new(store, self.faults.clone());
        if self.dice.percent(50) {
            return Registry::open(way(store), key, self.options.clone());
        }
        let writer = store.again()?;
        Registry::with_writer(way(store), way(writer), key, self.options.clone())
    }

    pub(super) fn registry(&mut self) -> Result<&mut Registry<Faulty>, String> {
        self.registry.as_mut().ok_or_else(|| "no registry".to_owned())
    }

    /// What was sent is forgotten in memory and perhaps in the store: looks what is there, and sends the rest again.
    pub(super) fn failed(&mut self, error: &StoreError) -> Result<(), String> {
        if !matches!(
            error,
            StoreError::Full | StoreError::System { .. } | StoreError::GivenUp | StoreError::Moved
        ) {
            return Err(format!("a failure that was not caused: {error:?}"));
        }
        // A registry may also be used on: it knows itself that what it has in memory is void.
        if !self.faults.is_cut() && self.dice.percent(50) { self.reconcile() } else { self.reopen() }
    }

    /// After a failure: each case stands behind everything that was acknowledged, and behind nothing that was not sent.
    fn reconcile(&mut self) -> Result<(), String> {
        for at in 0..self.cases.len() {
            let id = self.cases[at].id.clone();
            let case = match self.registry()?.called(&id) {
                Ok(case) => case,
                // Its opening was not acknowledged, or nothing of it was.
                Err(CaseError::Unknown { .. }) if self.cases[at].known.is_empty() => {
                    self.cases[at].sent.clear();
                    continue;
                }
                Err(CaseError::Store(error)) => return self.failed(&error),
                Err(why) => return Err(format!("case {id} is lost: {why:?}")),
            };
            match self.registry()?.state(case).map(|state| (state.sequence, state.head)) {
                Ok((sequence, head)) => self.catch_up(at, sequence, head)?,
                Err(CaseError::Store(error)) => return self.failed(&error),
                Err(why) => return Err(told(why)),
            }
        }
        Ok(())
    }

    /// Some of what was sent was written, or some timers went off.
    fn catch_up(&mut self, at: usize, sequence: u64, head: [u8; 32]) -> Result<(), String> {
        let model = &mut self.cases[at];
        if sequence < model.state.sequence {
            return Err(format!("case {}: acknowledged event {} is lost", model.id, model.state.sequence));
        }
        let sent = std::mem::take(&mut model.sent);
        let mut sent = sent.into_iter();
        while model.state.sequence < sequence {
            let Some(event) = sent.next().or_else(|| model.timer()) else {
                return Err(format!("case {}: an event that nobody sent", model.id));
            };
            if model.engine.step(&mut model.state.clone(), &event).is_ok() {
                model.learn(event)?;
                self.tally.acknowledged += 1;
            }
        }
        if model.state.head != head {
            return Err(format!("case {}: other events than were sent", model.id));
        }
        model.late.extend(sent);
        Ok(())
    }
}
