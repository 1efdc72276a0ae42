//! The table on the left, the calendar's heads, the grid.

use super::axis::{Axis, Scale};
use super::rows::{Chart, Row};
use super::{DayMark, colour};
use crate::svg::{Style, Svg, cut, wrap};
use lianban_runtime::time::Date;

/// Space around the chart.
pub(super) const MARGIN: i32 = 24;
/// Height of a row.
pub(super) const ROW: i32 = 32;
/// Height of the heads: months, days, weekdays and marks.
pub(super) const HEAD: i32 = 72;
const MONTH: i32 = 22;

/// Columns of the table: heading and width.
const COLUMNS: [(&str, i32); 5] =
    [("序", 30), ("办理部门", 116), ("环节", 188), ("时限", 76), ("自然日", 56)];
/// Width of the table.
pub(super) const TABLE: i32 = 30 + 116 + 188 + 76 + 56;

/// Vertical middle of a row.
pub(super) fn middle(top: i32, row: usize) -> i32 {
    top + HEAD + ROW * i32::try_from(row).unwrap_or(0) + ROW / 2
}

/// Headings of table and calendar.
pub(super) fn head(svg: &mut Svg, axis: &Axis<'_>, names: &dyn Fn(Date) -> Option<DayMark>, top: i32) {
    let mut x = MARGIN;
    for (name, width) in COLUMNS {
        svg.rect((x, top), (width, HEAD), colour::PRIMARY, " stroke=\"#FFFFFF\"");
        svg.text(x + width / 2, top + HEAD / 2 + 5, name, Style::new(13, "#FFFFFF").bold().middle());
        x += width;
    }
    svg.rect((axis.left_edge(), top + MONTH), (axis.width(), HEAD - MONTH), "#FFFFFF", "");
    shade(svg, axis, top + MONTH, top + HEAD);
    months(svg, axis, top);
    match axis.scale {
        Scale::Day => days(svg, axis, names, top),
        Scale::Week | Scale::Month => mondays(svg, axis, top),
    }
}

fn months(svg: &mut Svg, axis: &Axis<'_>, top: i32) {
    let mut dates = axis.dates().peekable();
    while let Some(first) = dates.next() {
        let (year, month, _) = first.ymd();
        let mut last = first;
        while let Some(next) = dates.next_if(|d| d.ymd().1 == month) {
            last = next;
        }
        let (left, right) = (axis.left(first), axis.right(last));
        svg.rect((left, top), (right - left, MONTH), colour::PRIMARY, " stroke=\"#FFFFFF\"");
        let long = format!("{year}年{month}月");
        let name = if right - left >= 84 { long } else { format!("{month}月") };
        if right - left >= 30 {
            svg.text((left + right) / 2, top + 16, &name, Style::new(13, "#FFFFFF").bold().middle());
        }
    }
}

const WEEKDAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

fn weekday(day: Date) -> &'static str {
    usize::try_from(day.weekday()).ok().and_then(|n| WEEKDAYS.get(n.checked_sub(1)?)).copied().unwrap_or("")
}

fn days(svg: &mut Svg, axis: &Axis<'_>, names: &dyn Fn(Date) -> Option<DayMark>, top: i32) {
    let mut before = String::new();
    for day in axis.dates() {
        let works = axis.works(day);
        let ink = if works { colour::INK } else { colour::OFF_TEXT };
        let x = axis.left(day) + axis.day_px() / 2;
        svg.text(x, top + MONTH + 16, &day.ymd().2.to_string(), Style::new(12, ink).middle());
        svg.text(
            x,
            top + MONTH + 31,
            weekday(day),
            Style::new(11, if works { colour::MUTED } else { ink }).middle(),
        );
        let told = names(day);
        let holiday =
            told.as_ref().filter(|mark| mark.kind == "休").map(|mark| mark.name.clone()).unwrap_or_default();
        let mark = match told {
            _ if works && day.is_weekend() => "班".to_owned(),
            Some(mark) if !works && !mark.name.is_empty() && mark.name != before => holiday_name(&mark.name),
            Some(_) if !works => "休".to_owned(),
            None if !works && !day.is_weekend() => "休".to_owned(),
            _ => String::new(),
        };
        before = holiday;
        let fill = if works { colour::CRITICAL } else { colour::OK };
        if !mark.is_empty() {
            svg.text(x, top + MONTH + 45, &mark, Style::new(11, fill).bold().middle());
        }
    }
}

/// As much of a holiday's name as a column holds: `国庆节` is `国庆`.
fn holiday_name(name: &str) -> String {
    let short = name.strip_suffix('节').filter(|short| short.chars().count() > 1).unwrap_or(name);
    cut(short, 11, 30)
}

fn mondays(svg: &mut Svg, axis: &Axis<'_>, top: i32) {
    for day in axis.dates().filter(|day| day.weekday() == 1) {
        let x = axis.left(day);
        svg.text(x + 3, top + MONTH + 20, &day.ymd().2.to_string(), Style::new(12, colour::INK));
        if axis.scale == Scale::Month {
            continue;
        }
        svg.text(x + 3, top + MONTH + 36, "周一", Style::new(11, colour::MUTED));
    }
}

/// Rest days.
pub(super) fn shade(svg: &mut Svg, axis: &Axis<'_>, top: i32, bottom: i32) {
    let mut dates = axis.dates().peekable();
    while let Some(first) = dates.next() {
        if axis.works(first) {
            continue;
        }
        let mut last = first;
        while let Some(next) = dates.next_if(|d| !axis.works(*d)) {
            last = next;
        }
        let (left, right) = (axis.left(first), axis.right(last));
        svg.rect((left, top), (right - left, bottom - top), colour::OFF, "");
    }
}

/// The rows of the table.
pub(super) fn table(svg: &mut Svg, chart: &Chart<'_>, top: i32) {
    for (at, row) in chart.rows.iter().enumerate() {
        let y = middle(top, at);
        if at % 2 == 1 {
            svg.rect((MARGIN, y - ROW / 2), (TABLE, ROW), "#F5F7FA", "");
        }
        svg.open(&row.tooltip());
        cells(svg, row, at, y);
        svg.close();
    }
}

fn cells(svg: &mut Svg, row: &Row<'_>, at: usize, y: i32) {
    let node = row.node;
    let department =
        if node.department.is_empty() { default_department(&node.kind) } else { &node.department };
    let days = match (row.start, row.last, row.day_zero) {
        (Some(_), Some(last), Some(zero)) if last > zero => format!("{}天", last.days_since(zero)),
        (Some(_), Some(_), _) => "—".to_owned(),
        _ => String::new(),
    };
    let name =
        if node.critical { Style::new(12, colour::CRITICAL).bold() } else { Style::new(12, colour::INK) };
    let plain = Style::new(12, colour::INK);
    let mut x = MARGIN;
    let texts = [(at + 1).to_string(), department.to_owned(), node.name.clone(), node.limit.clone(), days];
    for ((text, (_, width)), column) in texts.iter().zip(COLUMNS).zip(0..) {
        let wide = column == 1 || column == 2;
        let style = if column == 2 { name } else { plain };
        let lines = wrap(text, 12, width - if wide { 14 } else { 6 }, if wide { 2 } else { 1 });
        let note = if column == 3 { note(row) } else { None };
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let count = i32::try_from(lines.len()).unwrap_or(0) + i32::from(note.is_some());
        let first = y + 4 - 7 * (count - 1);
        for (line, n) in lines.iter().zip(0..) {
            let style = if wide { style } else { style.middle() };
            svg.text(if wide { x + 8 } else { x + width / 2 }, first + 14 * n, line, style);
        }
        if let Some((text, fill)) = note {
            svg.text(x + width / 2, first + 14 * (count - 1), &text, Style::new(11, fill).bold().middle());
        }
        x += width;
    }
}

/// Who acts when no department does.
fn default_department(kind: &str) -> &'static str {
    match kind {
        "容缺补交" => "申请人",
        "受理" | "出件" => "综合窗口",
        _ => "",
    }
}

/// What is not as usual: not decided, or a level above 正常.
fn note(row: &Row<'_>) -> Option<(String, &'static str)> {
    let node = row.node;
    match (node.level.as_str(), node.state.as_str()) {
        ("红牌", _) => Some(("■ 红牌".to_owned(), colour::CRITICAL)),
        (_, state) if state != "办结" => Some((cut(state, 11, 70), colour::WARN)),
        ("黄牌" | "预警", _) => Some((format!("▲ {}", node.level), colour::WARN)),
        _ => None,
    }
}

/// Lines between days (or weeks) and rows.
pub(super) fn grid(svg: &mut Svg, axis: &Axis<'_>, top: i32, bottom: i32) {
    let mut verticals = String::new();
    for day in axis.dates() {
        if axis.scale == Scale::Day || day.weekday() == 1 {
            verticals.push_str(&format!("M{} {}V{bottom}", axis.left(day), top + MONTH));
        }
    }
    svg.path(&verticals, colour::LINE, "");
    let mut horizontals = String::new();
    let mut y = top + HEAD;
    while y < bottom {
        horizontals.push_str(&format!("M{MARGIN} {y}H{}", axis.right_edge()));
        y += ROW;
    }
    svg.path(&horizontals, colour::LINE, "");
}

/// The outer frame, over everything.
pub(super) fn border(svg: &mut Svg, axis: &Axis<'_>, top: i32, bottom: i32) {
    let (left, right) = (MARGIN, axis.right_edge());
    svg.path(&format!("M{left} {top}H{right}V{bottom}H{left}Z"), colour::FRAME, " stroke-width=\"2\"");
    svg.path(&format!("M{x} {top}V{bottom}", x = axis.left_edge()), colour::FRAME, "");
}
