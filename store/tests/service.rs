//! Several threads on one registry, and what they are told when writing fails.

mod support;

use lianban_runtime::case::{Event, EventKind};
use lianban_runtime::time::Instant;
use lianban_store::{
    Append, CaseError, CaseNumber, CaseRow, CaseSummary, CommitRow, Filter, Key, Options, Place as ListPlace,
    PlanNumber, PlanRow, Receipt, Registry, Service, SqliteStore, Store, StoreError, Tip, TrailChunk, verify,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use support::{Place, journal, restaurant};

fn service(place: &Place) -> Service<SqliteStore> {
    let store = place.store();
    let writer = store.again().unwrap();
    Service::start(Registry::with_writer(store, writer, place.key(), Options::default()).unwrap()).unwrap()
}

#[test]
fn many_threads_share_commits_and_all_are_answered() {
    let place = Place::new();
    let service = Arc::new(service(&place));
    let threads: Vec<_> = (0..8)
        .map(|n| {
            let service = Arc::clone(&service);
            std::thread::spawn(move || {
                let engine = restaurant();
                let case = service.call(move |cases| cases.start(None, &engine)).unwrap().case;
                let events = journal(n);
                for (sequence, event) in (1..).zip(events.clone()) {
                    let receipt = service.call(move |cases| cases.submit(case, &event)).unwrap();
                    assert_eq!((receipt.sequence, receipt.duplicate), (sequence, false));
                }
                // The runtime refuses it; who asked is told all the same.
                let again = Event { key: "again".into(), ..events[0].clone() };
                let refused = service.call(move |cases| cases.submit(case, &again)).unwrap_err();
                assert_eq!(refused.code(), "clock-back");
                (case, events)
            })
        })
        .collect();
    let done: Vec<(CaseNumber, Vec<Event>)> = threads.into_iter().map(|one| one.join().unwrap()).collect();
    let total: u64 = done.iter().map(|(_, events)| events.len() as u64).sum();
    Arc::into_inner(service).unwrap().end().unwrap();
    let report = verify(&mut place.store(), &place.key(), None).unwrap();
    assert_eq!((report.findings, report.events, report.cases), (vec![], total, 8));
    assert_eq!(report.tip.counts.checkpoint, report.tip.counts.number, "all rows were written");
    let mut cases = place.registry();
    for (case, events) in done {
        assert_eq!(cases.state(case).unwrap().sequence, events.len() as u64);
    }
}

#[test]
fn of_two_who_send_the_same_event_one_changes_something() {
    let place = Place::new();
    let service = Arc::new(service(&place));
    let engine = restaurant();
    let case = service.call(move |cases| cases.start(None, &engine)).unwrap().case;
    let send = |service: &Arc<Service<SqliteStore>>| {
        let service = Arc::clone(service);
        std::thread::spawn(move || -> Vec<Receipt> {
            let events = journal(0);
            events
                .into_iter()
                .map(|event| service.call(move |cases| cases.submit(case, &event)).unwrap())
                .collect()
        })
    };
    // Both go through the same events in order, so neither is ever refused.
    let (a, b) = (send(&service), send(&service));
    let (a, b) = (a.join().unwrap(), b.join().unwrap());
    for (x, y) in a.iter().zip(&b) {
        assert!(x.duplicate != y.duplicate);
        assert_eq!((x.sequence, x.head, &x.effects), (y.sequence, y.head, &y.effects));
    }
}

#[test]
fn a_server_keeps_others_out_but_lets_them_read() {
    let place = Place::new();
    let service = service(&place);
    let engine = restaurant();
    let case = service.call(move |cases| cases.start(Some("甲"), &engine)).unwrap().case;
    let event = journal(0).remove(0);
    service.call(move |cases| cases.submit(case, &event)).unwrap();
    let quick = Options { wait: Duration::from_millis(30), ..Options::default() };
    assert_eq!(Registry::open(place.store(), place.key(), quick).map(|_| ()), Err(StoreError::Locked));
    let mut view = lianban_store::View::open(place.store(), Some(place.key())).unwrap();
    let number = view.called("甲").unwrap();
    assert_eq!(view.case(number).unwrap().state.sequence, 1);
}

/// A store that fails to write when it is told to.
struct Failing {
    inner: SqliteStore,
    /// How many more writes succeed.
    left: Arc<AtomicU64>,
}

impl Store for Failing {
    fn identity(&self) -> [u8; 16] {
        self.inner.identity()
    }
    fn tip(&self) -> Result<Tip, StoreError> {
        self.inner.tip()
    }
    fn hold(&mut self, wait: Duration) -> Result<(), StoreError> {
        self.inner.hold(wait)
    }
    fn release(&mut self) {
        self.inner.release();
    }
    fn append(&mut self, append: &Append, follows: &Tip, tip: &Tip) -> Result<(), StoreError> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_err() { Err(StoreError::Full) } else { self.inner.append(append, follows, tip) }
    }
    fn freeze(&mut self) -> Result<(), StoreError> {
        self.inner.freeze()
    }
    fn thaw(&mut self) {
        self.inner.thaw();
    }
    fn commits(&self, from: u64, most: u32) -> Result<Vec<CommitRow>, StoreError> {
        self.inner.commits(from, most)
    }
    fn plan(&self, number: PlanNumber) -> Result<Option<PlanRow>, StoreError> {
        self.inner.plan(number)
    }
    fn plan_with_hash(&self, hash: &[u8; 32]) -> Result<Option<PlanNumber>, StoreError> {
        self.inner.plan_with_hash(hash)
    }
    fn case(&self, number: CaseNumber) -> Result<Option<CaseRow>, StoreError> {
        self.inner.case(number)
    }
    fn case_called(&self, id: &str) -> Result<Option<CaseNumber>, StoreError> {
        self.inner.case_called(id)
    }
    fn chunks(&self, case: CaseNumber) -> Result<Vec<TrailChunk>, StoreError> {
        self.inner.chunks(case)
    }
    fn list(
        &self,
        filter: &Filter,
        after: Option<ListPlace>,
        most: u32,
    ) -> Result<Vec<CaseSummary>, StoreError> {
        self.inner.list(filter, after, most)
    }
    fn alarms(
        &self,
        before: Instant,
        after: Option<(Instant, CaseNumber)>,
        most: u32,
    ) -> Result<Vec<(Instant, CaseNumber)>, StoreError> {
        self.inner.alarms(before, after, most)
    }
}

fn failing(place: &Place, left: &Arc<AtomicU64>) -> (Failing, Failing, Key) {
    let one = || Failing { inner: place.store(), left: Arc::clone(left) };
    (one(), one(), place.key())
}

fn tick(n: u64) -> Event {
    let first = journal(0).remove(0);
    Event { key: format!("{n}"), kind: EventKind::Tick, ..first }
}

#[test]
fn what_could_not_be_written_is_forgotten_and_the_rest_goes_on() {
    let (place, left) = (Place::new(), Arc::new(AtomicU64::new(u64::MAX)));
    let (store, writer, key) = failing(&place, &left);
    let mut cases = Registry::with_writer(store, writer, key, Options::default()).unwrap();
    let case = cases.start(None, &restaurant()).unwrap().case;
    cases.submit(case, &journal(0)[0]).unwrap();
    cases.commit().unwrap();
    let before = cases.state(case).unwrap().clone();
    for round in 0..3 {
        left.store(0, Ordering::SeqCst);
        cases.submit(case, &tick(round)).unwrap();
        assert_eq!(cases.commit(), Err(StoreError::Full));
        assert_eq!(cases.resets(), round + 1);
        left.store(u64::MAX, Ordering::SeqCst);
        assert_eq!(cases.state(case).unwrap(), &before);
    }
    assert!(!cases.submit(case, &tick(0)).unwrap().duplicate);
    cases.commit().unwrap();
    cases.checkpoint().unwrap();
    drop(cases);
    assert_eq!(verify(&mut place.store(), &place.key(), None).unwrap().findings, []);
}

#[test]
fn nobody_is_told_that_something_is_durable_which_is_not() {
    // Each of four threads waits for its answer ten times over, so ten commits are the fewest there can be,
    // and forty the most: whatever falls together, a writer that fails after nine of them is heard of.
    for fail_after in 0..10 {
        let (place, left) = (Place::new(), Arc::new(AtomicU64::new(u64::MAX)));
        let (store, writer, key) = failing(&place, &left);
        let cases = Registry::with_writer(store, writer, key, Options::default()).unwrap();
        let service = Arc::new(Service::start(cases).unwrap());
        let engine = restaurant();
        let case = service.call(move |cases| cases.start(None, &engine)).unwrap().case;
        let first = journal(0).remove(0);
        service.call(move |cases| cases.submit(case, &first)).unwrap();
        left.store(fail_after, Ordering::SeqCst);
        let threads: Vec<_> = (0..4_u64)
            .map(|thread| {
                let service = Arc::clone(&service);
                std::thread::spawn(move || -> Vec<Result<Receipt, CaseError>> {
                    let send = |n| service.call(move |cases| cases.submit(case, &tick(thread * 1_000 + n)));
                    (0..10).map(send).collect()
                })
            })
            .collect();
        let told: Vec<_> = threads.into_iter().flat_map(|one| one.join().unwrap()).collect();
        left.store(u64::MAX, Ordering::SeqCst);
        let acknowledged: Vec<&Receipt> = told.iter().filter_map(|one| one.as_ref().ok()).collect();
        assert!(acknowledged.len() < told.len(), "something failed");
        Arc::into_inner(service).unwrap().end().unwrap();
        let mut view = lianban_store::View::open(place.store(), Some(place.key())).unwrap();
        let events = view.events(case).unwrap();
        assert_eq!(events.len(), acknowledged.len() + 1, "exactly what was acknowledged");
        assert_eq!(verify(&mut place.store(), &place.key(), None).unwrap().findings, []);
    }
}
