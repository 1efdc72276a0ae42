//! `execute`: whole cases, event by event, with the hash chain, the limits ledger and the state hash at the end.

use crate::compile::Shipped;
use crate::measure::Measured;
use lianban_compiler::proof;
use lianban_runtime::case::{Engine, Event};
use lianban_runtime::plan::{Answer, Plan};
use lianban_runtime::time::Instant;
use lianban_simulator::{Script, play};
use std::hint::black_box;

/// Different cases; the run goes through them round and round.
const VARIETY: usize = 400;

/// Executes `cases` cases of the restaurant.
pub fn run(cases: u64) -> Result<Measured, String> {
    let compilation = lianban_compiler::compile(&Shipped::new()?, "我要开餐馆.yjs");
    let bundle = compilation.bundles.into_iter().next().ok_or("the restaurant does not compile")?;
    let answers = scenarios(&bundle.plan)?;
    let engine = Engine::new(bundle.plan).map_err(|e| format!("{e:?}"))?;
    let journals = journals(&engine, &answers)?;
    Measured::of("execute", cases, || {
        let mut events = 0;
        for (_, journal) in (0..cases).zip(journals.iter().cycle()) {
            let mut state = engine.new_case();
            for event in journal {
                engine.step(&mut state, event).map_err(|e| format!("{e:?}"))?;
                events += 1;
            }
            black_box(state.hash());
        }
        Ok(events)
    })
}

/// The worst 情形 of each figure.
fn scenarios(plan: &Plan) -> Result<Vec<Vec<Answer>>, String> {
    let proof = proof::prove(plan, proof::Budget::default()).map_err(|e| e.to_string())?;
    Ok(proof.promises.iter().chain(&proof.figures).map(|p| p.worst_answers.clone()).collect())
}

/// The events of cases that start on different days of the last year with a full calendar behind it.
fn journals(engine: &Engine, answers: &[Vec<Answer>]) -> Result<Vec<Vec<Event>>, String> {
    let data = engine.calendar().data();
    let first = data.last.add_days(-300).ok_or("a calendar of less than 300 days")?;
    let mut found = Vec::new();
    for (n, answers) in (0..VARIETY).zip(answers.iter().cycle()) {
        let days = i32::try_from(n % 200).map_err(|e| e.to_string())?;
        let date = first.add_days(days).ok_or("a calendar of less than 300 days")?;
        let start = Instant::from_local(date, 600, data.utc_offset_minutes);
        let played = play(engine, &Script::regular(answers, start)).map_err(|e| format!("{e:?}"))?;
        found.push(played.steps.into_iter().map(|(event, _)| event).collect());
    }
    Ok(found)
}
