//! `graph PATH --as svg|png|mermaid|dot|bpmn|json|text`: the flow diagram; with answers only what applies under them.

use crate::answers::{self, Case};
use crate::args::{Global, Graph, GraphDirection, GraphFormat, GraphPaper};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::load::{self, Depth, Loaded};
use crate::output::Context;
use crate::words::Words;
use lianban_compiler::Bundle;
use lianban_render::{Diagram, DiagramOptions, Direction, Paper};
use lianban_runtime::plan::{Answer, Plan};
use lianban_runtime::time::Instant;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    bundle: &'a str,
    #[serde(rename = "as")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Runs the command.
pub fn run(options: &Graph, global: &Global, context: &Context) -> Result<Exit, Failure> {
    if options.kind == GraphFormat::Png && options.to.output.is_none() {
        return Err(Failure::usage(Words::new("PNG 要写进文件", "a PNG goes into a file"))
            .with_help(Words::new("加上 -o 流程图.png", "add -o flow.png")));
    }
    load::one(&options.path, Depth::Compile, (global, context), |bundle, loaded| {
        let plan = &bundle.plan;
        let Case { answers, start, .. } =
            answers::of_case(plan, &options.answers, options.submitted.start.as_deref())?;
        let case = (answers.as_deref(), start);
        let svg = || diagram(options, loaded, bundle, case, |plan, o| Diagram::new(plan, o).svg());
        if let (GraphFormat::Png, Some(path)) = (options.kind, &options.to.output) {
            files::write(path, &crate::png::png(&svg()?)?)?;
            if context.json() {
                let file = Some(files::shown(path));
                context.print_json(&Document { bundle: &plan.name, kind: "png", file, text: None })?;
            }
            return Ok(Exit::Fine);
        }
        let (kind, text) = match options.kind {
            GraphFormat::Svg | GraphFormat::Png => ("svg", svg()?),
            GraphFormat::Text => {
                ("text", diagram(options, loaded, bundle, case, |plan, o| Diagram::new(plan, o).list())?)
            }
            GraphFormat::Bpmn => ("bpmn", diagram(options, loaded, bundle, case, Diagram::bpmn)?),
            GraphFormat::Mermaid => ("mermaid", lianban_render::mermaid(plan, answers.as_deref(), start)),
            GraphFormat::Dot => ("dot", lianban_render::dot(plan, answers.as_deref(), start)),
            GraphFormat::Json => ("json", lianban_render::graph_json(plan, answers.as_deref(), start)),
        };
        let file = options.to.output.as_deref().map(files::shown);
        if let Some(path) = &options.to.output {
            files::write(path, text.as_bytes())?;
        }
        if !context.json() {
            context.print(if file.is_some() { "" } else { &text })?;
        } else if file.is_none() && options.kind == GraphFormat::Json {
            // The diagram is the document.
            context.print(&text)?;
        } else {
            let inline = if file.is_some() { None } else { Some(text.as_str()) };
            context.print_json(&Document { bundle: &plan.name, kind, file, text: inline })?;
        }
        Ok(Exit::Fine)
    })
}

/// The drawing of a bundle. Without answers the critical path of the proof's worst case is marked.
fn diagram(
    options: &Graph,
    loaded: &Loaded,
    bundle: &Bundle,
    (answers, start): (Option<&[Answer]>, Option<Instant>),
    draw: impl FnOnce(&Plan, &DiagramOptions<'_>) -> String,
) -> Result<String, Failure> {
    let nodes = bundle.plan.nodes.len();
    if nodes > Diagram::MAX_NODES {
        return Err(Failure::wrong(Words::new(
            format!("方案有 {nodes} 个节点，超过 {} 个的不画", Diagram::MAX_NODES),
            format!("the plan has {nodes} nodes; no more than {} are drawn", Diagram::MAX_NODES),
        ))
        .with_help(Words::new("用 --as dot 或 --as json", "use --as dot or --as json")));
    }
    let direction = match options.direction {
        GraphDirection::Down => Direction::Down,
        GraphDirection::Right => Direction::Right,
    };
    let worst = if answers.is_some() { None } else { Some(super::prove::prove(&bundle.plan)?) };
    let sources = loaded.compilations.iter().find(|c| c.bundles.iter().any(|b| b.plan == bundle.plan));
    let source = |node: usize| {
        let place = bundle.places.nodes.get(node)?;
        let file = sources?.sources.get(usize::try_from(place.file.0).ok()?)?;
        crate::pictures::source_place(&file.path, &file.text, *place)
    };
    Ok(draw(
        &bundle.plan,
        &DiagramOptions {
            answers,
            worst: worst.as_ref().map(|proof| proof.worst_answers()),
            start,
            direction,
            paper: options.paper.map(|paper| match paper {
                GraphPaper::A4 => Paper::A4,
                GraphPaper::A3 => Paper::A3,
            }),
            source: Some(&source),
        },
    ))
}
