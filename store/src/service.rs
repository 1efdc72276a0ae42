//! A registry for several threads: they ask, one thread steps the cases, another writes. What is asked while a group is
//! being written makes up the next group, so that many share one sync and a single one waits for one only.

use crate::backend::Store;
use crate::error::{CaseError, StoreError};
use crate::pipe::Acknowledge;
use crate::registry::Registry;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Requests that wait before who asks has to wait too.
const QUEUE: usize = 4_096;

/// How long the next request is waited for while the writer is busy.
const PAUSE: Duration = Duration::from_micros(100);

/// Gives an answer, now that it is known whether what it speaks of is durable.
type Settle = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

type Job<S> = Box<dyn FnOnce(&mut Registry<S>) -> Settle + Send>;

/// The way to the registry; may be shared by threads. The registry ends with it, all rows written.
#[derive(Debug)]
pub struct Service<S: Store + Send + 'static> {
    jobs: Option<SyncSender<Job<S>>>,
    thread: Option<JoinHandle<Result<(), StoreError>>>,
}

impl<S: Store + Send + 'static> Service<S> {
    /// Takes a registry into a thread of its own. It should have a writer ([`Registry::with_writer`]).
    ///
    /// # Errors
    /// [`StoreError::System`] if there can be no more threads.
    pub fn start(registry: Registry<S>) -> Result<Self, StoreError> {
        let (jobs, queue) = sync_channel(QUEUE);
        let thread = std::thread::Builder::new().name("lianban-registry".to_owned());
        let thread = thread.spawn(move || serve(registry, &queue));
        let thread = thread.map_err(|error| StoreError::System { why: error.to_string() })?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Has something done with the registry, and waits until what was done is durable.
    ///
    /// # Errors
    /// What the work returns; [`CaseError::Store`] if it could not be written, or the service has ended.
    pub fn call<T, W>(&self, work: W) -> Result<T, CaseError>
    where
        T: Send + 'static,
        W: FnOnce(&mut Registry<S>) -> Result<T, CaseError> + Send + 'static,
    {
        let gone = || CaseError::Store(StoreError::System { why: "the registry has ended".to_owned() });
        let (answer, answered) = channel();
        let job: Job<S> = Box::new(move |registry| {
            let result = work(registry);
            Box::new(move |durable| {
                let _who_asked_may_be_gone = answer.send(durable.map_err(CaseError::Store).and(result));
            })
        });
        self.jobs.as_ref().ok_or_else(gone)?.send(job).map_err(|_| gone())?;
        answered.recv().map_err(|_| gone())?
    }

    /// Ends the service: what was asked is done, and all rows are written.
    ///
    /// # Errors
    /// [`StoreError`]; what was acknowledged is in the journal none the less.
    pub fn end(mut self) -> Result<(), StoreError> {
        self.jobs = None;
        let ended = self.thread.take().map(JoinHandle::join);
        match ended {
            Some(Ok(result)) => result,
            _ => Err(StoreError::System { why: "the registry has ended".to_owned() }),
        }
    }
}

impl<S: Store + Send + 'static> Drop for Service<S> {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _it_panicked_or_not = thread.join();
        }
    }
}

fn serve<S: Store>(mut registry: Registry<S>, queue: &Receiver<Job<S>>) -> Result<(), StoreError> {
    let (mut pending, mut busy): (Vec<Settle>, bool) = (Vec::new(), false);
    loop {
        match next(queue, pending.is_empty(), busy) {
            Next::Job(job) => {
                let before = registry.resets();
                let settle = job(&mut registry);
                if registry.resets() != before {
                    settle_all(&mut pending, &Err(StoreError::GivenUp));
                }
                pending.push(settle);
                if !registry.is_full() {
                    continue;
                }
            }
            Next::Nothing => {}
            Next::End => break,
        }
        busy = hand_over(&mut registry, &mut pending);
    }
    let written = registry.commit().map(|_| ());
    settle_all(&mut pending, &written);
    registry.checkpoint().map(|_| ())
}

/// Gives the group to the writer, or answers at once if there is nothing to be written. True if the writer is busy.
fn hand_over<S: Store>(registry: &mut Registry<S>, pending: &mut Vec<Settle>) -> bool {
    if !registry.has_group() {
        // Also a refusal rests on what is still being written.
        let in_flight = registry.in_flight();
        if in_flight != Ok(true) {
            settle_all(pending, &in_flight.clone().map(|_| ()).map_err(|_| StoreError::GivenUp));
        }
        return in_flight == Ok(true);
    }
    let handed_over = registry.offer(|| {
        let mut settles = std::mem::take(pending);
        let acknowledge: Acknowledge =
            Box::new(move |written| settle_all(&mut settles, &written.map(|_| ())));
        acknowledge
    });
    // If that failed, the acknowledgement has said so to whom it concerns.
    handed_over == Ok(false)
}

enum Next<S: Store> {
    Job(Job<S>),
    Nothing,
    End,
}

/// The next request: waited for if nothing else is to be done, and a little while the writer is busy.
fn next<S: Store>(queue: &Receiver<Job<S>>, idle: bool, busy: bool) -> Next<S> {
    if idle {
        return queue.recv().map_or(Next::End, Next::Job);
    }
    match queue.recv_timeout(if busy { PAUSE } else { Duration::ZERO }) {
        Ok(job) => Next::Job(job),
        Err(RecvTimeoutError::Timeout) => Next::Nothing,
        Err(RecvTimeoutError::Disconnected) => Next::End,
    }
}

fn settle_all(pending: &mut Vec<Settle>, durable: &Result<(), StoreError>) {
    for settle in pending.drain(..) {
        settle(durable.clone());
    }
}
