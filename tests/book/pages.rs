//! The pages of the book and the fenced blocks in them.

use std::path::{Path, PathBuf};

/// One page.
pub struct Page {
    /// Where it is.
    pub path: PathBuf,
    /// What it says, includes not expanded.
    pub text: String,
}

/// One fenced block.
pub struct Block {
    /// Line of its opening fence, from 1.
    pub line: usize,
    /// What stands behind the fence.
    pub tag: String,
    /// Its lines, includes not expanded.
    pub lines: Vec<String>,
}

/// Folder of the book's text.
pub fn source() -> PathBuf {
    root().join("docs/src")
}

/// Folder of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Reads a file that has to be there.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, text: &str) {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    std::fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Whether pages are to be written instead of compared.
#[expect(clippy::disallowed_methods, reason = "a switch for people, set by `cargo xtask docs`")]
pub fn writing() -> bool {
    std::env::var("LIANBAN_BOOK").is_ok_and(|value| value == "write")
}

/// All pages but the table of contents, by path; generated ones brought up to date first, if that is asked for.
pub fn all() -> Vec<Page> {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(crate::generated::bring_up_to_date);
    listed()
}

/// The two READMEs.
pub fn readmes() -> Vec<Page> {
    let paths = ["README.md", "README.en.md"].map(|name| root().join(name));
    paths.into_iter().map(|path| Page { text: read(&path), path }).collect()
}

/// The pages as they are.
pub fn listed() -> Vec<Page> {
    let mut paths = Vec::new();
    collect(&source(), &mut paths);
    paths.sort();
    paths.into_iter().map(|path| Page { text: read(&path), path }).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap_or_else(|error| panic!("{}: {error}", folder.display())).path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|e| e == "md")
            && path.file_name().is_some_and(|n| n != "SUMMARY.md")
        {
            found.push(path);
        }
    }
}

impl Page {
    /// Its path below `docs/src`, with `/`.
    pub fn name(&self) -> String {
        let path = self.path.strip_prefix(source()).unwrap_or(&self.path);
        path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    /// Whether it is made from tables in the source.
    pub fn is_generated(&self) -> bool {
        self.name().contains("generated/")
    }

    /// Its fenced blocks in order.
    pub fn blocks(&self) -> Vec<Block> {
        let mut found = Vec::new();
        let mut open: Option<Block> = None;
        for (line, number) in self.text.lines().zip(1..) {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(tag)) => {
                    open = Some(Block { line: number, tag: tag.trim().to_owned(), lines: Vec::new() });
                }
                (Some(_), Some("")) => found.extend(open.take()),
                (Some(block), _) => block.lines.push(line.to_owned()),
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block is not closed", self.name());
        found
    }

    /// The text of a block with `{{#include FILE}}` replaced by the file.
    pub fn expanded(&self, block: &Block) -> String {
        let mut text = String::new();
        for line in &block.lines {
            let inner = line.trim().strip_prefix("{{#include ").and_then(|rest| rest.strip_suffix("}}"));
            match inner {
                Some(file) => {
                    text.push_str(&read(&self.path.parent().unwrap_or(Path::new(".")).join(file.trim())))
                }
                None => text.push_str(line),
            }
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        text
    }
}
