//! A tree without places and blank lines: what two texts must share to mean the same.

use crate::syntax::tree::{Block, Comment, Entry, File, Span, Term, TermKind};

/// The shape of a file.
pub fn of(file: &File) -> File {
    File { entries: entries(&file.entries), trailing: comments(&file.trailing) }
}

fn entries(list: &[Entry]) -> Vec<Entry> {
    let one = |entry: &Entry| Entry {
        leading: comments(&entry.leading),
        same_line: entry.same_line.as_ref().map(comment),
        blank_before: false,
        gap: false,
        terms: terms(&entry.terms),
        error: entry.error.clone(),
        span: Span::default(),
    };
    list.iter().map(one).collect()
}

fn comments(list: &[Comment]) -> Vec<Comment> {
    list.iter().map(comment).collect()
}

fn comment(comment: &Comment) -> Comment {
    Comment { blank_before: false, span: Span::default(), text_start: 0, ..comment.clone() }
}

fn terms(list: &[Term]) -> Vec<Term> {
    let one = |term: &Term| {
        let kind = match &term.kind {
            TermKind::Block(block) => TermKind::Block(Block {
                entries: entries(&block.entries),
                trailing: comments(&block.trailing),
                span: Span::default(),
            }),
            TermKind::Group(inner) => TermKind::Group(terms(inner)),
            kind => kind.clone(),
        };
        Term { kind, span: Span::default() }
    };
    list.iter().map(one).collect()
}
