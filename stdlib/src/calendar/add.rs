//! Due dates for a date and a number (`lianban calendar add`).

use lianban_runtime::time::{Calendar, CalendarError, Date, Roll, Span, Unit};

/// Why a line gives no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddProblem {
    /// Not `DATE N`; the text that is wrong.
    Form(String),
    /// The calendar gives no answer.
    Calendar(CalendarError),
}

impl AddProblem {
    /// In Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Form(text) => format!("“{text}”看不懂：请写“日期 天数”，例如 2026-09-30 10"),
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
    let form = || AddProblem::Form(line.trim().chars().filter(|c| !c.is_control()).take(60).collect());
    let mut words = line.split_whitespace();
    let (Some(date), Some(amount), None) = (words.next(), words.next(), words.next()) else {
        return Err(form());
    };
    let date = Date::parse(date).map_err(|_| form())?;
    let plain = amount.bytes().all(|byte| byte.is_ascii_digit());
    let amount = amount.parse::<u32>().ok().filter(|_| plain).ok_or_else(form)?;
    add(calendar, date, amount, unit).map_err(AddProblem::Calendar)
}
