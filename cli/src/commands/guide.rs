//! `guide PATH --as html|md -o DIR`: the papers of a bundle for the public, the window and the back office.

use crate::answers::{self, Case};
use crate::args::{Global, Guide, GuideFormat};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::load::{self, Depth};
use crate::output::Context;
use lianban_compiler::Bundle;
use lianban_compiler::proof::Proof;
use lianban_render::{Asked, Diagram, DiagramOptions, Report, Source};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Document<'a> {
    bundle: &'a str,
    #[serde(rename = "as")]
    kind: &'static str,
    files: Vec<String>,
}

/// Runs the command.
pub fn run(options: &Guide, global: &Global, context: &Context) -> Result<Exit, Failure> {
    load::one(&options.path, Depth::Compile, (global, context), |bundle, _| {
        let plan = &bundle.plan;
        let case = answers::of_case(plan, &options.answers, options.submitted.start.as_deref())?;
        let proof = match case.start {
            Some(_) => super::prove::prove_on(plan, case.submitted)?,
            None => super::prove::prove(plan)?,
        };
        let written = write((bundle, &proof), &case, options.kind, &options.output)?;
        if context.json() {
            let kind = if options.kind == GuideFormat::Html { "html" } else { "md" };
            context.print_json(&Document { bundle: &plan.name, kind, files: written })?;
        } else {
            context.print(&written.iter().map(|file| format!("{file}\n")).collect::<String>())?;
        }
        Ok(Exit::Fine)
    })
}

/// Writes the papers of a bundle into a folder, and tells which.
pub fn write(
    (bundle, proof): (&Bundle, &Proof),
    case: &Case,
    kind: GuideFormat,
    folder: &Path,
) -> Result<Vec<String>, Failure> {
    let plan = &bundle.plan;
    let hash = super::timeline::engine(plan)?.plan_hash_text();
    let drawn = DiagramOptions { worst: Some(proof.worst_answers()), ..DiagramOptions::default() };
    let fits = plan.nodes.len() <= Diagram::MAX_NODES && kind == GuideFormat::Html;
    let flow = if fits { Diagram::new(plan, &drawn).svg() } else { String::new() };
    let source = Source { plan, proof, docs: &bundle.docs, flow: &flow, hash: &hash };
    let none_asked = plan.questions.is_empty().then(Vec::new);
    let answers = case.answers.as_ref().or(none_asked.as_ref());
    let notice = answers.map(|answers| source.notice(Asked { answers, submitted: case.submitted }));
    let reports = [
        ("一次性告知单", notice),
        ("前台受理工作规范", Some(source.front_office())),
        ("工作手册", Some(source.back_office())),
        ("申请表", source.form()),
        ("流程再造方案", Some(source.reform())),
    ];
    let text =
        |report: &Report| if kind == GuideFormat::Html { report.to_html() } else { report.to_markdown() };
    let public = if kind == GuideFormat::Html { source.public_page() } else { source.guide().to_markdown() };
    let mut papers = vec![("办事指南", public)];
    papers.extend(reports.iter().filter_map(|(name, report)| Some((*name, text(report.as_ref()?)))));
    files::make_folder(folder)?;
    let ending = if kind == GuideFormat::Html { "html" } else { "md" };
    let mut written = Vec::new();
    for (name, text) in papers {
        let path = folder.join(format!("{name}.{ending}"));
        files::write(&path, text.as_bytes())?;
        written.push(files::shown(&path));
    }
    Ok(written)
}
