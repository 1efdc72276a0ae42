//! A host with files in memory, and diagnostics as text.
#![allow(dead_code, reason = "not every test file uses all of it")]

use lianban_compiler::syntax::position;
use lianban_compiler::{Compilation, Host};
use lianban_runtime::time::CalendarData;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;

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
        static DATA: OnceLock<CalendarData> = OnceLock::new();
        DATA.get_or_init(|| {
            lianban_stdlib::builtin_calendar().expect("the built-in calendar is sound").data()
        })
        .clone()
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

/// `E0203 3:5`, in order.
pub fn brief(compilation: &Compilation) -> Vec<String> {
    listing(compilation).lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect()
}

/// Findings in both languages with labels, advice and fixes.
pub fn report(compilation: &Compilation) -> String {
    let mut out = String::new();
    for found in &compilation.diagnostics {
        let text = |file: u32| compilation.sources.get(file as usize).map_or("", |s| s.text.as_str());
        let source = text(found.file.0);
        let at = position(source, found.span.start);
        let words = source.get(found.span.start as usize..found.span.end as usize).unwrap_or("?");
        let (zh, en) = (&found.message.zh, &found.message.en);
        writeln!(out, "{} {}:{} 「{words}」 {zh} / {en}", found.code, at.line, at.column).expect("a string");
        for label in &found.labels {
            let at = position(text(label.file.0), label.span.start);
            writeln!(out, "    @{}:{} {} / {}", at.line, at.column, label.text.zh, label.text.en)
                .expect("a string");
        }
        if let Some(help) = &found.help {
            writeln!(out, "    {} / {}", help.zh, help.en).expect("a string");
        }
        for fix in &found.fixes {
            let edits: Vec<&str> = fix.edits.iter().map(|e| e.text.as_str()).collect();
            writeln!(out, "    ⇒ {} / {}: {edits:?}", fix.title.zh, fix.title.en).expect("a string");
        }
    }
    out
}
