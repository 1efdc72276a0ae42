//! Diagnostics: one file per code, each with both languages, its page, an example and the example put right.
//!
//! To add a code: a file `e0xxx_name.rs` with `pub const INFO: CodeInfo` and one constructor, a `pub mod` line and a
//! line in [`CODES`] here. A test walks [`CODES`] and holds every example to its code.

mod code;
mod diagnostic;

pub mod e0001_binary_file;
pub mod e0002_not_utf8;
pub mod e0003_empty_file;
pub mod e0004_file_too_large;
pub mod e0005_nesting_too_deep;
pub mod e0006_too_many_terms;
pub mod e0007_too_many_findings;
pub mod e0008_formatter_disagrees;
pub mod e0101_unreadable;
pub mod e0102_unclosed_block;
pub mod e0103_extra_brace;
pub mod e0104_unclosed_name;
pub mod e0105_unclosed_text;
pub mod e0106_unmatched_parenthesis;
pub mod e0107_invisible_character;
pub mod e0108_dangling_mark;
pub mod e0109_number_out_of_range;
pub mod e0110_too_many_decimals;
pub mod e0111_unknown_unit;
pub mod e0112_name_too_long;
pub mod e0113_empty_name;
pub mod e0114_foreign_operator;
pub mod e0115_grouped_digits;
pub mod e0116_impossible_time;

pub use code::{CodeInfo, Example, Words};
pub use diagnostic::{Diagnostic, Edit, FileId, Fix, Label, Lang, Severity, Text, sort};

/// All codes, ascending.
pub static CODES: &[&CodeInfo] = &[
    &e0001_binary_file::INFO,
    &e0002_not_utf8::INFO,
    &e0003_empty_file::INFO,
    &e0004_file_too_large::INFO,
    &e0005_nesting_too_deep::INFO,
    &e0006_too_many_terms::INFO,
    &e0007_too_many_findings::INFO,
    &e0008_formatter_disagrees::INFO,
    &e0101_unreadable::INFO,
    &e0102_unclosed_block::INFO,
    &e0103_extra_brace::INFO,
    &e0104_unclosed_name::INFO,
    &e0105_unclosed_text::INFO,
    &e0106_unmatched_parenthesis::INFO,
    &e0107_invisible_character::INFO,
    &e0108_dangling_mark::INFO,
    &e0109_number_out_of_range::INFO,
    &e0110_too_many_decimals::INFO,
    &e0111_unknown_unit::INFO,
    &e0112_name_too_long::INFO,
    &e0113_empty_name::INFO,
    &e0114_foreign_operator::INFO,
    &e0115_grouped_digits::INFO,
    &e0116_impossible_time::INFO,
];

/// The page of a code, upper or lower case.
#[must_use]
pub fn find(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().copied().find(|info| info.code.eq_ignore_ascii_case(code))
}
