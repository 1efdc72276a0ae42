//! The book: `cargo xtask docs` brings its generated pages and the printed output in it up to date, then builds it.

use crate::shell::{Result, cargo};
use crate::{setup, test};

/// Writes what is generated, checks the rest, builds into `target/book`.
///
/// The pages are made by the test that also compares them (`tests/book`), so there is one description of them.
pub fn all() -> Result<()> {
    cargo(["test", "--quiet", "--package", "lianban-cli", "--test", "book"])
        .env("LIANBAN_BOOK", "write")
        .run()?;
    setup::mdbook().and_then(|tool| test::book(&tool))
}
