//! The Gantt chart with the names of the holidays, which the plan's calendar does not carry.

use lianban_render::{DayMark, gantt_with};
use lianban_runtime::case::Engine;
use lianban_runtime::time::Date;
use lianban_simulator::Timeline;
use lianban_stdlib::CalendarTable;

/// The chart of a played case as SVG.
pub fn gantt(timeline: &Timeline, engine: &Engine, table: &CalendarTable) -> String {
    let names = |date: Date| {
        let row = table.row(date)?;
        Some(DayMark { kind: row.kind.zh().to_owned(), name: row.name.clone() })
    };
    gantt_with(timeline, engine.calendar(), &names)
}
