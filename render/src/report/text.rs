//! A report for a terminal: tables by display width.

use super::{Part, Report};
use unicode_width::UnicodeWidthStr;

/// The whole report.
pub(super) fn write(report: &Report) -> String {
    let mut text = format!("{}\n", report.title);
    for part in &report.parts {
        match part {
            Part::Heading(heading) => text.push_str(&format!("\n{heading}\n")),
            Part::Text(line) => text.push_str(&format!("  {line}\n")),
            Part::Alarm(line) => text.push_str(&format!("  ! {line}\n")),
            Part::List(lines) => lines.iter().for_each(|line| text.push_str(&format!("  - {line}\n"))),
            Part::Table { heads, rows } => table(&mut text, heads, rows),
        }
    }
    text
}

fn table(text: &mut String, heads: &[String], rows: &[Vec<String>]) {
    let mut widths: Vec<usize> = heads.iter().map(|cell| cell.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    for row in std::iter::once(heads).chain(rows.iter().map(Vec::as_slice)) {
        let mut line = String::from("  ");
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}
