//! Dates, instants and the working-day calendar: rules T1–T5.
//!
//! Everything here is integer arithmetic on days (since 1970-01-01) and milliseconds (UTC). Nothing reads a clock or a
//! time-zone database: the one offset that matters is written in the calendar, which is pinned in the plan.
//!
//! | file | is about |
//! |---|---|
//! | `date.rs` | a civil date |
//! | `instant.rs` | a moment, to the millisecond |
//! | `span.rs` | an amount of time with its unit and roll rule |
//! | `data.rs` | the calendar as plain data, and what makes it invalid |
//! | `calendar.rs` | the calendar compiled to two tables: working-day questions in constant time (T1, T2) |
//! | `receipt.rs` | when a receipt counts: 收件截止, 非工作日收件 (T2) |
//! | `stops.rs` | clock stops as a union (T5) |
//! | `opening.rs` | opening hours (T4) |
//! | `due.rs` | due instants (T2–T5) |
//! | `warn.rs` | when levels rise (T9) |
//! | `count.rs` | how much of a limit has run, and by how much each stop moved it (T9) |

mod calendar;
mod count;
mod data;
mod date;
mod due;
mod error;
mod instant;
mod opening;
mod receipt;
mod span;
mod stops;
mod warn;

#[cfg(test)]
mod tests;

pub use calendar::Calendar;
pub use count::{Count, CountUnit};
pub use data::{CalendarData, OpenHours};
pub use date::Date;
pub use error::{CalendarError, TimeError};
pub use instant::Instant;
pub use receipt::{ReceiptRule, Receipts, RestDayReceipt};
pub use span::{Roll, Span, Unit};
pub use stops::Stop;
pub(crate) use warn::share;
