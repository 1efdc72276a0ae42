//! The one house style. The formatter reads its own output back and compares before it hands it out.

mod align;
mod layout;
mod print;
mod shape;
mod spell;

use super::tree::{File, Span};
use super::{deprecated, parse, scan::patch::span, tree};
use crate::diagnostics::{Diagnostic, FileId, Lang, e0008_formatter_disagrees};
use print::Printer;

/// Widest line, in columns (a Chinese character takes two).
pub const MAX_COLUMNS: usize = 100;
/// Columns of one level of indentation.
pub const INDENT: usize = 4;
/// Opening a block changes what fits elsewhere, so the text is laid out until nothing changes; this often at most.
const MAX_ROUNDS: usize = 16;

/// What can be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormatOptions {
    /// The language of keywords; `None` keeps the one most keywords of the file are written in.
    pub keywords: Option<Lang>,
}

/// The text in house style: comments kept, meaning unchanged, the same when formatted again. Old shapes
/// ([`deprecated`]) are written anew.
///
/// # Errors
/// The diagnostics of a text that does not parse; E0008 if the output does not read back as the same tree.
pub fn format(text: &str, options: &FormatOptions) -> Result<String, Vec<Diagnostic>> {
    let (mut tree, findings) = parse(text);
    if findings.iter().any(Diagnostic::is_error) {
        return Err(findings);
    }
    let lang = options.keywords.unwrap_or_else(|| spell::language(&tree, text));
    deprecated::migrate(&mut tree);
    let wanted = shape::of(&tree);
    let mut current = Printer::new(text, lang).file(&tree);
    for _ in 0..MAX_ROUNDS {
        let again = read_back(&current, &wanted)?;
        let next = Printer::new(&current, lang).file(&again);
        if next == current {
            return Ok(current);
        }
        current = next;
    }
    Err(disagreement(Span::default()))
}

/// The tree of the output, if it is the tree of the input.
fn read_back(output: &str, wanted: &File) -> Result<tree::File, Vec<Diagnostic>> {
    let (again, findings) = parse(output);
    if findings.is_empty() && shape::of(&again) == *wanted {
        return Ok(again);
    }
    Err(disagreement(findings.first().map_or(span(0, 0), |finding| finding.span)))
}

fn disagreement(place: Span) -> Vec<Diagnostic> {
    vec![e0008_formatter_disagrees::formatter_disagrees(FileId::default(), place)]
}
