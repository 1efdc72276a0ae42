//! The book tells the truth. Every page under `docs/src` is read, and
//!
//! - a block tagged `yjs` compiles without an error and its 测试 pass; `yjs,fail=E0203` gives that code;
//!   `yjs,fragment` stands inside a bundle, and what it leaves out comes from `docs/src/examples/frame.txt`;
//!   `yjs,file=PATH` is moreover written to PATH in the page's own folder, as the reader does;
//! - a block tagged `diff,edit=PATH` changes that file: each `-` line stands in it once and becomes the `+` line;
//! - in a block tagged `console` each line `$ command` is run in that folder and prints what stands below it
//!   (`…` alone on a line stands for any lines);
//! - a block tagged `json` is JSON; every block has a tag; every link leads somewhere;
//! - the generated pages are what the tables in the source and the help of the tool say.
//!
//! `cargo xtask docs` runs this with `LIANBAN_BOOK=write`: generated pages and the output in `console` blocks without
//! `…` are then written instead of compared.

mod blocks;
mod bundle;
mod bundles;
mod console;
mod generated;
mod links;
mod pages;
mod patterns;
mod tables;
mod tool;

use pages::Page;

/// Pages with blocks in them, and nothing wrong with any.
#[test]
fn every_block_is_true() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for page in pages::all() {
        let (count, problems) = blocks::check(&page);
        checked += count;
        wrong.extend(problems);
    }
    assert!(wrong.is_empty(), "{} blocks are wrong:\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(checked > 20, "the book holds only {checked} blocks that can be checked");
}

/// The READMEs stand at the root; their `sh` blocks are run by `cargo xtask test`, in a clean clone.
#[test]
fn the_readmes_are_true() {
    let mut wrong = Vec::new();
    for page in pages::readmes() {
        let (checked, problems) = blocks::check_in(&page, &pages::root());
        assert!(checked > 0, "{}: nothing to check", page.path.display());
        wrong.extend(problems);
        wrong.extend(links::broken(&page));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_link_leads_somewhere() {
    let pages = pages::all();
    let wrong: Vec<String> = pages.iter().flat_map(links::broken).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let summary = pages::read(&pages::source().join("SUMMARY.md"));
    let missing: Vec<String> =
        pages::all().iter().map(Page::name).filter(|name| !summary.contains(&format!("({name})"))).collect();
    assert!(missing.is_empty(), "not in SUMMARY.md: {missing:?}");
}

#[test]
fn generated_pages_are_up_to_date() {
    let stale = generated::stale();
    assert!(stale.is_empty(), "run `cargo xtask docs`: {stale:?}");
}
