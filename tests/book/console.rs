//! Blocks tagged `console`: what is typed and what it prints.

use crate::tool;
use std::path::Path;

/// A stretch of a block: the command and what is said to come of it.
struct Typed<'a> {
    command: &'a str,
    expected: Vec<&'a str>,
}

fn typed(lines: &[String]) -> Vec<Typed<'_>> {
    let mut found: Vec<Typed<'_>> = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), found.last_mut()) {
            (Some(command), _) => found.push(Typed { command, expected: Vec::new() }),
            (None, Some(last)) => last.expected.push(line.trim_end()),
            (None, None) => {}
        }
    }
    found
}

/// Runs the commands of a block in a folder and compares.
pub fn check(lines: &[String], folder: &Path) -> Result<(), String> {
    let mut wrong = Vec::new();
    for Typed { command, expected } in typed(lines) {
        let printed = tool::typed(command, folder);
        let printed: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
        if !matches(&expected, &printed) {
            wrong.push(format!("`{command}` prints\n{}", printed.join("\n")));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The block has `…` in it, so that its output was chosen by hand.
pub fn is_by_hand(lines: &[String]) -> bool {
    lines.iter().any(|line| line.trim() == "…")
}

/// The block with the output that the commands print now.
pub fn rewritten(lines: &[String], folder: &Path) -> Vec<String> {
    let mut fresh = Vec::new();
    for Typed { command, .. } in typed(lines) {
        let printed = tool::typed(command, folder);
        fresh.push(format!("$ {command}"));
        fresh.extend(printed.trim_end().lines().map(|line| line.trim_end().to_owned()));
    }
    fresh
}

/// Line by line; `…` alone on a line matches any number of lines.
fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.iter().all(|line| line.is_empty()),
        Some((&"…", rest)) => (0..=printed.len()).any(|skip| matches(rest, &printed[skip..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(line, more)| line == first && matches(rest, more))
        }
    }
}

#[test]
fn dots_stand_for_any_lines() {
    assert!(matches(&["a", "…", "c"], &["a", "b", "b", "c"]));
    assert!(matches(&["a", "…"], &["a"]));
    assert!(!matches(&["a"], &["a", "b"]));
    assert!(!matches(&["…", "c"], &["a", "b"]));
}
