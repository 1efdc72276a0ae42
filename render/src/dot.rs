//! The flow as Graphviz DOT text.

use crate::flow::{Flow, label};
use lianban_runtime::plan::{Answer, EdgeKind, NodeKind, Plan};
use lianban_runtime::time::Instant;
use std::fmt::Write;

/// The flow of a plan; with answers, of that one case, its critical path marked.
#[must_use]
pub fn dot(plan: &Plan, answers: Option<&[Answer]>, start: Option<Instant>) -> String {
    let flow = Flow::new(plan, answers, start);
    let mut out = format!("digraph {} {{\n", quoted(&plan.name));
    out.push_str("  rankdir=TB; nodesep=0.4; ranksep=0.5;\n");
    out.push_str(
        "  node [fontname=\"Noto Sans CJK SC\", fontsize=12, color=\"#33475B\", fontcolor=\"#1B2733\"];\n",
    );
    out.push_str(
        "  edge [fontname=\"Noto Sans CJK SC\", fontsize=10, color=\"#33475B\", fontcolor=\"#4A5A6A\"];\n",
    );
    for node in &flow.nodes {
        let conditional = if node.when.is_empty() { "" } else { ",dashed" };
        let (shape, style) = shape(node.kind);
        let critical = if node.critical { ", color=\"#B5121B\", penwidth=3" } else { "" };
        let text = quoted(&label(node).join("\n"));
        let _ = writeln!(
            out,
            "  n{} [label={text}, shape={shape}, style=\"{style}{conditional}\"{critical}];",
            node.index
        );
    }
    for line in &flow.lines {
        let mut attributes = Vec::new();
        if !line.material.is_empty() {
            attributes.push(format!("label={}", quoted(&line.material)));
        }
        if line.kind == EdgeKind::Finish {
            attributes.push("style=dashed".to_owned());
        }
        if line.critical {
            attributes.push("color=\"#B5121B\", penwidth=3".to_owned());
        }
        let attributes =
            if attributes.is_empty() { String::new() } else { format!(" [{}]", attributes.join(", ")) };
        let _ = writeln!(out, "  n{} -> n{}{attributes};", line.from, line.to);
    }
    out.push_str("}\n");
    out
}

const fn shape(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Intake | NodeKind::Close | NodeKind::Deliver => ("box", "rounded,bold"),
        NodeKind::Joint => ("hexagon", "solid"),
        NodeKind::Await => ("parallelogram", "solid"),
        NodeKind::Accept => ("box", "rounded"),
        NodeKind::Decide | NodeKind::Step | NodeKind::Handover => ("box", "solid"),
        NodeKind::Rectify | NodeKind::Recheck => ("box", "dashed"),
        NodeKind::Gate => ("diamond", "solid"),
    }
}

/// A DOT string: quotes and backslashes escaped, line ends as `\n`.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
