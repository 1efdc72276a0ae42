//! The clock and the line of JSON.

use std::time::Instant;

/// What was measured.
pub struct Measured {
    /// Name of the workload.
    pub workload: &'static str,
    /// Units of work.
    pub cases: u64,
    /// Events applied; equal to `cases` where a case is one event.
    pub events: u64,
    /// Wall time.
    pub seconds: f64,
}

impl Measured {
    /// Times a job that returns how many events it applied.
    pub fn of(
        workload: &'static str,
        cases: u64,
        job: impl FnOnce() -> Result<u64, String>,
    ) -> Result<Self, String> {
        let begin = now();
        let events = job()?;
        Ok(Self { workload, cases, events, seconds: begin.elapsed().as_secs_f64() })
    }

    /// The line.
    pub fn to_json(&self) -> String {
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let per_s = if self.seconds > 0.0 { self.cases as f64 / self.seconds } else { 0.0 };
        let rss = peak_rss_kb().map_or_else(|| "null".to_owned(), |kb| kb.to_string());
        format!(
            r#"{{"workload":"{}","cases":{},"events":{},"seconds":{:.6},"per_s":{per_s:.0},"peak_rss_kb":{rss}}}"#,
            self.workload, self.cases, self.events, self.seconds
        )
    }
}

#[expect(clippy::disallowed_methods, reason = "measuring is what this crate is for")]
fn now() -> Instant {
    Instant::now()
}

/// The largest resident set so far, in KiB; null where the system does not tell.
fn peak_rss_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
