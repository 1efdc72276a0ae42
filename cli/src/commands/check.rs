//! `check PATH…`: all diagnostics, broken promises included.

use crate::args::{Global, Paths};
use crate::exit::{Exit, Failure};
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;

/// Runs the command.
pub fn run(paths: &Paths, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let disk = Disk::new(global)?;
    let loaded = load::all(&disk, &paths.paths, Depth::Prove, context.lang)?;
    if context.json() {
        context.print_json(&loaded.findings)?;
        return Ok(loaded.exit());
    }
    loaded.show(context);
    let (files, errors, warnings) =
        (loaded.compilations.len(), loaded.findings.errors, loaded.findings.warnings);
    let zh = format!("查了 {files} 个文件：{errors} 个错误，{warnings} 个警告\n");
    let en = format!("files checked: {files}, errors: {errors}, warnings: {warnings}\n");
    context.print(context.pick(&zh, &en))?;
    Ok(loaded.exit())
}
