//! The calendar as people keep it: a table of holidays and 补班 days, each with its name and the notice it comes from.
//!
//! | file | is about |
//! |---|---|
//! | `table.rs` | the table, and the runtime's calendar made from it |
//! | `parse.rs` | reading the CSV form, with every mistake named by its line |
//! | `import.rs` | adding years and corrections to a table |
//! | `check.rs` | what looks wrong although it can be read |
//! | `show.rs` | one year on a page |
//! | `add.rs` | due dates for `DATE N` |

mod add;
mod check;
mod import;
mod parse;
mod show;
mod spelling;
mod table;

pub use add::{AddProblem, add, add_line};
pub use check::CalendarFinding;
pub use import::import_calendar;
pub use parse::{CalendarProblem, parse_calendar};
pub use show::{HolidayRun, YearSheet};
pub use spelling::leading_date;
pub use table::{CalendarTable, DayKind, DayRow};

/// The CSV text of the built-in calendar of the Chinese mainland, 2004 to 2026.
#[must_use]
pub const fn calendar_text() -> &'static str {
    include_str!("../../calendar/cn.csv")
}

/// The built-in calendar of the Chinese mainland.
///
/// # Errors
/// None for the text that is built in; a test holds it to that.
pub fn builtin_calendar() -> Result<CalendarTable, Vec<CalendarProblem>> {
    parse_calendar(calendar_text())
}
