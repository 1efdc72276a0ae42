//! Any bytes as a `.yjs` file: decoded, parsed, compiled. Nothing panics, every finding lies inside its file.
#![no_main]

use lianban_compiler::Host;
use lianban_runtime::time::CalendarData;
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

static CALENDAR: OnceLock<CalendarData> = OnceLock::new();

struct Only<'a>(&'a [u8]);

impl Host for Only<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        if path == "一件事.yjs" { Ok(self.0.to_vec()) } else { Err("没有".to_owned()) }
    }

    fn calendar(&self) -> CalendarData {
        CALENDAR.get_or_init(|| lianban_stdlib::builtin_calendar().expect("shipped").data()).clone()
    }
}

fuzz_target!(|bytes: &[u8]| {
    let compilation = lianban_compiler::compile(&Only(bytes), "一件事.yjs");
    for finding in &compilation.diagnostics {
        let source = &compilation.sources[finding.file.0 as usize];
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        assert!(start <= end && source.text.get(start..end).is_some(), "{finding:?}");
    }
    for bundle in &compilation.bundles {
        bundle.plan.check().expect("what compiles is consistent");
    }
});
