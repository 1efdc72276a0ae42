//! The diagram as text: every step in order, who does it, how long it takes, what comes before and after.

use super::model::{LineKind, Model, Shape};
use std::fmt::Write;

/// The text, one step a line.
pub(crate) fn list(model: &Model) -> String {
    let mut out = format!("{}\n{}\n", model.title, model.facts.join("；"));
    let shown: Vec<usize> =
        (0..model.nodes.len()).filter(|at| !matches!(model.nodes[*at].shape, Shape::Bar)).collect();
    let number = |at: usize| shown.iter().position(|other| *other == at).map_or(0, |at| at + 1);
    for at in &shown {
        let node = &model.nodes[*at];
        let mut line = format!("{}. ", number(*at));
        if let Some(band) = model.bands.get(node.band) {
            let _ = write!(line, "［{}·{}］", band.name, model.lanes[node.lane].name);
        }
        line.push_str(&node.title);
        if node.critical {
            line.push_str("；在关键路径上");
        }
        for (kind, word) in
            [(LineKind::Main, "等"), (LineKind::Finish, "办完之前要"), (LineKind::Back, "再看，来自")]
        {
            let names: Vec<String> = through_bars(model, *at, kind)
                .into_iter()
                .map(|n| format!("{} {}", number(n), model.nodes[n].name))
                .collect();
            if !names.is_empty() {
                let _ = write!(line, "；{word} {}", names.join("、"));
            }
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// What stands before a node, bars left out.
fn through_bars(model: &Model, at: usize, kind: LineKind) -> Vec<usize> {
    let mut found = Vec::new();
    let mut open: Vec<usize> =
        model.edges.iter().filter(|e| e.to == at && e.kind == kind).map(|e| e.from).collect();
    while let Some(next) = open.pop() {
        if model.nodes[next].shape == Shape::Bar {
            open.extend(
                model.edges.iter().filter(|e| e.to == next && e.kind == LineKind::Main).map(|e| e.from),
            );
        } else if !found.contains(&next) {
            found.push(next);
        }
    }
    found.sort_unstable();
    found
}
