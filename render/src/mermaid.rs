//! The flow as Mermaid text, to paste into documents that render it.

use crate::flow::{Drawn, Flow, label};
use lianban_runtime::plan::{Answer, EdgeKind, NodeKind, Plan};
use lianban_runtime::time::Instant;
use std::fmt::Write;

/// The flow of a plan; with answers, of that one case, its critical path marked.
#[must_use]
pub fn mermaid(plan: &Plan, answers: Option<&[Answer]>, start: Option<Instant>) -> String {
    let flow = Flow::new(plan, answers, start);
    let mut out = format!("---\ntitle: {}\n---\nflowchart TD\n", yaml(&plan.name));
    for node in &flow.nodes {
        let (open, close) = shape(node.kind);
        let text: Vec<String> = label(node).iter().map(|line| escape(line)).collect();
        let _ = writeln!(out, "  n{}{open}\"{}\"{close}{}", node.index, text.join("<br/>"), class(node));
    }
    let mut critical = Vec::new();
    for (at, line) in flow.lines.iter().enumerate() {
        let arrow = if line.kind == EdgeKind::Start { "-->" } else { "-.->" };
        let material = if line.material.is_empty() {
            String::new()
        } else {
            format!("|\"{}\"|", escape(&line.material))
        };
        let _ = writeln!(out, "  n{} {arrow}{material} n{}", line.from, line.to);
        if line.critical {
            critical.push(at.to_string());
        }
    }
    out.push_str("  classDef critical fill:#FDECEC,stroke:#B5121B,stroke-width:3px,color:#1B2733\n");
    out.push_str("  classDef conditional stroke:#33475B,stroke-dasharray:5 3\n");
    if !critical.is_empty() {
        let _ = writeln!(out, "  linkStyle {} stroke:#B5121B,stroke-width:3px", critical.join(","));
    }
    out
}

fn shape(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Intake | NodeKind::Close | NodeKind::Deliver => ("([", "])"),
        NodeKind::Joint => ("{{", "}}"),
        NodeKind::Await => ("[/", "/]"),
        NodeKind::Accept => ("(", ")"),
        NodeKind::Decide | NodeKind::Step | NodeKind::Handover | NodeKind::Rectify | NodeKind::Recheck => {
            ("[", "]")
        }
        NodeKind::Gate => ("{", "}"),
    }
}

fn class(node: &Drawn) -> &'static str {
    match (node.critical, node.when.is_empty()) {
        (true, _) => ":::critical",
        (false, false) => ":::conditional",
        (false, true) => "",
    }
}

/// Characters that mean something to Mermaid, as its entities; line breaks become blanks.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '&' => out.push_str("#amp;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '`' => out.push_str("#96;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A text as a YAML double-quoted scalar.
fn yaml(text: &str) -> String {
    let inner: String = text
        .chars()
        .flat_map(|c| match c {
            '"' | '\\' => vec!['\\', c],
            c if c.is_control() => vec![' '],
            c => vec![c],
        })
        .collect();
    format!("\"{inner}\"")
}
