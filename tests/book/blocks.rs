//! All blocks of one page, in order, in one folder.

use crate::pages::{self, Block, Page};
use crate::{bundle, console, tool};
use std::path::Path;

/// Tags of blocks that are only shown, or with `file=PATH` only written.
const SHOWN: &[&str] = &["text", "yaml", "toml", "sh", "js", "csv", "bnf", "mermaid"];

/// How many blocks were checked in a folder of their own, and what is wrong with which.
pub fn check(page: &Page) -> (usize, Vec<String>) {
    check_in(page, &tool::folder(&page.name()))
}

/// As [`check`], in this folder.
pub fn check_in(page: &Page, folder: &Path) -> (usize, Vec<String>) {
    let mut checked = 0;
    let mut wrong = Vec::new();
    let mut fresh: Vec<(usize, usize, Vec<String>)> = Vec::new();
    for block in page.blocks() {
        let (kind, rest) = block.tag.split_once(',').unwrap_or((block.tag.as_str(), ""));
        if kind == "console" && pages::writing() && !console::is_by_hand(&block.lines) {
            fresh.push((block.line, block.lines.len(), console::rewritten(&block.lines, folder)));
            checked += 1;
            continue;
        }
        let result = match kind {
            "yjs" => yjs(page, &block, rest, folder),
            "diff" => edit(&block, rest, folder),
            "console" => console::check(&block.lines, folder),
            "json" => serde_json::from_str::<serde_json::Value>(&page.expanded(&block))
                .map(drop)
                .map_err(|error| format!("is no JSON: {error}")),
            kind if SHOWN.contains(&kind) => {
                if let Some(file) = rest.trim().strip_prefix("file=") {
                    pages::write(&folder.join(file), &page.expanded(&block));
                }
                continue;
            }
            "" if page.is_generated() => continue,
            other => Err(format!("has the unknown tag `{other}`")),
        };
        checked += 1;
        if let Err(problem) = result {
            wrong.push(format!("{}:{} ({}): {problem}", page.name(), block.line, block.tag));
        }
    }
    if !fresh.is_empty() {
        rewrite(page, &fresh);
    }
    (checked, wrong)
}

/// A block tagged `yjs`.
fn yjs(page: &Page, block: &Block, attributes: &str, folder: &Path) -> Result<(), String> {
    let text = page.expanded(block);
    let value = |key: &str| attributes.split(',').find_map(|a| a.trim().strip_prefix(key)?.strip_prefix('='));
    let fragment = attributes.split(',').any(|a| a.trim() == "fragment");
    let text = if fragment { bundle::framed(&text) } else { text };
    let path = folder.join(value("file").map_or_else(|| format!("block-{}.yjs", block.line), str::to_owned));
    pages::write(&path, &text);
    bundle::check(&path, value("fail"))
}

/// A block tagged `diff,edit=PATH`.
fn edit(block: &Block, attributes: &str, folder: &Path) -> Result<(), String> {
    let file = attributes.trim().strip_prefix("edit=").ok_or("needs edit=PATH")?;
    let path = folder.join(file);
    let mut text = pages::read(&path);
    let of = |mark: char| block.lines.iter().filter_map(move |line| line.strip_prefix(mark)).map(str::trim);
    let (old, new): (Vec<&str>, Vec<&str>) = (of('-').collect(), of('+').collect());
    if old.is_empty() || old.len() != new.len() {
        return Err("needs as many + lines as - lines".to_owned());
    }
    for (old, new) in old.iter().zip(new) {
        if text.lines().filter(|line| line.trim() == *old).count() != 1 {
            return Err(format!("`{old}` does not stand once in {file}"));
        }
        text = text.replacen(old, new, 1);
    }
    pages::write(&path, &text);
    Ok(())
}

/// Puts fresh lines in the place of the old ones: line of the fence, how many, what instead.
fn rewrite(page: &Page, fresh: &[(usize, usize, Vec<String>)]) {
    let mut lines: Vec<String> = page.text.lines().map(str::to_owned).collect();
    for (fence, count, new) in fresh.iter().rev() {
        lines.splice(*fence..fence + count, new.iter().cloned());
    }
    let text = format!("{}\n", lines.join("\n"));
    if text != page.text {
        pages::write(&page.path, &text);
    }
}
