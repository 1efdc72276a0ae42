//! The events of one case: from `--start` and answers alone, or with a file of events (one JSON object a line).

use crate::exit::Failure;
use crate::files::{EVENTS_LIMIT_BYTES, read, shown};
use crate::words::Words;
use lianban_runtime::case::{Engine, Event, EventKind, WireEvent};
use lianban_runtime::plan::Answer;
use lianban_runtime::time::Instant;
use lianban_simulator::{PlayError, Script, Scripted};
use std::path::Path;

/// A script, and where its events stand in the file they come from.
pub struct Written {
    /// What the simulator plays.
    pub script: Script,
    /// Line of each event, from 1; none for the submission that the command line makes.
    lines: Vec<Option<usize>>,
    file: String,
}

/// What the command line says about the submission.
pub struct Submission {
    /// `--start`.
    pub start: Instant,
    /// `--answer`, or the worst case.
    pub answers: Vec<Answer>,
    /// The answers were written on the command line.
    pub written: bool,
}

impl Written {
    /// A submission and nothing else.
    pub fn regular(submission: &Submission) -> Self {
        Self::of(Script::regular(&submission.answers, submission.start))
    }

    /// A script that comes from no file.
    pub fn of(script: Script) -> Self {
        Self { script, lines: Vec::new(), file: String::new() }
    }

    /// A file of events. If its first event is the submission, it must agree with the command line.
    pub fn from_file(path: &Path, engine: &Engine, submission: &Submission) -> Result<Self, Failure> {
        let file = shown(path);
        let bytes = read(path, EVENTS_LIMIT_BYTES)?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Failure::wrong(Words::new(format!("{file} 不是 UTF-8 文字"), format!("{file} is not UTF-8 text")))
        })?;
        let (mut events, mut lines) = (Vec::new(), Vec::new());
        for (line, at) in text.trim_start_matches('\u{feff}').lines().zip(1..) {
            if line.trim().is_empty() {
                continue;
            }
            let event =
                WireEvent::from_json(line).and_then(|wire| wire.resolve(engine)).map_err(|error| {
                    Failure::wrong(Words::new(
                        format!("{file} 第 {at} 行：{}", error.zh),
                        format!("{file} line {at}: {}", error.en),
                    ))
                })?;
            events.push(Scripted { event });
            lines.push(Some(at));
        }
        match events.first().map(|first| &first.event) {
            Some(Event { at, kind: EventKind::Submit { answers }, .. }) => {
                agree(*at, answers, submission, &file)?;
            }
            _ => {
                events.splice(0..0, Script::regular(&submission.answers, submission.start).events);
                lines.insert(0, None);
            }
        }
        Ok(Self {
            script: Script { events, never_supplied: Vec::new(), never_answered: Vec::new() },
            lines,
            file,
        })
    }

    /// Why the case could not be played, with the line of the event.
    pub fn explain(&self, engine: &Engine, error: &PlayError) -> Failure {
        let PlayError::Refused { scripted, event, refusal } = error else {
            return Failure::wrong(Words::new("办件没有尽头", "the case never ends"));
        };
        let (zh, en) = refusal.in_words(engine);
        let line = scripted.and_then(|at| self.lines.get(at)).copied().flatten();
        let at = event.at.format(engine.plan().calendar.utc_offset_minutes);
        Failure::wrong(match line {
            Some(line) => Words::new(
                format!("{} 第 {line} 行的事件不能接受：{zh}", self.file),
                format!("{} line {line}: the event is refused: {en}", self.file),
            ),
            None => Words::new(format!("走到 {at} 走不下去：{zh}"), format!("stopped at {at}: {en}")),
        })
    }
}

/// The submission in the file and the one on the command line are the same.
fn agree(at: Instant, answers: &[Answer], submission: &Submission, file: &str) -> Result<(), Failure> {
    if at != submission.start {
        return Err(Failure::usage(Words::new(
            format!("--start 与 {file} 里“提交”的时刻不一致"),
            format!("--start differs from the submission in {file}"),
        )));
    }
    if submission.written && answers != submission.answers {
        return Err(Failure::usage(Words::new(
            format!("--answer 与 {file} 里“提交”的答案不一致"),
            format!("--answer differs from the submission in {file}"),
        )));
    }
    Ok(())
}
