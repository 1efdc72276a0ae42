//! Every code: its page in both languages, an example that triggers it, and the example put right.
#![expect(clippy::panic, reason = "tests")]

use std::collections::BTreeSet;

use lianban_compiler::Host;
use lianban_compiler::check;
use lianban_compiler::diagnostics::{CODES, CodeInfo, Diagnostic, Example, Lang, Severity, find};
use lianban_runtime::time::CalendarData;

/// A host with one file.
struct OneFile(Vec<u8>);

impl Host for OneFile {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path == "例.yjs" { Ok(self.0.clone()) } else { Err("没有这个文件".to_owned()) }
    }

    fn calendar(&self) -> CalendarData {
        lianban_stdlib::builtin_calendar().unwrap_or_else(|problem| panic!("{problem:?}")).data()
    }
}

/// What checking a file finds.
fn findings(bytes: Vec<u8>) -> Vec<Diagnostic> {
    check(&OneFile(bytes), "例.yjs").diagnostics
}

/// Example files of a kind that only a host with several files, or none, can show.
fn one_file_shows(info: &CodeInfo) -> bool {
    info.example != Example::Internal
}

#[test]
fn codes_are_listed_once_in_order_and_found() {
    let codes: Vec<&str> = CODES.iter().map(|info| info.code).collect();
    let mut sorted = codes.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(codes, sorted);
    for code in codes {
        assert!(find(&code.to_lowercase()).is_some_and(|info| info.code == code));
    }
    assert!(find("E9999").is_none());
}

#[test]
fn every_code_has_its_file_and_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostics");
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let codes: BTreeSet<String> = names
        .filter_map(|name| name.split('_').next().map(str::to_uppercase))
        .filter(|code| code.len() == 5 && code.starts_with(['E', 'W']))
        .collect();
    let listed: BTreeSet<String> = CODES.iter().map(|info| info.code.to_owned()).collect();
    assert_eq!(codes, listed);
    assert!(listed.len() >= 25);
}

#[test]
fn every_page_is_written_in_both_languages() {
    for info in CODES {
        for lang in [Lang::Zh, Lang::En] {
            assert!(!info.title.get(lang).is_empty(), "{} {lang:?}", info.code);
            assert!(info.explanation.get(lang).len() > 20, "{} {lang:?}", info.code);
        }
        assert_ne!(info.title.zh, info.title.en, "{}", info.code);
        assert!(info.explanation.zh.chars().any(|mark| ('一'..='龥').contains(&mark)), "{}", info.code);
        let other = if info.code.starts_with('E') { Severity::Warning } else { Severity::Error };
        assert_ne!(info.severity, other, "{}", info.code);
    }
}

#[test]
fn every_example_triggers_its_code_and_the_corrected_one_does_not() {
    let mut wrong = String::new();
    for info in CODES.iter().filter(|info| one_file_shows(info)) {
        let found = findings(info.example.bytes().unwrap_or_default());
        let shown: Vec<String> =
            found.iter().map(|found| format!("{} {}", found.code, found.message.zh)).collect();
        if !found.iter().any(|found| found.code == info.code) {
            wrong += &format!("{}: the example gives {shown:?}\n", info.code);
        }
        for one in found.iter().filter(|found| found.code == info.code) {
            assert_eq!(one.severity, info.severity, "{}", info.code);
            assert!(
                !one.message.zh.is_empty() && !one.message.en.is_empty() && one.message.zh != one.message.en
            );
        }
        let after = findings(info.corrected.as_bytes().to_vec());
        let errors: Vec<String> = after
            .iter()
            .filter(|found| found.code == info.code || found.is_error())
            .map(|found| format!("{} {}", found.code, found.message.zh))
            .collect();
        if !errors.is_empty() {
            wrong += &format!("{}: the corrected example gives {errors:?}\n", info.code);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// An example shows one mistake: no error of another code beside it.
#[test]
fn no_example_is_a_cascade() {
    let mut wrong = String::new();
    for info in CODES.iter().filter(|info| one_file_shows(info)) {
        let found = findings(info.example.bytes().unwrap_or_default());
        let others: BTreeSet<&str> = found
            .iter()
            .filter(|found| found.is_error() && found.code != info.code)
            .map(|found| found.code)
            .collect();
        // E0007 is what comes after a hundred others.
        if !others.is_empty() && info.code != "E0007" {
            wrong += &format!("{}: also {others:?}\n", info.code);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
