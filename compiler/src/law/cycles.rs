//! Shortest cycles of a directed graph: one for each knot of mutually reachable nodes.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Most edges looked at in all; past it the shortest cycle found so far of each knot stands.
const MAX_STEPS: usize = 3_000_000;

/// For each strongly connected knot its shortest cycle as nodes `[a, b, …]` with edges a→b, b→…, …→a. Of equally
/// short ones the first by node number; knots ordered by their first node.
pub fn shortest(nodes: usize, edges: &BTreeSet<(usize, usize)>) -> Vec<Vec<usize>> {
    let mut graph = DiGraph::<(), (), u32>::with_capacity(nodes, edges.len());
    for _ in 0..nodes {
        graph.add_node(());
    }
    for (from, to) in edges {
        graph.add_edge(NodeIndex::new(*from), NodeIndex::new(*to), ());
    }
    let mut next: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (from, to) in edges {
        next.entry(*from).or_default().push(*to);
    }
    let mut steps = 0;
    let mut cycles: Vec<Vec<usize>> = tarjan_scc(&graph)
        .into_iter()
        .filter_map(|knot| {
            let knot: BTreeSet<usize> = knot.into_iter().map(NodeIndex::index).collect();
            of_knot(&knot, &next, &mut steps)
        })
        .collect();
    cycles.sort();
    cycles
}

fn of_knot(
    knot: &BTreeSet<usize>,
    next: &BTreeMap<usize, Vec<usize>>,
    steps: &mut usize,
) -> Option<Vec<usize>> {
    let mut best: Option<Vec<usize>> = None;
    for start in knot {
        let shorter_than = best.as_ref().map_or(usize::MAX, Vec::len);
        if let Some(cycle) = through(*start, knot, next, shorter_than, steps) {
            best = Some(cycle);
        }
        if *steps > MAX_STEPS || best.as_ref().is_some_and(|b| b.len() <= 1) {
            break;
        }
    }
    best
}

/// The shortest cycle through `start` with fewer than `bound` nodes (breadth first).
fn through(
    start: usize,
    knot: &BTreeSet<usize>,
    next: &BTreeMap<usize, Vec<usize>>,
    bound: usize,
    steps: &mut usize,
) -> Option<Vec<usize>> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut queue = VecDeque::from([(start, 1_usize)]);
    while let Some((at, length)) = queue.pop_front() {
        if length >= bound {
            return None;
        }
        for &to in next.get(&at).into_iter().flatten() {
            *steps = steps.saturating_add(1);
            if to == start {
                return Some(back(start, at, &before));
            }
            if knot.contains(&to) && !before.contains_key(&to) {
                before.insert(to, at);
                queue.push_back((to, length.saturating_add(1)));
            }
        }
    }
    None
}

fn back(start: usize, last: usize, before: &BTreeMap<usize, usize>) -> Vec<usize> {
    let mut path = vec![last];
    let mut at = last;
    while at != start {
        let Some(&earlier) = before.get(&at) else { break };
        path.push(earlier);
        at = earlier;
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::shortest;
    use std::collections::BTreeSet;

    #[test]
    fn finds_the_shortest_cycle_of_each_knot() {
        let edges = BTreeSet::from([(0, 1), (1, 2), (2, 0), (1, 0), (3, 4), (5, 5)]);
        assert_eq!(shortest(6, &edges), vec![vec![0, 1], vec![5]]);
    }

    #[test]
    fn a_graph_without_cycle_has_none() {
        assert!(shortest(3, &BTreeSet::from([(0, 1), (1, 2), (0, 2)])).is_empty());
    }
}
