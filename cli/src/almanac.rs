//! The working-day calendar of a run: the shipped one, or `--calendar FILE`; beyond its data `--assume-weekdays YEAR`.

use crate::args::Global;
use crate::exit::Failure;
use crate::files::{SIZE_LIMIT_BYTES, read, shown};
use crate::words::Words;
use lianban_runtime::time::CalendarData;
use lianban_stdlib::{CalendarProblem, CalendarTable, builtin_calendar, parse_calendar};
use std::path::Path;

/// Most mistakes of one file that are told.
const PROBLEMS_TOLD: usize = 20;

/// The calendar in force, as it is pinned in plans.
pub fn in_force(global: &Global) -> Result<CalendarData, Failure> {
    Ok(table(global)?.data())
}

/// The calendar in force, as people keep it.
pub fn table(global: &Global) -> Result<CalendarTable, Failure> {
    let table = published(global)?;
    match global.assume_weekdays {
        Some(year) if year > table.last_known_year() => table.assume_weekdays_until(year).ok_or_else(|| {
            let last = table.last_known_year();
            Failure::usage(Words::new(
                format!("日历到 {last} 年为止，不能一直假定到 {year} 年"),
                format!("the calendar ends with {last}: {year} is too far to assume"),
            ))
        }),
        _ => Ok(table),
    }
}

/// The calendar in force without any assumed year.
pub fn published(global: &Global) -> Result<CalendarTable, Failure> {
    match &global.calendar {
        Some(path) => parse_calendar(&text(path)?).map_err(|problems| wrong(&shown(path), &problems)),
        None => builtin_calendar().map_err(|problems| wrong("cn.csv", &problems)),
    }
}

/// The text of a calendar file.
pub fn text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read(path, SIZE_LIMIT_BYTES)?).map_err(|_| {
        let name = shown(path);
        Failure::wrong(Words::new(format!("{name} 不是 UTF-8 文字"), format!("{name} is not UTF-8 text")))
            .with_help(Words::new("用表格软件另存为“CSV UTF-8”", "save it as “CSV UTF-8”"))
    })
}

/// The mistakes of a calendar file as one failure.
pub fn wrong(name: &str, problems: &[CalendarProblem]) -> Failure {
    let told = |lang: fn(&CalendarProblem) -> (String, &str)| {
        let lines: Vec<String> = problems
            .iter()
            .take(PROBLEMS_TOLD)
            .map(|problem| {
                let (line, text) = lang(problem);
                if problem.line == 0 { format!("\n  {text}") } else { format!("\n  {line}{text}") }
            })
            .collect();
        lines.concat()
    };
    let zh = told(|problem| (format!("第 {} 行：", problem.line), &problem.zh));
    let en = told(|problem| (format!("line {}: ", problem.line), &problem.en));
    Failure::wrong(Words::new(
        format!("日历文件 {name} 有 {} 处错误：{zh}", problems.len()),
        format!("calendar {name} has {} mistakes:{en}", problems.len()),
    ))
}
