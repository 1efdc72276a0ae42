//! What is played on the runtime: a timeline, the bundle's tests, a case step by step.

use crate::request::{Failure, Request};
use crate::{answers, bundle};
use lianban_compiler::Compilation;
use lianban_render::DayMark;
use lianban_runtime::case::{Engine, State, WireEffect, WireEvent, WireRefusal};
use lianban_runtime::plan::{Plan, hex};
use lianban_runtime::time::{Calendar, Date, Instant};
use lianban_simulator::{PlayError, Timeline};
use serde_json::{Value, json};

/// The timeline in the shape of the command line.
pub(crate) fn timeline(request: &Request) -> Result<Value, Failure> {
    let compilation = bundle::compile(request)?;
    let (_, timeline) = played(request, &compilation)?;
    serde_json::to_value(timeline).map_err(Failure::case)
}

/// `{"timeline":{…},"svg":"<svg…"}`.
pub(crate) fn gantt(request: &Request) -> Result<Value, Failure> {
    let compilation = bundle::compile(request)?;
    let (engine, timeline) = played(request, &compilation)?;
    let table = bundle::calendar_table()?;
    let names = |date: Date| {
        let row = table.row(date)?;
        Some(DayMark { kind: row.kind.zh().to_owned(), name: row.name.clone() })
    };
    let svg = lianban_render::gantt_with(&timeline, engine.calendar(), &names);
    Ok(json!({ "timeline": timeline, "svg": svg }))
}

fn played(request: &Request, compilation: &Compilation) -> Result<(Engine, Timeline), Failure> {
    let plan = &bundle::chosen(request, compilation)?.plan;
    let engine = engine(plan.clone())?;
    let start = start(&request.start, engine.calendar())?;
    let submitted = engine.calendar().date_of(start);
    let answers = answers::read(request, plan, &bundle::proof_on(plan, submitted)?, submitted)?;
    let timeline =
        lianban_simulator::timeline(&engine, &answers, start).map_err(|e| unplayable(&engine, &e))?;
    Ok((engine, timeline))
}

fn unplayable(engine: &Engine, error: &PlayError) -> Failure {
    match error {
        PlayError::Refused { refusal, .. } => Failure::time(refusal.in_words(engine).0),
        PlayError::Endless => Failure::case("办件没有尽头"),
    }
}

fn engine(plan: Plan) -> Result<Engine, Failure> {
    Engine::new(plan).map_err(|e| Failure::bundle(format!("{e:?}")))
}

/// `2026-09-28T10:00` in the calendar's time, RFC 3339, or a date (its opening).
fn start(text: &str, calendar: &Calendar) -> Result<Instant, Failure> {
    if let Ok(date) = Date::parse(text) {
        return Ok(calendar.opening(date));
    }
    Instant::parse_local(text, calendar.data().utc_offset_minutes)
        .map_err(|e| Failure::time(format!("“{text}”不是日期时刻：{}", e.zh())))
}

/// `{"tests":[{"bundle","name","passed","line","failures":[{"expected","actual"}]}]}`.
pub(crate) fn test(request: &Request) -> Result<Value, Failure> {
    Ok(json!({ "tests": tested(&bundle::compile(request)?)? }))
}

/// The results of every 测试 of every bundle.
pub(crate) fn tested(compilation: &Compilation) -> Result<Vec<Value>, Failure> {
    let mut results = Vec::new();
    for bundle in &compilation.bundles {
        let engine = engine(bundle.plan.clone())?;
        for case in &bundle.tests {
            let report = lianban_simulator::run_test(&engine, case);
            let text = compilation.sources.get(case.file.0 as usize).map_or("", |s| s.text.as_str());
            let position = crate::position::Lines::new(text).position(case.span.start);
            results.push(json!({
                "bundle": bundle.plan.name,
                "name": case.name,
                "passed": report.failures.is_empty(),
                "line": position["line"],
                "failures": report.failures.iter().map(failure).collect::<Vec<_>>(),
            }));
        }
    }
    Ok(results)
}

fn failure(f: &lianban_simulator::Failure) -> Value {
    json!({ "expected": f.expected, "actual": f.actual })
}

/// One event on one case: `plan` and `event` in, with the `state` of the step before;
/// `{"state","state_hash","next_alarm","effects"}` or `{"refusal":{"code","zh","en","data"}}` out. The state is opaque.
pub(crate) fn step(request: &Request) -> Result<Value, Failure> {
    let plan = Plan::from_json(&request.plan.to_string()).map_err(|e| Failure::request(format!("{e:?}")))?;
    let engine = engine(plan)?;
    let mut state = match &request.state {
        Value::Null => engine.new_case(),
        Value::String(text) => unhex(text)
            .and_then(|b| State::from_bytes(&b))
            .ok_or_else(|| Failure::request("`state` is not a state"))?,
        _ => return Err(Failure::request("`state` is a string")),
    };
    let event = WireEvent::from_json(&request.event.to_string())
        .and_then(|e| e.resolve(&engine))
        .map_err(|e| Failure::request(e.zh))?;
    let offset = engine.calendar().data().utc_offset_minutes;
    match engine.step(&mut state, &event) {
        Ok(effects) => Ok(json!({
            "state": hex(&state.to_bytes()),
            "state_hash": hex(&state.hash()),
            "next_alarm": state.next_alarm().map(|t| t.format(offset)),
            "effects": effects.iter().map(|effect| WireEffect::of(effect, &engine)).collect::<Vec<_>>(),
        })),
        Err(refusal) => Ok(json!({ "refusal": WireRefusal::of(&refusal, &engine) })),
    }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}
