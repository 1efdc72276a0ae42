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
    /// Time on the processor; the wall time where the system does not tell.
    pub cpu_seconds: f64,
    /// Further fields of the line: name, value in JSON.
    more: Vec<(&'static str, String)>,
}

impl Measured {
    /// Times a job that returns how many events it applied.
    pub fn of(
        workload: &'static str,
        cases: u64,
        job: impl FnOnce() -> Result<u64, String>,
    ) -> Result<Self, String> {
        let (begin, begin_cpu) = (now(), cpu_seconds());
        let events = job()?;
        let seconds = begin.elapsed().as_secs_f64();
        let cpu = cpu_seconds().zip(begin_cpu).map(|(end, begin)| end - begin);
        Ok(Self { workload, cases, events, seconds, cpu_seconds: cpu.unwrap_or(seconds), more: Vec::new() })
    }

    /// The same with one more field; the value is JSON.
    pub fn with(mut self, name: &'static str, value: String) -> Self {
        self.more.push((name, value));
        self
    }

    /// Time on the processor for each event, in nanoseconds.
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    pub fn ns_per_event(&self) -> String {
        format!("{:.1}", self.cpu_seconds * 1e9 / self.events.max(1) as f64)
    }

    /// Cases in a second on the processor: what a machine that does nothing else would do.
    #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
    pub fn per_cpu_s(&self) -> String {
        format!("{:.0}", self.cases as f64 / self.cpu_seconds.max(1e-9))
    }

    /// The line.
    pub fn to_json(&self) -> String {
        #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
        let per_s = if self.seconds > 0.0 { self.cases as f64 / self.seconds } else { 0.0 };
        let rss = peak_rss_kb().map_or_else(|| "null".to_owned(), |kb| kb.to_string());
        let more: String = self.more.iter().map(|(name, value)| format!(r#","{name}":{value}"#)).collect();
        format!(
            r#"{{"workload":"{}","cases":{},"events":{},"seconds":{:.6},"per_s":{per_s:.0},"peak_rss_kb":{rss}{more}}}"#,
            self.workload, self.cases, self.events, self.seconds
        )
    }
}

/// The clock.
#[expect(clippy::disallowed_methods, reason = "measuring is what this crate is for")]
pub fn now() -> Instant {
    Instant::now()
}

/// The median, in milliseconds.
pub fn median_ms(mut waited: Vec<std::time::Duration>) -> f64 {
    waited.sort_unstable();
    waited.get(waited.len() / 2).map_or(0.0, |middle| middle.as_secs_f64() * 1e3)
}

/// Time that this thread has spent on a processor; none where the system does not tell.
fn cpu_seconds() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let ns: u64 = status.split_ascii_whitespace().next()?.parse().ok()?;
    Some(std::time::Duration::from_nanos(ns).as_secs_f64())
}

/// Time that all threads of this process have spent on processors, to a hundredth of a second; none where the system does
/// not tell.
pub fn process_cpu_seconds() -> Option<f64> {
    /// Linux counts in these for programs, whatever it counts in itself.
    const TICKS_A_SECOND: f64 = 100.0;
    let status = std::fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold anything, the 12th and 13th field.
    let (_, fields) = status.rsplit_once(") ")?;
    let mut fields = fields.split_ascii_whitespace().skip(11);
    let user: f64 = fields.next()?.parse().ok()?;
    let system: f64 = fields.next()?.parse().ok()?;
    Some((user + system) / TICKS_A_SECOND)
}

/// The largest resident set so far, in KiB; null where the system does not tell.
fn peak_rss_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// Today's date, in UTC.
#[expect(clippy::disallowed_methods, reason = "a measurement says when it was made")]
pub fn today() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    let text = lianban_runtime::time::Instant::from_millis(millis).format(0);
    text.get(..10).unwrap_or_default().to_owned()
}

/// What kind of machine this is, as far as the system tells.
pub fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let told = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or("处理器不详", |(_, name)| name.trim());
    format!("{cores} 核 {model}")
}
