//! Bars over the days that count, dotted lines over those that do not, stops, slack, milestones.

use super::axis::Axis;
use super::colour;
use super::frame::middle;
use super::rows::{Chart, Row};
use crate::svg::{Style, Svg, cut, text_width};
use lianban_runtime::time::Date;

/// Half the height of a bar.
pub(super) const HALF: i32 = 7;

/// All rows.
pub(super) fn all(svg: &mut Svg, chart: &Chart<'_>, axis: &Axis<'_>, top: i32) {
    for (at, row) in chart.rows.iter().enumerate() {
        svg.open(&row.tooltip());
        one(svg, row, axis, middle(top, at));
        svg.close();
    }
}

fn one(svg: &mut Svg, row: &Row<'_>, axis: &Axis<'_>, y: i32) {
    let (fill, edge) = if row.node.critical {
        (colour::CRITICAL, colour::CRITICAL_EDGE)
    } else {
        (colour::BAR, colour::BAR_EDGE)
    };
    slack(svg, row, axis, y);
    if let (Some(start), None) = (row.start, row.finish) {
        let from = axis.x(start);
        svg.path(
            &format!("M{from} {y}H{}", axis.right_edge()),
            edge,
            " stroke-width=\"2\" stroke-dasharray=\"2 4\"",
        );
    }
    let pieces = pieces(row, axis);
    let ends = pieces.first().map(|p| p.0).zip(pieces.last().map(|p| p.1));
    if let (Some((_, last)), Some(zero)) = (ends, row.day_zero) {
        let (from, to) = (axis.right(zero), axis.right(last));
        svg.path(&format!("M{from} {y}H{to}"), edge, " stroke-width=\"2\" stroke-dasharray=\"2 3\"");
    }
    stops(svg, row, axis, y);
    for (first, last) in &pieces {
        let (left, right) = (axis.left(*first), axis.right(*last));
        let more = format!(" rx=\"2\" stroke=\"{edge}\"");
        svg.rect((left, y - HALF), ((right - left).max(2), 2 * HALF), fill, &more);
    }
    if let Some(finish) = row.finish.filter(|_| pieces.is_empty()) {
        let (fill, edge) = if row.node.critical { (fill, edge) } else { (colour::PRIMARY, colour::PRIMARY) };
        svg.diamond(axis.x(finish), y, HALF, fill, edge);
    }
}

/// Runs of days that count: after day 0, to the end, without stops, without rest days unless they count.
pub(super) fn pieces(row: &Row<'_>, axis: &Axis<'_>) -> Vec<(Date, Date)> {
    let mut pieces: Vec<(Date, Date)> = Vec::new();
    let (Some(zero), Some(last)) = (row.day_zero, row.last) else { return pieces };
    let mut yesterday_counted = false;
    for day in axis.dates().filter(|day| zero < *day && *day <= last) {
        let counts = (row.every_day || axis.works(day)) && !row.is_stopped(day);
        match pieces.last_mut() {
            Some(piece) if counts && yesterday_counted => piece.1 = day,
            _ if counts => pieces.push((day, day)),
            _ => {}
        }
        yesterday_counted = counts;
    }
    pieces
}

/// 机动时间: how far the end may slip.
fn slack(svg: &mut Svg, row: &Row<'_>, axis: &Axis<'_>, y: i32) {
    let (Some(finish), Some(until)) = (row.finish, row.slack_until) else { return };
    let (left, right) = (axis.x(finish), axis.right(until));
    if right > left {
        let more = format!(" stroke=\"{}\" stroke-dasharray=\"3 2\"", colour::BAR_EDGE);
        svg.rect((left, y - HALF + 3), (right - left, 2 * HALF - 6), "none", &more);
    }
}

/// 停表: hatched, with the reason where there is room.
fn stops(svg: &mut Svg, row: &Row<'_>, axis: &Axis<'_>, y: i32) {
    for stop in &row.stops {
        let (left, right) = (axis.right(stop.from), stop.to.map_or(axis.right_edge(), |to| axis.right(to)));
        if right <= left {
            continue;
        }
        let more = format!(" stroke=\"{}\"", colour::WARN);
        svg.rect((left, y - HALF), (right - left, 2 * HALF), "url(#lb-stop)", &more);
        let label = cut(&stop.kind, 11, right - left - 8);
        if label.chars().count() >= 2 && !label.ends_with('…') || label.chars().count() > 3 {
            let width = text_width(&label, 11) + 6;
            let middle = (left + right) / 2;
            svg.rect((middle - width / 2, y - HALF + 1), (width, 2 * HALF - 2), "#FFF7E0", "");
            svg.text(middle, y + 4, &label, Style::new(11, "#5C4100").middle());
        }
    }
}
