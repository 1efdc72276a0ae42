//! Limits of the notation, so that hostile input is refused early and clearly.

/// Largest file, in bytes: 4 MiB.
pub const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;
/// Deepest nesting of `{ }` and `( )`.
pub const MAX_NESTING: usize = 64;
/// Most terms, marks and comments in a file.
pub const MAX_TERMS: usize = 200_000;
/// Longest name, in characters.
pub const MAX_NAME_CHARS: usize = 200;
/// Most findings reported for one file; after that one more says that there are others.
pub const MAX_FINDINGS: usize = 100;
/// Deepest nesting of 《 》 or “ ” inside each other.
pub const MAX_QUOTE_NESTING: usize = 4;
