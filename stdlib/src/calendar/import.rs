//! Adding years and corrections to a table.

use super::parse::{coherence, parse_rows, whole};
use super::{CalendarProblem, CalendarTable};

/// The table with a calendar file added to it. A year the file speaks for is replaced as a whole; days of other years
/// replace single days (a 元旦 notice that changes last December, a holiday prolonged after the fact).
///
/// # Errors
/// Every mistake of the file, by line; days of a year that neither the file nor the table covers; years missing in
/// between.
pub fn import_calendar(base: &CalendarTable, text: &str) -> Result<CalendarTable, Vec<CalendarProblem>> {
    base.merge(&parse_rows(text)?)
}

impl CalendarTable {
    /// This table with another added to it, as [`import_calendar`] says. Assumed years are forgotten.
    ///
    /// # Errors
    /// Days of a year that neither covers; years missing in between.
    pub fn merge(&self, newer: &Self) -> Result<Self, Vec<CalendarProblem>> {
        let lost = newer.rows().map(|row| row.date.year());
        let lost: std::collections::BTreeSet<i32> =
            lost.filter(|year| !newer.years.contains(year) && !self.years.contains(year)).collect();
        if !lost.is_empty() {
            let problem = |year: i32| {
                whole(
                    format!("{year} 年只有零星几天，不是完整的一年：请补全，或写一行“# 年份: {year}”"),
                    format!(
                        "only some days of {year}, not the whole year: complete it, or write `# 年份: {year}`"
                    ),
                )
            };
            return Err(lost.into_iter().map(problem).collect());
        }
        let mut merged = self.clone();
        merged.assumed_until = None;
        merged.rows.retain(|date, _| !newer.years.contains(&date.year()));
        merged.rows.extend(newer.rows.iter().map(|(date, row)| (*date, row.clone())));
        merged.years.extend(newer.years.iter().copied());
        let problems = coherence(&merged);
        if problems.is_empty() { Ok(merged) } else { Err(problems) }
    }
}
