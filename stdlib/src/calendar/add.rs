//! Due dates for a date and a number (`lianban calendar add`).

use super::spelling::leading_date;
use lianban_runtime::time::{Calendar, CalendarError, Date, Roll, Span, Unit};

/// Why a line gives no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddProblem {
    /// Not `DATE N`; the text that is wrong.
    Form(String),
    /// No date; the text that stands in its place.
    Date(String),
    /// No whole number from 0 on; the text that stands in its place.
    Amount(String),
    /// The calendar gives no answer.
    Calendar(CalendarError),
}

impl AddProblem {
    /// In Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Form(text) => format!("“{text}”看不懂：请写“日期 天数”，例如 2026-09-30 10"),
            Self::Date(text) => {
                format!("“{text}”不是日期：写成 2026-09-30、2026/9/30 或 2026年9月30日，且要有这一天")
            }
            Self::Amount(text) => format!("天数“{text}”不行：要写不小于 0 的整数，例如 10"),
            Self::Calendar(error) => error.zh(),
        }
    }

    /// In English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::Form(text) => {
                format!("cannot read “{text}”: write a date and a number, such as 2026-09-30 10")
            }
            Self::Date(text) => {
                format!(
                    "“{text}” is no date: write 2026-09-30, 2026/9/30 or 2026年9月30日, and a day that exists"
                )
            }
            Self::Amount(text) => {
                format!("“{text}” is no number of days: write a whole number from 0 on, such as 10")
            }
            Self::Calendar(error) => error.en(),
        }
    }
}

/// The due date of `amount` units that run from opening time of `date`: 工作日 by rule T2, 日, 月 and 年 by rule T3,
/// rolled to the next working day.
///
/// # Errors
/// [`CalendarError::OutOfData`] if the answer needs a day outside the calendar's data.
pub fn add(calendar: &Calendar, date: Date, amount: u32, unit: Unit) -> Result<Date, CalendarError> {
    let span = Span { amount, unit, roll: Roll::Next };
    calendar.due(calendar.opening(date), span, &[]).map(|due| calendar.date_of(due))
}

/// [`add`] for a line `DATE N`.
///
/// # Errors
/// [`AddProblem`] if the line has another form or the calendar gives no answer.
pub fn add_line(calendar: &Calendar, line: &str, unit: Unit) -> Result<Date, AddProblem> {
    let shown = |text: &str| text.trim().chars().filter(|c| !c.is_control()).take(60).collect();
    let form = || AddProblem::Form(shown(line));
    let mut words = line.split_whitespace();
    let (Some(date), Some(written), None) = (words.next(), words.next(), words.next()) else {
        return Err(form());
    };
    let read = leading_date(date).filter(|(_, rest)| rest.is_empty());
    let Some((date, _)) = read else { return Err(AddProblem::Date(shown(date))) };
    let plain = written.bytes().all(|byte| byte.is_ascii_digit());
    let amount = written.parse::<u32>().ok().filter(|_| plain);
    let amount = amount.ok_or_else(|| AddProblem::Amount(shown(written)))?;
    add(calendar, date, amount, unit).map_err(AddProblem::Calendar)
}
