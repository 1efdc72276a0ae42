//! `check PATH…`: all diagnostics, broken promises included.

use crate::args::{Global, Paths};
use crate::exit::{Exit, Failure};
use crate::findings::Finding;
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
    let known = &loaded.findings.acknowledged;
    let (left_zh, left_en) = match known.len() {
        0 => (String::new(), String::new()),
        left => (format!("，另有 {left} 个已知悉"), format!(", acknowledged: {left}")),
    };
    let zh = format!("查了 {files} 个文件：{errors} 个错误，{warnings} 个警告{left_zh}\n");
    let en = format!("files checked: {files}, errors: {errors}, warnings: {warnings}{left_en}\n");
    let mut text = context.pick(&zh, &en).to_owned();
    for one in known {
        let Finding { code, file, start, message, .. } = &one.finding;
        let why = context.pick("知悉", "acknowledged");
        text.push_str(&format!("  {why} {code} {file}:{}  {message}：{}\n", start.line, one.reason));
    }
    context.print(&text)?;
    Ok(loaded.exit())
}
