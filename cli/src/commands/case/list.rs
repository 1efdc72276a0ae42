//! `case list`: cases, page by page; never all of them in memory.

use crate::args::Global;
use crate::args_case::List as Options;
use crate::case_sheet;
use crate::case_store::{of_case, of_store};
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_render::table;
use lianban_runtime::case::{CaseStatus, Engine, Words as _};
use lianban_runtime::plan::hex;
use lianban_runtime::time::Instant;
use lianban_store::{CaseSummary, Filter, SqliteStore, Statuses, View};
use serde::Serialize;
use std::sync::Arc;

/// Cases that are read at a time.
const PAGE: u32 = 1_000;

#[derive(Serialize)]
struct Listed<'a> {
    case: &'a str,
    bundle: &'a str,
    plan: String,
    status: &'static str,
    level: &'static str,
    due: Option<String>,
    next_alarm: Option<String>,
    now: Option<String>,
    sequence: u64,
    head: String,
}

/// Runs the command.
pub fn run(options: &Options, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let statuses = options.status.iter().map(|word| statuses(word)).collect::<Result<Vec<_>, _>>()?;
    let before = options.due_before.as_deref();
    let due_before = before.map(|text| super::instant("--due-before", text, global)).transpose()?;
    let filter = Filter { statuses: statuses.into_iter().flatten().collect::<Statuses>(), due_before };
    let mut store = options.within.view()?;
    let mut after = match options.after.as_deref() {
        None => None,
        Some(id) => {
            let number = store.called(id).map_err(of_case)?;
            Some(store.case(number).map_err(of_case)?.summary.place())
        }
    };
    let mut printer = Printer { context, listed: 0, left: options.limit.unwrap_or(u64::MAX), last: None };
    printer.begin()?;
    loop {
        let page = store.page(&filter, after, PAGE).map_err(of_store)?;
        printer.page(&mut store, &page.cases)?;
        after = page.next;
        if after.is_none() || printer.left == 0 {
            break;
        }
    }
    printer.end()?;
    Ok(Exit::Fine)
}

/// One status by its word, or those where something may still happen.
fn statuses(word: &str) -> Result<Vec<CaseStatus>, Failure> {
    if word == "在办" || word == "open" {
        return Ok(Statuses::OPEN.to_vec());
    }
    CaseStatus::called(word).map(|status| vec![status]).map_err(|_| {
        let words = CaseStatus::ALL.iter().map(|(_, zh, en)| format!("{zh} {en}")).collect::<Vec<_>>();
        Failure::usage(Words::new(
            format!("--status 不能是“{word}”，可以写：在办 open，{}", words.join("，")),
            format!("--status cannot be `{word}`; possible values: 在办 open, {}", words.join(", ")),
        ))
    })
}

/// Prints as it goes: one JSON document, or a table for each page.
struct Printer<'a> {
    context: &'a Context,
    listed: u64,
    left: u64,
    /// The last case listed, if there may be more.
    last: Option<String>,
}

impl Printer<'_> {
    fn begin(&self) -> Result<(), Failure> {
        if self.context.json() { self.context.print("{\"cases\":[") } else { Ok(()) }
    }

    fn page(&mut self, store: &mut View<SqliteStore>, cases: &[CaseSummary]) -> Result<(), Failure> {
        let (mut text, mut rows) = (String::new(), Vec::new());
        for case in cases {
            if self.left == 0 {
                break;
            }
            self.left -= 1;
            let engine = store.engine(case.plan).map_err(of_store)?;
            if self.context.json() {
                text.push_str(if self.listed == 0 { "\n" } else { ",\n" });
                text.push_str(&serde_json::to_string(&listed(case, &engine)).unwrap_or_default());
            } else {
                rows.push(case_sheet::row(case, &engine, self.context));
            }
            self.listed += 1;
            self.last = (self.left == 0).then(|| case.id.clone());
        }
        if !rows.is_empty() {
            text = table(&case_sheet::heading(self.context), &rows);
        }
        self.context.print(&text)
    }

    fn end(&self) -> Result<(), Failure> {
        if self.context.json() {
            let next = serde_json::to_string(&self.last).unwrap_or_default();
            return self.context.print(&format!("\n],\"count\":{},\"next\":{next}}}\n", self.listed));
        }
        let zh = format!("共 {} 个办件", self.listed);
        let en = format!("{} cases", self.listed);
        self.context.note(self.context.pick(&zh, &en));
        Ok(())
    }
}

fn listed<'a>(case: &'a CaseSummary, engine: &'a Arc<Engine>) -> Listed<'a> {
    let moment = |at: Option<Instant>| at.map(|at| at.format(engine.plan().calendar.utc_offset_minutes));
    Listed {
        case: &case.id,
        bundle: &engine.plan().name,
        plan: engine.plan_hash_text(),
        status: case.status.zh(),
        level: case.level.zh(),
        due: moment(case.due),
        next_alarm: moment(case.alarm),
        now: moment(case.now),
        sequence: case.sequence,
        head: hex(&case.head),
    }
}
