//! 《…》, “…” and "…" must close on their line. An unclosed one is closed in the copy where it most likely ends.

use super::Scanner;
use super::patch::span;
use crate::diagnostics::{e0104_unclosed_name, e0105_unclosed_text};
use crate::syntax::limits::MAX_QUOTE_NESTING;

/// Marks that belong to a quotation.
pub fn is_quote(mark: char) -> bool {
    matches!(mark, '《' | '》' | '“' | '”' | '"' | '＂')
}

/// Passes a quotation that begins with `mark` at the scanner's place.
pub fn pass(scanner: &mut Scanner<'_>, mark: char) {
    let line = scanner.rest();
    let line = line.get(..line.find(['\n', '\r']).unwrap_or(line.len())).unwrap_or_default();
    let length = match mark {
        '《' => pass_name(scanner, line),
        '“' => pass_text(scanner, line),
        '"' | '＂' => pass_plain(scanner, line, mark),
        '》' => stray(scanner, mark),
        _ => pass_reversed(scanner, line),
    };
    scanner.at = scanner.at.saturating_add(length.max(1));
}

/// Length up to the closing mark that matches the opening mark `line` begins with.
pub fn closed(line: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, mark) in line.char_indices() {
        if mark == open {
            depth = depth.saturating_add(1);
            if depth > MAX_QUOTE_NESTING {
                return None;
            }
        } else if mark == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at.saturating_add(mark.len_utf8()));
            }
        }
    }
    None
}

/// Length of `line` up to the first of the stops (not at its very beginning), without white space before it.
fn until(line: &str, skip: usize, stops: &[char]) -> usize {
    let body = line.get(skip..).unwrap_or_default();
    let body = body.get(..body.find(stops).unwrap_or(body.len())).unwrap_or_default();
    let body = body.get(..body.find("//").unwrap_or(body.len())).unwrap_or_default();
    skip.saturating_add(body.trim_end().len())
}

fn pass_name(scanner: &mut Scanner<'_>, line: &str) -> usize {
    const OPEN: usize = '《'.len_utf8();
    if let Some(length) = closed(line, '《', '》') {
        return length;
    }
    let stops = ['{', '}', '｛', '｝', ';', '；', ',', '，', '、', '《', '》', '“', '"', '→'];
    let length = until(line, OPEN, &stops);
    let (start, end) = (scanner.at, scanner.at.saturating_add(length));
    let mark = span(start, start.saturating_add(OPEN));
    let finding = e0104_unclosed_name::unclosed_name(scanner.file, mark, span(end, end));
    scanner.diagnostics.push(finding);
    if length == OPEN {
        scanner.patch(start, end, " ");
    } else {
        scanner.patch(end, end, "》");
    }
    length
}

fn pass_text(scanner: &mut Scanner<'_>, line: &str) -> usize {
    if let Some(length) = closed(line, '“', '”') {
        return length;
    }
    close_text(scanner, line, '“', "”")
}

fn pass_plain(scanner: &mut Scanner<'_>, line: &str, mark: char) -> usize {
    let body = line.get(mark.len_utf8()..).unwrap_or_default();
    if let Some(at) = body.find(mark) {
        return at.saturating_add(mark.len_utf8().saturating_mul(2));
    }
    close_text(scanner, line, mark, if mark == '"' { "\"" } else { "＂" })
}

/// Reports an unclosed text. Another kind of quotation mark further on is taken for the closing one.
fn close_text(scanner: &mut Scanner<'_>, line: &str, open: char, close: &str) -> usize {
    let skip = open.len_utf8();
    let start = scanner.at;
    let mark = span(start, start.saturating_add(skip));
    let body = line.get(skip..).unwrap_or_default();
    let other = body.char_indices().find(|(_, mark)| matches!(mark, '“' | '”' | '"' | '＂'));
    if let Some((at, '“')) = other
        && body.get(at..).is_some_and(|rest| rest.contains('”'))
    {
        return part_texts(scanner, body, at, open, close);
    }
    if let Some((at, wrong)) = other {
        let from = start.saturating_add(skip).saturating_add(at);
        let to = from.saturating_add(wrong.len_utf8());
        let finding = e0105_unclosed_text::wrong_mark(scanner.file, span(from, to), close);
        scanner.diagnostics.push(finding);
        scanner.patch(from, to, close);
        return to.saturating_sub(start);
    }
    let length = until(line, skip, &['{', '}', '｛', '｝']);
    let end = start.saturating_add(length);
    let finding = e0105_unclosed_text::unclosed_text(scanner.file, mark, span(end, end), close);
    scanner.diagnostics.push(finding);
    scanner.patch(end, end, close);
    length
}

/// Another text begins before this one has ended: `““甲”` has one mark too many, `“甲 “乙”` one too few.
fn part_texts(scanner: &mut Scanner<'_>, body: &str, at: usize, open: char, close: &str) -> usize {
    let skip = open.len_utf8();
    let start = scanner.at;
    if at == 0 {
        let place = span(start, start.saturating_add(skip));
        scanner.diagnostics.push(e0105_unclosed_text::stray_mark(scanner.file, place));
        scanner.patch(start, start.saturating_add(skip), " ");
        return skip;
    }
    let part = body.get(..at).unwrap_or_default().trim_end().trim_end_matches([',', '，', '、']);
    let length = skip.saturating_add(part.trim_end().len());
    let end = start.saturating_add(length);
    let mark = span(start, start.saturating_add(skip));
    let finding = e0105_unclosed_text::unclosed_text(scanner.file, mark, span(end, end), close);
    scanner.diagnostics.push(finding);
    scanner.patch(end, end, close);
    length
}

/// `”…”`: opened with the closing mark, as some input methods do.
fn pass_reversed(scanner: &mut Scanner<'_>, line: &str) -> usize {
    const OPEN: usize = '”'.len_utf8();
    let body = line.get(OPEN..).unwrap_or_default();
    let doubled = scanner.text.get(..scanner.at).is_some_and(|before| before.ends_with('”'));
    let Some(at) = body.find(['”', '“', '"']).filter(|_| !doubled) else { return stray(scanner, '”') };
    let start = scanner.at;
    let finding = e0105_unclosed_text::wrong_mark(scanner.file, span(start, start.saturating_add(OPEN)), "“");
    scanner.diagnostics.push(finding);
    scanner.patch(start, start.saturating_add(OPEN), "“");
    let from = start.saturating_add(OPEN).saturating_add(at);
    let wrong = body.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let to = from.saturating_add(wrong);
    scanner.patch(from, to, "”");
    to.saturating_sub(start)
}

fn stray(scanner: &mut Scanner<'_>, mark: char) -> usize {
    let (start, end) = (scanner.at, scanner.at.saturating_add(mark.len_utf8()));
    let finding = match mark {
        '》' => e0104_unclosed_name::stray_mark(scanner.file, span(start, end)),
        _ => e0105_unclosed_text::stray_mark(scanner.file, span(start, end)),
    };
    scanner.diagnostics.push(finding);
    scanner.patch(start, end, " ");
    mark.len_utf8()
}
