//! `compile`: text to plan, nothing kept between two compilations.

use crate::measure::Measured;
use lianban_compiler::Host;
use lianban_runtime::time::CalendarData;
use std::hint::black_box;

/// The restaurant, compiled into this program.
pub const RESTAURANT: &str = include_str!("../../bundles/我要开餐馆/我要开餐馆.yjs");

/// The shipped calendar.
pub fn shipped_calendar() -> Result<CalendarData, String> {
    let table =
        lianban_stdlib::builtin_calendar().map_err(|p| format!("{} problems in the calendar", p.len()))?;
    Ok(table.data())
}

/// A host that knows the restaurant.
pub struct Shipped(CalendarData);

impl Shipped {
    /// With the shipped calendar.
    pub fn new() -> Result<Self, String> {
        shipped_calendar().map(Self)
    }
}

impl Host for Shipped {
    fn read(&self, _path: &str) -> Result<Vec<u8>, String> {
        Ok(RESTAURANT.as_bytes().to_vec())
    }

    fn calendar(&self) -> CalendarData {
        self.0.clone()
    }
}

/// Compiles the restaurant `cases` times, without the proof.
pub fn run(cases: u64) -> Result<Measured, String> {
    let host = Shipped::new()?;
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
