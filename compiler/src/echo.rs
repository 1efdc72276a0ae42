//! One mistake, one message: what another finding already explains is left out.

use crate::diagnostics::{self as d, Diagnostic, FileId};
use crate::names::SourceFile;
use std::collections::BTreeSet;

/// Braces without partner, and properties that run together.
const NOTATION: &[&str] = &[
    d::e0102_unclosed_block::INFO.code,
    d::e0103_extra_brace::INFO.code,
    d::e0118_missing_brace::INFO.code,
    d::e0119_missing_separator::INFO.code,
];

/// What such a fault brings about on its own line.
const ON_THE_LINE: &[&str] = &[
    d::e0108_dangling_mark::INFO.code,
    d::e0201_unknown_property::INFO.code,
    d::e0204_unexpected_words::INFO.code,
    d::e0206_unknown_name::INFO.code,
];

/// What it may bring about anywhere: the order of the flow, and what a test may do.
const ANYWHERE: &[&str] = &[d::e0216_misplaced_step::INFO.code, d::e0314_test_target::INFO.code];

/// Leaves out what the faults of notation explain.
pub fn quiet(found: &mut Vec<Diagnostic>, sources: &[SourceFile]) {
    let line = |file: FileId, at: u32| {
        let text = sources.get(file.0 as usize).map_or("", |source| source.text.as_str());
        text.get(..at as usize).and_then(|before| before.rfind('\n'))
    };
    let faults = found.iter().filter(|fault| NOTATION.contains(&fault.code));
    let lines: BTreeSet<_> = faults.map(|fault| (fault.file, line(fault.file, fault.span.start))).collect();
    if lines.is_empty() {
        return;
    }
    found.retain(|one| {
        let here =
            ON_THE_LINE.contains(&one.code) && lines.contains(&(one.file, line(one.file, one.span.start)));
        !here && !ANYWHERE.contains(&one.code)
    });
}
