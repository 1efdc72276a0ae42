//! Rows, comments and blank lines.

use super::align::{Padding, paddings};
use super::layout;
use crate::diagnostics::Lang;
use crate::syntax::tree::{Block, Comment, Entry, File, Span};

/// Writes a tree; looks at the text it was read from only to see which blocks stand on one line.
pub struct Printer<'a> {
    source: &'a str,
    /// Language of keywords and punctuation.
    pub lang: Lang,
    out: String,
}

impl<'a> Printer<'a> {
    /// A printer for a tree read from `source`.
    pub fn new(source: &'a str, lang: Lang) -> Self {
        Self { source, lang, out: String::with_capacity(source.len()) }
    }

    /// The whole file.
    pub fn file(mut self, file: &File) -> String {
        self.body(&file.entries, &file.trailing, 0);
        self.out
    }

    /// Rows and trailing comments, each on its line.
    pub fn body(&mut self, entries: &[Entry], trailing: &[Comment], indent: usize) {
        let mut first = true;
        for (entry, padding) in entries.iter().zip(paddings(self, entries, indent)) {
            self.entry(entry, &padding, indent, first);
            first = false;
        }
        self.comments(trailing, indent, first);
    }

    fn entry(&mut self, entry: &Entry, padding: &Padding, indent: usize, first: bool) {
        if entry.blank_before && !first {
            self.out.push('\n');
        }
        // The blank line before the first comment is the row's own.
        if let Some((head, rest)) = entry.leading.split_first() {
            self.comment_line(head, indent);
            self.comments(rest, indent, false);
        }
        if entry.gap {
            self.out.push('\n');
        }
        self.pad(indent);
        layout::row(self, entry, padding, indent);
        if let Some(comment) = &entry.same_line {
            self.out.push_str("  ");
            self.comment(comment);
        }
        self.out.push('\n');
    }

    fn comments(&mut self, comments: &[Comment], indent: usize, mut first: bool) {
        for comment in comments {
            if comment.blank_before && !first {
                self.out.push('\n');
            }
            self.comment_line(comment, indent);
            first = false;
        }
    }

    fn comment_line(&mut self, comment: &Comment, indent: usize) {
        self.pad(indent);
        self.comment(comment);
        self.out.push('\n');
    }

    fn comment(&mut self, comment: &Comment) {
        self.out.push_str(if comment.doc { "///" } else { "//" });
        if !comment.text.is_empty() {
            self.out.push(' ');
            self.out.push_str(&comment.text);
        }
    }

    /// Adds text.
    pub fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Begins a new line.
    pub fn new_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.pad(indent);
    }

    fn pad(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// The block can be written on one line: it was, and nothing in it needs a line of its own.
    pub fn inline(&self, block: &Block) -> bool {
        if block.entries.is_empty() {
            return block.trailing.is_empty();
        }
        let Span { start, end } = block.span;
        let written = self.source.get(start as usize..end as usize).unwrap_or_default();
        let plain = |entry: &Entry| entry.leading.is_empty() && entry.same_line.is_none();
        !written.contains(['\n', '\r']) && block.trailing.is_empty() && block.entries.iter().all(plain)
    }
}
