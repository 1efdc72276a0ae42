//! Blocks tagged `yjs`.

use crate::{pages, tool};
use serde_json::Value;
use std::path::Path;

/// A fragment inside a bundle: what it does not declare itself comes from the frame.
pub fn framed(fragment: &str) -> String {
    let frame = pages::read(&pages::source().join("examples/frame.txt"));
    let wanted = frame.lines().filter(|row| !row.trim().is_empty() && !row.trim_start().starts_with("//"));
    let rows: Vec<&str> = wanted.filter(|row| !declares(fragment, row)).collect();
    format!("一件事 示例 {{\n{fragment}\n{}\n}}\n", rows.join("\n"))
}

/// Whether the fragment declares what a row of the frame declares: same first word, and the name stands on the line.
fn declares(fragment: &str, row: &str) -> bool {
    let mut words = row.split_whitespace();
    let (keyword, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut lines = fragment.lines().map(str::trim_start);
    lines.any(|line| line.starts_with(keyword) && (name == "{" || line.contains(name)))
}

/// Compiles a file; with a code, the code must be found, else there must be no error and all tests must pass.
pub fn check(path: &Path, code: Option<&str>) -> Result<(), String> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let found = json(&["--format", "json", "check", &name], folder)?;
    let all = found["diagnostics"].as_array().cloned().unwrap_or_default();
    let told: Vec<String> = all.iter().map(in_words).collect();
    match code {
        Some(code) if all.iter().any(|one| one["code"] == code) => Ok(()),
        Some(code) => Err(format!("should give {code}, but gives:\n{}", told.join("\n"))),
        None if found["errors"] == 0 => tests(&name, folder),
        None => Err(format!("does not compile:\n{}", told.join("\n"))),
    }
}

fn tests(name: &str, folder: &Path) -> Result<(), String> {
    let played = json(&["--format", "json", "test", name], folder)?;
    if played["failed"] == 0 { Ok(()) } else { Err(format!("its tests fail:\n{}", played["tests"])) }
}

fn in_words(diagnostic: &Value) -> String {
    let text = |key: &str| diagnostic[key].as_str().unwrap_or_default().to_owned();
    format!("  {} line {}: {}", text("code"), diagnostic["start"]["line"], text("message"))
}

fn json(arguments: &[&str], folder: &Path) -> Result<Value, String> {
    let text = tool::output(arguments, folder);
    serde_json::from_str(&text)
        .map_err(|error| format!("`lianban {}` prints no JSON: {error}", arguments.join(" ")))
}
