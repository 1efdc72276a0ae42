//! Bands: 受理, the stages (or 办理), 办结. A stage comes behind those that come before it.

use super::model::{Band, LineKind, Model};
use super::reduce::Reduced;
use lianban_runtime::plan::{NodeKind, Plan, ScopeIx, ScopeKind};
use std::collections::{BTreeMap, BTreeSet};

/// Gives every node its band. Band 0 is 受理, the last 办结, the one before it whatever stands in no stage.
pub(crate) fn assign(model: &mut Model, plan: &Plan, reduced: &Reduced) {
    let stages: Vec<usize> =
        (0..plan.scopes.len()).filter(|at| plan.scopes[*at].kind == ScopeKind::Stage).collect();
    let mut bands = vec![Band { name: "受理".to_owned() }];
    bands.extend(stages.iter().map(|at| Band { name: plan.scopes[*at].name.clone() }));
    let rest = bands.len();
    bands.push(Band { name: if stages.is_empty() { "办理" } else { "其他事项" }.to_owned() });
    let last = bands.len();
    bands.push(Band { name: "办结".to_owned() });
    model.bands = bands;
    let mut unsettled = Vec::new();
    for (index, kept) in reduced.nodes.iter().enumerate() {
        let Some(node) = plan.nodes.get(kept.plan) else { continue };
        let stage = stage_of(plan, node.scope).and_then(|stage| stages.iter().position(|s| *s == stage));
        let band = match (node.kind, stage) {
            (NodeKind::Intake | NodeKind::Handover, _) => 0,
            (NodeKind::Close | NodeKind::Deliver, _) => last,
            (_, Some(stage)) => stage + 1,
            (NodeKind::Gate | NodeKind::Await, None) => {
                unsettled.push((index, node.kind));
                rest
            }
            (_, None) => rest,
        };
        model.nodes[index].band = band;
    }
    // What belongs to no stage itself stands with what it follows; a missing paper with what waits for it.
    for (index, kind) in unsettled {
        let near = |from: usize, to: usize| match kind {
            NodeKind::Await => (from == index).then_some(to),
            _ => (to == index).then_some(from),
        };
        let bands = reduced.edges.iter().filter_map(|e| near(e.from, e.to)).map(|at| model.nodes[at].band);
        if let Some(band) = bands.filter(|band| *band != 0 && *band != last).max() {
            model.nodes[index].band = band;
        }
    }
}

fn stage_of(plan: &Plan, scope: ScopeIx) -> Option<usize> {
    let mut at = Some(scope);
    while let Some(scope) = at {
        let row = plan.scopes.get(scope.index())?;
        if row.kind == ScopeKind::Stage {
            return Some(scope.index());
        }
        at = row.parent;
    }
    None
}

/// Puts the bands in an order in which no line leads back: bands that wait for each other become one, bands without
/// nodes are left out.
pub(crate) fn order(model: &mut Model) {
    let count = model.bands.len();
    let mut reach = vec![BTreeSet::new(); count];
    for edge in model.edges.iter().filter(|e| e.kind != LineKind::Back) {
        let (from, to) = (model.nodes[edge.from].band, model.nodes[edge.to].band);
        if from != to {
            reach[from].insert(to);
        }
    }
    // Few bands: closure by repetition.
    for _ in 0..count {
        for at in 0..count {
            let more: BTreeSet<usize> = reach[at].iter().flat_map(|to| reach[*to].clone()).collect();
            reach[at].extend(more);
        }
    }
    let group: Vec<usize> = (0..count)
        .map(|at| {
            (0..count).find(|o| *o == at || (reach[at].contains(o) && reach[*o].contains(&at))).unwrap_or(at)
        })
        .collect();
    let used: BTreeSet<usize> = model.nodes.iter().map(|node| group[node.band]).collect();
    let mut left: BTreeSet<usize> = used.clone();
    let mut sequence = Vec::new();
    while let Some(next) = left
        .iter()
        .copied()
        .find(|at| left.iter().all(|other| other == at || !reach[*other].contains(at)))
        .or_else(|| left.first().copied())
    {
        left.remove(&next);
        sequence.push(next);
    }
    let place: BTreeMap<usize, usize> = sequence.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    let names = sequence.iter().map(|at| {
        let occupied = |band: &usize| model.nodes.iter().any(|node| node.band == *band);
        let names: Vec<&str> = (0..count)
            .filter(|band| group[*band] == *at && occupied(band))
            .map(|band| model.bands[band].name.as_str())
            .collect();
        Band { name: names.join("、") }
    });
    model.bands = names.collect();
    for node in &mut model.nodes {
        node.band = place[&group[node.band]];
    }
}
