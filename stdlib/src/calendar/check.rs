//! What looks wrong in a calendar although it can be read.

use super::table::{CalendarTable, DayKind};
use lianban_runtime::time::Date;
use serde::Serialize;

/// Fewest weekdays off that a published year has had (2004–2026: 16 to 23).
const FEWEST_RESTS: usize = 8;
/// Longest row of working days that still looks normal; 放假办法: normally six, published calendars have had up to ten.
const LONGEST_WORK: u32 = 10;
/// Most findings that are told.
const MAX_FINDINGS: usize = 50;

/// Something that deserves a look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarFinding {
    /// The year it is about.
    pub year: i32,
    /// True: probably a mistake; false: good to know.
    pub warning: bool,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl CalendarTable {
    /// Everything that deserves a look, by year.
    #[must_use]
    pub fn findings(&self) -> Vec<CalendarFinding> {
        let mut findings = Vec::new();
        for year in self.first_year()..=self.last_known_year() {
            self.check_rests(year, &mut findings);
            self.check_sources(year, &mut findings);
            self.check_work(year, &mut findings);
        }
        let (last, next) = (self.last_known_year(), self.last_known_year().saturating_add(1));
        findings.push(CalendarFinding {
            year: last,
            warning: false,
            zh: format!("数据到 {last} 年底为止；{next} 年元旦的通知可能还会调整 {last} 年 12 月最后几天"),
            en: format!(
                "data end with {last}; the notice on {next} may still change the last days of December {last}"
            ),
        });
        findings.truncate(MAX_FINDINGS);
        findings
    }

    fn of_year(&self, year: i32) -> impl Iterator<Item = &super::DayRow> {
        self.rows().filter(move |row| row.date.year() == year)
    }

    fn check_rests(&self, year: i32, findings: &mut Vec<CalendarFinding>) {
        let rests =
            self.of_year(year).filter(|row| row.kind == DayKind::Off && !row.date.is_weekend()).count();
        if rests < FEWEST_RESTS {
            findings.push(CalendarFinding {
                year,
                warning: true,
                zh: format!("{year} 年只有 {rests} 个工作日放假，像是不完整"),
                en: format!("{year} has only {rests} weekdays off: it looks incomplete"),
            });
        }
    }

    fn check_sources(&self, year: i32, findings: &mut Vec<CalendarFinding>) {
        let without = self.of_year(year).filter(|row| row.source.is_empty()).count();
        if without > 0 {
            findings.push(CalendarFinding {
                year,
                warning: true,
                zh: format!("{year} 年有 {without} 天没有写明来源通知"),
                en: format!("{without} days of {year} name no notice as their source"),
            });
        }
    }

    fn check_work(&self, year: i32, findings: &mut Vec<CalendarFinding>) {
        let mut run = 0_u32;
        let mut next = Date::from_ymd(year, 1, 1);
        while let Some(day) = next.filter(|day| day.year() == year) {
            run = if self.is_working_day(day) { run.saturating_add(1) } else { 0 };
            if run == LONGEST_WORK.saturating_add(1) {
                findings.push(CalendarFinding {
                    year,
                    warning: true,
                    zh: format!("到 {day} 已连续上班超过 {LONGEST_WORK} 天，请核对补班日"),
                    en: format!(
                        "more than {LONGEST_WORK} working days in a row by {day}: check the days marked 班"
                    ),
                });
            }
            next = day.add_days(1);
        }
    }
}
