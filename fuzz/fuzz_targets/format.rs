//! The formatter: never fails on what parses, is idempotent, and changes nothing but the looks (it compares the trees
//! itself and reports E0008 if they differ).
#![no_main]

use lianban_compiler::diagnostics::{Diagnostic, Lang};
use lianban_compiler::syntax::{FormatOptions, format, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let readable = !parse(text).1.iter().any(Diagnostic::is_error);
    for keywords in [None, Some(Lang::Zh), Some(Lang::En)] {
        let options = FormatOptions { keywords };
        match format(text, &options) {
            Ok(once) => assert_eq!(format(&once, &options).as_deref(), Ok(once.as_str())),
            Err(findings) => assert!(!readable, "{findings:?}"),
        }
    }
});
