//! In which row each node stands: behind everything it waits for, in its band.

use super::model::{LineKind, Model, Shape};
use std::collections::BTreeMap;

/// Rows of a drawing.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// By node.
    pub of: Vec<usize>,
    /// How many there are.
    pub count: usize,
    /// By band: its first row, and the row behind its last.
    pub bands: Vec<(usize, usize)>,
}

/// Ranks the nodes of a model, which stand in topological order. Of those of one lane that could stand side by side, so
/// many do.
pub(crate) fn rows(model: &Model, side_by_side: usize) -> Rows {
    let mut rank = vec![0_usize; model.nodes.len()];
    let mut base = 0;
    for band in 0..model.bands.len() {
        let mut last = base;
        for at in (0..model.nodes.len()).filter(|at| model.nodes[*at].band == band) {
            let before = model.edges.iter().filter(|e| e.to == at && e.kind != LineKind::Back);
            rank[at] = before.map(|e| rank[e.from] + 1).max().unwrap_or(base).max(base);
            last = last.max(rank[at] + 1);
        }
        pull(model, band, &mut rank);
        base = last;
    }
    spread(model, &rank, side_by_side)
}

/// Moves nodes that nothing in their band leads to down to what they lead to.
fn pull(model: &Model, band: usize, rank: &mut [usize]) {
    for at in (0..model.nodes.len()).rev().filter(|at| model.nodes[*at].band == band) {
        let forward = |e: &&super::model::Edge| e.kind != LineKind::Back;
        let into = model.edges.iter().filter(forward).filter(|e| e.to == at).count();
        let next = model.edges.iter().filter(forward).filter(|e| e.from == at);
        let next: Vec<usize> = next.filter(|e| model.nodes[e.to].band == band).map(|e| rank[e.to]).collect();
        let all = model.edges.iter().filter(forward).filter(|e| e.from == at).count();
        if let Some(first) = next.iter().copied().min().filter(|_| into == 0 && next.len() == all) {
            rank[at] = rank[at].max(first.saturating_sub(1));
        }
    }
}

/// A joint action takes the breadth of all lanes between those that take part, so what stands there at the same rank
/// gets a row of its own.
fn spread(model: &Model, rank: &[usize], side_by_side: usize) -> Rows {
    let mut sub = vec![0_usize; rank.len()];
    let reach = |at: usize| {
        let node = &model.nodes[at];
        let low = node.span.first().copied().unwrap_or(node.lane).min(node.lane);
        let high = node.span.last().copied().unwrap_or(node.lane).max(node.lane);
        (low, high)
    };
    let wide = |at: usize| model.nodes[at].shape == Shape::Joint;
    let mut by_rank: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, rank) in rank.iter().enumerate() {
        by_rank.entry(*rank).or_default().push(at);
    }
    let mut keys: Vec<(usize, usize)> = Vec::new();
    for (rank, nodes) in &by_rank {
        let mut most = 0;
        let mut beside: BTreeMap<usize, usize> = BTreeMap::new();
        for at in nodes.iter().copied().filter(|at| !wide(*at)) {
            let count = beside.entry(model.nodes[at].lane).or_default();
            sub[at] = *count / side_by_side.max(1);
            *count += 1;
            most = most.max(sub[at]);
        }
        for at in nodes.iter().copied().filter(|at| wide(*at)) {
            let (low, high) = reach(at);
            let clash = |level: usize, sub: &[usize]| {
                nodes.iter().any(|other| {
                    let (l, h) = reach(*other);
                    let settled = !wide(*other) || *other < at;
                    *other != at && settled && sub[*other] == level && l <= high && low <= h
                })
            };
            let mut level = 0;
            while clash(level, &sub) {
                level += 1;
            }
            sub[at] = level;
            most = most.max(level);
        }
        keys.extend((0..=most).map(|level| (*rank, level)));
    }
    let row = |at: usize| keys.iter().position(|key| *key == (rank[at], sub[at])).unwrap_or(0);
    let of: Vec<usize> = (0..rank.len()).map(row).collect();
    let bands = (0..model.bands.len())
        .map(|band| {
            let inside = (0..of.len()).filter(|at| model.nodes[*at].band == band).map(|at| of[at]);
            let (low, high) =
                inside.fold((usize::MAX, 0), |(low, high), row| (low.min(row), high.max(row + 1)));
            (low.min(high), high)
        })
        .collect();
    Rows { of, count: keys.len(), bands }
}
