//! Every dependency may be used under MIT OR Apache-2.0 terms: Rust crates and npm packages.

use crate::shell::{Result, cargo, read};
use serde_json::Value;

/// Licences that permit use, change and redistribution without obligations beyond notices.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Allowed only where nothing of them is shipped: tools that build or test the page, unchanged.
const ALLOWED_TOOLS: &[&str] = &["MPL-2.0", "CC-BY-4.0", "BlueOak-1.0.0", "Python-2.0"];

/// npm packages whose manifest states no licence: name, version, and the licence in the file LICENSE that they carry.
const STATED_ELSEWHERE: &[(&str, &str, &str)] = &[("cli-table", "0.3.11", "MIT")];
/// Folders with a lock file of npm.
const NPM_FOLDERS: [&str; 3] = ["playground", "tests/oracle", "tests/bpmn"];

/// Checks `cargo metadata` and the lock files of npm.
pub fn check() -> Result<()> {
    let mut bad = Vec::new();
    let crates = rust(&mut bad)?;
    let mut packages = 0;
    for folder in NPM_FOLDERS {
        packages += npm(folder, &mut bad)?;
    }
    if bad.is_empty() {
        eprintln!("{crates} crates and {packages} npm packages have permitted licences");
        return Ok(());
    }
    Err(format!("licences outside the list in xtask/src/licences.rs:\n  {}", bad.join("\n  ")))
}

fn rust(bad: &mut Vec<String>) -> Result<usize> {
    let text = cargo(["metadata", "--format-version", "1", "--locked"]).output()?;
    let metadata: Value = serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))?;
    let packages = metadata["packages"].as_array().ok_or("cargo metadata: no packages")?;
    for p in packages {
        let licence = p["license"].as_str().unwrap_or("");
        if !permitted(licence, &[]) {
            bad.push(format!("{} {}: {licence:?}", p["name"], p["version"]));
        }
    }
    Ok(packages.len())
}

fn npm(folder: &str, bad: &mut Vec<String>) -> Result<usize> {
    let name = format!("{folder}/package-lock.json");
    let lock: Value = serde_json::from_str(&read(&name)?).map_err(|e| format!("{name}: {e}"))?;
    let packages = lock["packages"].as_object().ok_or_else(|| format!("{name}: no packages"))?;
    for (path, p) in packages.iter().filter(|(path, _)| !path.is_empty()) {
        let tool = p["dev"].as_bool().unwrap_or(false);
        let stated = STATED_ELSEWHERE.iter().find(|(name, version, _)| {
            path.rsplit('/').next() == Some(name) && p["version"].as_str() == Some(version)
        });
        let licence = p["license"].as_str().or(stated.map(|(_, _, licence)| *licence)).unwrap_or("");
        if !permitted(licence, if tool { ALLOWED_TOOLS } else { &[] }) {
            bad.push(format!("{folder}/{path} {}: {licence:?}", p["version"]));
        }
    }
    Ok(packages.len().saturating_sub(1))
}

/// Whether an SPDX expression (`A OR B`, `A AND (B OR C)`, the old `A/B`) can be satisfied.
fn permitted(expression: &str, more: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let value = any(&tokens, &mut at, more);
    value == Some(true) && at == tokens.len()
}

fn any(tokens: &[&str], at: &mut usize, more: &[&str]) -> Option<bool> {
    let mut value = every(tokens, at, more)?;
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        let right = every(tokens, at, more)?;
        value = value || right;
    }
    Some(value)
}

fn every(tokens: &[&str], at: &mut usize, more: &[&str]) -> Option<bool> {
    let mut value = one(tokens, at, more)?;
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        let right = one(tokens, at, more)?;
        value = value && right;
    }
    Some(value)
}

fn one(tokens: &[&str], at: &mut usize, more: &[&str]) -> Option<bool> {
    let token = *tokens.get(*at)?;
    *at += 1;
    if token == "(" {
        let value = any(tokens, at, more)?;
        (tokens.get(*at) == Some(&")")).then(|| *at += 1)?;
        return Some(value);
    }
    let mut name = token.to_owned();
    if tokens.get(*at) == Some(&"WITH") {
        name = format!("{token} WITH {}", tokens.get(*at + 1)?);
        *at += 2;
    }
    Some(ALLOWED.contains(&name.as_str()) || more.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use super::permitted;

    #[test]
    fn reads_expressions() {
        assert!(permitted("MIT", &[]));
        assert!(permitted("GPL-3.0 OR MIT", &[]));
        assert!(permitted("Unlicense/MIT", &[]));
        assert!(permitted("(MIT OR Apache-2.0) AND Unicode-3.0", &[]));
        assert!(permitted("Apache-2.0 WITH LLVM-exception", &[]));
        assert!(!permitted("MIT AND GPL-3.0", &[]));
        assert!(!permitted("", &[]));
        assert!(!permitted("MIT OR", &[]));
        assert!(!permitted("(MIT", &[]));
        assert!(!permitted("MPL-2.0", &[]));
        assert!(permitted("MPL-2.0", &["MPL-2.0"]));
    }
}
