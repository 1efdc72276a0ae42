//! Many files, two workers: each takes the next file that nobody has taken. Results stand in the order of the files, and
//! of several failures the first one in that order counts, so nothing tells that there were two.

use crate::exit::Failure;
use crate::host::Disk;
use crate::load::{Depth, compile};
use lianban_compiler::Compilation;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// From so many files on a second worker is worth its while.
const WORTH_TWO: usize = 8;

/// Stack of the second worker: what the first one has.
const STACK_BYTES: usize = 8 * 1024 * 1024;

/// What became of the file at a position.
type Done = (usize, Result<Compilation, Failure>);

/// The files that are left.
struct Queue<'a> {
    paths: &'a [PathBuf],
    depth: Depth,
    next: AtomicUsize,
    failed: AtomicBool,
}

/// Compiles files; fails with the first that cannot be read.
pub fn compile_all(disk: &Disk, paths: &[PathBuf], depth: Depth) -> Result<Vec<Compilation>, Failure> {
    let queue = Queue { paths, depth, next: AtomicUsize::new(0), failed: AtomicBool::new(false) };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut done =
        if paths.len() < WORTH_TWO || cores < 2 { queue.work(disk) } else { queue.work_by_two(disk) };
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

impl Queue<'_> {
    /// Takes files until none is left or one has failed; whoever took an earlier one still finishes it.
    fn work(&self, disk: &Disk) -> Vec<Done> {
        let mut done = Vec::new();
        while !self.failed.load(Ordering::Relaxed) {
            let at = self.next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = self.paths.get(at) else { break };
            let result = compile(disk, path, self.depth);
            self.failed.fetch_or(result.is_err(), Ordering::Relaxed);
            done.push((at, result));
        }
        done
    }

    /// As [`Self::work`], on this thread and on another one. Where there can be no other one, this one does it all.
    fn work_by_two(&self, disk: &Disk) -> Vec<Done> {
        let twin = disk.twin();
        std::thread::scope(|scope| {
            let second = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, move || {
                let done = self.work(&twin);
                (twin, done)
            });
            let mut done = self.work(disk);
            match second.map(std::thread::ScopedJoinHandle::join) {
                Ok(Ok((twin, more))) => {
                    disk.absorb(twin);
                    done.extend(more);
                }
                Ok(Err(panicked)) => std::panic::resume_unwind(panicked),
                Err(_no_thread) => {}
            }
            done
        })
    }
}
