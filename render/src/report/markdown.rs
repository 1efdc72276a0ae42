//! A report as Markdown, for a review comment.

use super::{Part, Report};

/// The whole report.
pub(super) fn write(report: &Report) -> String {
    let mut text = format!("# {}\n", plain(&report.title));
    for part in &report.parts {
        text.push('\n');
        match part {
            Part::Heading(heading) => text.push_str(&format!("## {}\n", plain(heading))),
            Part::Text(line) => text.push_str(&format!("{}\n", plain(line))),
            Part::Picture(_) => {}
            Part::Alarm(line) => text.push_str(&format!("**{}**\n", plain(line))),
            Part::List(lines) => {
                lines.iter().for_each(|line| text.push_str(&format!("- {}\n", plain(line))));
            }
            Part::Table { heads, rows } => {
                text.push_str(&row(heads));
                text.push_str(&format!("|{}\n", "---|".repeat(heads.len())));
                rows.iter().for_each(|cells| text.push_str(&row(cells)));
            }
        }
    }
    text
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Text in which no character means anything to Markdown.
fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(c);
            }
            '\n' | '\r' => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn nothing_in_a_name_is_markup() {
        assert_eq!(plain("a|b *c* <d>\n[e](f)"), "a\\|b \\*c\\* \\<d\\> \\[e\\](f)");
        assert_eq!(plain("食品经营许可 ≥ 300 ㎡"), "食品经营许可 ≥ 300 ㎡");
    }
}
