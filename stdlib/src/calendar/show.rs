//! One year on a page.

use super::table::{CalendarTable, DayKind, DayRow};
use lianban_runtime::time::Date;
use serde::Serialize;
use std::fmt::Write;

/// Consecutive days off of one holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HolidayRun {
    /// The holiday.
    pub name: String,
    /// First day off.
    pub first: Date,
    /// Last day off.
    pub last: Date,
    /// Days, as listed.
    pub days: u32,
    /// The notice.
    pub source: String,
}

/// One year of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearSheet {
    /// The year.
    pub year: i32,
    /// Monday to Friday assumed, nothing published (rule T1).
    pub assumed: bool,
    /// Working days of the year.
    pub working_days: u32,
    /// Working days of each month, January first.
    pub working_days_by_month: Vec<u32>,
    /// The holidays.
    pub holidays: Vec<HolidayRun>,
    /// 补班: weekend days worked.
    pub work: Vec<DayRow>,
}

impl CalendarTable {
    /// One year on a page; none if the table does not cover it.
    #[must_use]
    pub fn sheet(&self, year: i32) -> Option<YearSheet> {
        if year < self.first_year() || year > self.last_year() {
            return None;
        }
        let mut months = vec![0_u32; 12];
        let mut next = Date::from_ymd(year, 1, 1);
        while let Some(day) = next.filter(|day| day.year() == year) {
            let month = usize::try_from(day.ymd().1.saturating_sub(1)).unwrap_or(0);
            if let Some(count) = months.get_mut(month) {
                *count = count.saturating_add(u32::from(self.is_working_day(day)));
            }
            next = day.add_days(1);
        }
        let rows = || self.rows().filter(|row| row.date.year() == year);
        Some(YearSheet {
            year,
            assumed: year > self.last_known_year(),
            working_days: months.iter().fold(0, |sum, count| sum.saturating_add(*count)),
            working_days_by_month: months,
            holidays: runs(rows().filter(|row| row.kind == DayKind::Off)),
            work: rows().filter(|row| row.kind == DayKind::Work).cloned().collect(),
        })
    }
}

fn runs<'a>(rows: impl Iterator<Item = &'a DayRow>) -> Vec<HolidayRun> {
    let mut runs: Vec<HolidayRun> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some(run) if run.name == row.name && run.last.add_days(1) == Some(row.date) => {
                run.last = row.date;
                run.days = run.days.saturating_add(1);
            }
            _ => runs.push(HolidayRun {
                name: row.name.clone(),
                first: row.date,
                last: row.date,
                days: 1,
                source: row.source.clone(),
            }),
        }
    }
    runs
}

impl YearSheet {
    /// The page in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let assumed = if self.assumed { "（推定周一至周五，尚无公布的安排）" } else { "" };
        let mut text = format!("{} 年：{} 个工作日{assumed}\n各月：", self.year, self.working_days);
        self.months(&mut text, "月", "，");
        for run in &self.holidays {
            let _ =
                writeln!(text, "  休 {}  {} 天  {}{}", period(run), run.days, run.name, tail(&run.source));
        }
        for row in &self.work {
            let _ = writeln!(
                text,
                "  班 {}（{}）  {}{}",
                row.date,
                weekday_zh(row.date),
                row.name,
                tail(&row.source)
            );
        }
        text
    }

    /// The page in English.
    #[must_use]
    pub fn en(&self) -> String {
        let assumed = if self.assumed { " (Monday to Friday assumed, nothing published)" } else { "" };
        let mut text = format!("{}: {} working days{assumed}\nby month: ", self.year, self.working_days);
        self.months(&mut text, "", ", ");
        for run in &self.holidays {
            let _ = writeln!(
                text,
                "  off  {}  {} days  {}{}",
                period(run),
                run.days,
                run.name,
                tail(&run.source)
            );
        }
        for row in &self.work {
            let day = if row.date.weekday() == 6 { "Sat" } else { "Sun" };
            let _ = writeln!(text, "  work {} ({day})  {}{}", row.date, row.name, tail(&row.source));
        }
        text
    }

    fn months(&self, text: &mut String, unit: &str, comma: &str) {
        for (month, count) in (1..).zip(&self.working_days_by_month) {
            let _ = write!(text, "{}{month}{unit} {count}", if month == 1 { "" } else { comma });
        }
        text.push('\n');
    }
}

fn period(run: &HolidayRun) -> String {
    if run.first == run.last { run.first.to_string() } else { format!("{} ~ {}", run.first, run.last) }
}

fn tail(source: &str) -> String {
    if source.is_empty() { String::new() } else { format!("  {source}") }
}

fn weekday_zh(date: Date) -> &'static str {
    if date.weekday() == 6 { "周六" } else { "周日" }
}
