//! `case why CASE`: what the case waits for, and what led here.

use crate::account;
use crate::args::Global;
use crate::args_case::InStore;
use crate::case_store::of_case;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_runtime::account::{Account, Reading};
use lianban_runtime::time::Instant;
use lianban_store::CaseView;
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    case: String,
    at: String,
    #[serde(flatten)]
    account: Account,
}

/// Runs the command.
pub fn run(
    within: &InStore,
    case: &str,
    at: Option<&str>,
    global: &Global,
    context: &Context,
) -> Result<Exit, Failure> {
    let at = at.map(|text| super::instant("--at", text, global)).transpose()?;
    let mut store = within.view()?;
    let number = store.called(case).map_err(of_case)?;
    let view = store.case(number).map_err(of_case)?;
    let reading = reading(&view, at)?;
    if context.json() {
        let offset = view.engine.plan().calendar.utc_offset_minutes;
        let (case, at) = (view.summary.id.clone(), reading.now().format(offset));
        context.print_json(&Document { case, at, account: reading.account() })?;
    } else {
        let account = reading.account();
        let clocks = account::clocks(&account, context);
        context.print(&format!("{}{clocks}", account::why(&account.why, context)))?;
    }
    Ok(Exit::Fine)
}

/// A case as it stands at an instant; without one, at its last event, or before anything has happened at the first day of
/// the calendar.
pub fn reading(view: &CaseView, at: Option<Instant>) -> Result<Reading<'_>, Failure> {
    let first = || view.engine.calendar().opening(view.engine.plan().calendar.first);
    let at = at.or(view.summary.now).unwrap_or_else(first);
    Reading::new(&view.engine, &view.state, at).map_err(|refusal| {
        let (zh, en) = refusal.in_words(&view.engine);
        Failure::wrong(Words::new(zh, en)).with_code(refusal.code())
    })
}
