//! `execute`: whole restaurant cases, event by event: who may do it, flow, limits ledger, levels, effects, and the hash
//! chain; the second line without the chain. The floors are measured in the same run.

use crate::compile::{RESTAURANT, Shipped};
use crate::floor;
use crate::journals::{Journal, journal};
use crate::measure::Measured;
use clap::ValueEnum;
use lianban_compiler::proof;
use lianban_runtime::case::{EffectKind, Engine, Workspace};
use lianban_runtime::plan::{Answer, Plan};
use std::hint::black_box;

/// Different cases; the run goes through them round and round.
const VARIETY: usize = 400;

/// The bundle with steps, roles and attendance.
const STEPS: &str = include_str!("../bundles/我要开餐馆.yjs");

/// Which restaurant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Bundle {
    /// Steps of the standard life cycle, roles, attendance: 26 events a case.
    Steps,
    /// The shipped bundle: an item is decided in one event.
    Shipped,
}

/// Executes `cases` cases, with the chain (unless it is not wanted) and without; and a quarter as many of each floor.
pub fn run(cases: u64, bundle: Bundle, chained: bool) -> Result<Vec<Measured>, String> {
    let (engine, journals) = office(bundle)?;
    let (hash, arrays) = floors(&engine, &journals, cases / 4)?;
    let mut lines = Vec::new();
    if chained {
        lines.push(execute(&engine, &journals, cases, Workspace::new())?.with("floor_ns_per_event", hash));
    }
    lines
        .push(execute(&engine, &journals, cases, Workspace::unchained())?.with("floor_ns_per_event", arrays));
    Ok(lines)
}

/// A restaurant ready to run, and its different cases.
pub fn office(bundle: Bundle) -> Result<(Engine, Vec<Journal>), String> {
    let text = if bundle == Bundle::Steps { STEPS } else { RESTAURANT };
    let (engine, answers) = engine(text, bundle)?;
    let journals = journals(&engine, &answers)?;
    Ok((engine, journals))
}

fn floors(engine: &Engine, journals: &[Journal], cases: u64) -> Result<(String, String), String> {
    let hash = floor::hash(journals, cases)?.ns_per_event();
    // So short that it has to be done often to be measured.
    let arrays = floor::arrays(engine, journals, cases.saturating_mul(16))?.ns_per_event();
    Ok((hash, arrays))
}

/// The plan made ready, and the answers of the cases.
fn engine(text: &str, bundle: Bundle) -> Result<(Engine, Vec<Vec<Answer>>), String> {
    let host = Shipped::of(text)?;
    let compilation = lianban_compiler::compile(&host, "我要开餐馆.yjs");
    let found = compilation.bundles.into_iter().next().ok_or("the restaurant does not compile")?;
    let answers = scenarios(&found.plan, bundle)?;
    Ok((Engine::new(found.plan).map_err(|e| format!("{e:?}"))?, answers))
}

/// The worst 情形 of each figure; of the bundle with steps those in which every item applies.
fn scenarios(plan: &Plan, bundle: Bundle) -> Result<Vec<Vec<Answer>>, String> {
    if bundle == Bundle::Steps {
        let parse = |row: usize, text: &str| {
            let question = plan.questions.get(row).ok_or("a question less")?;
            question.kind.parse(text).ok_or_else(|| format!("{text}?"))
        };
        let kinds = ["企业", "个体工商户"];
        return kinds
            .into_iter()
            .map(|kind| Ok(vec![parse(0, kind)?, parse(1, "420")?, parse(2, "是")?]))
            .collect();
    }
    let proof = proof::prove(plan, proof::Budget::default()).map_err(|e| e.to_string())?;
    Ok(proof.promises.iter().chain(&proof.figures).map(|p| p.worst_answers.clone()).collect())
}

/// Cases that start on different days of the last year of the calendar.
fn journals(engine: &Engine, answers: &[Vec<Answer>]) -> Result<Vec<Journal>, String> {
    let first = engine.calendar().data().last.add_days(-300).ok_or("a calendar of less than 300 days")?;
    let days = (0..VARIETY).zip(answers.iter().cycle()).map(|(n, answers)| {
        let days = i32::try_from(n % 200).map_err(|e| e.to_string())?;
        let day = first.add_days(days).ok_or("a calendar of less than 300 days")?;
        journal(engine, answers, day, u64::try_from(n).map_err(|e| e.to_string())?)
    });
    days.collect()
}

fn execute(
    engine: &Engine,
    journals: &[Journal],
    cases: u64,
    mut work: Workspace,
) -> Result<Measured, String> {
    let mut state = engine.new_case();
    let measured = Measured::of("execute", cases, || {
        let mut events = 0;
        for (_, journal) in (0..cases).zip(journals.iter().cycle()) {
            engine.reset_case(&mut state);
            for event in &journal.events {
                engine.step_with(&mut work, &mut state, event).map_err(|e| format!("{e:?}"))?;
                black_box(work.effects());
                events += 1;
            }
            black_box(&state);
        }
        Ok(events)
    })?;
    let last = &journals[usize::try_from(cases.saturating_sub(1)).map_or(0, |n| n % journals.len())].end;
    let hash = if work.is_chained() { "sha256" } else { "none" };
    if !work.is_chained() {
        state.head = last.head;
    }
    if state != *last {
        return Err("a case that ends otherwise than when it was made".to_owned());
    }
    let lengths = || journals.iter().map(|journal| journal.events.len());
    let levels = journals.iter().flat_map(|journal| &journal.effects);
    let levels = levels.filter(|effect| matches!(effect.kind, EffectKind::LevelRaised { .. })).count();
    let (ns, per_cpu_s) = (measured.ns_per_event(), measured.per_cpu_s());
    Ok(measured
        .with("hash", format!("\"{hash}\""))
        .with("events_per_case_min", lengths().min().unwrap_or(0).to_string())
        .with("levels_raised_per_1000_cases", (levels * 1_000 / journals.len()).to_string())
        .with("state_bytes", last.to_bytes().len().to_string())
        .with("per_cpu_s", per_cpu_s)
        .with("ns_per_event", ns))
}
