//! In which column each node stands. A lane has as many slots as stand side by side in it; between the slots are
//! channels for lines that pass. Slots are chosen so that lines run straight and cross little: first along the
//! predecessors, then by trying every other slot of the lane.

use super::model::{LineKind, Model, Shape};
use super::rank::Rows;
use std::collections::BTreeMap;

/// Columns of a drawing, left to right: per lane a channel, then slots and channels in turn.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// By node: its column.
    pub of: Vec<usize>,
    /// By column: its lane, and whether it is a slot.
    pub kinds: Vec<(usize, bool)>,
    /// By node: the columns it covers, first and last.
    pub covers: Vec<(usize, usize)>,
}

/// Passes over all nodes.
const PASSES: usize = 8;
/// What one crossing weighs against one slot of distance.
const CROSSING: i64 = 6;
/// What a bend weighs.
const BEND: i64 = 2;

/// Chooses the columns.
pub(crate) fn columns(model: &Model, rows: &Rows) -> Columns {
    let mut state = State::new(model, rows);
    state.improve();
    state.finish()
}

struct State<'m> {
    model: &'m Model,
    rows: &'m Rows,
    /// Slot inside the lane.
    slot: Vec<usize>,
    /// Slots of each lane.
    slots: Vec<usize>,
    /// Who stands where: (row, lane, slot).
    taken: BTreeMap<(usize, usize, usize), usize>,
    /// Edges at each node.
    near: Vec<Vec<usize>>,
    /// By row: the lanes that joint actions cover.
    wide: BTreeMap<usize, Vec<(usize, usize)>>,
}

impl<'m> State<'m> {
    fn new(model: &'m Model, rows: &'m Rows) -> Self {
        let mut near = vec![Vec::new(); model.nodes.len()];
        for (at, edge) in model.edges.iter().enumerate() {
            near[edge.from].push(at);
            near[edge.to].push(at);
        }
        let mut wide: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (at, node) in model.nodes.iter().enumerate() {
            if let (Some(low), Some(high)) = (node.span.first(), node.span.last()) {
                wide.entry(rows.of[at]).or_default().push((*low, *high));
            }
        }
        let mut state = Self {
            model,
            rows,
            slot: vec![0; model.nodes.len()],
            slots: vec![1; model.lanes.len()],
            taken: BTreeMap::new(),
            near,
            wide,
        };
        let mut order: Vec<usize> = (0..model.nodes.len()).collect();
        order.sort_by_key(|at| (rows.of[*at], *at));
        for at in order {
            let lane = model.nodes[at].lane;
            let row = rows.of[at];
            let before = state.near[at].iter().map(|e| &model.edges[*e]);
            let before = before.filter(|e| e.to == at && e.kind != LineKind::Back);
            let mut same: Vec<_> = before.filter(|e| model.nodes[e.from].lane == lane).collect();
            same.sort_by_key(|e| (e.kind, !e.critical, e.from));
            let wanted = same.first().map(|e| state.slot[e.from]);
            let free = |slot: &usize| !state.taken.contains_key(&(row, lane, *slot));
            let slot = wanted.filter(free).or_else(|| (0..).find(free)).unwrap_or(0);
            state.slot[at] = slot;
            state.slots[lane] = state.slots[lane].max(slot + 1);
            state.taken.insert((row, lane, slot), at);
        }
        state
    }

    /// Position of a slot among all slots, in halves: a lane border counts one more.
    fn x(&self, at: usize) -> i64 {
        let lane = self.model.nodes[at].lane;
        let before: usize = self.slots[..lane].iter().map(|slots| 2 * slots + 1).sum();
        i64::try_from(before + 2 * self.slot[at]).unwrap_or(0)
    }

    fn y(&self, at: usize) -> i64 {
        i64::try_from(self.rows.of[at]).unwrap_or(0)
    }

    /// Whether a column is free between two rows.
    fn clear(&self, at: usize, from: usize, to: usize) -> bool {
        let (low, high) = (from.min(to), from.max(to));
        let lane = self.model.nodes[at].lane;
        (low + 1..high).all(|row| {
            let covered = |spans: &Vec<(usize, usize)>| spans.iter().any(|(l, h)| (*l..=*h).contains(&lane));
            !self.taken.contains_key(&(row, lane, self.slot[at])) && !self.wide.get(&row).is_some_and(covered)
        })
    }

    fn edge_cost(&self, index: usize) -> i64 {
        let edge = &self.model.edges[index];
        let (a, b) = (self.x(edge.from), self.x(edge.to));
        let (top, bottom) = (self.rows.of[edge.from], self.rows.of[edge.to]);
        let weight = if edge.critical { 2 } else { 1 };
        let joint = |at: usize| self.model.nodes[at].shape == Shape::Joint;
        let over = |joint_at: usize, other: usize| {
            let span = &self.model.nodes[joint_at].span;
            span.contains(&self.model.nodes[other].lane)
        };
        // A joint action is as broad as its lanes: a line to it is straight from any of them.
        let straight = a == b
            || (joint(edge.from) && over(edge.from, edge.to))
            || (joint(edge.to) && over(edge.to, edge.from));
        let bends = if straight && self.clear(edge.to, top, bottom) {
            0
        } else if self.clear(edge.from, top, bottom) || self.clear(edge.to, top, bottom) {
            2
        } else {
            4
        };
        let distance = if straight { 0 } else { (a - b).abs() };
        weight * (distance + BEND * bends)
    }

    /// Crossings of one edge with all others, by the straight lines between their ends.
    fn crossings(&self, index: usize) -> i64 {
        let one = &self.model.edges[index];
        let (ax, ay, bx, by) = (self.x(one.from), self.y(one.from), self.x(one.to), self.y(one.to));
        let mut count = 0;
        for (at, other) in self.model.edges.iter().enumerate() {
            let shared =
                other.from == one.from || other.to == one.to || other.from == one.to || other.to == one.from;
            if at == index || shared {
                continue;
            }
            let (cx, cy, dx, dy) =
                (self.x(other.from), self.y(other.from), self.x(other.to), self.y(other.to));
            if cy >= by.max(ay) || dy <= ay.min(by) || cy.max(dy) <= ay.min(by) {
                continue;
            }
            let side = |px: i64, py: i64| ((bx - ax) * (py - ay) - (by - ay) * (px - ax)).signum();
            let back = |px: i64, py: i64| ((dx - cx) * (py - cy) - (dy - cy) * (px - cx)).signum();
            if side(cx, cy) * side(dx, dy) < 0 && back(ax, ay) * back(bx, by) < 0 {
                count += 1;
            }
        }
        count
    }

    fn cost(&self, nodes: &[usize]) -> i64 {
        let mut edges: Vec<usize> = nodes.iter().flat_map(|at| self.near[*at].iter().copied()).collect();
        edges.sort_unstable();
        edges.dedup();
        edges.into_iter().map(|e| self.edge_cost(e) + CROSSING * self.crossings(e)).sum()
    }

    fn improve(&mut self) {
        let passes = if self.model.nodes.len() > 250 { 1 } else { PASSES };
        for _ in 0..passes {
            let mut better = false;
            for at in 0..self.model.nodes.len() {
                better |= self.improve_one(at);
            }
            if !better {
                break;
            }
        }
    }

    /// Tries every other slot of the lane in its row, changing places with whoever stands there.
    fn improve_one(&mut self, at: usize) -> bool {
        let (lane, row) = (self.model.nodes[at].lane, self.rows.of[at]);
        let mut better = false;
        for slot in 0..self.slots[lane] {
            let old = self.slot[at];
            if slot == old {
                continue;
            }
            let other = self.taken.get(&(row, lane, slot)).copied();
            let moved: Vec<usize> = std::iter::once(at).chain(other).collect();
            let before = self.cost(&moved);
            self.put(at, other, slot, old);
            if self.cost(&moved) < before {
                better = true;
            } else {
                self.put(at, other, old, slot);
            }
        }
        better
    }

    fn put(&mut self, at: usize, other: Option<usize>, slot: usize, left: usize) {
        let (lane, row) = (self.model.nodes[at].lane, self.rows.of[at]);
        self.slot[at] = slot;
        self.taken.insert((row, lane, slot), at);
        match other {
            Some(other) => {
                self.slot[other] = left;
                self.taken.insert((row, lane, left), other);
            }
            None => _ = self.taken.remove(&(row, lane, left)),
        }
    }

    fn finish(self) -> Columns {
        let mut kinds = Vec::new();
        let mut first = Vec::new();
        for (lane, slots) in self.slots.iter().enumerate() {
            first.push(kinds.len());
            for _ in 0..*slots {
                kinds.push((lane, false));
                kinds.push((lane, true));
            }
            kinds.push((lane, false));
        }
        let of: Vec<usize> =
            (0..self.slot.len()).map(|at| first[self.model.nodes[at].lane] + 2 * self.slot[at] + 1).collect();
        let covers = (0..of.len())
            .map(|at| {
                let span = &self.model.nodes[at].span;
                match (span.first(), span.last()) {
                    (Some(low), Some(high)) => {
                        let end = first.get(high + 1).copied().unwrap_or(kinds.len());
                        (first[*low] + 1, end - 2)
                    }
                    _ => (of[at], of[at]),
                }
            })
            .collect();
        Columns { of, kinds, covers }
    }
}
