//! Who waited for whom, and when the promise runs out.

use super::axis::Axis;
use super::bars::{HALF, pieces};
use super::frame::{ROW, middle};
use super::rows::{Chart, Row};
use super::{colour, half_width};
use crate::svg::{Style, Svg};
use std::collections::BTreeMap;

/// Room for the labels of the due lines.
pub(super) const DUE_SPACE: i32 = 72;

/// One connector.
struct Link {
    path: String,
    critical: bool,
}

/// All connectors; those of the critical path on top.
pub(super) fn all(svg: &mut Svg, chart: &Chart<'_>, axis: &Axis<'_>, top: i32) {
    let by_name: BTreeMap<&str, usize> =
        chart.rows.iter().enumerate().map(|(at, row)| (row.node.name.as_str(), at)).collect();
    let mut links = Vec::new();
    for (to, row) in chart.rows.iter().enumerate() {
        let before = row.node.after.iter().filter_map(|name| by_name.get(name.as_str()));
        links.extend(before.filter_map(|from| link(chart, axis, top, *from, to)));
    }
    for critical in [false, true] {
        for link in links.iter().filter(|link| link.critical == critical) {
            let (stroke, marker, width) =
                if critical { (colour::CRITICAL, "lb-c", 2) } else { (colour::LINK, "lb-a", 1) };
            let more = format!(" stroke-width=\"{width}\" marker-end=\"url(#{marker})\"");
            svg.path(&link.path, stroke, &more);
        }
    }
}

/// From the end of one bar to the beginning of another, in the gap above it; or straight into a bar that had begun
/// already (an item that waited for its joint action).
fn link(chart: &Chart<'_>, axis: &Axis<'_>, top: i32, from: usize, to: usize) -> Option<Link> {
    let (before, after) = (chart.rows.get(from)?, chart.rows.get(to)?);
    let (ended, began) = (before.finish?, after.start?);
    let (x, y) = (axis.x(ended), middle(top, from));
    let goal = middle(top, to);
    let critical = before.node.critical && after.node.critical;
    let edge = if goal > y { goal - HALF - 1 } else { goal + HALF + 1 };
    if ended > began {
        // It ended while the other was under way: only a joint action or a missing paper is waited for like that.
        let waited = matches!(before.node.kind.as_str(), "联合" | "容缺补交");
        let inside = after.finish.is_some_and(|finish| ended <= finish);
        let (x, y) = (x - 4, if goal > y { y + HALF } else { y - HALF });
        return (waited && inside).then(|| Link { path: format!("M{x} {y}V{edge}"), critical });
    }
    let target = beginning(after, axis)?;
    let path = if target <= x + 4 {
        format!("M{x} {y}h{}V{edge}", (target - x).max(4))
    } else {
        let gap = if goal > y { goal - ROW / 2 } else { goal + ROW / 2 };
        format!("M{x} {y}h4V{gap}H{}V{edge}", target + 4)
    };
    Some(Link { path, critical })
}

/// Where a row's bar or diamond begins.
fn beginning(row: &Row<'_>, axis: &Axis<'_>) -> Option<i32> {
    match pieces(row, axis).first() {
        Some((first, _)) => Some(axis.left(*first)),
        None => row.finish.or(row.start).map(|at| axis.x(at)),
    }
}

/// The promise: solid where it stood, dashed where stops moved it to.
pub(super) fn due_lines(svg: &mut Svg, chart: &Chart<'_>, axis: &Axis<'_>, top: i32, bottom: i32) {
    let moved = chart.due.filter(|due| Some(*due) != chart.original_due);
    let mut lines = Vec::new();
    if let Some(at) = chart.original_due {
        let label = if moved.is_some() { "■ 原承诺时限" } else { "■ 承诺时限" };
        lines.push((at, format!("{label} {}", axis.month_day(at)), ""));
    }
    if let Some(at) = moved {
        lines.push((at, format!("□ 停表顺延后时限 {}", axis.month_day(at)), " stroke-dasharray=\"6 4\""));
    }
    let lines = lines.into_iter().map(|(at, label, dash)| (at, label, dash, colour::CRITICAL));
    let levels = chart.levels.iter().map(|(level, at)| {
        (*at, format!("▲ {level} {}", axis.month_day(*at)), " stroke-dasharray=\"2 4\"", colour::WARN)
    });
    let mut lines: Vec<_> = levels.chain(lines).collect();
    lines.sort_by_key(|(at, ..)| *at);
    let mut taken = [i32::MIN; 3];
    for (at, label, dash, colour) in lines {
        let x = axis.x(at);
        let half = half_width(&label, 12);
        let centre =
            x.clamp(axis.left_edge() + half, (axis.right_edge() - half).max(axis.left_edge() + half));
        // The first of the three lines that has room.
        let line = taken.iter().position(|taken| centre - half >= *taken).unwrap_or(taken.len() - 1);
        let y = bottom + 20 + 20 * i32::try_from(line).unwrap_or(0);
        svg.path(&format!("M{x} {top}V{}", y - 14), colour, &format!(" stroke-width=\"2\"{dash}"));
        svg.text(centre, y, &label, Style::new(12, colour).bold().middle());
        if let Some(taken) = taken.get_mut(line) {
            *taken = centre + half + 8;
        }
    }
}
