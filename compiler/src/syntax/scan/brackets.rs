//! Brackets without partner: one finding each, and a copy of the text in which they pair.

use super::faults::{Fault, brace_faults};
use super::patch::{Patch, span};
use super::{Mark, MarkKind, end_of};
use crate::diagnostics::{
    Diagnostic, FileId, e0102_unclosed_block, e0103_extra_brace, e0106_unmatched_parenthesis,
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
    for fault in brace_faults(marks, text.len()) {
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
        Fault::Unclosed { open, insert } => {
            let place = span(insert, insert);
            let last = insert == text.len();
            let patch = if last { "\n}\n" } else { "}\n" };
            let written = format!("{}}}\n", " ".repeat(open.indent));
            let written = if last && !text.ends_with('\n') { format!("\n{written}") } else { written };
            let header = header_of(text, &open);
            let finding = e0102_unclosed_block::unclosed_block(
                file,
                span(open.start, open.end),
                &header,
                place,
                &written,
            );
            let place = if last { end_of(text) } else { place };
            (finding, Patch { span: place, text: patch.to_owned() })
        }
    }
}

/// The words before `{` on its line: how a person would call the block.
fn header_of(text: &str, open: &Mark) -> String {
    let line = text.get(open.line..open.start).unwrap_or_default();
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
