//! Reading the CSV form of a calendar.

use super::table::{CalendarTable, DayKind, DayRow};
use lianban_runtime::time::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Longest text that is read, in bytes.
const MAX_BYTES: usize = 8 << 20;
/// Most days that are read.
const MAX_ROWS: usize = 50_000;
/// Longest name or source, in characters.
const MAX_FIELD: usize = 300;
/// Most problems that are told at once.
const MAX_PROBLEMS: usize = 50;
/// A year without a `# 年份:` line counts as covered from so many weekdays off on (a published year has 11 or more).
const WHOLE_YEAR_RESTS: usize = 5;
/// Farthest apart the first and the last year may be.
const MAX_YEARS: i32 = 400;

/// A mistake in a calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CalendarProblem {
    /// Line, from 1; 0 = the file as a whole.
    pub line: usize,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// Reads a calendar: lines `日期,类型,节日,来源` (`2026-10-01,休,国庆节,…`), type `休` (off) or `班` (weekend worked);
/// lines that begin with `#` are comments, and `# 年份: 2004-2026` says which years the file speaks for (without it: the
/// years with at least five weekdays off), `# 地区: 中国大陆` where it applies.
///
/// # Errors
/// Every mistake, by line: unreadable lines, duplicate or unsorted days, 班 on a weekday, days outside the years, years
/// missing in between, sizes beyond the limits.
pub fn parse_calendar(text: &str) -> Result<CalendarTable, Vec<CalendarProblem>> {
    let table = parse_rows(text)?;
    let problems = coherence(&table);
    if problems.is_empty() { Ok(table) } else { Err(problems) }
}

/// Reads the lines; the result may speak for no whole year (corrections).
pub(super) fn parse_rows(text: &str) -> Result<CalendarTable, Vec<CalendarProblem>> {
    if text.len() > MAX_BYTES {
        let zh = format!("文件过大：超过 {MAX_BYTES} 字节");
        return Err(vec![CalendarProblem {
            line: 0,
            zh,
            en: format!("the file is larger than {MAX_BYTES} bytes"),
        }]);
    }
    let mut reader = Reader::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (line, content) in (1..).zip(text.lines()) {
        if reader.problems.len() >= MAX_PROBLEMS {
            break;
        }
        reader.line = line;
        reader.read(content.trim());
    }
    reader.finish()
}

/// What must hold of a table that stands alone.
pub(super) fn coherence(table: &CalendarTable) -> Vec<CalendarProblem> {
    let (Some(&first), Some(&last)) = (table.years.first(), table.years.last()) else {
        return vec![whole(
            "文件没有任何完整年份：请写一行“# 年份: 2027”说明覆盖哪一年".to_owned(),
            "the file covers no whole year: write a line `# 年份: 2027` to say which".to_owned(),
        )];
    };
    if last.saturating_sub(first) >= MAX_YEARS {
        return vec![whole(
            format!("{first} 至 {last} 超过 400 年"),
            format!("{first} to {last} is over 400 years"),
        )];
    }
    let mut problems: Vec<CalendarProblem> = (first..=last)
        .filter(|year| !table.years.contains(year))
        .map(|year| whole(format!("中间缺 {year} 年"), format!("the year {year} is missing in between")))
        .collect();
    let outside = table.rows().filter(|row| !table.years.contains(&row.date.year())).take(MAX_PROBLEMS);
    problems.extend(outside.map(|row| {
        whole(
            format!("{} 不在本日历的年份之内", row.date),
            format!("{} lies outside the years of this calendar", row.date),
        )
    }));
    problems.truncate(MAX_PROBLEMS);
    problems
}

pub(super) const fn whole(zh: String, en: String) -> CalendarProblem {
    CalendarProblem { line: 0, zh, en }
}

#[derive(Default)]
struct Reader {
    line: usize,
    region: Option<String>,
    years: Option<BTreeSet<i32>>,
    rows: BTreeMap<Date, DayRow>,
    last: Option<Date>,
    problems: Vec<CalendarProblem>,
}

impl Reader {
    fn problem(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.problems.push(CalendarProblem { line: self.line, zh: zh.into(), en: en.into() });
    }

    fn read(&mut self, content: &str) {
        if let Some(comment) = content.strip_prefix('#') {
            self.comment(comment.trim());
        } else if !content.is_empty() && !is_heading(content) {
            self.row(content);
        }
    }

    fn comment(&mut self, comment: &str) {
        let Some((key, value)) = comment.split_once([':', '：']) else { return };
        let value = value.trim();
        match key.trim() {
            "年份" | "years" => match parse_years(value) {
                Some(years) => self.years = Some(years),
                None => self.problem(
                    format!("看不懂年份“{}”：请写成 2027 或 2004-2026", shorten(value)),
                    format!("cannot read the years “{}”: write 2027 or 2004-2026", shorten(value)),
                ),
            },
            "地区" | "region" => match field(value) {
                Some(region) if !region.is_empty() => self.region = Some(region),
                _ => self.problem("地区为空或过长", "the region is empty or too long"),
            },
            _ => {}
        }
    }

    fn row(&mut self, content: &str) {
        let mut fields =
            content.splitn(4, [',', '，', '\t']).map(|text| text.trim().trim_matches('"').trim());
        let date = fields.next().unwrap_or_default();
        let kind = fields.next().unwrap_or_default();
        let (name, source) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let Some(date) = parse_date(date) else {
            let date = shorten(date);
            return self.problem(
                format!("“{date}”不是日期：请写成 2026-10-01"),
                format!("“{date}” is not a date: write 2026-10-01"),
            );
        };
        let Some(kind) = parse_kind(kind) else {
            let kind = shorten(kind);
            return self.problem(
                format!("类型“{kind}”不认识：放假写“休”，周末上班写“班”"),
                format!("unknown kind “{kind}”: write 休 for a day off, 班 for a weekend day worked"),
            );
        };
        let (Some(name), Some(source)) = (field(name), field(source)) else {
            return self.problem(
                format!("节日或来源超过 {MAX_FIELD} 个字"),
                format!("the holiday or the source is longer than {MAX_FIELD} characters"),
            );
        };
        self.add(DayRow { date, kind, name, source });
    }

    fn add(&mut self, row: DayRow) {
        let date = row.date;
        if row.kind == DayKind::Work && !date.is_weekend() {
            return self.problem(
                format!("{date} 不是周六、周日，不能标“班”：周一至周五不列出就是工作日"),
                format!("{date} is no weekend day: weekdays work unless listed, so 班 is wrong"),
            );
        }
        if self.rows.contains_key(&date) {
            return self.problem(format!("{date} 重复"), format!("{date} stands twice"));
        }
        if self.last.is_some_and(|last| last > date) {
            self.problem(
                format!("{date} 没有按日期顺序排列"),
                format!("{date} is out of order: sort the lines by date"),
            );
        }
        if self.rows.len() >= MAX_ROWS {
            return self.problem(format!("超过 {MAX_ROWS} 行"), format!("more than {MAX_ROWS} days"));
        }
        self.last = Some(date);
        self.rows.insert(date, row);
    }

    fn finish(self) -> Result<CalendarTable, Vec<CalendarProblem>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let years = self.years.unwrap_or_else(|| whole_years(&self.rows));
        let region = self.region.unwrap_or_else(|| "中国大陆".to_owned());
        Ok(CalendarTable { region, years, rows: self.rows, assumed_until: None })
    }
}

fn whole_years(rows: &BTreeMap<Date, DayRow>) -> BTreeSet<i32> {
    let mut rests: BTreeMap<i32, usize> = BTreeMap::new();
    for row in rows.values().filter(|row| row.kind == DayKind::Off && !row.date.is_weekend()) {
        let count = rests.entry(row.date.year()).or_default();
        *count = count.saturating_add(1);
    }
    rests.into_iter().filter(|(_, count)| *count >= WHOLE_YEAR_RESTS).map(|(year, _)| year).collect()
}

fn is_heading(content: &str) -> bool {
    let first = content.split([',', '，', '\t']).next().unwrap_or_default().trim().trim_matches('"');
    first == "日期" || first.eq_ignore_ascii_case("date")
}

fn parse_kind(text: &str) -> Option<DayKind> {
    match text {
        "休" | "放假" | "off" => Some(DayKind::Off),
        "班" | "上班" | "补班" | "work" => Some(DayKind::Work),
        _ => None,
    }
}

/// `2026-10-01`, or as spreadsheets write it: `2026/10/1`.
fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, ['-', '/']);
    let mut number = |digits: usize| {
        let part = parts.next()?;
        let plain =
            !part.is_empty() && part.len() <= digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse::<u32>().ok() } else { None }
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    Date::from_ymd(i32::try_from(year).ok()?, month, day)
}

/// `2027` or `2004-2026`, also with `–`, `—`, `~`, `至`.
fn parse_years(text: &str) -> Option<BTreeSet<i32>> {
    let year = |text: &str| text.trim().parse::<i32>().ok().filter(|year| (1..=9999).contains(year));
    let (first, last) = match text.split_once(['-', '–', '—', '~', '至']) {
        Some((first, last)) => (year(first)?, year(last)?),
        None => (year(text)?, year(text)?),
    };
    if first <= last && last.saturating_sub(first) < MAX_YEARS {
        Some((first..=last).collect())
    } else {
        None
    }
}

/// A name or source without characters that would break a line; none if it is too long.
fn field(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    if text.chars().count() <= MAX_FIELD { Some(text) } else { None }
}

fn shorten(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
