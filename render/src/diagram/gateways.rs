//! What BPMN needs beside the drawing: a way around whatever applies only under a condition, a place where ways back
//! come in, gateways that either part or gather, an end behind everything that nothing waits for.

use super::junction::{add, line};
use super::model::{LineKind, Model, Node, Shape, condition};
use super::text::{Density, bare};
use lianban_runtime::plan::{GuardIx, NodeKind, Plan};

/// Before bars are put in.
pub(super) fn before(model: &mut Model, plan: &Plan, density: Density) {
    // What binds only the end binds the beginning here: the later order.
    for edge in &mut model.edges {
        if edge.kind == LineKind::Finish {
            edge.kind = LineKind::Main;
        }
    }
    for at in 0..model.nodes.len() {
        let node = model.nodes[at].clone();
        let inside_round = matches!(node.kind, Some(NodeKind::Rectify | NodeKind::Recheck));
        if node.guard != GuardIx(0) && node.conditional && !inside_round && node.shape != Shape::Bar {
            way_around(model, at, &format!("{}？", condition(plan, node.guard)), density);
        }
    }
    way_back(model, density);
}

/// `… → 条件？ → node → merge`, and from 条件？ straight to the merge.
fn way_around(model: &mut Model, at: usize, name: &str, density: Density) {
    let base = model.nodes[at].clone();
    let place = |key: &str, shape: Shape, name: &str| Node {
        lane: base.lane,
        band: base.band,
        ..bare(format!("{}-{key}", base.key), shape, name, density)
    };
    let decision = add(model, place("条件", Shape::Decision, name));
    let merge = add(model, place("之后", Shape::Merge, ""));
    for edge in model.edges.iter_mut().filter(|edge| edge.kind == LineKind::Main) {
        if edge.to == at {
            edge.to = decision;
        } else if edge.from == at {
            edge.from = merge;
        }
    }
    for (from, to, label) in [(decision, at, "是"), (at, merge, ""), (decision, merge, "否")] {
        line(model, from, to, base.critical && label != "否");
        if let Some(edge) = model.edges.last_mut() {
            edge.label = label.to_owned();
        }
    }
}

/// A decision into which a way leads back gets a gateway before it.
fn way_back(model: &mut Model, density: Density) {
    let asked: Vec<usize> = model.edges.iter().filter(|e| e.kind == LineKind::Back).map(|e| e.to).collect();
    for decision in asked {
        let base = model.nodes[decision].clone();
        let node = Node {
            lane: base.lane,
            band: base.band,
            critical: base.critical,
            ..bare(format!("{}-再看", base.key), Shape::Merge, "", density)
        };
        let merge = add(model, node);
        for edge in model.edges.iter_mut().filter(|edge| edge.to == decision) {
            edge.to = merge;
        }
        line(model, merge, decision, base.critical);
    }
}

/// Behind the bars.
pub(super) fn behind(model: &mut Model, density: Density) {
    for at in 0..model.nodes.len() {
        let main = |e: &&super::model::Edge| e.kind == LineKind::Main;
        let into = model.edges.iter().filter(|e| e.to == at).count();
        let out = model.edges.iter().filter(main).filter(|e| e.from == at).count();
        let base = model.nodes[at].clone();
        let near = |key: &str, shape: Shape, name: &str| Node {
            lane: base.lane,
            band: base.band,
            critical: base.critical && shape != Shape::End,
            ..bare(format!("{}-{key}", base.key), shape, name, density)
        };
        if base.shape == Shape::Bar && into > 1 && out > 1 {
            let split = add(model, near("分办", Shape::Bar, "并联分办"));
            for edge in model.edges.iter_mut().filter(|e| e.from == at && e.kind == LineKind::Main) {
                edge.from = split;
            }
            line(model, at, split, base.critical);
        }
        let goes_on = model.edges.iter().any(|e| e.from == at);
        if !goes_on && base.shape != Shape::End {
            let end = add(model, near("完", Shape::End, &format!("{}完", base.name)));
            line(model, at, end, false);
        }
    }
}
