//! `--start`: when a case is submitted.

use crate::exit::Failure;
use crate::words::Words;
use lianban_runtime::time::{Calendar, Instant};
use lianban_stdlib::leading_date;

/// Reads RFC 3339, `2026-09-28T10:00` (local time of the calendar) or `2026-09-28` (its opening time). The date may also
/// be spelled `2026/9/28`, `2026.9.28` or `2026年9月28日`. Full-width digits and colons count as half-width ones.
pub fn read(text: &str, calendar: &Calendar) -> Result<Instant, Failure> {
    instant("--start", text, calendar)
}

/// The same for another option.
pub fn instant(option: &str, text: &str, calendar: &Calendar) -> Result<Instant, Failure> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let plain = match leading_date(&plain) {
        Some((date, "")) => return Ok(calendar.opening(date)),
        Some((date, time)) => format!("{date}T{}", time.trim_start().trim_start_matches('T')),
        None => plain,
    };
    Instant::parse_local(&plain, calendar.data().utc_offset_minutes).map_err(|error| {
        Failure::usage(Words::new(
            format!("{option} 读不懂“{text}”：{}", error.zh()),
            format!("{option} cannot be `{text}`: {error}"),
        ))
        .with_help(Words::new(
            "写成 2026-09-28T10:00，或只写日期 2026-09-28（按上班时间）",
            "write 2026-09-28T10:00, or a date 2026-09-28 (opening time)",
        ))
    })
}

/// Full-width ASCII to half-width.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
