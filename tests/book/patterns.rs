//! The page on workflow patterns and the examples of the corpus say the same.

use crate::pages;
use std::collections::BTreeMap;

/// A row of the page: which class the pattern is in.
fn classified() -> BTreeMap<u32, String> {
    let text = pages::read(&pages::source().join("language/patterns.md"));
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let number = cells.next()?.trim().parse().ok()?;
        Some((number, cells.nth(1)?.trim().to_owned()))
    });
    rows.collect()
}

/// The examples, by the number that their names begin with.
fn examples() -> BTreeMap<u32, String> {
    let folder = pages::root().join("tests/corpus/patterns/good");
    let files = std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let named = files.map(|entry| entry.expect("an entry").path());
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let number = name.split('-').next().and_then(|n| n.parse().ok()).expect("a number first");
        (number, pages::read(&path))
    };
    named.map(read).collect()
}

#[test]
fn every_pattern_is_classified_and_each_supported_one_has_an_example() {
    let (classes, examples) = (classified(), examples());
    assert_eq!(classes.keys().copied().collect::<Vec<_>>(), (1..=43).collect::<Vec<_>>());
    for (number, class) in &classes {
        let example = examples.get(number);
        match class.as_str() {
            "支持" | "展开" => {
                let text = example.unwrap_or_else(|| panic!("no example of pattern {number}"));
                assert!(text.contains("测试 “") && text.contains("期望 "), "{number} expects nothing");
            }
            "不支持" => assert!(example.is_none(), "pattern {number} is refused, but has an example"),
            other => panic!("pattern {number}: {other} is no class"),
        }
    }
}
