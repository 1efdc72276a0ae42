//! `demo`: the main job on the shipped bundles, nothing to set up: check, prove, one timeline, flow diagram and Gantt
//! chart into a folder, and a summary.

use crate::args::{Demo, Global};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::findings::Findings;
use crate::load::Loaded;
use crate::output::{Context, to_json};
use crate::shipped::{BUNDLES, Shipped};
use crate::words::Words;
use crate::{proof_sheet, timetable};
use lianban_compiler::Bundle;
use lianban_compiler::proof::Proof;
use lianban_runtime::case::Engine;
use lianban_runtime::plan::Plan;
use lianban_simulator::Timeline;
use lianban_stdlib::CalendarTable;
use serde::Serialize;
use std::path::Path;

/// When the case of the demo is submitted: the day before 国庆 2026; where that runs past the published calendar, the
/// day before 春节 2026.
const STARTS: [&str; 2] = ["2026-09-30T10:00", "2026-02-13T10:00"];
/// The bundle that is shown in full; the others have their own `summary.txt`.
const FEATURED: &str = "我要开餐馆";

#[derive(Serialize)]
struct Shown {
    bundle: String,
    region: String,
    start: &'static str,
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
    let mut proofs = Vec::new();
    for (path, _) in BUNDLES {
        let mut compilation = lianban_compiler::compile(&host, path);
        proofs.extend(super::prove::prove_all(&mut compilation)?);
        loaded.findings.append(Findings::of(&compilation, context.lang.into(), |_| 0));
        loaded.compilations.push(compilation);
    }
    loaded.show(context);
    let mut shown = Vec::new();
    let bundles = loaded.compilations.iter().flat_map(|compilation| &compilation.bundles);
    for (bundle, proof) in bundles.zip(proofs) {
        shown.push(show((bundle, proof), &table, &options.out, context)?);
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

/// Plays the worst case of one bundle and writes its files.
fn show(
    (bundle, proof): (&Bundle, Proof),
    table: &CalendarTable,
    out: &Path,
    context: &Context,
) -> Result<Shown, Failure> {
    let plan = &bundle.plan;
    let engine = super::timeline::engine(plan)?;
    let (start, timeline) = play((plan, &proof), &engine)?;
    let folder = out.join(folder_name(plan));
    files::make_folder(&folder)?;
    let drawn = lianban_render::DiagramOptions {
        worst: Some(proof.worst_answers()),
        ..lianban_render::DiagramOptions::default()
    };
    let parts = [
        ("flow.svg", lianban_render::Diagram::new(plan, &drawn).svg()),
        ("flow.mmd", lianban_render::mermaid(plan, None, None)),
        ("flow.dot", lianban_render::dot(plan, None, None)),
        ("gantt.svg", crate::pictures::gantt(&timeline, &engine, table)),
        ("timeline.json", to_json(&timeline)?),
        ("proof.json", to_json(&proof)?),
        ("plan.json", plan.to_json()),
    ];
    let mut written = vec![files::shown(&folder.join("summary.txt"))];
    for (name, text) in parts {
        let path = folder.join(name);
        files::write(&path, text.as_bytes())?;
        written.push(files::shown(&path));
    }
    let nobody = crate::answers::Case { answers: None, start: None, submitted: plan.calendar.first };
    let html = (crate::args::GuideFormat::Html, None);
    let papers = super::guide::write((bundle, &proof), &nobody, html, &folder)?;
    written.extend(papers.iter().map(|path| files::shown(path)));
    let (bundle, region) = (plan.name.clone(), plan.region.clone());
    let shown = Shown { bundle, region, start, proof, timeline, files: written };
    files::write(&folder.join("summary.txt"), in_full(&shown, context).as_bytes())?;
    Ok(shown)
}

/// The worst case from the first start that the published calendar reaches.
fn play((plan, proof): (&Plan, &Proof), engine: &Engine) -> Result<(&'static str, Timeline), Failure> {
    let mut last = None;
    for start in STARTS {
        let instant = crate::start::read(start, engine.calendar())?;
        // Other days have other worst cases only where a condition counts up to the submission.
        let of_the_day = match plan.depends_on_submission() {
            true => Some(super::prove::prove_on(plan, engine.calendar().date_of(instant))?),
            false => None,
        };
        let worst = of_the_day.as_ref().unwrap_or(proof);
        let script = lianban_simulator::Script::regular(worst.worst_answers(), instant);
        match super::timeline::play_script(engine, script) {
            Ok(timeline) => return Ok((start, timeline)),
            Err(failure) => last = Some(failure),
        }
    }
    Err(last
        .unwrap_or_else(|| Failure::wrong(Words::new("没有开始的日子".to_owned(), "no start".to_owned()))))
}

/// The same thing of two places has two folders.
fn folder_name(plan: &Plan) -> String {
    if plan.region.is_empty() { plan.name.clone() } else { format!("{}-{}", plan.region, plan.name) }
}

/// What a person reads at the end: one bundle in full, and all of them as a table.
fn summary(shown: &[Shown], findings: &Findings, context: &Context) -> String {
    let (errors, warnings) = (findings.errors, findings.warnings);
    let zh = format!("检查：{errors} 个错误，{warnings} 个警告\n");
    let en = format!("check: errors {errors}, warnings {warnings}\n");
    let mut text = context.pick(&zh, &en).to_owned();
    for one in shown.iter().filter(|one| one.bundle == FEATURED) {
        text.push_str(&in_full(one, context));
    }
    let heading = match context.pick("zh", "en") {
        "zh" => ["一件事", "适用", "情形", "承诺：最坏 / 最多", "提交", "办结", "结论", "文件"],
        _ => {
            ["bundle", "region", "cases", "promise: worst / limit", "submitted", "finished", "holds", "files"]
        }
    };
    let rows: Vec<Vec<String>> = shown.iter().map(|one| row(one, context)).collect();
    let title = context.pick("自带的一件事", "the shipped bundles");
    format!("{text}\n{title}\n{}", lianban_render::table(&heading, &rows))
}

fn row(one: &Shown, context: &Context) -> Vec<String> {
    let promises: Vec<String> = one
        .proof
        .promises
        .iter()
        .filter(|row| row.of.is_none())
        .map(|row| {
            let limit = row.limit.map_or_else(|| "—".to_owned(), |limit| limit.to_string());
            context.amount(format!("{} / {limit}", row.worst), row.unit)
        })
        .collect();
    let verdict =
        if one.proof.holds() { context.pick("成立", "holds") } else { context.pick("不成立", "BROKEN") };
    let folder = Path::new(one.files.first().map_or("", String::as_str)).parent().unwrap_or(Path::new(""));
    vec![
        one.bundle.clone(),
        one.region.clone(),
        one.proof.scenarios.to_string(),
        promises.join(context.pick("，", ", ")),
        one.start.chars().take(10).collect(),
        one.timeline
            .finish
            .as_ref()
            .map_or_else(|| "—".to_owned(), |at| at.to_string().chars().take(10).collect()),
        verdict.to_owned(),
        files::shown(folder),
    ]
}

/// Proof, one case and the files of one bundle.
fn in_full(one: &Shown, context: &Context) -> String {
    let mut text = format!("\n{}\n", context.pick("证明", "proof"));
    text.push_str(&proof_sheet::in_words(&one.proof.bundle, &one.proof, context));
    let start = one.start.replace('T', " ");
    let zh = format!("\n{start} 提交的一件办件（最坏情形）\n");
    let en = format!("\none case submitted {start} (worst case)\n");
    text.push_str(context.pick(&zh, &en));
    text.push_str(&timetable::in_words(&one.timeline, false, context));
    text.push_str(&format!("\n{}\n", context.pick("写出的文件", "files written")));
    for file in &one.files {
        text.push_str(&format!("  {file}\n"));
    }
    text
}
