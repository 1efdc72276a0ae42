//! `case event CASE [FILE]`: takes events, one JSON object a line, and answers each with one JSON object a line, in the same
//! order. An answer is printed only after the commit that holds the event is synced. Lines that are there at the same time
//! share a commit; a single line does not wait for others.

use crate::args_case::TakeEvents as Options;
use crate::case_answer::Answer;
use crate::case_line::{LINE_LIMIT_BYTES, Line};
use crate::case_store::of_store;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::output::Context;
use crate::words::Words;
use lianban_runtime::case::{Engine, WireError};
use lianban_runtime::plan::Plan;
use lianban_store::{CaseError, CaseNumber, Registry, SqliteStore, StoreError, keyed};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Lines that are read ahead.
const READ_AHEAD: usize = 4_096;

/// Runs the command.
pub fn run(options: &Options, context: &Context) -> Result<Exit, Failure> {
    let input = open(&options.file)?;
    let registry =
        if options.create { options.within.registry_or_new()? } else { options.within.registry()? };
    let (lines, read) = sync_channel(READ_AHEAD);
    // The thread ends with its input; if this process ends before, it goes with it.
    std::thread::spawn(move || read_lines(input, &lines));
    let case = Some(options.case.as_str()).filter(|case| *case != "-");
    let mut desk = Desk { registry, case, context, accepted: 0, duplicate: 0, refused: 0 };
    let ended = desk.serve(&read).and_then(|()| desk.registry.checkpoint().map_err(of_store));
    desk.tell();
    match ended {
        Ok(_) if desk.refused > 0 => Ok(Exit::Wrong),
        Ok(_) => Ok(Exit::Fine),
        Err(failure) => {
            let words = failure.message.get(context.lang);
            let code = failure.code.unwrap_or("system");
            if context.json() {
                context.print(&format!("{}\n", Answer::failure(code, words).to_line()))?;
            } else {
                failure.report(context);
            }
            Ok(failure.exit)
        }
    }
}

/// A file, or standard input.
fn open(path: &Path) -> Result<Box<dyn Read + Send>, Failure> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdin()));
    }
    let file = File::open(path)
        .map_err(|error| Failure::environment(files::unreadable(&files::shown(path), &error)))?;
    Ok(Box::new(file))
}

/// What comes from the input.
enum Input {
    Line(u64, Result<String, CaseError>),
    Broken(String),
}

fn read_lines(input: Box<dyn Read + Send>, lines: &SyncSender<Input>) {
    let mut input = BufReader::new(input);
    for number in 1.. {
        let mut bytes = Vec::new();
        let next = match input.by_ref().take(LINE_LIMIT_BYTES).read_until(b'\n', &mut bytes) {
            Ok(0) => return,
            Ok(_) => Input::Line(number, text(bytes)),
            Err(error) => Input::Broken(error.to_string()),
        };
        let last = matches!(next, Input::Broken(_));
        if lines.send(next).is_err() || last {
            return;
        }
    }
}

/// A line as text, without its end and without a byte order mark.
fn text(bytes: Vec<u8>) -> Result<String, CaseError> {
    if bytes.len() as u64 >= LINE_LIMIT_BYTES {
        return Err(CaseError::EventTooLarge);
    }
    let not_text = WireError { zh: "不是 UTF-8 文字".to_owned(), en: "not UTF-8 text".to_owned() };
    let text = String::from_utf8(bytes).map_err(|_| CaseError::Unreadable(not_text))?;
    Ok(text.trim_start_matches('\u{feff}').trim().to_owned())
}

/// Takes lines, group by group.
struct Desk<'a> {
    registry: Registry<SqliteStore>,
    /// The case of all lines; none: each names its own.
    case: Option<&'a str>,
    context: &'a Context,
    accepted: u64,
    duplicate: u64,
    refused: u64,
}

/// An answer that waits for its commit.
struct Waiting {
    line: u64,
    case: Option<String>,
    key: Option<String>,
    answer: Result<Answer, CaseError>,
}

impl Desk<'_> {
    fn serve(&mut self, read: &Receiver<Input>) -> Result<(), Failure> {
        while let Ok(first) = read.recv() {
            let mut waiting = Vec::new();
            let mut next = Some(first);
            while let Some(input) = next {
                match input {
                    Input::Line(_, Ok(text)) if text.is_empty() => {}
                    Input::Line(line, text) => {
                        let taken = self.take(line, text);
                        let store = match &taken.answer {
                            Err(CaseError::Store(error)) => Some(error.clone()),
                            _ => None,
                        };
                        waiting.push(taken);
                        if let Some(error) = store {
                            return self.give_up(waiting, error);
                        }
                    }
                    Input::Broken(why) => {
                        self.commit(waiting)?;
                        return Err(Failure::environment(Words::new(
                            format!("读不了输入：{why}"),
                            format!("cannot read the input: {why}"),
                        )));
                    }
                }
                next = if self.registry.is_full() { None } else { read.try_recv().ok() };
            }
            self.commit(waiting)?;
        }
        Ok(())
    }

    /// One line into the group.
    fn take(&mut self, line: u64, text: Result<String, CaseError>) -> Waiting {
        let parsed = text.and_then(|text| Line::parse(&text));
        let (mut case, mut key) = (self.case.map(str::to_owned), None);
        if let Ok(parsed) = &parsed {
            case = parsed.case.clone().or(case);
            key = parsed.event.as_ref().map(|event| event.key.clone()).filter(|key| !key.is_empty());
        }
        let answer = parsed.and_then(|parsed| self.answer(&parsed));
        Waiting { line, case, key, answer }
    }

    fn answer(&mut self, line: &Line) -> Result<Answer, CaseError> {
        if let Some(definition) = &line.definition {
            return self.define(definition);
        }
        let id = match (line.case.as_deref(), self.case) {
            (Some(id), Some(only)) if id != only => return Err(CaseError::Unknown { id: id.to_owned() }),
            (Some(id), _) | (None, Some(id)) => id,
            (None, None) => return Err(CaseError::Unknown { id: String::new() }),
        };
        let (case, opened) = match &line.plan {
            None => (self.registry.called(id)?, None),
            Some(hash) => {
                let engine = self.registry.plan(hash)?;
                let engine = engine.ok_or(CaseError::UnknownPlan { hash: *hash })?;
                let started = self.registry.start(Some(id), &engine)?;
                (started.case, Some(Answer::opened(id, &engine, started.duplicate)))
            }
        };
        match (&line.event, opened) {
            (None, Some(opened)) => Ok(opened),
            (None, None) => Err(CaseError::Unknown { id: id.to_owned() }),
            (Some(wire), _) => {
                let event = self.registry.resolve(case, wire)?;
                let event = keyed(&event)?;
                let receipt = self.registry.submit_expecting(case, &event, &line.expected)?;
                let engine = self.plan_of(case, &receipt.plan)?;
                let then = self.plan_of(case, &receipt.then)?;
                Ok(Answer::event(&receipt, &event.key, &engine, &then).ignoring(wire.ignored()))
            }
        }
    }

    /// A plan that a case was on; usually the one that it is on.
    fn plan_of(&mut self, case: CaseNumber, hash: &[u8; 32]) -> Result<Arc<Engine>, CaseError> {
        let now = self.registry.engine(case)?;
        if now.plan_hash() == hash {
            return Ok(now);
        }
        self.registry.plan(hash)?.ok_or(CaseError::UnknownPlan { hash: *hash })
    }

    /// Registers a plan.
    fn define(&mut self, definition: &serde_json::Value) -> Result<Answer, CaseError> {
        let unusable = |why: String| {
            CaseError::Unreadable(WireError {
                zh: format!("definition 不是可用的方案：{why}"),
                en: format!("definition is not a usable plan: {why}"),
            })
        };
        let plan = Plan::from_json(&definition.to_string()).map_err(|error| unusable(error.to_string()))?;
        let engine = Arc::new(Engine::new(plan).map_err(|error| unusable(error.to_string()))?);
        let known = self.registry.plan(engine.plan_hash())?.is_some();
        self.registry.register(&engine)?;
        Ok(Answer::Plan { plan: engine.plan_hash_text(), duplicate: known })
    }

    /// Makes the group durable, then prints its answers.
    fn commit(&mut self, waiting: Vec<Waiting>) -> Result<(), Failure> {
        match self.registry.commit() {
            Ok(_) => self.print(waiting),
            Err(error) => self.give_up(waiting, error),
        }
    }

    /// Nothing of the group is durable: whoever waits is told.
    fn give_up(&mut self, mut waiting: Vec<Waiting>, error: StoreError) -> Result<(), Failure> {
        for one in waiting.iter_mut().filter(|one| one.answer.is_ok()) {
            one.answer = Err(CaseError::Store(error.clone()));
        }
        self.print(waiting)?;
        Err(of_store(error))
    }

    fn print(&mut self, waiting: Vec<Waiting>) -> Result<(), Failure> {
        let mut text = String::new();
        for Waiting { line, case, key, answer } in waiting {
            let answer = match answer {
                Ok(answer) => answer,
                Err(error) => Answer::error(&error, self.context).about(line, case, key),
            };
            let counter = match &answer {
                Answer::Error { .. } => &mut self.refused,
                Answer::Event { duplicate: true, .. } => &mut self.duplicate,
                _ => &mut self.accepted,
            };
            *counter += 1;
            text.push_str(&answer.to_line());
            text.push('\n');
        }
        self.context.print(&text)
    }

    /// How many lines were answered how, for people.
    fn tell(&self) {
        let (taken, again, refused) = (self.accepted, self.duplicate, self.refused);
        let zh = format!("接受 {taken} 行，重复 {again} 行，拒绝 {refused} 行");
        let en = format!("{taken} accepted, {again} duplicates, {refused} refused");
        self.context.note(self.context.pick(&zh, &en));
    }
}
