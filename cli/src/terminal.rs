//! Draws diagnostics on a terminal. The only file that knows `ariadne`.
//!
//! What `ariadne` 0.6 must not be given, it does not get: spans end on character boundaries and inside the file (one
//! inside a character panics, one past the end drops every label); invisible and control characters are replaced by
//! visible ones of the same length; each file has a report of its own (in a second file the library reads a character
//! offset as a byte offset); a line too long for a terminal is shown as an excerpt. Header, help and notes are ours,
//! because the library's words are English only.

use crate::findings::{Finding, Place, Severity};
use crate::output::Context;
use crate::words::{escape, is_unsafe};
use ariadne::{CharSet, Color, Config, IndexType, Label, Report, ReportKind, Source};
use std::ops::Range;

/// Longest line that is drawn with its frame, in bytes.
const LINE_LIMIT_BYTES: usize = 2_000;

/// Characters shown on both sides of the place in a line that is too long.
const EXCERPT_CHARS: usize = 30;

/// A file as it is drawn: the same byte offsets as the file itself, nothing invisible.
pub struct Sheet {
    path: String,
    source: Source<String>,
    skipped: usize,
}

impl Sheet {
    /// Prepares one file; places count `skipped` bytes before its text.
    pub fn new(path: &str, text: &str, skipped: usize) -> Self {
        Self { path: path.to_owned(), source: Source::from(visible(text)), skipped }
    }
}

/// One diagnostic as text: header, source with labels, help, fixes; ends in a newline.
pub fn draw(finding: &Finding, sheets: &[Sheet], context: &Context) -> String {
    let mut text = header(finding, context);
    let marks = marks(finding);
    for group in marks.chunk_by(|a, b| a.path == b.path) {
        match sheets.iter().find(|sheet| sheet.path == group[0].path) {
            Some(sheet) => text.push_str(&frame(sheet, group, finding.severity, context)),
            None => text.push_str(&format!("  {}\n", escape(group[0].path))),
        }
    }
    for note in &finding.notes {
        text.push_str(&line(context, context.pick("说明：", "note: "), note));
    }
    if let Some(help) = &finding.help {
        text.push_str(&line(context, context.pick("帮助：", "help: "), help));
    }
    for fix in &finding.fixes {
        text.push_str(&line(context, context.pick("改法：", "fix: "), &fix.title));
    }
    text
}

/// A stretch to underline, with what is said about it.
struct Mark<'a> {
    path: &'a str,
    bytes: Range<usize>,
    message: &'a str,
    primary: bool,
}

/// The primary place and the labelled ones, those of the primary file first.
fn marks(finding: &Finding) -> Vec<Mark<'_>> {
    let same = |path: &str, start: Place, end: Place| {
        path == finding.file && start.byte == finding.start.byte && end.byte == finding.end.byte
    };
    let mut marks: Vec<Mark<'_>> = finding
        .labels
        .iter()
        .map(|label| Mark {
            path: &label.file,
            bytes: label.start.byte..label.end.byte,
            message: &label.message,
            primary: same(&label.file, label.start, label.end),
        })
        .collect();
    if !marks.iter().any(|mark| mark.primary) {
        let bytes = finding.start.byte..finding.end.byte;
        marks.insert(0, Mark { path: &finding.file, bytes, message: "", primary: true });
    }
    // From top to bottom: out of that order the library repeats the frame with the place of the first label.
    marks.sort_by_key(|mark| (mark.path != finding.file, mark.path, mark.bytes.start, mark.bytes.end));
    marks
}

/// `错误[E0102]：…`
fn header(finding: &Finding, context: &Context) -> String {
    let word = match finding.severity {
        Severity::Error => context.pick("错误", "error"),
        Severity::Warning => context.pick("警告", "warning"),
        Severity::Hint => context.pick("提示", "hint"),
    };
    let colon = context.pick("：", ": ");
    let code = if finding.code.is_empty() { String::new() } else { format!("[{}]", finding.code) };
    let head = format!("{word}{code}");
    let head =
        if context.color { format!("\u{1b}[1;{}m{head}\u{1b}[0m", ansi(finding.severity)) } else { head };
    format!("{head}{colon}{}\n", escape(&finding.message))
}

/// A line below the source.
fn line(context: &Context, word: &str, text: &str) -> String {
    let text = escape(text).replace('\n', "\n      ");
    if context.color { format!("\u{1b}[36m{word}\u{1b}[0m{text}\n") } else { format!("{word}{text}\n") }
}

const fn ansi(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 31,
        Severity::Warning => 33,
        Severity::Hint => 36,
    }
}

/// The source lines of one file with their labels, or an excerpt where they are too long.
fn frame(sheet: &Sheet, marks: &[Mark<'_>], severity: Severity, context: &Context) -> String {
    let text = sheet.source.text();
    let spans: Vec<Range<usize>> = marks.iter().map(|mark| clamp(text, &mark.bytes, sheet.skipped)).collect();
    if spans.iter().any(|span| touches_long_line(text, span)) {
        return excerpts(sheet, marks, &spans);
    }
    let config = Config::new()
        .with_index_type(IndexType::Byte)
        .with_color(context.color)
        .with_tab_width(4)
        .with_char_set(if context.ascii { CharSet::Ascii } else { CharSet::Unicode });
    let color = match severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Hint => Color::Cyan,
    };
    let id = sheet.path.as_str();
    let first = marks.iter().position(|mark| mark.primary).unwrap_or(0);
    let mut report = Report::build(ReportKind::Error, (id, spans[first].clone())).with_config(config);
    for (order, (mark, span)) in (0..).zip(marks.iter().zip(&spans)) {
        let mut label = Label::new((id, span.clone())).with_order(order);
        label = label.with_color(if mark.primary { color } else { Color::Blue });
        // The library underlines only where something is said.
        let message = if mark.message.is_empty() { context.pick("这里", "here") } else { mark.message };
        label = label.with_message(escape(message));
        report = report.with_label(label);
    }
    let mut drawn = Vec::new();
    match report.finish().write((id, &sheet.source), &mut drawn) {
        Ok(()) => tidy(&String::from_utf8_lossy(&drawn), context.color),
        Err(_) => excerpts(sheet, marks, &spans),
    }
}

/// Drops the library's header line and the spaces at line ends, and its colours where none are wanted.
fn tidy(drawn: &str, color: bool) -> String {
    let mut text = String::with_capacity(drawn.len());
    for line in drawn.lines().skip(1) {
        let line = if color { line.to_owned() } else { without_ansi(line) };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Removes `ESC [ … m` sequences.
fn without_ansi(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain
}

/// Moves a span to character boundaries inside the text, and off a trailing line end.
fn clamp(text: &str, bytes: &Range<usize>, skipped: usize) -> Range<usize> {
    let mut start = bytes.start.saturating_sub(skipped).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = bytes.end.saturating_sub(skipped).clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let kept = text[start..end].trim_end_matches(['\n', '\r']).len();
    start..start + kept
}

/// Whether one of the lines a span runs over is too long to draw.
fn touches_long_line(text: &str, span: &Range<usize>) -> bool {
    let from = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let to = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    text[from..to].split('\n').any(|line| line.len() > LINE_LIMIT_BYTES)
}

/// Where a line is too long: path, line and column, and the characters around the place.
fn excerpts(sheet: &Sheet, marks: &[Mark<'_>], spans: &[Range<usize>]) -> String {
    let text = sheet.source.text();
    let mut lines = String::new();
    for (mark, span) in marks.iter().zip(spans) {
        let place = Place::of(text, span.start);
        let before: Vec<char> =
            text[..span.start].chars().rev().take_while(|c| *c != '\n').take(EXCERPT_CHARS).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String =
            text[span.start..].chars().take_while(|c| *c != '\n').take(EXCERPT_CHARS).collect();
        lines.push_str(&format!("  {}:{}:{}: …{before}»{after}…", sheet.path, place.line, place.column));
        if !mark.message.is_empty() {
            lines.push_str(&format!(" ← {}", escape(mark.message)));
        }
        lines.push('\n');
    }
    lines
}

/// The same text, byte for byte as long, with nothing in it that moves the cursor, breaks a line or hides.
fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let line_end = c == '\n' || (c == '\r' && rest.peek() == Some(&'\n'));
        if c == '\t' || line_end || !is_unsafe(c) {
            shown.push(c);
            continue;
        }
        shown.push(match c.len_utf8() {
            1 => '?',
            2 => '·',
            _ => '\u{fffd}',
        });
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Format, LangChoice};
    use crate::findings::Remark;

    const TEXTS: [&str; 8] = [
        "",
        "\n",
        "a",
        "卫\n\n",
        "\r\n\r\n",
        "一\r二\u{2028}三\u{85}\u{feff}\u{0}\u{7f}\t甲\n🙂e\u{301}\n",
        "x\n\n\n   \n卫",
        "\u{b}\u{c}\n\r",
    ];

    fn at(byte: usize) -> Place {
        Place { line: 1, column: 1, byte }
    }

    fn finding(span: (usize, usize), labels: &[(&str, (usize, usize))]) -> Finding {
        let remark = |(file, (start, end)): &(&str, (usize, usize))| Remark {
            message: "此处".to_owned(),
            file: (*file).to_owned(),
            start: at(*start),
            end: at(*end),
        };
        Finding {
            code: "E0000".to_owned(),
            severity: Severity::Error,
            message: "错".to_owned(),
            file: "a".to_owned(),
            start: at(span.0),
            end: at(span.1),
            labels: labels.iter().map(remark).collect(),
            help: None,
            notes: Vec::new(),
            fixes: Vec::new(),
        }
    }

    const PLAIN: Context =
        Context { lang: LangChoice::Zh, format: Format::Human, color: false, ascii: false };

    #[test]
    fn no_span_of_any_text_panics_or_loses_its_place() {
        for text in TEXTS {
            let sheets = [Sheet::new("a", text, 0), Sheet::new("b", text, 3)];
            let ends = 0..text.len() + 3;
            for (start, end) in ends.clone().flat_map(|start| ends.clone().map(move |end| (start, end))) {
                for second in [(start, end), (0, 1), (end, start), (0, text.len())] {
                    let drawn =
                        draw(&finding((start, end), &[("b", second), ("a", second)]), &sheets, &PLAIN);
                    assert!(
                        !drawn.contains('\u{1b}') && !drawn.contains("a:?"),
                        "{text:?} {start} {end} {drawn}"
                    );
                    assert!(drawn.lines().all(|line| line == line.trim_end()));
                }
            }
        }
    }

    #[test]
    fn chinese_stands_above_its_underline() {
        let text = "事项 食品经营许可 { 法定 20 斤 }\n";
        let start = text.find("20").unwrap_or(0);
        let drawn = draw(&finding((start, start + 6), &[]), &[Sheet::new("a", text, 0)], &PLAIN);
        insta::assert_snapshot!(drawn);
    }
}
