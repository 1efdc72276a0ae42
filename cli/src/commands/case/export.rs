//! `case export [CASE]`: the journal as JSON lines, in the order in which it was written. First each plan in its readable
//! form, then each case as it was opened, then its events in the form of the contract, with number and head. `case event`
//! takes the lines as they are and makes the same cases of them, with the same heads.

use crate::args_case::InStore;
use crate::case_store::{of_case, of_store};
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_runtime::case::{Engine, Event, EventKind, WireEvent, chain};
use lianban_runtime::plan::hex;
use lianban_store::entry::Entry;
use lianban_store::{CaseNumber, PlanNumber, SqliteStore, StoreError, View};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Text that is printed at a time, in bytes.
const CHUNK_BYTES: usize = 256 * 1024;

#[derive(Serialize)]
struct PlanLine<'a> {
    plan: String,
    bundle: &'a str,
    definition: Value,
}

#[derive(Serialize)]
struct OpenLine<'a> {
    case: &'a str,
    plan: String,
}

#[derive(Serialize)]
struct EventLine<'a> {
    case: &'a str,
    sequence: u64,
    head: String,
    #[serde(flatten)]
    event: WireEvent,
}

/// Runs the command.
pub fn run(within: &InStore, case: Option<&str>, context: &Context) -> Result<Exit, Failure> {
    let mut store = within.view()?;
    let mut writer = Writer { context, text: String::new() };
    match case {
        Some(case) => one(&mut store, case, &mut writer)?,
        None => all(store, &mut writer)?,
    }
    writer.flush()?;
    Ok(Exit::Fine)
}

/// One case, by its own trail through the journal.
fn one(store: &mut View<SqliteStore>, id: &str, writer: &mut Writer<'_>) -> Result<(), Failure> {
    let number = store.called(id).map_err(of_case)?;
    let now = store.case(number).map_err(of_case)?.engine;
    let course = store.course(number).map_err(of_case)?;
    let first = course.first().map_or(&now, |taken| &taken.engine);
    let mut written = BTreeSet::from([*first.plan_hash()]);
    writer.plan(first)?;
    // A plan stands before the event that moves the case to it.
    for then in course.iter().map(|taken| &taken.then) {
        if written.insert(*then.plan_hash()) {
            writer.plan(then)?;
        }
    }
    writer.line(&OpenLine { case: id, plan: first.plan_hash_text() })?;
    for (taken, sequence) in course.iter().zip(1..) {
        writer.event(id, sequence, taken.head, &taken.event, &taken.engine)?;
    }
    Ok(())
}

/// A case on the way through the journal.
struct Running {
    id: String,
    plan: PlanNumber,
    head: [u8; 32],
}

/// All cases, in the order of the journal.
fn all(mut store: View<SqliteStore>, writer: &mut Writer<'_>) -> Result<(), Failure> {
    let mut engines: BTreeMap<PlanNumber, Arc<Engine>> = BTreeMap::new();
    for number in (1..=store.tip().counts.plans).map(PlanNumber) {
        engines.insert(number, store.engine(number).map_err(of_store)?);
    }
    let numbers: BTreeMap<[u8; 32], PlanNumber> =
        engines.iter().map(|(number, engine)| (*engine.plan_hash(), *number)).collect();
    let mut cases: BTreeMap<CaseNumber, Running> = BTreeMap::new();
    let damaged = |place: String| of_store(StoreError::Damaged { place });
    store
        .journal(|entry| -> Result<(), Told> {
            match entry {
                Entry::Plan { number, .. } => {
                    let engine = engines.get(&number).ok_or_else(|| damaged(format!("plan {}", number.0)))?;
                    writer.plan(engine)?;
                }
                Entry::Open { case, plan, id } => {
                    let engine = engines.get(&plan).ok_or_else(|| damaged(format!("plan {}", plan.0)))?;
                    writer.line(&OpenLine { case: id, plan: engine.plan_hash_text() })?;
                    cases.insert(case, Running { id: id.to_owned(), plan, head: *engine.plan_hash() });
                }
                Entry::Event { case, sequence, event, .. } => {
                    let place = || damaged(format!("case {}, event {sequence}", case.0));
                    let running = cases.get_mut(&case).ok_or_else(place)?;
                    let engine = engines.get(&running.plan).ok_or_else(place)?;
                    let event = lianban_store::decode_event(event).ok_or_else(place)?;
                    running.head = chain(&running.head, &event);
                    writer.event(&running.id, sequence, running.head, &event, engine)?;
                    if let EventKind::Migrate { plan, .. } = &event.kind {
                        running.plan = *numbers.get(plan).ok_or_else(place)?;
                    }
                }
            }
            Ok(())
        })
        .map_err(|Told(failure)| failure)
}

/// A failure on the way through the journal.
struct Told(Failure);

impl From<Failure> for Told {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl From<StoreError> for Told {
    fn from(error: StoreError) -> Self {
        Self(of_store(error))
    }
}

/// Prints lines, many at a time.
struct Writer<'a> {
    context: &'a Context,
    text: String,
}

impl Writer<'_> {
    fn plan(&mut self, engine: &Engine) -> Result<(), Failure> {
        let definition: Value = serde_json::from_str(&engine.plan().to_json()).unwrap_or_default();
        let (plan, bundle) = (engine.plan_hash_text(), engine.plan().name.as_str());
        self.line(&PlanLine { plan, bundle, definition })
    }

    fn event(
        &mut self,
        case: &str,
        sequence: u64,
        head: [u8; 32],
        event: &Event,
        engine: &Engine,
    ) -> Result<(), Failure> {
        let event =
            WireEvent::of(event, engine).map_err(|error| Failure::wrong(Words::new(error.zh, error.en)))?;
        self.line(&EventLine { case, sequence, head: hex(&head), event })
    }

    fn line(&mut self, line: &impl Serialize) -> Result<(), Failure> {
        self.text.push_str(&serde_json::to_string(line).unwrap_or_default());
        self.text.push('\n');
        if self.text.len() >= CHUNK_BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Failure> {
        let printed = self.context.print(&self.text);
        self.text.clear();
        printed
    }
}
