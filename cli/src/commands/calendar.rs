//! `calendar show|check|import|add`: the working-day calendar and its sources.

use super::calendar_add;
use crate::almanac;
use crate::args::{CalendarCommand, Global};
use crate::exit::{Exit, Failure};
use crate::files::{self, shown};
use crate::output::Context;
use crate::words::Words;
use lianban_stdlib::{CalendarFinding, CalendarTable, YearSheet, import_calendar, parse_calendar};
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Shown {
    calendar: String,
    assumed: bool,
    years: Vec<YearSheet>,
}

#[derive(Serialize)]
struct Checked<'a> {
    calendar: String,
    first_year: i32,
    last_year: i32,
    findings: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    year: i32,
    severity: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
struct Imported {
    file: String,
    calendar: String,
    first_year: i32,
    last_year: i32,
}

/// Runs the command.
pub fn run(command: &CalendarCommand, global: &Global, context: &Context) -> Result<Exit, Failure> {
    match command {
        CalendarCommand::Show { year } => show(*year, &almanac::table(global)?, context),
        CalendarCommand::Check { file: Some(file) } => {
            let text = almanac::text(file)?;
            let table = parse_calendar(&text).map_err(|problems| almanac::wrong(&shown(file), &problems))?;
            check(&table, context)
        }
        CalendarCommand::Check { file: None } => check(&almanac::table(global)?, context),
        CalendarCommand::Import { file, to } => import(file, to, global, context),
        CalendarCommand::Add { date, amount, unit } => {
            calendar_add::run(date, amount.as_deref(), *unit, &almanac::table(global)?, context)
        }
    }
}

fn show(year: Option<i32>, table: &CalendarTable, context: &Context) -> Result<Exit, Failure> {
    let asked = year.map_or(table.first_year()..=table.last_year(), |year| year..=year);
    let years: Vec<YearSheet> = asked.filter_map(|year| table.sheet(year)).collect();
    if years.is_empty() {
        let (year, first, last) = (year.unwrap_or_default(), table.first_year(), table.last_year());
        return Err(Failure::wrong(Words::new(
            format!("日历没有 {year} 年，现有 {first} 至 {last} 年"),
            format!("the calendar has no {year}, it covers {first} to {last}"),
        ))
        .with_help(Words::new(
            "新一年的放假安排公布后，用 lianban calendar import 并入",
            "once the notice is published, merge it with `lianban calendar import`",
        )));
    }
    let data = table.data();
    if context.json() {
        context.print_json(&Shown { calendar: data.id, assumed: data.assumed, years })?;
    } else {
        let pages: Vec<String> =
            years.iter().map(|sheet| context.pick(&sheet.zh(), &sheet.en()).to_owned()).collect();
        context.print(&format!("{}\n\n{}", data.id, pages.join("\n")))?;
    }
    Ok(Exit::Fine)
}

fn check(table: &CalendarTable, context: &Context) -> Result<Exit, Failure> {
    let found = table.findings();
    let told = |finding: &CalendarFinding| context.pick(&finding.zh, &finding.en).to_owned();
    let messages: Vec<String> = found.iter().map(told).collect();
    let (calendar, first_year, last_year) = (table.data().id, table.first_year(), table.last_known_year());
    if context.json() {
        let severity = |finding: &CalendarFinding| if finding.warning { "warning" } else { "hint" };
        let findings = found
            .iter()
            .zip(&messages)
            .map(|(finding, message)| Told { year: finding.year, severity: severity(finding), message })
            .collect();
        context.print_json(&Checked { calendar, first_year, last_year, findings })?;
        return Ok(Exit::Fine);
    }
    for (finding, message) in found.iter().zip(&messages) {
        let word = if finding.warning {
            context.pick("警告：", "warning: ")
        } else {
            context.pick("提示：", "hint: ")
        };
        context.note(&format!("{word}{message}"));
    }
    let days = table.rows().count();
    let zh = format!("{calendar}：{first_year} 至 {last_year} 年，列出 {days} 天，没有错误\n");
    let en = format!("{calendar}: {first_year} to {last_year}, {days} days listed, no mistakes\n");
    context.print(context.pick(&zh, &en))?;
    Ok(Exit::Fine)
}

/// Merges a file into the calendar in force (without assumed years) and writes the result. A calendar that stands at
/// the target already is only replaced if the merge began with it.
fn import(file: &Path, to: &Path, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let base = almanac::published(global)?;
    let text = almanac::text(file)?;
    let merged = import_calendar(&base, &text).map_err(|problems| almanac::wrong(&shown(file), &problems))?;
    let same = |path: &PathBuf| std::fs::canonicalize(path).ok() == std::fs::canonicalize(to).ok();
    if to.symlink_metadata().is_ok() && !global.calendar.as_ref().is_some_and(same) {
        let name = shown(to);
        return Err(Failure::environment(Words::new(
            format!("{name} 已经存在，不覆盖"),
            format!("{name} exists already and is not overwritten"),
        ))
        .with_help(Words::new(
            format!("要在它的基础上并入，加 --calendar {name}；要另存，用 --to 写别的文件名"),
            format!("to merge into it add --calendar {name}; to keep both use --to"),
        )));
    }
    files::write(to, merged.to_csv().as_bytes())?;
    let (name, calendar) = (shown(to), merged.data().id);
    let (first_year, last_year) = (merged.first_year(), merged.last_known_year());
    if context.json() {
        context.print_json(&Imported { file: name, calendar, first_year, last_year })?;
        return Ok(Exit::Fine);
    }
    let zh = format!("写好了 {name}：{first_year} 至 {last_year} 年\n用它：加上 --calendar {name}\n");
    let en = format!("wrote {name}: {first_year} to {last_year}\nto use it: --calendar {name}\n");
    context.print(context.pick(&zh, &en))?;
    Ok(Exit::Fine)
}
