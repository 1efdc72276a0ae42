//! The standard library of lianban (联办): `.yjs` modules that bundles import, and the working-day calendar as data.
//!
//! Nothing here decides what a bundle means: modules are text a designer can read, the calendar is a table with the
//! notice each day comes from. The arithmetic on it is the runtime's.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects
    )
)]

mod calendar;
mod modules;

pub use calendar::{
    AddProblem, CalendarFinding, CalendarProblem, CalendarTable, DayKind, DayRow, HolidayRun, YearSheet, add,
    add_line, builtin_calendar, calendar_text, import_calendar, leading_date, parse_calendar,
};
pub use modules::{module, modules};
