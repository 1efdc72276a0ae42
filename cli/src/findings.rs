//! Diagnostics as plain data in the words of one language: the `check` JSON of the outward contract. The terminal draws
//! exactly what stands here.

use lianban_compiler::diagnostics::{Diagnostic, Edit, FileId, Fix, Label, Lang};
use lianban_compiler::{Compilation, SourceFile};
use serde::Serialize;
use std::collections::BTreeMap;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The bundle is wrong.
    Error,
    /// Probably a slip.
    Warning,
    /// Could be better.
    Hint,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// From 0.
    pub byte: usize,
}

/// A stretch of a file with what is said about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// What is said.
    pub message: String,
    /// Path as given on the command line.
    pub file: String,
    /// First character.
    pub start: Place,
    /// Behind the last character.
    pub end: Place,
}

/// Replacement of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Replacement {
    /// Path as given on the command line.
    pub file: String,
    /// First byte.
    pub start_byte: usize,
    /// Behind the last byte.
    pub end_byte: usize,
    /// What takes its place.
    pub text: String,
}

/// A way to put it right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Remedy {
    /// What it does.
    pub title: String,
    /// How.
    pub edits: Vec<Replacement>,
}

/// One diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// How grave.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Path as given on the command line.
    pub file: String,
    /// First character that is wrong.
    pub start: Place,
    /// Behind the last one.
    pub end: Place,
    /// Remarks on this and other places.
    pub labels: Vec<Remark>,
    /// What to write instead.
    pub help: Option<String>,
    /// Why.
    pub notes: Vec<String>,
    /// Ways to put it right.
    pub fixes: Vec<Remedy>,
}

/// A warning or hint that the source acknowledges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acknowledged {
    /// What it is.
    #[serde(flatten)]
    pub finding: Finding,
    /// Why it is left.
    pub reason: String,
}

/// The document of `check`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// In the order of files, places and codes.
    pub diagnostics: Vec<Finding>,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// Warnings and hints that the source acknowledges (知悉); not counted above.
    pub acknowledged: Vec<Acknowledged>,
    /// Bytes before the text, by file: places count them, texts do not have them.
    #[serde(skip)]
    pub skipped: BTreeMap<String, usize>,
}

/// A file with the starts of its lines, so that a place is found quickly.
pub struct Ruled<'a> {
    file: &'a SourceFile,
    line_starts: Vec<usize>,
    skipped: usize,
}

impl<'a> Ruled<'a> {
    /// `skipped`: bytes of the file before the text, as a byte order mark takes.
    pub fn new(file: &'a SourceFile, skipped: usize) -> Self {
        let ends = file.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { file, line_starts: std::iter::once(0).chain(ends).collect(), skipped }
    }

    /// Path of the file.
    pub fn path(&self) -> &'a str {
        &self.file.path
    }

    /// As [`Place::of`], in bytes of the file.
    pub fn place(&self, byte: u32) -> Place {
        let text = &self.file.text;
        let mut at = (byte as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|before| self.line_starts.get(before)).copied().unwrap_or(0);
        Place { line, column: text[start..at].chars().count() + 1, byte: at + self.skipped }
    }
}

impl Place {
    /// The place of a byte offset. An offset past the end or inside a character moves to the nearest place before it.
    /// Lines end at `\n`.
    pub fn of(text: &str, byte: usize) -> Self {
        let mut at = byte.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &text[..at];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        Self { line, column: text[line_start..at].chars().count() + 1, byte: at }
    }
}

impl Findings {
    /// The diagnostics of a compilation in one language.
    pub fn of(compilation: &Compilation, lang: Lang, skipped: impl Fn(&str) -> usize) -> Self {
        let rule = |file| Ruled::new(file, skipped(&file.path));
        let files: Vec<Ruled<'_>> = compilation.sources.iter().map(rule).collect();
        let mut findings = Self::default();
        findings.skipped.extend(files.iter().map(|ruled| (ruled.file.path.clone(), ruled.skipped)));
        for diagnostic in &compilation.diagnostics {
            findings.push(finding(diagnostic, &files, lang));
        }
        findings.acknowledged.extend(compilation.acknowledged.iter().map(|(diagnostic, reason)| {
            Acknowledged { finding: finding(diagnostic, &files, lang), reason: reason.clone() }
        }));
        findings
    }

    /// Adds those of another file.
    pub fn append(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.diagnostics.extend(other.diagnostics);
        self.acknowledged.extend(other.acknowledged);
        self.skipped.extend(other.skipped);
    }

    /// Adds one and counts it.
    pub fn push(&mut self, finding: Finding) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Hint => {}
        }
        self.diagnostics.push(finding);
    }
}

/// A diagnostic in the words of one language.
fn finding(diagnostic: &Diagnostic, files: &[Ruled<'_>], lang: Lang) -> Finding {
    let path =
        |file: FileId| files.get(file.0 as usize).map_or_else(String::new, |ruled| ruled.file.path.clone());
    let place = |file: FileId, byte: u32| match files.get(file.0 as usize) {
        Some(ruled) => ruled.place(byte),
        None => Place { line: 1, column: 1, byte: 0 },
    };
    let remark = |label: &Label| Remark {
        message: label.text.get(lang).to_owned(),
        file: path(label.file),
        start: place(label.file, label.span.start),
        end: place(label.file, label.span.end),
    };
    let replacement = |edit: &Edit| Replacement {
        file: path(edit.file),
        start_byte: place(edit.file, edit.span.start).byte,
        end_byte: place(edit.file, edit.span.end).byte,
        text: edit.text.clone(),
    };
    let remedy = |fix: &Fix| Remedy {
        title: fix.title.get(lang).to_owned(),
        edits: fix.edits.iter().map(replacement).collect(),
    };
    Finding {
        code: diagnostic.code.to_owned(),
        severity: match diagnostic.severity {
            lianban_compiler::diagnostics::Severity::Error => Severity::Error,
            lianban_compiler::diagnostics::Severity::Warning => Severity::Warning,
            lianban_compiler::diagnostics::Severity::Hint => Severity::Hint,
        },
        message: diagnostic.message.get(lang).to_owned(),
        file: path(diagnostic.file),
        start: place(diagnostic.file, diagnostic.span.start),
        end: place(diagnostic.file, diagnostic.span.end),
        labels: diagnostic.labels.iter().map(remark).collect(),
        help: diagnostic.help.as_ref().map(|help| help.get(lang).to_owned()),
        notes: Vec::new(),
        fixes: diagnostic.fixes.iter().map(remedy).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let text = "一件事\n  承诺 x";
        assert_eq!(Place::of(text, 0), Place { line: 1, column: 1, byte: 0 });
        assert_eq!(Place::of(text, 12), Place { line: 2, column: 3, byte: 12 });
        assert_eq!(Place::of(text, 13), Place { line: 2, column: 3, byte: 12 }, "inside a character");
        assert_eq!(Place::of(text, 999), Place { line: 2, column: 7, byte: text.len() });
    }
}
