//! Pages of the book that show a core form: every line of it is in the expansion of the bundle above it.
#![expect(clippy::unwrap_used, reason = "tests")]

mod support;

use lianban_compiler::{check, plan::expand::expand};
use support::Files;

/// The first block of a page with this tag.
fn block<'p>(page: &'p str, tag: &str) -> &'p str {
    let from = page.split_once(&format!("```{tag}\n")).unwrap().1;
    from.split_once("\n```").unwrap().0
}

#[test]
fn what_a_page_says_a_word_means_is_what_it_means() {
    for name in ["rework", "cancel", "start", "rating", "commitment"] {
        let path = format!("{}/../docs/src/language/{name}.md", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(path).unwrap();
        let compilation = check(&Files::one(block(&page, "yjs")), "a.yjs");
        let core = expand(&compilation.bundles.first().unwrap().plan);
        for line in block(&page, "text").lines() {
            assert!(core.lines().any(|row| row.trim() == line), "{name}: {line}\n{core}");
        }
    }
}
