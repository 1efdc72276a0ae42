//! `expand PATH`: the bundle in core form, in the language itself.

use crate::args::{Global, OnePath};
use crate::exit::{Exit, Failure};
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;
use serde::Serialize;

#[derive(Serialize)]
struct Expanded {
    bundle: String,
    core: String,
}

#[derive(Serialize)]
struct Document {
    bundles: Vec<Expanded>,
}

/// Runs the command.
pub fn run(path: &OnePath, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let disk = Disk::new(global)?;
    let loaded = load::all(&disk, std::slice::from_ref(&path.path), Depth::Compile, context.lang)?;
    if let Some(exit) = loaded.stop_on_errors(context)? {
        return Ok(exit);
    }
    let bundles: Vec<Expanded> = loaded
        .compilations
        .iter()
        .flat_map(|compilation| &compilation.bundles)
        .map(|bundle| Expanded {
            bundle: bundle.plan.name.clone(),
            core: lianban_compiler::plan::expand::expand(&bundle.plan),
        })
        .collect();
    if context.json() {
        context.print_json(&Document { bundles })?;
    } else {
        let parts: Vec<&str> = bundles.iter().map(|expanded| expanded.core.as_str()).collect();
        context.print(&parts.join("\n"))?;
    }
    Ok(Exit::Fine)
}
