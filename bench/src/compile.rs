//! `compile`: text to plan, nothing kept between two compilations; and a whole province, promises proved.

use crate::measure::Measured;
use crate::province;
use lianban_compiler::{Compilation, Host};
use lianban_runtime::time::CalendarData;
use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The restaurant, compiled into this program.
pub const RESTAURANT: &str = include_str!("../../bundles/我要开餐馆/我要开餐馆.yjs");

/// The shipped calendar.
pub fn shipped_calendar() -> Result<CalendarData, String> {
    let table =
        lianban_stdlib::builtin_calendar().map_err(|p| format!("{} problems in the calendar", p.len()))?;
    Ok(table.data())
}

/// A host that knows one text.
pub struct Shipped<'a>(CalendarData, &'a str);

impl<'a> Shipped<'a> {
    /// A text, with the shipped calendar.
    pub fn of(text: &'a str) -> Result<Self, String> {
        Ok(Self(shipped_calendar()?, text))
    }
}

impl Host for Shipped<'_> {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(self.1.as_bytes().to_vec())
    }

    fn calendar(&self) -> CalendarData {
        self.0.clone()
    }
}

/// Compiles the restaurant `cases` times, without the proof.
pub fn run(cases: u64) -> Result<Measured, String> {
    let host = Shipped::of(RESTAURANT)?;
    Measured::of("compile", cases, || {
        for _ in 0..cases {
            let compilation = black_box(lianban_compiler::compile(&host, "我要开餐馆.yjs"));
            if compilation.bundles.is_empty() {
                return Err("the restaurant does not compile".to_owned());
            }
        }
        Ok(cases)
    })
}

/// Checks a share of the province, promises included, and keeps every compilation, as `lianban check FOLDER` does.
pub fn province(eighths: usize, threads: usize) -> Result<Measured, String> {
    let (items, bundles) = (province::ITEMS * eighths / 8, province::BUNDLES * eighths / 8);
    check(items, &province::province(items, bundles), threads)
}

/// Checks one bundle of so many items.
pub fn large(items: usize) -> Result<Measured, String> {
    check(items, &[province::bundle(0, items, true)], 1)
}

fn check(items: usize, texts: &[String], threads: usize) -> Result<Measured, String> {
    let bytes: usize = texts.iter().map(String::len).sum();
    let (calendar, cases) = (shipped_calendar()?, u64::try_from(items).map_err(|e| e.to_string())?);
    let bundles = u64::try_from(texts.len()).map_err(|e| e.to_string())?;
    eprintln!("{items} items in {bundles} bundles, {bytes} bytes, {threads} threads");
    let mut kept = Vec::new();
    let measured = Measured::of("compile", cases, || {
        kept = in_parallel(texts, threads, |text| {
            lianban_compiler::check(&Shipped(calendar.clone(), text), "一件事.yjs")
        });
        Ok(bundles)
    })?;
    for compilation in kept {
        if let Some(finding) = compilation.diagnostics.first().filter(|_| compilation.bundles.len() != 1) {
            return Err(format!("the province does not compile: {finding:?}"));
        }
    }
    Ok(measured)
}

/// The texts checked by some workers, each taking the next that nobody has taken; results in the order of the texts.
fn in_parallel(
    texts: &[String],
    threads: usize,
    check: impl Fn(&str) -> Compilation + Sync,
) -> Vec<Compilation> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(texts.len())));
    let work = || {
        let mut own = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(text) = texts.get(at) else { break };
            own.push((at, check(text)));
        }
        if let Ok(mut done) = done.lock() {
            done.append(&mut own);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, compilation)| compilation).collect()
}
