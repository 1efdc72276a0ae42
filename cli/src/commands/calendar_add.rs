//! `calendar add DATE N`, and `calendar add -` for lines on standard input: one date a line, `error` in the place of a
//! line that fails.

use crate::args::DayUnit;
use crate::exit::{Exit, Failure};
use crate::output::Context;
use crate::words::Words;
use lianban_runtime::time::{Calendar, Date, Unit};
use lianban_stdlib::{AddProblem, CalendarTable, add_line};
use serde::Serialize;
use std::io::Read;

/// Most that is read from standard input, in bytes.
const INPUT_LIMIT_BYTES: u64 = 64 * 1024 * 1024;

/// Most failing lines that are explained on standard error.
const FAILURES_TOLD: usize = 10;

#[derive(Serialize)]
struct Added {
    line: String,
    due: Option<Date>,
    error: Option<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    calendar: &'a str,
    assumed: bool,
    unit: &'static str,
    results: Vec<Added>,
}

/// Runs the command.
pub fn run(
    date: &str,
    amount: Option<&str>,
    unit: DayUnit,
    table: &CalendarTable,
    context: &Context,
) -> Result<Exit, Failure> {
    let calendar =
        Calendar::new(table.data()).map_err(|error| Failure::wrong(Words::new(error.zh(), error.en())))?;
    let runtime_unit = match unit {
        DayUnit::WorkDay => Unit::WorkDay,
        DayUnit::Day => Unit::Day,
    };
    if date == "-" {
        if amount.is_some() {
            return Err(Failure::usage(Words::new("写了 - 就不再写天数", "with `-` no number is given")));
        }
        return lines(&calendar, runtime_unit, context);
    }
    let Some(amount) = amount else {
        return Err(Failure::usage(Words::new("缺少天数", "the number of days is missing")).with_help(
            Words::new("如 lianban calendar add 2026-09-30 10", "e.g. lianban calendar add 2026-09-30 10"),
        ));
    };
    let line: String = format!("{date} {amount}").chars().map(crate::start::half_width).collect();
    let due = add_line(&calendar, &line, runtime_unit).map_err(|problem| {
        let words = Words::new(problem.zh(), problem.en());
        match problem {
            AddProblem::Form(_) | AddProblem::Date(_) | AddProblem::Amount(_) => Failure::usage(words),
            AddProblem::Calendar(_) => Failure::wrong(words),
        }
    })?;
    if context.json() {
        document(&calendar, runtime_unit, vec![Added { line, due: Some(due), error: None }], context)?;
    } else {
        context.print(&format!("{due}\n"))?;
        warn(&calendar, context);
    }
    Ok(Exit::Fine)
}

/// `DATE N` lines from standard input.
fn lines(calendar: &Calendar, unit: Unit, context: &Context) -> Result<Exit, Failure> {
    let text = standard_input()?;
    let (mut results, mut printed, mut failed) = (Vec::new(), String::new(), 0_usize);
    for (at, line) in (1..).zip(text.lines()) {
        match add_line(calendar, line, unit) {
            Ok(due) if context.json() => {
                results.push(Added { line: line.to_owned(), due: Some(due), error: None })
            }
            Ok(due) => printed.push_str(&format!("{due}\n")),
            Err(problem) => {
                failed += 1;
                let (zh, en) = (problem.zh(), problem.en());
                let error = context.pick(&zh, &en).to_owned();
                if failed <= FAILURES_TOLD {
                    let place = match context.pick("zh", "en") {
                        "zh" => format!("第 {at} 行："),
                        _ => format!("line {at}: "),
                    };
                    context.note(&crate::words::escape(&format!("{place}{error}")));
                }
                printed.push_str("error\n");
                results.push(Added { line: line.to_owned(), due: None, error: Some(error) });
            }
        }
    }
    if context.json() {
        document(calendar, unit, results, context)?;
    } else {
        context.print(&printed)?;
        warn(calendar, context);
    }
    Ok(if failed > 0 { Exit::Wrong } else { Exit::Fine })
}

fn document(calendar: &Calendar, unit: Unit, results: Vec<Added>, context: &Context) -> Result<(), Failure> {
    let data = calendar.data();
    let unit = if unit == Unit::Day { "日" } else { "工作日" };
    context.print_json(&Document { calendar: &data.id, assumed: data.assumed, unit, results })
}

/// Marks results that rest on assumed years (rule T1).
fn warn(calendar: &Calendar, context: &Context) {
    if calendar.data().assumed {
        context.note(&format!(
            "{}{}",
            context.pick("注意：日历含推定的年份：", "note: assumed years: "),
            calendar.data().id
        ));
    }
}

/// All of standard input as text, up to the limit.
fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(INPUT_LIMIT_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| {
        Failure::environment(Words::new(
            format!("读不了标准输入：{error}"),
            format!("cannot read standard input: {error}"),
        ))
    })?;
    if bytes.len() as u64 > INPUT_LIMIT_BYTES {
        return Err(Failure::environment(Words::new(
            "标准输入超过 64 MB",
            "standard input is larger than 64 MB",
        )));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
