//! A linear look at the raw text before it is parsed: are quotes closed, do brackets pair up, is it within limits?
//!
//! What does not pair is reported once and put right in a copy, so that the parser always sees balanced text and one
//! missing mark never costs more than one finding.

mod brackets;
mod faults;
mod header;
mod indent;
mod lines;
pub mod patch;
mod quotes;

use crate::diagnostics::{
    Diagnostic, FileId, e0005_nesting_too_deep, e0006_too_many_terms, e0007_too_many_findings,
};
use crate::syntax::limits::{MAX_FINDINGS, MAX_NESTING, MAX_TERMS};
use lines::Lines;
use patch::{Patch, Patched, offset, span};

/// What a bracket mark is. A `；` counts, because no parenthesis may reach across it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkKind {
    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    Semicolon,
    /// The first word of a line, when it is none of the above.
    LineStart,
}

/// One bracket with what is known of its line.
#[derive(Clone, Copy, Debug)]
struct Mark {
    kind: MarkKind,
    /// First byte.
    start: usize,
    /// One past the last byte.
    end: usize,
    /// Columns of white space its line begins with.
    indent: usize,
    /// Nothing but white space stands before it on its line.
    first: bool,
    /// First byte of its line.
    line: usize,
    /// End of the last visible thing before it, comments aside.
    after: usize,
}

/// Result of the scan.
#[derive(Debug)]
pub struct Scan {
    /// Balanced text to parse; `None` if the file is past a limit.
    pub patched: Option<Patched>,
    /// What was found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Scans a file.
#[must_use]
pub fn scan(text: &str, file: FileId) -> Scan {
    let mut scanner = Scanner::new(text, file);
    if let Err(fatal) = scanner.run() {
        return Scan { patched: None, diagnostics: vec![*fatal] };
    }
    brackets::resolve(text, file, &scanner.marks, &mut scanner.patches, &mut scanner.diagnostics);
    if scanner.diagnostics.len() > MAX_FINDINGS {
        scanner.diagnostics.truncate(MAX_FINDINGS);
        scanner.diagnostics.push(e0007_too_many_findings::too_many_findings(file, span(0, 0)));
        return Scan { patched: None, diagnostics: scanner.diagnostics };
    }
    let patched = Patched::new(text, scanner.patches);
    Scan { patched: Some(patched), diagnostics: scanner.diagnostics }
}

struct Scanner<'a> {
    text: &'a str,
    file: FileId,
    at: usize,
    lines: Lines,
    /// End of the last visible thing, comments aside.
    passed: usize,
    depth: usize,
    terms: usize,
    in_word: bool,
    marks: Vec<Mark>,
    patches: Vec<Patch>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, file: FileId) -> Self {
        Self {
            text,
            file,
            at: 0,
            lines: Lines::default(),
            passed: 0,
            depth: 0,
            terms: 0,
            in_word: false,
            marks: Vec::new(),
            patches: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn run(&mut self) -> Result<(), Box<Diagnostic>> {
        while let Some(first) = self.rest().chars().next() {
            self.step(first)?;
            if self.terms > MAX_TERMS {
                return Err(Box::new(e0006_too_many_terms::too_many_terms(self.file, self.here(first))));
            }
            if self.diagnostics.len() > MAX_FINDINGS {
                return Ok(());
            }
        }
        Ok(())
    }

    fn here(&self, first: char) -> crate::syntax::tree::Span {
        span(self.at, self.at.saturating_add(first.len_utf8()))
    }

    fn step(&mut self, first: char) -> Result<(), Box<Diagnostic>> {
        let comment = matches!(first, '/' | '／') && self.rest().chars().nth(1) == Some(first);
        if matches!(first, '\n' | '\r') || first.is_whitespace() {
            self.in_word = false;
            self.at = self.at.saturating_add(first.len_utf8());
            self.lines.pass(first, self.at);
            return Ok(());
        }
        if comment {
            self.term();
            let length = self.rest().find(['\n', '\r']).unwrap_or(self.rest().len());
            self.at = self.at.saturating_add(length);
            return Ok(());
        }
        self.visible(first)
    }

    fn visible(&mut self, first: char) -> Result<(), Box<Diagnostic>> {
        let kind = mark_kind(first);
        if kind.is_some() || self.lines.at_start() {
            self.mark(kind.unwrap_or(MarkKind::LineStart), first);
        }
        self.lines.leave_start();
        match kind {
            Some(MarkKind::OpenBrace | MarkKind::OpenParen) => {
                self.depth = self.depth.saturating_add(1);
                if self.depth > MAX_NESTING {
                    let here = self.here(first);
                    return Err(Box::new(e0005_nesting_too_deep::nesting_too_deep(self.file, here)));
                }
            }
            Some(MarkKind::CloseBrace | MarkKind::CloseParen) => self.depth = self.depth.saturating_sub(1),
            _ if quotes::is_quote(first) => {
                self.term();
                quotes::pass(self, first);
                self.passed = self.at;
                return Ok(());
            }
            _ => {}
        }
        self.count(first);
        self.at = self.at.saturating_add(first.len_utf8());
        self.passed = self.at;
        Ok(())
    }

    fn mark(&mut self, kind: MarkKind, first: char) {
        let end = self.at.saturating_add(first.len_utf8());
        let (indent, line) = (self.lines.indent(), self.lines.start());
        let (first, after) = (self.lines.at_start(), self.passed);
        self.marks.push(Mark { kind, start: self.at, end, indent, first, line, after });
    }

    /// Counts words once, marks one by one.
    fn count(&mut self, first: char) {
        let word = first.is_alphanumeric() || first == '_';
        if !(word && self.in_word) {
            self.term();
        }
        self.in_word = word;
    }

    fn term(&mut self) {
        self.terms = self.terms.saturating_add(1);
        self.in_word = false;
    }

    fn patch(&mut self, start: usize, end: usize, text: &str) {
        self.patches.push(Patch { span: span(start, end), text: text.to_owned() });
    }
}

fn mark_kind(first: char) -> Option<MarkKind> {
    Some(match first {
        '{' | '｛' => MarkKind::OpenBrace,
        '}' | '｝' => MarkKind::CloseBrace,
        '(' | '（' => MarkKind::OpenParen,
        ')' | '）' => MarkKind::CloseParen,
        ';' | '；' => MarkKind::Semicolon,
        _ => return None,
    })
}

/// The end of the file as a place to point at.
fn end_of(text: &str) -> crate::syntax::tree::Span {
    let end = offset(text.len());
    crate::syntax::tree::Span { start: end, end }
}

/// `“…”` is one quotation to its very end.
#[must_use]
pub fn text_closes(written: &str) -> bool {
    quotes::closed(written, '“', '”') == Some(written.len())
}
