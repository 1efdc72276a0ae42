//! Dates as people write them on a command line.

use lianban_runtime::time::Date;

/// The date a text begins with, and what follows it: `2026-09-30`, `2026-9-30`, `2026/9/30`, `2026.9.30`, `2026年9月30日`.
/// None if it begins with no such spelling, or if there is no such day.
#[must_use]
pub fn leading_date(text: &str) -> Option<(Date, &str)> {
    let (year, rest) = digits(text, 4)?;
    if year.len() != 4 {
        return None;
    }
    let mark = rest.chars().next()?;
    let (between, end) = match mark {
        '-' | '/' | '.' => (mark, ""),
        '年' => ('月', "日"),
        _ => return None,
    };
    let (month, rest) = digits(rest.strip_prefix(mark)?, 2)?;
    let (day, rest) = digits(rest.strip_prefix(between)?, 2)?;
    let rest = if end.is_empty() { rest } else { rest.strip_prefix(['日', '号'])? };
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = Date::from_ymd(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    Some((date, rest))
}

/// At most so many leading digits, at least one.
fn digits(text: &str, most: usize) -> Option<(&str, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if length == 0 { None } else { text.split_at_checked(length) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_day() {
        for text in ["2026-09-30", "2026-9-30", "2026/9/30", "2026.9.30", "2026年9月30日", "2026年09月30号"]
        {
            let read = leading_date(text).map(|(date, rest)| (date.to_string(), rest));
            assert_eq!(read, Some(("2026-09-30".to_owned(), "")), "{text}");
        }
        assert_eq!(leading_date("2026-09-30T10:00").map(|(_, rest)| rest), Some("T10:00"));
        for text in ["", "2026", "26-9-30", "2026-9/30", "2026年9-30", "2026-02-30", "2026-9-301", "20260930"]
        {
            assert_eq!(leading_date(text), None, "{text}");
        }
    }
}
