//! Links from page to page.

use crate::pages::Page;
use std::path::Path;

/// Links of a page to files that are not there.
pub fn broken(page: &Page) -> Vec<String> {
    let folder = page.path.parent().unwrap_or(Path::new("."));
    let gone = |target: &&str| {
        let file = target.split('#').next().unwrap_or_default();
        !file.is_empty()
            && !target.contains("://")
            && !target.starts_with("mailto:")
            && !folder.join(file).exists()
    };
    let prose = without_blocks(&page.text);
    let targets: Vec<&str> = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    targets.iter().filter(|t| gone(t)).map(|t| format!("{}: nothing at {t}", page.name())).collect()
}

fn without_blocks(text: &str) -> String {
    let mut inside = false;
    let prose = text.lines().filter(|line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !inside && !fence
    });
    prose.collect::<Vec<_>>().join("\n")
}
