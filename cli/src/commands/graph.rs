//! `graph PATH --as mermaid|dot|json`: the flow diagram; with answers only what applies under them.

use crate::args::{Global, Graph, GraphFormat};
use crate::exit::{Exit, Failure};
use crate::host::Disk;
use crate::load::{self, Depth};
use crate::output::Context;
use crate::{answers, files};
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
    let disk = Disk::new(global)?;
    let loaded = load::all(&disk, std::slice::from_ref(&options.path.path), Depth::Compile, context.lang)?;
    if let Some(exit) = loaded.stop_on_errors(context)? {
        return Ok(exit);
    }
    let bundle = loaded.only_bundle()?;
    let plan = &bundle.plan;
    let answers = answers::read(plan, &options.answers)?;
    let (kind, text) = match options.kind {
        GraphFormat::Mermaid => ("mermaid", lianban_render::mermaid(plan, answers.as_deref())),
        GraphFormat::Dot => ("dot", lianban_render::dot(plan, answers.as_deref())),
        GraphFormat::Json => ("json", lianban_render::graph_json(plan, answers.as_deref())),
    };
    let file = options.output.as_deref().map(files::shown);
    if let Some(path) = &options.output {
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
}
