//! 知悉: a warning that its writer knows of, with the reason why it is left.

use super::place::{Place, Spanned};
use crate::diagnostics::FileId;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::{Entry, File, Term, TermKind};
use crate::unfold::origin;

/// `知悉 W0410 “……”`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// The code of the warning.
    pub code: Spanned<String>,
    /// Why it is left.
    pub reason: String,
    /// The row in whose block it stands: warnings of this code in it are acknowledged.
    pub within: Place,
}

impl Acknowledged {
    /// Whether a warning of a code at a place is meant.
    #[must_use]
    pub fn covers(&self, code: &str, place: Place) -> bool {
        let (outer, inner) = (self.within.span, place.span);
        self.code.value == code
            && self.within.file == place.file
            && outer.start <= inner.start
            && inner.end <= outer.end
    }
}

/// All of a file, in written order. One that is not well written is reported where its block is read.
#[must_use]
pub fn acknowledged(file: FileId, tree: &File) -> Vec<Acknowledged> {
    let mut found = Vec::new();
    let mut left: Vec<(&Entry, Option<&Entry>)> =
        tree.entries.iter().rev().map(|entry| (entry, None)).collect();
    while let Some((entry, outer)) = left.pop() {
        if let Some(outer) = outer {
            found.extend(read(entry).map(|(code, reason)| Acknowledged {
                code: Spanned::new(code.0, origin::place(file, code.1)),
                reason,
                within: origin::place(file, outer.span),
            }));
        }
        let blocks = entry.terms.iter().rev().filter_map(|term| match &term.kind {
            TermKind::Block(block) => Some(block),
            _ => None,
        });
        left.extend(blocks.flat_map(|block| block.entries.iter().rev()).map(|inner| (inner, Some(entry))));
    }
    found
}

type Code = (String, crate::names::Span);

/// Code and reason of a row.
pub fn read(entry: &Entry) -> Option<(Code, String)> {
    match entry.terms.as_slice() {
        [
            Term { kind: TermKind::Word(Keyword::Acknowledge), .. },
            Term { kind: TermKind::Name { text: code, .. }, span },
            Term { kind: TermKind::Text(reason), .. },
        ] if !reason.trim().is_empty() => Some(((code.clone(), *span), reason.trim().to_owned())),
        _ => None,
    }
}
