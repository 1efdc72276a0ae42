//! Parse pairs → tree: rows with their comments.

mod marks;
mod numbers;
mod split;
mod terms;
mod words;

use pest::Parser;
use pest::iterators::{Pair, Pairs};

use super::grammar::{Grammar, Rule};
use super::limits::MAX_FINDINGS;
use super::scan::patch::{Patched, span};
use super::tree::{Comment, Entry, File, Span};
use crate::diagnostics::{Diagnostic, FileId, e0007_too_many_findings, e0101_unreadable};

/// Reads balanced text.
pub fn build(patched: &Patched, file: FileId) -> (File, Vec<Diagnostic>) {
    let mut builder = Builder { patched, file, diagnostics: Vec::new(), full: false };
    let tree = match Grammar::parse(Rule::file, &patched.text) {
        Ok(mut pairs) => pairs.next().map(|pair| builder.file(pair.into_inner())).unwrap_or_default(),
        Err(error) => {
            builder.refused(&error);
            File::default()
        }
    };
    (tree, builder.diagnostics)
}

struct Builder<'a> {
    patched: &'a Patched,
    file: FileId,
    diagnostics: Vec<Diagnostic>,
    /// The list of findings has reached its limit.
    full: bool,
}

/// Comments that wait for the row they belong to, and where the last thing ended.
#[derive(Default)]
struct Waiting {
    comments: Vec<Comment>,
    /// End of the last comment or row; `None` at the beginning of a block.
    last: Option<usize>,
}

impl Builder<'_> {
    /// The original place of a pair.
    fn place(&self, pair: &Pair<'_, Rule>) -> Span {
        let found = pair.as_span();
        self.original(found.start(), found.end())
    }

    fn original(&self, start: usize, end: usize) -> Span {
        let Span { start, end } = span(start, end);
        Span { start: self.patched.original(start), end: self.patched.original(end) }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        if self.full {
            return;
        }
        self.full = self.diagnostics.len() >= MAX_FINDINGS;
        let place = diagnostic.span;
        self.diagnostics.push(diagnostic);
        if self.full {
            self.diagnostics.pop();
            self.diagnostics.push(e0007_too_many_findings::too_many_findings(self.file, place));
        }
    }

    /// The grammar takes any balanced text, so this is a last resort.
    fn refused(&mut self, error: &pest::error::Error<Rule>) {
        use pest::error::InputLocation;
        let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
        let found = self.patched.text.get(at..).and_then(|rest| rest.chars().next());
        let end = at.saturating_add(found.map_or(0, char::len_utf8));
        let place = self.original(at, end);
        let found = found.map(String::from).unwrap_or_default();
        self.report(e0101_unreadable::unreadable(self.file, place, &found));
    }

    fn file(&mut self, pairs: Pairs<'_, Rule>) -> File {
        let (entries, trailing) = self.rows(pairs);
        File { entries, trailing }
    }

    /// Rows and comments of a file or block.
    fn rows(&mut self, pairs: Pairs<'_, Rule>) -> (Vec<Entry>, Vec<Comment>) {
        let mut entries: Vec<Entry> = Vec::new();
        let mut waiting = Waiting::default();
        for pair in pairs {
            let (start, end) = (pair.as_span().start(), pair.as_span().end());
            match pair.as_rule() {
                Rule::comment => {
                    let own_line = waiting.last.is_none_or(|last| self.newlines(last, start) > 0);
                    let comment = self.comment(&pair, waiting.last);
                    match entries.last_mut() {
                        Some(entry)
                            if !own_line && waiting.comments.is_empty() && entry.same_line.is_none() =>
                        {
                            entry.same_line = Some(comment);
                        }
                        _ => waiting.comments.push(comment),
                    }
                    waiting.last = Some(end);
                }
                Rule::row => {
                    let mut entry = self.row(pair, &mut waiting);
                    if entry.terms.is_empty() && entry.error.is_none() {
                        // Nothing but invisible characters.
                        waiting.comments = entry.leading;
                        continue;
                    }
                    while let Some((first, second)) = split::at_loose_comma(self, &entry) {
                        entries.push(first);
                        entry = second;
                    }
                    entries.push(entry);
                    waiting.last = Some(end);
                }
                _ => {}
            }
        }
        (entries, waiting.comments)
    }

    /// Line breaks between two bytes of the text.
    fn newlines(&self, from: usize, to: usize) -> usize {
        let between = self.patched.text.get(from..to).unwrap_or_default();
        let feeds = between.matches('\n').count();
        feeds.max(between.matches('\r').count())
    }

    fn blank_before(&self, last: Option<usize>, start: usize) -> bool {
        last.is_some_and(|last| self.newlines(last, start) > 1)
    }

    fn comment(&self, pair: &Pair<'_, Rule>, last: Option<usize>) -> Comment {
        let written = pair.as_str();
        let body = written.trim_start_matches(['/', '／']);
        let slashes = written.chars().count().saturating_sub(body.chars().count());
        // Four slashes and more are an ordinary comment that happens to begin with slashes.
        let text = match slashes {
            2 | 3 => body,
            _ => written.char_indices().nth(2).and_then(|(at, _)| written.get(at..)).unwrap_or_default(),
        };
        let left = written.len().saturating_sub(text.trim_start().len());
        let start = pair.as_span().start().saturating_add(left);
        Comment {
            text: text.trim().to_owned(),
            doc: slashes == 3,
            blank_before: self.blank_before(last, pair.as_span().start()),
            span: self.place(pair),
            text_start: self.original(start, start).start,
        }
    }

    fn row(&mut self, pair: Pair<'_, Rule>, waiting: &mut Waiting) -> Entry {
        let start = pair.as_span().start();
        let gap = !waiting.comments.is_empty() && self.blank_before(waiting.last, start);
        let first = waiting.comments.first().map(|comment| comment.blank_before);
        let blank_before = first.unwrap_or_else(|| self.blank_before(waiting.last, start));
        let mut leading = std::mem::take(&mut waiting.comments);
        let whole = pair.as_str().to_owned();
        let row = terms::row(self, pair.into_inner());
        leading.extend(row.comments);
        let ends = row.terms.first().zip(row.terms.last());
        let place =
            ends.map_or(row.place, |(first, last)| Span { start: first.span.start, end: last.span.end });
        Entry {
            leading,
            same_line: None,
            blank_before,
            gap,
            terms: row.terms,
            error: row.broken.then_some(whole),
            span: place,
        }
    }
}

impl Builder<'_> {
    /// The words at an original place, as they stand in the text that was parsed.
    fn written(&self, place: Span) -> String {
        let (start, end) = (self.patched.here(place.start), self.patched.here(place.end));
        self.patched.text.get(start..end).unwrap_or_default().chars().take(24).collect()
    }

    /// A line ends between two original places.
    fn broken_line(&self, from: u32, to: u32) -> bool {
        self.newlines(self.patched.here(from), self.patched.here(to)) > 0
    }
}
