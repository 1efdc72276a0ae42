//! `curves`: what one event costs while the number of cases, of nodes and of events behind it grows. The table goes into
//! the book as it is printed.

use crate::compile::Shipped;
use crate::execute::{Bundle, office};
use crate::journals::{Journal, journal};
use crate::measure::{Measured, machine, now, today};
use crate::province;
use lianban_runtime::case::{Actor, Engine, Event, EventKind, State, Workspace};
use lianban_runtime::plan::{ScopeIx, ScopeKind};
use std::fmt::Write;
use std::hint::black_box;

/// Cases that are open at once.
const CASES: [usize; 3] = [1_000, 10_000, 100_000];
/// Nodes of a plan, about.
const NODES: [usize; 4] = [10, 100, 1_000, 10_000];
/// Events behind the one that is timed.
const HISTORY: [u64; 4] = [10, 100, 1_000, 10_000];
/// Events of one measurement at least: what tells the time of a thread ticks every few milliseconds.
const EVENTS: usize = 600_000;
/// Each is measured so often; the fastest counts, the others were disturbed.
const RUNS: usize = 3;

/// One row of the table.
struct Row {
    what: &'static str,
    size: usize,
    /// For each event, on the processor.
    ns: f64,
    /// Further figures, in words.
    more: String,
    measured: Measured,
}

/// Measures all curves; returns lines of JSON and the table.
pub fn run() -> Result<(Vec<Measured>, String), String> {
    let mut rows = Vec::new();
    let (engine, journals) = office(Bundle::Steps)?;
    for cases in CASES {
        rows.push(open_at_once(&engine, &journals, cases)?);
    }
    for nodes in NODES {
        rows.push(large_plan(nodes)?);
    }
    for events in HISTORY {
        rows.push(long_history(&engine, &journals, events)?);
    }
    let table = table(&rows);
    Ok((rows.into_iter().map(|row| row.measured).collect(), table))
}

/// The fastest of some runs.
fn best(mut job: impl FnMut() -> Result<Measured, String>) -> Result<Measured, String> {
    let mut best = job()?;
    for _ in 1..RUNS {
        let next = job()?;
        if next.cpu_seconds < best.cpu_seconds {
            best = next;
        }
    }
    Ok(best)
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people")]
fn ns(measured: &Measured) -> f64 {
    measured.cpu_seconds * 1e9 / measured.events.max(1) as f64
}

fn row(what: &'static str, size: usize, more: String, measured: Measured) -> Row {
    let ns = ns(&measured);
    let measured = measured
        .with("curve", format!("\"{what}\""))
        .with("size", size.to_string())
        .with("ns_per_event", format!("{ns:.1}"));
    Row { what, size, ns, more, measured }
}

/// Restaurants that are all open at once and take turns, event by event.
fn open_at_once(engine: &Engine, journals: &[Journal], cases: usize) -> Result<Row, String> {
    let mut states: Vec<State> = (0..cases).map(|_| engine.new_case()).collect();
    let mut work = Workspace::new();
    let longest = journals.iter().map(|journal| journal.events.len()).max().unwrap_or(0);
    let rounds = EVENTS.div_ceil(cases * longest);
    let measured = best(|| {
        Measured::of("curves", cases as u64, || {
            let mut events = 0;
            for _ in 0..rounds {
                states.iter_mut().for_each(|state| engine.reset_case(state));
                for turn in 0..longest {
                    for (state, journal) in states.iter_mut().zip(journals.iter().cycle()) {
                        let Some(event) = journal.events.get(turn) else { continue };
                        engine.step_with(&mut work, state, event).map_err(|e| format!("{e:?}"))?;
                        events += 1;
                    }
                }
            }
            Ok(events)
        })
    })?;
    let bytes = states.first().map_or(0, |state| state.to_bytes().len());
    Ok(row("同时在办", cases, format!("{bytes} 字节一件"), measured))
}

/// A case of a plan with about so many nodes, from 提交 to its end.
fn large_plan(nodes: usize) -> Result<Row, String> {
    // Each item has one node; beside them stand those of receiving, branching and delivery.
    let begin = now();
    let engine = plan_with(nodes)?;
    let compiled = begin.elapsed();
    let answers = ["企业", "420", "是"].iter().zip(&engine.plan().questions);
    let answers = answers.map(|(text, question)| question.kind.parse(text).ok_or("an answer"));
    let answers = answers.collect::<Result<Vec<_>, _>>()?;
    let first = engine.calendar().data().last.add_days(-300).ok_or("a short calendar")?;
    let journal = journal(&engine, &answers, first, 7)?;
    let (mut work, mut state) = (Workspace::new(), engine.new_case());
    let rounds = (EVENTS / journal.events.len()).max(1);
    let measured = best(|| {
        Measured::of("curves", rounds as u64, || {
            let mut events = 0;
            for _ in 0..rounds {
                engine.reset_case(&mut state);
                for event in &journal.events {
                    engine.step_with(&mut work, &mut state, event).map_err(|e| format!("{e:?}"))?;
                    events += 1;
                }
                black_box(&state);
            }
            Ok(events)
        })
    })?;
    let count = engine.plan().nodes.len();
    let ms = compiled.as_secs_f64() * 1e3;
    let more = format!("{} 个事件；编译 {ms:.1} 毫秒", journal.events.len());
    Ok(row("方案的节点", count, more, measured))
}

/// The plan whose number of nodes comes next to a number.
fn plan_with(nodes: usize) -> Result<Engine, String> {
    let compile = |items: usize| {
        let text = province::bundle(0, items, true);
        let host = Shipped::of(&text)?;
        let compilation = lianban_compiler::compile(&host, "一件事.yjs");
        let first = compilation.diagnostics.first().map(|d| format!("{d:?}")).unwrap_or_default();
        let found = compilation.bundles.into_iter().next().ok_or(first)?;
        Engine::new(found.plan).map_err(|e| format!("{e:?}"))
    };
    // Nodes grow by so many an item; two small plans tell how many.
    let (small, larger) = (compile(2)?.plan().nodes.len(), compile(12)?.plan().nodes.len());
    let each = (larger.saturating_sub(small) / 10).max(1);
    compile((nodes.saturating_sub(small) / each + 2).max(1))
}

/// 催办 of a case that has had so many events before, among them as many 中止 and 恢复 as there is room for.
fn long_history(engine: &Engine, journals: &[Journal], before: u64) -> Result<Row, String> {
    let (mut work, mut state) = (Workspace::new(), engine.new_case());
    let journal = journals.first().ok_or("no case")?;
    let (first, second) =
        (journal.events.first().ok_or("no event")?, journal.events.get(1).ok_or("no event")?);
    for event in [first, second] {
        engine.step_with(&mut work, &mut state, event).map_err(|e| format!("{e:?}"))?;
    }
    let item =
        engine.scope_indices().find(|at| engine.scope(*at).kind == ScopeKind::Item).ok_or("no item")?;
    let event = |kind| Event { key: String::new(), at: second.at, actor: Actor::default(), kind };
    let urge = event(EventKind::Urge { scope: item });
    let stop = event(EventKind::Suspend { scope: ScopeIx(0), basis: "依据".to_owned() });
    let resume = event(EventKind::Resume { scope: ScopeIx(0) });
    for n in 0..before {
        let event = match n % 10 {
            0 if n < 5_000 => &stop,
            1 if n < 5_000 => &resume,
            _ => &urge,
        };
        engine.step_with(&mut work, &mut state, event).map_err(|e| format!("{e:?}"))?;
    }
    let measured = best(|| {
        let mut state = state.clone();
        Measured::of("curves", 1, || {
            for _ in 0..EVENTS {
                engine.step_with(&mut work, &mut state, &urge).map_err(|e| format!("{e:?}"))?;
            }
            Ok(EVENTS as u64)
        })
    })?;
    let stops = state.stops.len();
    let size = usize::try_from(before).map_err(|e| e.to_string())?;
    Ok(row("以前的事件", size, format!("其中中止又恢复 {stops} 次"), measured))
}

/// The rows as Markdown.
fn table(rows: &[Row]) -> String {
    let mut out = format!(
        "<!-- 由 lianban-bench curves --markdown 生成，不要手改 -->\n\n{}，{}，一个线程，接指纹链（SHA-256），处理器时间，{RUNS} 次取最快。\n\n\
         | 什么在变大 | 多大 | 每事件 | 和最小的比 | |\n|---|---:|---:|---:|---|\n",
        today(),
        machine()
    );
    for (at, row) in rows.iter().enumerate() {
        let first = rows[..at].iter().find(|other| other.what == row.what).unwrap_or(row);
        let times = row.ns / first.ns.max(f64::MIN_POSITIVE);
        let _ = writeln!(
            out,
            "| {} | {} | {:.0} 纳秒 | {times:.2} | {} |",
            row.what,
            grouped(row.size),
            row.ns,
            row.more
        );
    }
    out
}

/// A number with a comma before every third digit.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
