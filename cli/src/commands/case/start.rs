//! `case start PATH`: registers the plan and opens a case; with `--at` it is also submitted. What has been done already is
//! answered as before.

use crate::answers;
use crate::args::Global;
use crate::args_case::Start as Options;
use crate::case_answer::Answer;
use crate::case_store::{of_case, of_store};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;
use crate::start;
use crate::words::Words;
use lianban_runtime::case::{Actor, Engine, Event, EventKind};
use lianban_runtime::plan::{MAX_PLAN_BYTES, Plan};
use lianban_store::{CaseError, Registry, SqliteStore, hash_from_text};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// Key of the submission that the command line makes.
const KEY: &str = "start";

#[derive(Serialize)]
struct Document {
    bundle: String,
    /// The answer to an opening says so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<String>,
    #[serde(flatten)]
    answer: Answer,
}

/// Runs the command.
pub fn run(options: &Options, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let (mut registry, engine) = match named_plan(options)? {
        Some(hash) => {
            let mut registry = options.within.registry()?;
            let engine = registry.plan(&hash).map_err(of_store)?;
            let engine = engine.ok_or_else(|| of_case(CaseError::UnknownPlan { hash }))?;
            (registry, engine)
        }
        None => {
            let Some(engine) = engine(&options.path, global, context)? else { return Ok(Exit::Wrong) };
            (options.within.registry_or_new()?, Arc::new(engine))
        }
    };
    let submission = submission(options, &engine)?;
    let answer = open(&mut registry, options.id.as_deref(), &engine, submission.as_ref())?;
    registry.checkpoint().map_err(of_store)?;
    let bundle = engine.plan().name.clone();
    let plan = submission.is_some().then(|| engine.plan_hash_text());
    if context.json() {
        context.print_json(&Document { bundle, plan, answer })?;
    } else {
        context.print(&in_words(&answer, &bundle, context))?;
    }
    Ok(Exit::Fine)
}

/// `sha256:…` names a plan that is in the store.
fn named_plan(options: &Options) -> Result<Option<[u8; 32]>, Failure> {
    let text = options.path.to_string_lossy();
    if !text.starts_with("sha256:") {
        return Ok(None);
    }
    hash_from_text(&text).map(Some).ok_or_else(|| {
        Failure::usage(Words::new(
            format!("“{text}”不是方案的指纹"),
            format!("`{text}` is not the hash of a plan"),
        ))
    })
}

/// The plan of a file: compiled and proved, or as `build` wrote it. None if there are errors in the bundle, which have been
/// printed.
pub fn engine(path: &Path, global: &Global, context: &Context) -> Result<Option<Engine>, Failure> {
    if let Some(plan) = plan_file(path)? {
        return crate::commands::timeline::engine(&plan).map(Some);
    }
    let disk = Disk::new(global)?;
    let loaded = load::all(&disk, &[path.to_path_buf()], Depth::Prove, context.lang)?;
    if loaded.stop_on_errors(context)?.is_some() {
        return Ok(None);
    }
    crate::commands::timeline::engine(&loaded.only_bundle()?.plan).map(Some)
}

/// The plan in a plan file; none if it is another file.
fn plan_file(path: &Path) -> Result<Option<Plan>, Failure> {
    if !std::fs::metadata(path).is_ok_and(|data| data.is_file())
        || path.extension().is_some_and(|e| e == "yjs")
    {
        return Ok(None);
    }
    let bytes = files::read(path, MAX_PLAN_BYTES as u64)?;
    let read = match std::str::from_utf8(&bytes) {
        Ok(text) if text.trim_start().starts_with('{') => Plan::from_json(text),
        Ok(_) if !bytes.starts_with(b"LBPLAN") => return Ok(None),
        _ => Plan::from_binary(&bytes),
    };
    let name = files::shown(path);
    read.map(Some).map_err(|error| {
        Failure::wrong(Words::new(
            format!("{name} 不是可用的方案：{error}"),
            format!("{name} is not a usable plan: {error}"),
        ))
    })
}

/// The submission, if there is one. Nothing is guessed: every question that is asked has to be answered.
fn submission(options: &Options, engine: &Engine) -> Result<Option<Event>, Failure> {
    let Some(text) = &options.at else { return Ok(None) };
    let at = start::instant("--at", text, engine.calendar())?;
    let answers = answers::read_all(engine.plan(), &options.answers, engine.calendar().date_of(at))?;
    Ok(Some(Event { key: KEY.to_owned(), at, actor: Actor::default(), kind: EventKind::Submit { answers } }))
}

fn open(
    registry: &mut Registry<SqliteStore>,
    id: Option<&str>,
    engine: &Arc<Engine>,
    submission: Option<&Event>,
) -> Result<Answer, Failure> {
    let started = registry.start(id, engine).map_err(of_case)?;
    let answer = match submission {
        None => Answer::opened(&started.id, engine, started.duplicate),
        Some(event) => {
            let receipt = registry.submit(started.case, event).map_err(of_case)?;
            Answer::event(&receipt, KEY, engine, engine)
        }
    };
    registry.commit().map_err(of_store)?;
    Ok(answer)
}

fn in_words(answer: &Answer, bundle: &str, context: &Context) -> String {
    let (Answer::Event { case, duplicate, .. } | Answer::Opened { case, duplicate, .. }) = answer else {
        return String::new();
    };
    let again = if *duplicate { context.pick("（以前已经开过）", " (opened before)") } else { "" };
    format!("{}{case}  {bundle}{again}\n", context.pick("办件 ", "case "))
}
