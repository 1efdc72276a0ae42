//! Which way each line takes: out below its node, along a corridor between two rows, down one column — a slot that is
//! free there or a channel —, along another corridor, into its node from above. Lines that part or meet share their way.

use super::model::{LineKind, Model, Shape};
use super::place::Columns;
use super::rank::Rows;

/// A net: lines of one net may lie on each other.
pub(crate) type Net = usize;

/// Left or right side of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// The way of a line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    /// Column in which it leaves, and its shift there in eighths of a slot.
    pub out: (usize, i32),
    /// It leaves at the side of its node.
    pub out_side: Option<Side>,
    /// The corridor along which it goes first.
    pub first: Option<(usize, Net)>,
    /// The column down which it goes, between which corridors, and its shift.
    pub column: usize,
    pub from: usize,
    pub to: usize,
    pub net: Net,
    /// The corridor along which it goes last.
    pub last: Option<(usize, Net)>,
    /// Column in which it enters, and its shift.
    pub into: (usize, i32),
    /// It enters at the side of its node.
    pub into_side: Option<Side>,
}

/// Passes of routing everything anew.
const PASSES: usize = 3;
/// What a crossing weighs, in pixels of way.
const CROSSING: i64 = 160;
/// What a bend weighs.
const BEND: i64 = 25;

/// Finds the ways.
pub(crate) fn paths(model: &Model, rows: &Rows, columns: &Columns) -> Vec<Path> {
    let mut router = Router::new(model, rows, columns);
    let mut order: Vec<usize> = (0..model.edges.len()).collect();
    order.sort_by_key(|at| {
        let edge = &model.edges[*at];
        let straight = columns.of[edge.from] == columns.of[edge.to];
        let length = rows.of[edge.to].abs_diff(rows.of[edge.from]);
        (
            edge.kind == LineKind::Back,
            !straight,
            length,
            columns.of[edge.from].abs_diff(columns.of[edge.to]),
            *at,
        )
    });
    // Large drawings are routed once.
    let passes = if model.edges.len() > 250 { 1 } else { PASSES };
    for pass in 0..passes {
        for at in &order {
            if pass > 0 {
                router.paths[*at] = None;
            }
            let best = router.best(*at);
            router.paths[*at] = Some(best);
        }
    }
    let mut paths: Vec<Path> = router.paths.into_iter().flatten().collect();
    shifts(model, &mut paths);
    paths
}

struct Router<'m> {
    model: &'m Model,
    rows: &'m Rows,
    columns: &'m Columns,
    /// By row and column: a node is there.
    taken: Vec<Vec<bool>>,
    fan_out: Vec<bool>,
    fan_in: Vec<bool>,
    paths: Vec<Option<Path>>,
}

impl<'m> Router<'m> {
    fn new(model: &'m Model, rows: &'m Rows, columns: &'m Columns) -> Self {
        let mut taken = vec![vec![false; columns.kinds.len()]; rows.count];
        for at in 0..model.nodes.len() {
            let (low, high) = columns.covers[at];
            taken[rows.of[at]][low..=high].iter_mut().for_each(|cell| *cell = true);
        }
        let count = |of: &dyn Fn(&super::model::Edge) -> usize, at: usize| {
            model.edges.iter().filter(|e| e.kind == LineKind::Main && of(e) == at).count() > 1
        };
        let several = |of: &dyn Fn(&super::model::Edge) -> usize| -> Vec<bool> {
            (0..model.nodes.len()).map(|at| count(of, at)).collect()
        };
        Self {
            fan_out: several(&|e| e.from),
            fan_in: several(&|e| e.to),
            paths: vec![None; model.edges.len()],
            model,
            rows,
            columns,
            taken,
        }
    }

    /// Of several ways out of a decision, the one that leaves at its side.
    fn side(&self, at: usize) -> Option<Side> {
        let edge = &self.model.edges[at];
        if edge.kind != LineKind::Main || self.model.nodes[edge.from].shape != Shape::Decision {
            return None;
        }
        let ways: Vec<usize> = (0..self.model.edges.len())
            .filter(|e| self.model.edges[*e].from == edge.from && self.model.edges[*e].kind == LineKind::Main)
            .collect();
        let first = ways.iter().copied().min_by_key(|e| {
            let way = &self.model.edges[*e];
            let dx = self.columns.of[way.to].abs_diff(self.columns.of[way.from]);
            (way.label == "否", !way.critical, dx, *e)
        });
        if ways.len() != 2 || first == Some(at) {
            return None;
        }
        let right = self.columns.of[edge.to] > self.columns.of[edge.from];
        Some(if right { Side::Right } else { Side::Left })
    }

    /// Where a line touches a node: a joint action anywhere in the lanes that take part.
    fn touch(&self, node: usize, other: usize) -> usize {
        let (own, wanted) = (self.columns.of[node], self.columns.of[other]);
        let (low, high) = self.columns.covers[node];
        let (lane, slot) = self.columns.kinds[wanted];
        let inside = (low..=high).contains(&wanted) && slot && self.model.nodes[node].span.contains(&lane);
        if inside { wanted } else { own }
    }

    fn nets(&self, at: usize) -> (Net, Net) {
        let edge = &self.model.edges[at];
        let own = 2 * self.model.nodes.len() + at;
        if edge.kind != LineKind::Main {
            return (own, own);
        }
        let from =
            if self.fan_out[edge.from] && self.side(at).is_none() { Some(2 * edge.from) } else { None };
        let to = if self.fan_in[edge.to] { Some(2 * edge.to + 1) } else { None };
        (from.or(to).unwrap_or(own), to.or(from).unwrap_or(own))
    }

    fn best(&self, at: usize) -> Path {
        let edge = &self.model.edges[at];
        let (a, b) = (self.rows.of[edge.from], self.rows.of[edge.to]);
        let out = self.touch(edge.from, edge.to);
        let into = self.touch(edge.to, edge.from);
        let (first, last) = self.nets(at);
        let base = Path { out: (out, 0), into: (into, 0), net: last, ..Path::default() };
        if edge.kind == LineKind::Back {
            let taken_side = self
                .model
                .edges
                .iter()
                .enumerate()
                .find_map(|(e, other)| (other.from == edge.to).then(|| self.side(e)).flatten());
            let side = if taken_side == Some(Side::Right) { Side::Left } else { Side::Right };
            let column = if side == Side::Left { into - 1 } else { into + 1 };
            let first = (column != out).then_some((a + 1, last));
            return Path { first, column, from: b, to: a + 1, into_side: Some(side), ..base };
        }
        let (c1, c2) = (a + 1, b);
        if let Some(side) = self.side(at) {
            let column = if side == Side::Left { out - 1 } else { out + 1 };
            return Path { column, from: a, to: c2, last: Some((c2, last)), out_side: Some(side), ..base };
        }
        if c1 >= c2 {
            let first = (out != into).then_some((c1, first));
            return Path { column: into, from: c1, to: c1, first, net: last, ..base };
        }
        let candidates =
            (0..self.columns.kinds.len()).filter(|x| self.is_free(at, *x, c1, c2, last, (out, into)));
        let way = |x: usize| Path {
            first: (x != out).then_some((c1, first)),
            column: x,
            from: c1,
            to: c2,
            last: (x != into).then_some((c2, last)),
            ..base.clone()
        };
        candidates.map(way).min_by_key(|path| (self.cost(at, path), path.column)).unwrap_or_else(|| way(0))
    }

    /// Whether a line may go down a column. Down a slot only from where it leaves or into where it enters.
    fn is_free(
        &self,
        at: usize,
        x: usize,
        c1: usize,
        c2: usize,
        net: Net,
        (out, into): (usize, usize),
    ) -> bool {
        if (c1..c2).any(|row| self.taken[row][x]) {
            return false;
        }
        let slot = self.columns.kinds[x].1;
        if !slot {
            return true;
        }
        let clash = self.paths.iter().enumerate().any(|(other, path)| {
            other != at
                && path.as_ref().is_some_and(|p| p.column == x && p.net != net && p.from < c2 && c1 < p.to)
        });
        (x == out || x == into) && !clash
    }

    fn width(&self, low: usize, high: usize) -> i64 {
        let (low, high) = (low.min(high), low.max(high));
        (low..high).map(|x| if self.columns.kinds[x].1 { 120 } else { 16 }).sum()
    }

    fn cost(&self, at: usize, path: &Path) -> i64 {
        let mut bends = 0;
        let mut cost = 0;
        for (corridor, net, a, b) in horizontals(path) {
            bends += 2;
            let shared = self.shares(at, |p| {
                horizontals(p).any(|(c, n, l, h)| c == corridor && n == net && l.max(a) < h.min(b))
            });
            let length = self.width(a, b);
            cost += if shared { length / 5 } else { length };
        }
        let rows = i64::try_from(path.to.abs_diff(path.from)).unwrap_or(0) * 60;
        let shared = self.shares(at, |p| {
            p.column == path.column && p.net == path.net && p.from.max(path.from) < p.to.min(path.to)
        });
        cost += if shared { rows / 5 } else { rows };
        cost + BEND * bends + CROSSING * self.crossings(at, path) / 2
    }

    fn shares(&self, at: usize, test: impl Fn(&Path) -> bool) -> bool {
        self.paths.iter().enumerate().any(|(other, path)| other != at && path.as_ref().is_some_and(&test))
    }

    /// Crossings with the lines that have their way already, in halves: what only tracks will decide counts one.
    fn crossings(&self, at: usize, path: &Path) -> i64 {
        let mut count = 0;
        for (other, found) in self.paths.iter().enumerate() {
            let Some(found) = found.as_ref().filter(|_| other != at) else { continue };
            for (one, two) in [(path, found), (found, path)] {
                for (corridor, net, low, high) in horizontals(one) {
                    for (x, from, to, vertical) in verticals(two) {
                        if vertical == net || x <= low || x >= high || corridor < from || corridor > to {
                            continue;
                        }
                        count += if corridor > from && corridor < to { 2 } else { 1 };
                    }
                }
            }
        }
        count
    }
}

/// (corridor, net, low column, high column) of the horizontal pieces of a path.
pub(crate) fn horizontals(path: &Path) -> impl Iterator<Item = (usize, Net, usize, usize)> + '_ {
    let first = path.first.map(|(c, net)| (c, net, path.out.0.min(path.column), path.out.0.max(path.column)));
    let last = path.last.map(|(c, net)| (c, net, path.into.0.min(path.column), path.into.0.max(path.column)));
    first.into_iter().chain(last)
}

/// (column, from corridor, to corridor, net) of the vertical pieces of a path, the stubs at its nodes included.
fn verticals(path: &Path) -> impl Iterator<Item = (usize, usize, usize, Net)> + '_ {
    let main = (path.column, path.from, path.to, path.net);
    let out = path.first.map(|(c, net)| (path.out.0, c, c, net));
    let into = path.last.map(|(c, net)| (path.into.0, c, c, net));
    std::iter::once(main).chain(out).chain(into)
}

/// Lines that bind only the end touch their nodes beside the main line.
fn shifts(model: &Model, paths: &mut [Path]) {
    for node in 0..model.nodes.len() {
        let several = model.edges.iter().filter(|e| e.from == node).count() > 1;
        let mut right = true;
        for (edge, path) in
            model.edges.iter().zip(paths.iter_mut()).filter(|(e, _)| e.kind == LineKind::Finish)
        {
            if edge.to == node {
                // From the side it comes from; the next from the other.
                right = path.column > path.into.0 || (path.column == path.into.0 && right);
                path.into.1 = if right { 2 } else { -2 };
                right = !right;
            } else if edge.from == node && several {
                path.out.1 = if path.column >= path.out.0 { 2 } else { -2 };
            }
        }
    }
}
