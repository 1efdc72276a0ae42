//! Brackets without partner: one finding each, and a copy of the text in which they pair.

use super::faults::{Fault, brace_faults};
use super::header::before_arrow;
use super::patch::{Patch, span};
use super::{Mark, MarkKind, end_of};
use crate::diagnostics::{
    Diagnostic, FileId, e0102_unclosed_block, e0103_extra_brace, e0106_unmatched_parenthesis,
    e0118_missing_brace,
};

/// Reports and mends all brackets of a file.
pub fn resolve(
    text: &str,
    file: FileId,
    marks: &[Mark],
    patches: &mut Vec<Patch>,
    findings: &mut Vec<Diagnostic>,
) {
    for mark in loose_parentheses(marks) {
        let place = span(mark.start, mark.end);
        let opening = mark.kind == MarkKind::OpenParen;
        findings.push(e0106_unmatched_parenthesis::unmatched_parenthesis(file, place, opening));
        patches.push(Patch { span: place, text: " ".to_owned() });
    }
    for fault in brace_faults(text, marks) {
        let (finding, patch) = mend(text, file, fault);
        findings.push(finding);
        patches.push(patch);
    }
}

fn mend(text: &str, file: FileId, fault: Fault) -> (Diagnostic, Patch) {
    match fault {
        Fault::Extra { close } => {
            let place = span(close.start, close.end);
            (e0103_extra_brace::extra_brace(file, place), Patch { span: place, text: " ".to_owned() })
        }
        Fault::Missing { insert, lead } => missing(text, file, insert, lead),
        Fault::Inline { open, insert } => {
            let insert = before_arrow(text, &header_of(text, &open), &open).unwrap_or(insert);
            closed_at(text, file, &open, insert)
        }
        Fault::Unclosed { open, insert } => match before_arrow(text, &header_of(text, &open), &open) {
            Some(insert) => closed_at(text, file, &open, insert),
            None => unclosed(text, file, &open, insert),
        },
    }
}

/// A `{` that was forgotten.
fn missing(text: &str, file: FileId, insert: usize, lead: bool) -> (Diagnostic, Patch) {
    let before = text.get(..insert).unwrap_or_default();
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default();
    let header = header(line);
    let end = before.trim_end().len();
    let last = before.trim_end().chars().next_back().map_or(0, char::len_utf8);
    let underline = span(end.saturating_sub(last), end);
    let place = span(insert, insert);
    let written = if lead { "{ " } else { " {" };
    let finding = e0118_missing_brace::missing_brace(file, underline, &header, place, written);
    (finding, Patch { span: place, text: written.to_owned() })
}

/// A block that began and ended on one line.
fn closed_at(text: &str, file: FileId, open: &Mark, insert: usize) -> (Diagnostic, Patch) {
    let place = span(insert, insert);
    let mark = span(open.start, open.end);
    let finding = e0102_unclosed_block::unclosed_block(file, mark, &header_of(text, open), place, " }");
    (finding, Patch { span: place, text: " }".to_owned() })
}

fn unclosed(text: &str, file: FileId, open: &Mark, insert: usize) -> (Diagnostic, Patch) {
    let place = span(insert, insert);
    let last = insert == text.len();
    let ended = text.get(..insert).is_none_or(|before| before.is_empty() || before.ends_with('\n'));
    let indent = " ".repeat(open.indent);
    let (patch, written) = match (last, ended) {
        (true, true) => ("\n}\n", format!("{indent}}}\n")),
        (true, false) => ("\n}\n", format!("\n{indent}}}\n")),
        (false, _) => ("\n}", format!("\n{indent}}}")),
    };
    let header = header_of(text, open);
    let mark = span(open.start, open.end);
    let finding = e0102_unclosed_block::unclosed_block(file, mark, &header, place, &written);
    let place = if last { end_of(text) } else { place };
    (finding, Patch { span: place, text: patch.to_owned() })
}

/// The words before `{` on its line: how a person would call the block.
fn header_of(text: &str, open: &Mark) -> String {
    header(text.get(open.line..open.start).unwrap_or_default())
}

fn header(line: &str) -> String {
    let words = line.rsplit(['{', '}', ';', '；', '→', '｛', '｝']).next().unwrap_or_default();
    words.trim().chars().take(24).collect()
}

/// Parentheses without partner: none may reach across a brace or a `；`.
fn loose_parentheses(marks: &[Mark]) -> Vec<Mark> {
    let mut open: Vec<Mark> = Vec::new();
    let mut loose = Vec::new();
    for mark in marks {
        match mark.kind {
            MarkKind::OpenParen => open.push(*mark),
            MarkKind::CloseParen if open.pop().is_none() => loose.push(*mark),
            MarkKind::CloseParen | MarkKind::LineStart => {}
            _ => loose.append(&mut open),
        }
    }
    loose.append(&mut open);
    loose.sort_by_key(|mark| mark.start);
    loose
}
