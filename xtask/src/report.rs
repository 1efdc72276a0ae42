//! Named steps, timed, with a table at the end.

use crate::shell::Result;
use std::time::{Duration, Instant};

/// The steps done so far.
#[derive(Default)]
pub struct Report {
    rows: Vec<(String, Duration, bool)>,
}

impl Report {
    /// Runs one step. After a failure nothing further should be run.
    pub fn step<T>(&mut self, name: &str, job: impl FnOnce() -> Result<T>) -> Result<T> {
        eprintln!("\n=== {name}");
        let begin = now();
        let result = job();
        self.rows.push((name.to_owned(), begin.elapsed(), result.is_ok()));
        result.map_err(|e| format!("{name}: {e}"))
    }

    /// Prints the table to standard error.
    pub fn print(&self) {
        eprintln!("\n{:>8}  {:6}  step", "seconds", "result");
        let mut total = Duration::ZERO;
        for (name, time, ok) in &self.rows {
            total = total.saturating_add(*time);
            eprintln!("{:>8.1}  {:6}  {name}", time.as_secs_f64(), if *ok { "ok" } else { "FAILED" });
        }
        eprintln!("{:>8.1}          total", total.as_secs_f64());
    }
}

#[expect(clippy::disallowed_methods, reason = "xtask measures how long its steps take")]
fn now() -> Instant {
    Instant::now()
}
