//! `guide PATH --as html|md|docx|pdf|typ -o DIR`: the papers of a bundle for the public, the window and the back office.

use crate::answers::{self, Case};
use crate::args::{Global, Guide, GuideFormat};
use crate::exit::{Exit, Failure};
use crate::load::{self, Depth};
use crate::output::Context;
use crate::script::{Submission, Written};
use crate::words::Words;
use crate::{almanac, archive, files, pictures, png};
use lianban_compiler::Bundle;
use lianban_compiler::proof::Proof;
use lianban_render::{
    Asked, Diagram, DiagramOptions, Paper, Picture, Report, Sheet, Source, docx, svg_size, typst,
};
use lianban_runtime::plan::Plan;
use lianban_simulator::{play, timeline_of};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Name of the flow diagram.
const FLOW: &str = "流程图";
/// Folder of the drawings beside Typst sources.
const DRAWINGS: &str = "附图";

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
        let typst = match options.kind {
            GuideFormat::Pdf => Some(typst_program()?),
            _ => None,
        };
        let chart = match options.kind {
            GuideFormat::Html | GuideFormat::Md => None,
            _ => chart(plan, &proof, &case, global)?,
        };
        let written = write((bundle, &proof), &case, (options.kind, chart), &options.output)?;
        let written = match &typst {
            Some(program) => compiled(program, &options.output, &written)?,
            None => written.iter().map(|path| files::shown(path)).collect(),
        };
        if context.json() {
            context.print_json(&Document {
                bundle: &plan.name,
                kind: ending(options.kind),
                files: written,
            })?;
        } else {
            context.print(&written.iter().map(|file| format!("{file}\n")).collect::<String>())?;
        }
        Ok(Exit::Fine)
    })
}

const fn ending(kind: GuideFormat) -> &'static str {
    match kind {
        GuideFormat::Html => "html",
        GuideFormat::Md => "md",
        GuideFormat::Docx => "docx",
        GuideFormat::Pdf => "pdf",
        GuideFormat::Typ => "typ",
    }
}

/// One of the papers.
struct Leaflet<'a> {
    name: &'static str,
    report: Report,
    /// The drawings behind it.
    pictures: &'a [Picture],
}

/// A drawing that goes with a paper.
struct Drawing {
    name: &'static str,
    description: String,
    svg: String,
}

/// Writes the papers of a bundle into a folder, and tells which. `chart` is the Gantt chart of the case, if there is one.
pub fn write(
    (bundle, proof): (&Bundle, &Proof),
    case: &Case,
    (kind, chart): (GuideFormat, Option<String>),
    folder: &Path,
) -> Result<Vec<PathBuf>, Failure> {
    let plan = &bundle.plan;
    let hash = super::timeline::engine(plan)?.plan_hash_text();
    let flow = flow(plan, proof, kind);
    let source =
        Source { plan, proof, docs: &bundle.docs, flow: flow.as_deref().unwrap_or_default(), hash: &hash };
    let none_asked = plan.questions.is_empty().then(Vec::new);
    let answers = case.answers.as_ref().or(none_asked.as_ref());
    let notice = answers.map(|answers| source.notice(Asked { answers, submitted: case.submitted }));
    let flow = flow.as_ref().map(|svg| Drawing { name: FLOW, description: describe(plan), svg: svg.clone() });
    let chart = chart.map(|svg| Drawing {
        name: "时序图",
        description: format!("{}各环节的起止日期", plan.name),
        svg,
    });
    let drawings: Vec<Drawing> = flow.into_iter().chain(chart).collect();
    let pictures = sheets(&drawings, kind == GuideFormat::Docx)?;
    let plain = matches!(kind, GuideFormat::Html | GuideFormat::Md);
    let guide = if plain { source.guide() } else { source.official_guide() };
    let papers = [
        ("办事指南", Some(guide), &pictures[..]),
        ("一次性告知单", notice, &[]),
        ("前台受理工作规范", Some(source.front_office()), &[]),
        ("工作手册", Some(source.back_office()), &pictures[..]),
        ("申请表", source.form(), &[]),
        ("流程再造方案", Some(source.reform()), &[]),
    ];
    let papers = papers
        .into_iter()
        .filter_map(|(name, report, pictures)| Some(Leaflet { name, report: report?, pictures }));
    files::make_folder(folder)?;
    let mut written = Vec::new();
    let mut put = |name: String, bytes: &[u8]| -> Result<(), Failure> {
        let path = folder.join(name);
        files::write(&path, bytes)?;
        written.push(path);
        Ok(())
    };
    if let Some(flow) = drawings.iter().find(|drawing| drawing.name == FLOW && kind != GuideFormat::Pdf) {
        put(format!("{FLOW}.svg"), flow.svg.as_bytes())?;
    }
    for paper in papers {
        let name = paper.name;
        match kind {
            GuideFormat::Html if name == "办事指南" => {
                put(format!("{name}.html"), source.public_page().as_bytes())?;
            }
            GuideFormat::Html => put(format!("{name}.html"), paper.report.to_html().as_bytes())?,
            GuideFormat::Md => put(format!("{name}.md"), paper.report.to_markdown().as_bytes())?,
            GuideFormat::Docx => put(format!("{name}.docx"), &paper.packed()?)?,
            GuideFormat::Pdf | GuideFormat::Typ => {
                let source = paper.typst_source(folder)?;
                put(format!("{name}.typ"), source.as_bytes())?;
            }
        }
    }
    Ok(written)
}

impl Leaflet<'_> {
    /// The DOCX file.
    fn packed(&self) -> Result<Vec<u8>, Failure> {
        let parts = docx(&self.report, self.pictures).map_err(|error| unwritten(&error.to_string()))?;
        archive::packed(&parts).map_err(|error| unwritten(&error.to_string()))
    }

    /// The Typst source; its drawings are written beside it.
    fn typst_source(&self, folder: &Path) -> Result<String, Failure> {
        let beside = format!("{DRAWINGS}/{}", self.name);
        if !self.pictures.is_empty() {
            files::make_folder(&folder.join(DRAWINGS))?;
            files::make_folder(&folder.join(&beside))?;
        }
        for (number, picture) in self.pictures.iter().enumerate() {
            let path = folder.join(&beside).join(format!("{number}.svg"));
            files::write(&path, picture.svg.as_bytes())?;
        }
        Ok(typst(&self.report, self.pictures, &beside))
    }
}

fn unwritten(error: &str) -> Failure {
    Failure::environment(Words::new(format!("文书写不成：{error}"), format!("no document: {error}")))
}

/// The flow diagram: as drawn where it can be read so, else laid out for A3; none past what is drawn at all.
fn flow(plan: &Plan, proof: &Proof, kind: GuideFormat) -> Option<String> {
    if plan.nodes.len() > Diagram::MAX_NODES || kind == GuideFormat::Md {
        return None;
    }
    let options = DiagramOptions { worst: Some(proof.worst_answers()), ..DiagramOptions::default() };
    let svg = Diagram::new(plan, &options).svg();
    let size = svg_size(&svg).unwrap_or_default();
    if kind == GuideFormat::Html || Sheet::fitting(size.0, size.1).shows(size) {
        return Some(svg);
    }
    Some(Diagram::new(plan, &DiagramOptions { paper: Some(Paper::A3), ..options }).svg())
}

/// What the flow diagram shows, for those who cannot see it.
fn describe(plan: &Plan) -> String {
    let items = plan.scopes.iter().filter(|scope| scope.kind == lianban_runtime::plan::ScopeKind::Item);
    let names: Vec<&str> = items.map(|item| item.name.as_str()).collect();
    format!("{}的办理流程，{} 个部门，事项有：{}", plan.name, plan.departments.len(), names.join("、"))
}

/// The Gantt chart of a case that is handed in when `--start` says: with its answers, else those of the worst case.
fn chart(plan: &Plan, proof: &Proof, case: &Case, global: &Global) -> Result<Option<String>, Failure> {
    let Some(start) = case.start else { return Ok(None) };
    let engine = super::timeline::engine(plan)?;
    let answers = case.answers.clone().unwrap_or_else(|| proof.worst_answers().to_vec());
    let written = Written::regular(&Submission { start, answers, written: case.answers.is_some() });
    let played = play(&engine, &written.script).map_err(|error| written.explain(&engine, &error))?;
    let timeline = timeline_of(&engine, &played);
    Ok(Some(pictures::gantt(&timeline, &engine, &almanac::table(global)?)))
}

/// The drawings, each on the sheet that it needs.
fn sheets(drawings: &[Drawing], pixels: bool) -> Result<Vec<Picture>, Failure> {
    let number = |at: usize| if drawings.len() > 1 { format!(" {}", at + 1) } else { String::new() };
    let one = |(at, drawing): (usize, &Drawing)| {
        let (width, height) = svg_size(&drawing.svg).unwrap_or((1, 1));
        Ok(Picture {
            title: format!("附图{}　{}", number(at), drawing.name),
            description: drawing.description.clone(),
            svg: drawing.svg.clone(),
            png: if pixels { png::png(&drawing.svg)? } else { Vec::new() },
            sheet: Sheet::fitting(width, height),
        })
    };
    drawings.iter().enumerate().map(one).collect()
}

/// The program that makes a PDF of Typst source.
fn typst_program() -> Result<PathBuf, Failure> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders)
        .flat_map(|folder| [folder.join("typst"), folder.join("typst.exe")])
        .find(|path| path.is_file());
    found.ok_or_else(|| {
        Failure::environment(Words::new("没有找到 typst，做不了 PDF", "typst is not there: no PDF can be made"))
            .with_help(Words::new(
                "装 typst（https://typst.app，或 cargo install typst-cli），放进 PATH；或者用 --as docx；或者打开 --as html 的页面打印成 PDF",
                "install typst (https://typst.app, or cargo install typst-cli) and put it on the PATH; or take --as docx; or print the pages of --as html",
            ))
    })
}

/// Makes the PDFs of the sources, beside them.
fn compiled(program: &Path, folder: &Path, sources: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let mut made = Vec::new();
    for source in sources {
        let pdf = source.with_extension("pdf");
        let run =
            Command::new(program).arg("compile").arg("--root").arg(folder).arg(source).arg(&pdf).output();
        let failed = |words: String| {
            let name = files::shown(source);
            Failure::environment(Words::new(
                format!("typst 没有做成 {name}：{words}"),
                format!("typst did not compile {name}: {words}"),
            ))
        };
        let output = run.map_err(|error| failed(error.to_string()))?;
        if !output.status.success() {
            return Err(failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        made.push(files::shown(&pdf));
    }
    Ok(made)
}
