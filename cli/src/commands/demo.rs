//! `demo`: the main job on the shipped bundles, nothing to set up: check, prove, one timeline, flow diagram and Gantt
//! chart into a folder, and a summary.

use crate::args::{Demo, Global};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::findings::Findings;
use crate::load::Loaded;
use crate::output::{Context, to_json};
use crate::shipped::{BUNDLES, Shipped};
use crate::{proof_sheet, timetable};
use lianban_compiler::Bundle;
use lianban_compiler::proof::Proof;
use lianban_simulator::Timeline;
use lianban_stdlib::CalendarTable;
use serde::Serialize;
use std::path::Path;

/// When the case of the demo is submitted: the day before 国庆 2026.
const START: &str = "2026-09-30T10:00";

#[derive(Serialize)]
struct Shown {
    bundle: String,
    proof: Proof,
    timeline: Timeline,
    files: Vec<String>,
}

#[derive(Serialize)]
struct Document<'a> {
    out: String,
    bundles: &'a [Shown],
    #[serde(flatten)]
    findings: &'a Findings,
}

/// Runs the command.
pub fn run(options: &Demo, global: &Global, context: &Context) -> Result<Exit, Failure> {
    let table = crate::almanac::table(global)?;
    let host = Shipped { calendar: table.data() };
    let mut loaded = Loaded { compilations: Vec::new(), findings: Findings::default() };
    for (path, _) in BUNDLES {
        let compilation = lianban_compiler::check(&host, path);
        loaded.findings.append(Findings::of(&compilation, context.lang.into(), |_| 0));
        loaded.compilations.push(compilation);
    }
    loaded.show(context);
    let mut shown = Vec::new();
    for bundle in loaded.compilations.iter().flat_map(|compilation| &compilation.bundles) {
        shown.push(show(bundle, &table, &options.out)?);
    }
    let exit = if shown.iter().all(|one| one.proof.holds()) { loaded.exit() } else { Exit::Wrong };
    let summary = summary(&shown, &loaded.findings, context);
    files::make_folder(&options.out)?;
    files::write(&options.out.join("summary.txt"), summary.as_bytes())?;
    if context.json() {
        let out = files::shown(&options.out);
        context.print_json(&Document { out, bundles: &shown, findings: &loaded.findings })?;
    } else {
        context.print(&summary)?;
    }
    Ok(exit)
}

/// Proves one bundle, plays its worst case and writes its files.
fn show(bundle: &Bundle, table: &CalendarTable, out: &Path) -> Result<Shown, Failure> {
    let plan = &bundle.plan;
    let proof = super::prove::prove(plan)?;
    let engine = super::timeline::engine(plan)?;
    let start = crate::start::read(START, engine.calendar())?;
    let worst = super::prove::prove_on(plan, engine.calendar().date_of(start))?;
    let script = lianban_simulator::Script::regular(worst.worst_answers(), start);
    let timeline = super::timeline::play_script(&engine, script)?;
    let folder = out.join(&plan.name);
    files::make_folder(&folder)?;
    let parts = [
        ("flow.mmd", lianban_render::mermaid(plan, None, None)),
        ("flow.dot", lianban_render::dot(plan, None, None)),
        ("gantt.svg", crate::pictures::gantt(&timeline, &engine, table)),
        ("timeline.json", to_json(&timeline)?),
        ("proof.json", to_json(&proof)?),
        ("plan.json", plan.to_json()),
    ];
    let mut written = Vec::new();
    for (name, text) in parts {
        let path = folder.join(name);
        files::write(&path, text.as_bytes())?;
        written.push(files::shown(&path));
    }
    Ok(Shown { bundle: plan.name.clone(), proof, timeline, files: written })
}

/// What a person reads at the end.
fn summary(shown: &[Shown], findings: &Findings, context: &Context) -> String {
    let (errors, warnings) = (findings.errors, findings.warnings);
    let zh = format!("检查：{errors} 个错误，{warnings} 个警告\n");
    let en = format!("check: errors {errors}, warnings {warnings}\n");
    let mut text = context.pick(&zh, &en).to_owned();
    for one in shown {
        text.push_str(&format!("\n{}\n", context.pick("证明", "proof")));
        text.push_str(&proof_sheet::in_words(&one.proof.bundle, &one.proof, context));
        let zh = format!("\n{} 提交的一件办件（最坏情形）\n", START.replace('T', " "));
        let en = format!("\none case submitted {} (worst case)\n", START.replace('T', " "));
        text.push_str(context.pick(&zh, &en));
        text.push_str(&timetable::in_words(&one.timeline, false, context));
        text.push_str(&format!("\n{}\n", context.pick("写出的文件", "files written")));
        for file in &one.files {
            text.push_str(&format!("  {file}\n"));
        }
    }
    text
}
