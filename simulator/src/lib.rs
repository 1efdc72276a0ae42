//! Drives the runtime under virtual time: one timeline, and the 测试 blocks of a bundle.
//!
//! The simulator knows nothing that the runtime would not tell a host: it sends events and reads states.
#![forbid(unsafe_code)]

mod build;
mod papers;
mod play;
mod slack;
mod test_run;
mod timeline;

pub use build::timeline_of;
pub use papers::papers_of;
pub use play::{Play, PlayError, Script, Scripted, play};
pub use test_run::{CaseReport, Failure, run_test};
pub use timeline::{LevelAt, LogLine, StopSpan, Timeline, TimelineNode};

use lianban_runtime::case::Engine;
use lianban_runtime::plan::Answer;
use lianban_runtime::time::Instant;

/// One case through virtual time in which every node takes its promised limit.
///
/// # Errors
/// [`PlayError`], e.g. when the case leaves the calendar's data (rule T1).
pub fn timeline(engine: &Engine, answers: &[Answer], start: Instant) -> Result<Timeline, PlayError> {
    let play = play(engine, &Script::regular(answers, start))?;
    Ok(timeline_of(engine, &play))
}
