//! When gates cancel what is still open (decision 0007).

use super::graph::{Graph, at};
use super::run::Run;

/// By node: the first moment at which a gate cancels it, and the gate. With an item go its steps, the joint actions
/// that only such items take part in, and the waits for missing papers that only their decisions wait for.
pub(super) fn cuts<T: Copy + Ord>(graph: &Graph<'_>, run: &Run<T>) -> Vec<Option<(T, usize)>> {
    let plan = graph.plan;
    let mut cuts: Vec<Option<(T, usize)>> = vec![None; plan.nodes.len()];
    for cancel in &graph.cancels {
        let Some(gate) = run.get(cancel.by).and_then(Option::as_ref) else { continue };
        for node in &cancel.nodes {
            if let Some(slot) =
                cuts.get_mut(*node).filter(|slot| slot.is_none_or(|(time, _)| gate.end < time))
            {
                *slot = Some((gate.end, cancel.by));
            }
        }
    }
    let applies = |node: usize| run.get(node).is_some_and(Option::is_some);
    for barrier in &plan.barriers {
        let members = graph.members(barrier.node.index()).unwrap_or_default();
        let exits = members.iter().filter_map(|m| plan.scopes.get(*m)).map(|scope| scope.exit.index());
        let all = last(exits.filter(|exit| applies(*exit)).map(|exit| at(&cuts, exit)));
        if let Some(slot) = cuts.get_mut(barrier.node.index()) {
            *slot = all;
        }
    }
    for owed in &plan.obligations {
        let blocks = owed.blocks.iter().map(|node| node.index()).filter(|node| applies(*node));
        let all = last(blocks.map(|node| at(&cuts, node)));
        if let Some(slot) = cuts.get_mut(owed.node.index()) {
            *slot = all;
        }
    }
    cuts
}

/// The last of several moments; none if one of them never comes, or there are none.
fn last<T: Copy + Ord>(moments: impl Iterator<Item = Option<(T, usize)>>) -> Option<(T, usize)> {
    let all: Option<Vec<(T, usize)>> = moments.collect();
    all?.into_iter().max()
}
