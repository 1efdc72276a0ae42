//! Diagnostics: one file per code, each with both languages, its page, an example and the example put right.
//!
//! To add a code: a file `e0xxx_name.rs` with `pub const INFO: CodeInfo` and one constructor, a `pub mod` line and a
//! line in [`CODES`] here. A test walks [`CODES`] and holds every example to its code.

mod code;
mod diagnostic;

pub mod e0003_empty_file;

pub use code::{CodeInfo, Example, Words};
pub use diagnostic::{Diagnostic, Edit, FileId, Fix, Label, Lang, Severity, Text, sort};

/// All codes, ascending.
pub static CODES: &[&CodeInfo] = &[&e0003_empty_file::INFO];

/// The page of a code, upper or lower case.
#[must_use]
pub fn find(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().copied().find(|info| info.code.eq_ignore_ascii_case(code))
}
