//! The flow as data, for drawing programs.

use crate::flow::{Flow, kind_name};
use lianban_runtime::plan::{Answer, EdgeKind, Plan};
use lianban_runtime::time::Instant;
use lianban_runtime::time::Unit;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    bundle: &'a str,
    plan: String,
    /// Unit of start, end and slack; absent without answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

#[derive(Serialize)]
struct Node {
    id: String,
    name: String,
    kind: &'static str,
    department: String,
    work: String,
    when: String,
    critical: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slack: Option<u32>,
}

#[derive(Serialize)]
struct Edge {
    from: String,
    to: String,
    /// `start`: the successor waits to start; `finish`: it waits to end.
    kind: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    material: String,
    critical: bool,
}

/// The flow of a plan as one JSON document; with answers, of that one case.
#[must_use]
pub fn graph_json(plan: &Plan, answers: Option<&[Answer]>, start: Option<Instant>) -> String {
    let flow = Flow::new(plan, answers, start);
    let id = |index: usize| format!("n{index}");
    let nodes = flow.nodes.into_iter().map(|node| Node {
        id: id(node.index),
        name: node.name,
        kind: kind_name(node.kind),
        department: node.department,
        work: node.work,
        when: node.when,
        critical: node.critical,
        start: node.planned.map(|p| p.0),
        end: node.planned.map(|p| p.1),
        slack: node.planned.and_then(|p| p.2),
    });
    let edges = flow.lines.into_iter().map(|line| Edge {
        from: id(line.from),
        to: id(line.to),
        kind: if line.kind == EdgeKind::Start { "start" } else { "finish" },
        material: line.material,
        critical: line.critical,
    });
    let document = Document {
        bundle: &plan.name,
        plan: plan.hash_text(),
        unit: flow.unit.map(|unit| if unit == Unit::WorkDay { "工作日" } else { "日" }),
        nodes: nodes.collect(),
        edges: edges.collect(),
    };
    serde_json::to_string_pretty(&document).unwrap_or_else(|why| format!("{{\"error\":\"{why}\"}}"))
}
