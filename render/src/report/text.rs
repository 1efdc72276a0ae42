//! A report for a terminal; and tables by display width, so that Chinese stands under Chinese.

use super::{Part, Report};
use unicode_width::UnicodeWidthStr;

/// The whole report.
pub(super) fn write(report: &Report) -> String {
    let mut text = format!("{}\n", report.title);
    for part in &report.parts {
        match part {
            Part::Heading(heading) => text.push_str(&format!("\n{heading}\n")),
            Part::Text(line) => text.push_str(&format!("  {line}\n")),
            Part::Picture(_) => {}
            Part::Alarm(line) => text.push_str(&format!("  ! {line}\n")),
            Part::List(lines) => lines.iter().for_each(|line| text.push_str(&format!("  - {line}\n"))),
            Part::Table { heads, rows } => {
                let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
                text.push_str(&table(&heads, rows));
            }
        }
    }
    text
}

/// Rows under a heading; the last column is not padded.
#[must_use]
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = heading.iter().map(|cell| cell.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let heading: Vec<String> = heading.iter().map(|cell| (*cell).to_owned()).collect();
    std::iter::once(&heading).chain(rows).map(|row| line(row, &widths)).collect()
}

fn line(row: &[String], widths: &[usize]) -> String {
    let mut text = String::from("  ");
    for (cell, width) in row.iter().zip(widths) {
        text.push_str(cell);
        text.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
    }
    format!("{}\n", text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_display_width() {
        let rows = vec![vec!["食品".to_owned(), "5".to_owned()], vec!["ab".to_owned(), "10".to_owned()]];
        assert_eq!(table(&["事项", "天"], &rows), "  事项  天\n  食品  5\n  ab    10\n");
    }
}
