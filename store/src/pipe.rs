//! A thread that seals and writes groups while the next one is being filled.

use crate::backend::Store;
use crate::error::StoreError;
use crate::group::{Scribe, Work};
use crate::seal::Tip;
use std::fmt;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// Told when a group is durable, or why it is not.
pub type Acknowledge = Box<dyn FnOnce(Result<Tip, StoreError>) + Send>;

enum Job {
    Write(Box<Work>, Option<Acknowledge>),
    /// What failed has been taken note of; the journal goes on behind this tip.
    Restart(Box<Scribe>),
}

/// What both threads know.
#[derive(Debug)]
struct Progress {
    tip: Tip,
    sent: u64,
    done: u64,
    failed: Option<StoreError>,
}

struct Shared {
    progress: Mutex<Progress>,
    changed: Condvar,
}

impl Shared {
    /// A thread that panicked while it held the lock left counters behind that are still right.
    fn lock(&self) -> MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way to the writing thread, which ends with it.
pub struct Pipe {
    jobs: Option<SyncSender<Job>>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Pipe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pipe").field("progress", &*self.shared.lock()).finish()
    }
}

impl Pipe {
    /// Starts the thread. It has a way to the store of its own.
    pub fn start<S: Store + Send + 'static>(store: S, scribe: Scribe) -> Result<Self, StoreError> {
        let (jobs, queue) = sync_channel(1);
        let progress = Mutex::new(Progress { tip: scribe.tip, sent: 0, done: 0, failed: None });
        let shared = Arc::new(Shared { progress, changed: Condvar::new() });
        let theirs = Arc::clone(&shared);
        let thread = std::thread::Builder::new().name("lianban-writer".to_owned());
        let thread = thread.spawn(move || write_all(store, scribe, &queue, &theirs));
        let thread = thread.map_err(|error| StoreError::System { why: error.to_string() })?;
        Ok(Self { jobs: Some(jobs), shared, thread: Some(thread) })
    }

    /// The end of the journal as far as it is durable.
    pub fn tip(&self) -> Tip {
        self.shared.lock().tip
    }

    /// Nothing is being written.
    pub fn is_idle(&self) -> bool {
        let progress = self.shared.lock();
        progress.sent == progress.done
    }

    /// Something is being written, or waits to be.
    ///
    /// # Errors
    /// That of what failed.
    pub fn in_flight(&self) -> Result<bool, StoreError> {
        let progress = self.shared.lock();
        progress.failed.clone().map_or(Ok(progress.sent > progress.done), Err)
    }

    /// How many pieces of work are done, well or not.
    pub fn done(&self) -> u64 {
        self.shared.lock().done
    }

    /// Hands work over; waits while the thread is busy and one piece of work waits already.
    ///
    /// # Errors
    /// That of an earlier piece of work; this one is then given up too.
    pub fn send(&self, work: Work, acknowledge: Option<Acknowledge>) -> Result<(), StoreError> {
        let failed = {
            let mut progress = self.shared.lock();
            if progress.failed.is_none() {
                progress.sent = progress.sent.saturating_add(1);
            }
            progress.failed.clone()
        };
        match failed {
            None => self.put(Job::Write(Box::new(work), acknowledge)),
            Some(error) => {
                if let Some(acknowledge) = acknowledge {
                    acknowledge(Err(StoreError::GivenUp));
                }
                Err(error)
            }
        }
    }

    fn put(&self, job: Job) -> Result<(), StoreError> {
        let gone = || StoreError::System { why: "the writing thread has ended".to_owned() };
        self.jobs.as_ref().ok_or_else(gone)?.send(job).map_err(|_| gone())
    }

    /// Waits until everything that was handed over is durable.
    ///
    /// # Errors
    /// That of the first piece of work that failed.
    pub fn drain(&self) -> Result<Tip, StoreError> {
        let mut progress = self.shared.lock();
        while progress.done < progress.sent {
            progress = self.shared.changed.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
        progress.failed.clone().map_or(Ok(progress.tip), Err)
    }

    /// Goes on behind this tip after a failure.
    ///
    /// # Errors
    /// [`StoreError::System`] if the thread has ended.
    pub fn restart(&self, scribe: Scribe) -> Result<(), StoreError> {
        let _failed_before = self.drain();
        {
            let mut progress = self.shared.lock();
            progress.failed = None;
            progress.tip = scribe.tip;
        }
        self.put(Job::Restart(Box::new(scribe)))
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            let _it_panicked_or_not = thread.join();
        }
    }
}

fn write_all<S: Store>(mut store: S, mut scribe: Scribe, jobs: &Receiver<Job>, shared: &Shared) {
    for job in jobs {
        let (work, acknowledge) = match job {
            Job::Write(work, acknowledge) => (work, acknowledge),
            Job::Restart(fresh) => {
                scribe = *fresh;
                continue;
            }
        };
        let given_up = shared.lock().failed.is_some();
        let written = if given_up { Err(StoreError::GivenUp) } else { scribe.write(&mut store, *work) };
        {
            let mut progress = shared.lock();
            progress.done = progress.done.saturating_add(1);
            match &written {
                Ok(tip) => progress.tip = *tip,
                Err(error) => {
                    progress.failed.get_or_insert(error.clone());
                }
            }
        }
        shared.changed.notify_all();
        if let Some(acknowledge) = acknowledge {
            acknowledge(written);
        }
    }
}
