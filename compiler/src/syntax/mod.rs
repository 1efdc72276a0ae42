//! Text → tree. Afterwards it is true that: the text is UTF-8, its brackets and quotes pair up, every word is known
//! to be a keyword, a name, a number, a quantity, a date or a text; and nothing written is lost.
//!
//! [`decode`] → `scan` (what does not pair) → `grammar.pest` → `build` (rows and terms) → [`tree`].

mod build;
mod decode;
pub mod deprecated;
mod format;
mod grammar;
pub mod keywords;
pub mod limits;
pub mod number;
mod position;
mod scan;
pub mod tree;
pub mod units;

pub use decode::decode;
pub use format::{FormatOptions, INDENT, MAX_COLUMNS, format};
pub use position::{Position, position};

use crate::diagnostics::{self, Diagnostic, FileId, e0004_file_too_large};

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark. Spans count its bytes.
    pub text: String,
    /// A UTF-8 byte order mark stood before it.
    pub had_bom: bool,
}

/// Reads a text that stands alone: as [`parse_file`] with file 0.
#[must_use]
pub fn parse(text: &str) -> (tree::File, Vec<Diagnostic>) {
    parse_file(text, FileId::default())
}

/// Reads the text of a file. The tree is always there: what could not be read is in it as error entries. Past a
/// limit (size, nesting, number of terms) it is empty and the one diagnostic says why.
#[must_use]
pub fn parse_file(text: &str, file: FileId) -> (tree::File, Vec<Diagnostic>) {
    if text.len() > limits::MAX_FILE_BYTES {
        let finding = e0004_file_too_large::file_too_large(file, text.len());
        return (tree::File::default(), vec![finding]);
    }
    let scan = scan::scan(text, file);
    let mut findings = scan.diagnostics;
    let Some(patched) = scan.patched else { return (tree::File::default(), findings) };
    let (tree, found) = build::build(&patched, file);
    findings.extend(found);
    findings.extend(deprecated::findings(&tree, file));
    diagnostics::sort(&mut findings);
    (tree, findings)
}
