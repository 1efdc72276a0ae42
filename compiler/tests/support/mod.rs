//! A host with files in memory, and diagnostics as text.

use lianban_compiler::syntax::position;
use lianban_compiler::{Compilation, Host};
use lianban_runtime::time::CalendarData;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Files in memory.
pub struct Files(pub BTreeMap<String, String>);

impl Files {
    /// One file, `a.yjs`.
    pub fn one(text: &str) -> Self {
        Self(BTreeMap::from([("a.yjs".to_owned(), text.to_owned())]))
    }
}

impl Host for Files {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.0.get(path).map(|text| text.clone().into_bytes()).ok_or_else(|| "没有这个文件".to_owned())
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().expect("the built-in calendar is sound").data()
    }
}

/// Findings, one a line: `E0203 3:5 message`.
pub fn listing(compilation: &Compilation) -> String {
    let mut out = String::new();
    for found in &compilation.diagnostics {
        let text = compilation.sources.get(found.file.0 as usize).map_or("", |s| s.text.as_str());
        let at = position(text, found.span.start);
        writeln!(out, "{} {}:{} {}", found.code, at.line, at.column, found.message.zh).expect("a string");
    }
    out
}
