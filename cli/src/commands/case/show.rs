//! `case show CASE`: where a case stands.

use super::why::reading;
use crate::account;
use crate::args_case::InStore;
use crate::case_sheet;
use crate::case_store::of_case;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_runtime::account::Account;
use lianban_runtime::case::{LimitPhase, PaperText, Phase, WireState, Words as _};
use lianban_runtime::plan::{LimitIx, hex};
use lianban_runtime::time::Instant;
use lianban_store::CaseView;
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    case: String,
    /// The highest level of a limit that runs.
    level: &'static str,
    /// The earliest due instant of a limit that runs.
    due: Option<String>,
    next_alarm: Option<String>,
    state_hash: String,
    /// What the applicant owes.
    obligations: Vec<Owed>,
    #[serde(flatten)]
    state: WireState,
    /// 文书 so far.
    papers: Vec<PaperText>,
    /// As of the last event.
    #[serde(flatten)]
    account: Account,
}

#[derive(Serialize)]
struct Owed {
    material: String,
    since: Option<String>,
    due: Option<String>,
}

/// Runs the command.
pub fn run(within: &InStore, case: &str, context: &Context) -> Result<Exit, Failure> {
    let mut store = within.view()?;
    let number = store.called(case).map_err(of_case)?;
    let view = store.case(number).map_err(of_case)?;
    if context.json() {
        let papers = store.papers(number).map_err(of_case)?;
        context.print_json(&document(&view, papers)?)?;
    } else {
        let read = reading(&view, None)?.account();
        let sheet = case_sheet::in_words(&view, context);
        let (clocks, why) = (account::clocks(&read, context), account::why(&read.why, context));
        let papers = super::papers::listed(&store.papers(number).map_err(of_case)?, context);
        context.print(&format!("{sheet}{clocks}{why}\n{papers}"))?;
    }
    Ok(Exit::Fine)
}

fn document(view: &CaseView, papers: Vec<PaperText>) -> Result<Document, Failure> {
    let state = WireState::of(&view.state, &view.engine)
        .map_err(|error| Failure::wrong(Words::new(error.zh, error.en)))?;
    let moment = |at: Option<Instant>| at.map(|at| at.format(view.engine.plan().calendar.utc_offset_minutes));
    Ok(Document {
        case: view.summary.id.clone(),
        level: view.summary.level.zh(),
        due: moment(view.summary.due),
        next_alarm: moment(view.summary.alarm),
        state_hash: hex(&view.state.hash()),
        obligations: obligations(view, moment),
        state,
        papers,
        account: reading(view, None)?.account(),
    })
}

/// Papers that are owed: their node runs.
fn obligations(view: &CaseView, moment: impl Fn(Option<Instant>) -> Option<String>) -> Vec<Owed> {
    let plan = view.engine.plan();
    let owed = plan.obligations.iter().filter(|owed| view.state.node(owed.node).phase == Phase::Running);
    owed.map(|owed| {
        let limits = (0_u32..).map(LimitIx).zip(&plan.limits);
        let mut open = limits
            .filter(|(at, limit)| {
                limit.span.until.node == owed.node && view.state.limit(*at).phase == LimitPhase::Open
            })
            .map(|(at, _)| view.state.limit(at));
        let material =
            view.engine.material(owed.material).map_or_else(String::new, |found| found.name.clone());
        let since = moment(view.state.node(owed.node).start);
        Owed { material, since, due: moment(open.next().and_then(|limit| limit.due)) }
    })
    .collect()
}
