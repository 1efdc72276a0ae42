//! The Gantt chart with the names of the holidays, which the plan's calendar does not carry.

use crate::exit::Failure;
use crate::{files, png};
use lianban_compiler::names::Place;
use lianban_compiler::syntax::position;
use lianban_render::{DayMark, SourcePlace, gantt_with};
use lianban_runtime::case::Engine;
use lianban_runtime::time::Date;
use lianban_simulator::Timeline;
use lianban_stdlib::CalendarTable;
use std::path::Path;

/// The chart of a played case as SVG.
pub fn gantt(timeline: &Timeline, engine: &Engine, table: &CalendarTable) -> String {
    let names = |date: Date| {
        let row = table.row(date)?;
        Some(DayMark { kind: row.kind.zh().to_owned(), name: row.name.clone() })
    };
    gantt_with(timeline, engine.calendar(), &names)
}

/// Where something stands in a file, for a drawing's links.
pub fn source_place(path: &str, text: &str, place: Place) -> Option<SourcePlace> {
    let line = u32::try_from(position(text, place.span.start).line).ok()?;
    Some(SourcePlace { file: path.to_owned(), line, start: place.span.start, end: place.span.end })
}

/// Writes a drawing, in pixels if the file is called `.png`.
pub fn write(path: &Path, svg: &str) -> Result<(), Failure> {
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("png")) {
        return files::write(path, &png::png(svg)?);
    }
    files::write(path, svg.as_bytes())
}
