//! `build PATH -o FILE`: the Plan as a compact binary. With `--format json` FILE holds the readable twin, and standard
//! output says what was written. Only a bundle whose promises hold is built.

use crate::args::{Build, Global};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::load::{self, Depth};
use crate::output::Context;
use serde::Serialize;

#[derive(Serialize)]
struct Built<'a> {
    bundle: &'a str,
    plan: String,
    file: String,
    bytes: usize,
    calendar: &'a str,
    assumed: bool,
}

/// Runs the command.
pub fn run(options: &Build, global: &Global, context: &Context) -> Result<Exit, Failure> {
    load::one(&options.path, Depth::Prove, (global, context), |bundle, _| {
        let plan = &bundle.plan;
        let bytes = if context.json() { plan.to_json().into_bytes() } else { plan.to_binary() };
        files::write(&options.output, &bytes)?;
        let built = Built {
            bundle: &plan.name,
            plan: plan.hash_text(),
            file: files::shown(&options.output),
            bytes: bytes.len(),
            calendar: &plan.calendar.id,
            assumed: plan.calendar.assumed,
        };
        if context.json() {
            context.print_json(&built)?;
        } else {
            context.print(&format!("{}  {}\n", built.plan, built.file))?;
        }
        Ok(Exit::Fine)
    })
}
