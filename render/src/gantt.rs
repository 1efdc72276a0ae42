//! 办理时序图: one played case as a Gantt chart in working days. Bars cover only the days that count; rest days are
//! shaded and bridged by dotted lines. Legible in grey: critical = dark, stops = hatched, slack = dashed.

mod axis;
mod bars;
mod frame;
mod legend;
mod links;
mod rows;

use crate::svg::{Style, Svg, text_width};
use axis::Axis;
use frame::{HEAD, MARGIN, ROW, TABLE};
use lianban_runtime::time::{Calendar, Date};
use lianban_simulator::Timeline;
use rows::Chart;

/// Colours, all checked for contrast on white or on the rest-day shade.
mod colour {
    pub const INK: &str = "#1B2733";
    pub const MUTED: &str = "#4A5A6A";
    pub const PRIMARY: &str = "#1F4E79";
    pub const CRITICAL: &str = "#B5121B";
    pub const CRITICAL_EDGE: &str = "#6E0A10";
    pub const WARN: &str = "#8A6100";
    pub const OK: &str = "#1E6B3A";
    pub const BAR: &str = "#5B93D1";
    pub const BAR_EDGE: &str = "#2F6DB5";
    pub const OFF: &str = "#EDF0F4";
    pub const OFF_TEXT: &str = "#5A6672";
    pub const LINE: &str = "#D5DBE2";
    pub const LINK: &str = "#8497AB";
    pub const FRAME: &str = "#33475B";
}

/// What the calendar says about a day: `休` or `班`, and the holiday's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayMark {
    /// `休` or `班`.
    pub kind: String,
    /// e.g. `国庆`; may be empty.
    pub name: String,
}

/// The Gantt chart of a case, without names of holidays.
#[must_use]
pub fn gantt(timeline: &Timeline, calendar: &Calendar) -> String {
    gantt_with(timeline, calendar, &|_| None)
}

/// The Gantt chart of a case; `names` tells what published days are called.
#[must_use]
pub fn gantt_with(
    timeline: &Timeline,
    calendar: &Calendar,
    names: &dyn Fn(Date) -> Option<DayMark>,
) -> String {
    let chart = Chart::new(timeline, calendar);
    let axis = Axis::new(&chart, calendar);
    let total = (MARGIN + TABLE + axis.width() + MARGIN).max(MIN_WIDTH);
    let heading = heading(timeline, &chart);
    let notes = legend::lines(&heading, total - 2 * MARGIN, 13, " · ");
    let top = 48 + 20 * i32::try_from(notes.len()).unwrap_or(0) + 12;
    let bottom = top + HEAD + ROW * i32::try_from(chart.rows.len()).unwrap_or(0);
    let legend = legend::Legend::new(total - 2 * MARGIN);
    let height = bottom + links::DUE_SPACE + legend.height() + 16;

    let title = format!("{}　办理时序图", timeline.bundle);
    let mut svg = Svg::new(total, height, &title, DEFINITIONS);
    svg.text(
        total / 2,
        34,
        &crate::svg::cut(&title, 20, total - 2 * MARGIN),
        Style::new(20, colour::INK).bold().middle(),
    );
    for (at, line) in notes.iter().enumerate() {
        let y = 58 + 20 * i32::try_from(at).unwrap_or(0);
        svg.text(total / 2, y, line, Style::new(13, colour::MUTED).middle());
    }
    frame::head(&mut svg, &axis, names, top);
    frame::shade(&mut svg, &axis, top + HEAD, bottom);
    frame::table(&mut svg, &chart, top);
    frame::grid(&mut svg, &axis, top, bottom);
    links::all(&mut svg, &chart, &axis, top);
    links::due_lines(&mut svg, &chart, &axis, top + HEAD, bottom);
    bars::all(&mut svg, &chart, &axis, top);
    frame::border(&mut svg, &axis, top, bottom);
    legend.draw(&mut svg, bottom + links::DUE_SPACE);
    svg.finish()
}

/// Narrower charts would not hold their legend.
const MIN_WIDTH: i32 = 900;

const DEFINITIONS: &str = concat!(
    "<pattern id=\"lb-stop\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">",
    "<rect width=\"8\" height=\"8\" fill=\"#FFF7E0\"/><rect width=\"3\" height=\"8\" fill=\"#8A6100\"/></pattern>",
    "<marker id=\"lb-a\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\">",
    "<path d=\"M0 0L8 4L0 8Z\" fill=\"#8497AB\"/></marker>",
    "<marker id=\"lb-c\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\">",
    "<path d=\"M0 0L8 4L0 8Z\" fill=\"#B5121B\"/></marker>",
);

/// The facts under the title.
fn heading(timeline: &Timeline, chart: &Chart) -> Vec<String> {
    let moment = |at: &str| at.chars().take(16).collect::<String>().replace('T', " ");
    let date = |at: &str| at.chars().take(10).collect::<String>();
    let mut facts = vec![format!("提交 {}", moment(&timeline.start))];
    if let Some(due) = timeline.original_due.as_deref().or(timeline.due.as_deref()) {
        facts.push(format!("承诺到 {}", date(due)));
    }
    if let Some(due) = timeline.due.as_deref().filter(|due| Some(*due) != timeline.original_due.as_deref()) {
        facts.push(format!("顺延到 {}", date(due)));
    }
    match &timeline.finish {
        Some(finish) => {
            let days = timeline.working_days.map(|days| format!("（{days} 个工作日）")).unwrap_or_default();
            facts.push(format!("{} {}{days}", timeline.outcome, date(finish)));
        }
        None => facts.push(timeline.outcome.clone()),
    }
    if chart.stops > 0 {
        facts.push(format!("停表 {} 段", chart.stops));
    }
    for (question, answer) in &timeline.answers.0 {
        facts.push(format!("{question} {answer}"));
    }
    facts.push(format!("日历 {}", timeline.calendar));
    facts.push(format!("方案 {}", timeline.plan.chars().take(19).collect::<String>()));
    facts
}

/// Half of a text's width, for labels that must not overlap.
fn half_width(text: &str, px: i32) -> i32 {
    text_width(text, px) / 2
}
