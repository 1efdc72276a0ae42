//! `case verify`: goes through the whole store. Prints a witness: a signed head to be kept elsewhere, against which a store
//! that was put back to an older copy shows.

use crate::args_case::InStore;
use crate::case_store::of_store;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::output::Context;
use crate::words::{Words, escape};
use lianban_store::{Finding, Report, Witness, verify};
use serde::Serialize;
use std::path::Path;

/// Longest file with witnesses that is read, in bytes.
const WITNESS_LIMIT_BYTES: u64 = 1024 * 1024;

#[derive(Serialize)]
struct Document {
    store: String,
    ok: bool,
    commits: u64,
    cases: u64,
    events: u64,
    plans: u32,
    witness: Option<String>,
    findings: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    fault: &'static str,
    case: Option<String>,
    sequence: Option<u64>,
    until: Option<u64>,
    commit: Option<u64>,
    part: Option<String>,
    message: String,
}

/// Runs the command.
pub fn run(within: &InStore, witness: Option<&str>, context: &Context) -> Result<Exit, Failure> {
    let witness = witness.map(read_witness).transpose()?;
    let (mut store, key) = within.reading()?;
    let report = verify(&mut store, &key, witness.as_ref()).map_err(of_store)?;
    let ok = report.findings.is_empty();
    if context.json() {
        context.print_json(&document(within, &report, context))?;
    } else {
        context.print(&in_words(&report, context))?;
    }
    Ok(if ok { Exit::Fine } else { Exit::Wrong })
}

/// A witness as it was printed, or the last one in a file.
fn read_witness(text: &str) -> Result<Witness, Failure> {
    if let Some(witness) = Witness::parse(text) {
        return Ok(witness);
    }
    let bytes = files::read(Path::new(text), WITNESS_LIMIT_BYTES)?;
    let content = String::from_utf8_lossy(&bytes);
    let mut found = content.lines().rev().filter_map(|line| {
        let start = line.find("lianban-witness:")?;
        let word = line.get(start..)?.split(|c: char| c.is_whitespace() || c == '"').next()?;
        Witness::parse(word)
    });
    found.next().ok_or_else(|| {
        Failure::usage(Words::new(format!("{text} 里没有见证"), format!("there is no witness in {text}")))
    })
}

fn message(finding: &Finding, context: &Context) -> String {
    let (zh, en) = finding.in_words();
    context.pick(&zh, &en).to_owned()
}

fn document(within: &InStore, report: &Report, context: &Context) -> Document {
    let told = |finding: &Finding| Told {
        fault: finding.fault.code(),
        case: finding.case.as_ref().map(|(_, id)| id.clone()),
        sequence: finding.sequence,
        until: finding.until,
        commit: finding.commit,
        part: finding.part.clone(),
        message: message(finding, context),
    };
    Document {
        store: files::shown(&within.store),
        ok: report.findings.is_empty(),
        commits: report.commits,
        cases: report.cases,
        events: report.events,
        plans: report.plans,
        witness: report.witness.map(Witness::to_text),
        findings: report.findings.iter().map(told).collect(),
    }
}

fn in_words(report: &Report, context: &Context) -> String {
    let (cases, events, commits) = (report.cases, report.events, report.commits);
    let zh = format!("{cases} 个办件，{events} 个事件，{commits} 次提交");
    let en = format!("{cases} cases, {events} events, {commits} commits");
    let mut text = format!("{}\n", context.pick(&zh, &en));
    for finding in &report.findings {
        text.push_str(&format!("{}\n", escape(&message(finding, context))));
    }
    if report.findings.is_empty() {
        text.push_str(context.pick("没有问题\n", "all in order\n"));
    }
    if let Some(witness) = report.witness {
        text.push_str(&format!("{}{}\n", context.pick("见证：", "witness: "), witness.to_text()));
    }
    text
}
