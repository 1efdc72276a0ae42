//! The commands of `README.md` and `README.en.md`, run as a stranger would: in a clean clone, block by block.
//!
//! A block tagged `sh` is run by bash and must end well. In a block tagged `console` a line `$ command` is run and the
//! lines after it are what it prints (both streams, as they come), where a line `…` stands for any lines.
//! `cargo xtask test` is not run again inside itself, and `git clone` has already been done. The clone builds into a
//! folder of its own: cargo takes two checkouts that share one for the same crates, and either would run stale code.

use crate::shell::{Result, cmd, environment, read, root, target};
use std::path::Path;

/// Clones the last commit into the target folder and runs the blocks there.
pub fn check(lianban: &Path) -> Result<()> {
    let clone = target().join("readme-clone");
    if clone.exists() {
        std::fs::remove_dir_all(&clone).map_err(|e| format!("{}: {e}", clone.display()))?;
    }
    cmd("git").args(["clone", "--quiet", "--no-hardlinks"]).args([root(), clone.clone()]).run()?;
    let mut run = 0;
    for file in ["README.md", "README.en.md"] {
        for block in blocks(&read(file)?) {
            let place = format!("{file}:{}", block.line);
            match block.tag {
                Tag::Shell => shell(&block, &clone, lianban)?,
                Tag::Console => console(&block, &clone, lianban)?,
            }
            eprintln!("{place}: ok");
            run += 1;
        }
    }
    if run == 0 { Err("the READMEs hold no sh or console block".to_owned()) } else { Ok(()) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    Shell,
    Console,
}

#[derive(Debug, PartialEq, Eq)]
struct Block {
    line: usize,
    tag: Tag,
    lines: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Option<Block>> = None;
    for (i, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(tag)) => {
                let tag = match tag.trim() {
                    "sh" => Some(Tag::Shell),
                    "console" => Some(Tag::Console),
                    _ => None,
                };
                open = Some(tag.map(|tag| Block { line: i + 1, tag, lines: Vec::new() }));
            }
            (Some(_), Some("")) => found.extend(open.take().flatten()),
            (Some(Some(block)), _) => block.lines.push(line.to_owned()),
            _ => {}
        }
    }
    found
}

/// Leaves out what the caller has already done.
fn runnable(line: &str) -> bool {
    let line = line.trim();
    !(line.starts_with("cargo xtask test") || line.starts_with("git clone") || line.starts_with("cd lianban"))
}

fn bash(script: &str, clone: &Path, lianban: &Path) -> crate::shell::Cmd {
    let bin = lianban.parent().map(|p| p.display().to_string()).unwrap_or_default();
    cmd("bash")
        .args(["-c", &format!("set -euo pipefail\n{script}")])
        .dir(clone)
        .env("PATH", format!("{bin}:{}", environment("PATH").unwrap_or_default()))
        .env("CARGO_TARGET_DIR", target().join("readme-target"))
}

fn shell(block: &Block, clone: &Path, lianban: &Path) -> Result<()> {
    let script: Vec<&str> = block.lines.iter().map(String::as_str).filter(|l| runnable(l)).collect();
    bash(&script.join("\n"), clone, lianban).run()
}

fn console(block: &Block, clone: &Path, lianban: &Path) -> Result<()> {
    let mut lines = block.lines.iter().peekable();
    while let Some(line) = lines.next() {
        let Some(command) = line.strip_prefix("$ ") else { continue };
        let mut expected = Vec::new();
        while let Some(next) = lines.next_if(|l| !l.starts_with("$ ")) {
            expected.push(next.trim_end());
        }
        if !runnable(command) {
            continue;
        }
        // The status is not asked for: a block may show what the tool says about a mistake.
        let script = format!("{{ {command}\n}} 2>&1 || true");
        let printed = bash(&script, clone, lianban).output()?;
        let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
        if !matches(&expected, &printed) {
            return Err(format!(
                "`{command}` (block at line {}) should print\n{}\nbut prints\n{}",
                block.line,
                expected.join("\n"),
                printed.join("\n")
            ));
        }
    }
    Ok(())
}

/// Line by line; `…` alone on a line matches any number of lines.
fn matches(expected: &[&str], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.iter().all(|l| l.is_empty()),
        Some((&"…", rest)) => (0..=printed.len()).any(|n| matches(rest, &printed[n..])),
        Some((first, rest)) => {
            printed.split_first().is_some_and(|(p, more)| p == first && matches(rest, more))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tag, blocks, matches};

    #[test]
    fn finds_blocks() {
        let text = "a\n```sh\nls\n```\n```rust\nfn x() {}\n```\n```console\n$ ls\nb\n```\n";
        let found = blocks(text);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].line, found[0].tag, found[0].lines.len()), (2, Tag::Shell, 1));
        assert_eq!((found[1].tag, found[1].lines.len()), (Tag::Console, 2));
    }

    #[test]
    fn compares_with_gaps() {
        assert!(matches(&["a", "…", "c"], &["a", "b", "b", "c"]));
        assert!(matches(&["a", "…"], &["a"]));
        assert!(!matches(&["a"], &["a", "b"]));
        assert!(!matches(&["…", "c"], &["a", "b"]));
    }
}
