//! `case supervise`: who is late, by how much, warned when, and what follows; and clock stops that look wrong (督办).

use super::why::reading;
use crate::args::Global;
use crate::args_case::Supervise as Options;
use crate::case_store::{of_case, of_store};
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_render::table;
use lianban_runtime::account::{Measure, Supervised, SupervisedLimit, SupervisedStop};
use lianban_runtime::case::{Effect, EffectKind, Engine};
use lianban_runtime::time::Instant;
use lianban_store::{CaseNumber, Filter, SqliteStore, Taken, View};

/// Cases that are read at a time.
const PAGE: u32 = 1_000;

/// Runs the command.
pub fn run(options: &Options, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let at = options.at.as_deref().map(|text| super::instant("--at", text, global)).transpose()?;
    let table = measures(&options.measures)?;
    let mut store = options.within.view()?;
    let (mut found, mut after) = (Supervised::default(), None);
    loop {
        let page = store.page(&Filter::default(), after, PAGE).map_err(of_store)?;
        for case in &page.cases {
            // What began after that instant is none of it.
            if case.now.is_some_and(|now| at.is_none_or(|at| now <= at)) {
                found.extend(one(&mut store, case.number, &case.id, at)?);
            }
        }
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    found.take_measures(&table);
    if context.json() || options.form == "json" {
        context.print_json(&found)?;
    } else if options.form.starts_with("csv") {
        context.print(&csv(&found, options.form == "csv-stops"))?;
    } else {
        context.print(&in_words(&found, context))?;
    }
    Ok(Exit::Fine)
}

/// One case; its journal is read only if there is something to tell.
fn one(
    store: &mut View<SqliteStore>,
    number: CaseNumber,
    id: &str,
    at: Option<Instant>,
) -> Result<Supervised, Failure> {
    let view = store.case(number).map_err(of_case)?;
    let reading = reading(&view, at)?;
    let found = reading.supervised(id, &[]);
    if found.limits.is_empty() {
        return Ok(found);
    }
    let effects = done(&store.course(number).map_err(of_case)?, &view.engine);
    Ok(reading.supervised(id, &effects))
}

/// What the events of a case did. What they did on a plan that the case has left is told of the limits of the same name.
fn done(course: &[Taken], now: &Engine) -> Vec<Effect> {
    let mut effects = Vec::new();
    for taken in course {
        let mut speaks_of = &taken.engine;
        for effect in &taken.effects {
            if effect.kind == EffectKind::Migrated {
                speaks_of = &taken.then;
            }
            effects.extend(told_of(*effect, speaks_of, now));
        }
    }
    effects
}

fn told_of(effect: Effect, engine: &Engine, now: &Engine) -> Option<Effect> {
    if engine.plan_hash() == now.plan_hash() {
        return Some(effect);
    }
    let EffectKind::LevelRaised { limit, level } = effect.kind else { return None };
    let name = engine.limit_name(limit);
    let limit = now.limit_indices().find(|at| now.limit_name(*at) == name)?;
    Some(Effect { kind: EffectKind::LevelRaised { limit, level }, ..effect })
}

/// `1=约谈`, `2=问责`; none: the usual table.
fn measures(written: &[String]) -> Result<Vec<Measure>, Failure> {
    if written.is_empty() {
        return Ok(Measure::usual());
    }
    let read = |text: &String| {
        let (from, what) = text.split_once(['=', '＝'])?;
        let from = from.trim().parse().ok().filter(|from| *from > 0)?;
        Some(Measure { from, what: what.trim().to_owned() }).filter(|measure| !measure.what.is_empty())
    };
    let one = |text: &String| {
        read(text).ok_or_else(|| {
            Failure::usage(Words::new(
                format!("--measure 读不懂“{text}”：写成 1=约谈"),
                format!("--measure cannot be `{text}`: write 1=约谈"),
            ))
        })
    };
    written.iter().map(one).collect()
}

/// `2026-10-16 17:30`
fn minute(at: Option<Instant>) -> String {
    at.map_or_else(String::new, |at| at.to_string().chars().take(16).collect::<String>().replace('T', " "))
}

fn limit_row(row: &SupervisedLimit) -> Vec<String> {
    let warned: Vec<String> = row
        .warned
        .iter()
        .map(|warning| format!("{} {}", warning.level, minute(warning.at)).trim().to_owned())
        .collect();
    let late = match (row.late_by, &row.calendar_error) {
        (..=0, _) => String::new(),
        (_, Some(_)) => "日历缺年份，多少不详".to_owned(),
        (late_by, None) => format!("{late_by} {}", row.counted_in.in_words().0),
    };
    vec![
        row.department.clone(),
        row.case.clone(),
        row.bundle.clone(),
        row.scope.clone(),
        row.limit.clone(),
        minute(row.due),
        late,
        warned.join("；"),
        if row.times > 0 { row.times.to_string() } else { String::new() },
        row.measure.clone().unwrap_or_default(),
        row.basis.clone(),
    ]
}

fn stop_row(row: &SupervisedStop) -> Vec<String> {
    let findings: Vec<&str> = row.findings.iter().map(|finding| finding.in_words()).collect();
    vec![
        row.department.clone(),
        row.case.clone(),
        row.bundle.clone(),
        row.scope.clone(),
        row.kind.clone(),
        minute(Some(row.from)),
        minute(row.to),
        row.working_days.map(|days| days.to_string()).unwrap_or_default(),
        findings.join("；"),
        row.basis.clone(),
    ]
}

const LIMITS: [&str; 11] =
    ["部门", "办件", "一件事", "环节", "时限", "到期", "超期", "预警", "第几次", "处理", "依据"];
const STOPS: [&str; 10] =
    ["部门", "办件", "一件事", "事项", "停钟", "开始", "结束", "工作日", "问题", "依据"];

fn in_words(found: &Supervised, context: &Context) -> String {
    let mut text = format!("{}\n", context.pick("超期和预警", "late, and warned about"));
    if found.limits.is_empty() {
        text.push_str(&format!("  {}\n", context.pick("没有", "none")));
    } else {
        let rows: Vec<Vec<String>> = found.limits.iter().map(limit_row).collect();
        text.push_str(&table(&LIMITS, &rows));
    }
    text.push_str(&format!("{}\n", context.pick("有问题的停钟", "clock stops that look wrong")));
    if found.stops.is_empty() {
        text.push_str(&format!("  {}\n", context.pick("没有", "none")));
    } else {
        let rows: Vec<Vec<String>> = found.stops.iter().map(stop_row).collect();
        text.push_str(&table(&STOPS, &rows));
    }
    text
}

/// One table as RFC 4180: what is late, or the clock stops that look wrong.
fn csv(found: &Supervised, stops: bool) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        format!("{}\r\n", cells.join(","))
    };
    let heading = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let (heads, rows): (&[&str], Vec<Vec<String>>) = if stops {
        (&STOPS, found.stops.iter().map(stop_row).collect())
    } else {
        (&LIMITS, found.limits.iter().map(limit_row).collect())
    };
    let mut text = line(&heading(heads));
    text.extend(rows.iter().map(|row| line(row)));
    text
}

/// A cell: quoted where it must be. What a spreadsheet would take for a formula is text.
fn quoted(cell: &str) -> String {
    let safe = if cell.starts_with(['=', '+', '-', '@']) { format!("'{cell}") } else { cell.to_owned() };
    if safe.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(quoted("甲局"), "甲局");
        assert_eq!(quoted("甲,乙"), "\"甲,乙\"");
        assert_eq!(quoted("说“\"好\"”"), "\"说“\"\"好\"\"”\"");
        assert_eq!(quoted("=1+1"), "'=1+1");
    }

    #[test]
    fn a_table_of_measures() {
        let read = measures(&["1=约谈".into(), "3＝问责".into()]).unwrap();
        assert_eq!(read[1], Measure { from: 3, what: "问责".into() });
        assert_eq!(measures(&[]).unwrap(), Measure::usual());
        for wrong in ["约谈", "0=约谈", "1=", "x=约谈"] {
            assert!(measures(&[wrong.to_owned()]).is_err(), "{wrong}");
        }
    }
}
