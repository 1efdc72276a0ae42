//! Coordinates: every box, line, lane and band of a drawing, in whole pixels.

use super::Direction;
use super::model::{LineKind, Model, Shape};
use super::place::{self, Columns};
use super::rank::{self, Rows};
use super::route::{self, Net, Path, Side};
use super::tracks::{self, Tracks};

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    pub const fn right(&self) -> i32 {
        self.x + self.width
    }
    pub const fn bottom(&self) -> i32 {
        self.y + self.height
    }
    const fn turned(self) -> Self {
        Self { x: self.y, y: self.x, width: self.height, height: self.width }
    }
}

/// A line: corners, and the net of each piece.
#[derive(Clone, Debug)]
pub(crate) struct Polyline {
    pub points: Vec<(i32, i32)>,
    pub nets: Vec<Net>,
}

/// All coordinates of a drawing. The origin is the corner of the table of lanes and bands.
#[derive(Clone, Debug)]
pub(crate) struct Geometry {
    pub direction: Direction,
    pub width: i32,
    pub height: i32,
    /// Thickness of the heads of lanes and of bands.
    pub lane_head: i32,
    pub band_head: i32,
    pub lanes: Vec<Rect>,
    pub bands: Vec<Rect>,
    pub nodes: Vec<Rect>,
    /// Of a joint action: the parts in the lanes that take part.
    pub parts: Vec<Vec<Rect>>,
    pub edges: Vec<Polyline>,
}

/// Between two tracks.
const TRACK: i32 = 10;
/// Free ends of a channel and of a corridor.
const CHANNEL_PAD: i32 = 9;
const EMPTY_CHANNEL: i32 = 8;
const ABOVE_TRACKS: i32 = 8;
const BELOW_TRACKS: i32 = 14;
/// More above the tracks where a word stands at a line, or where a band begins.
const LABEL: i32 = 10;
const BAND: i32 = 10;
/// Heads.
const LANE_HEAD: i32 = 34;
const BAND_HEAD: i32 = 34;
/// Narrowest lane.
const LEAST_LANE: i32 = 100;

/// Lays a model out.
pub(crate) fn lay_out(model: &Model, direction: Direction, side_by_side: usize) -> Geometry {
    let rows = rank::rows(model, side_by_side);
    let columns = place::columns(model, &rows);
    let mut paths = route::paths(model, &rows, &columns);
    let tracks = tracks::tracks(&mut paths, &columns);
    let grid = Grid::new(model, &rows, &columns, &tracks, direction);
    grid.geometry(model, &rows, &columns, &paths, &tracks)
}

/// Where columns and rows lie. `across` runs over the lanes, `along` with the flow.
struct Grid {
    direction: Direction,
    /// By column: low edge and breadth.
    columns: Vec<(i32, i32)>,
    /// By row: low edge and depth.
    rows: Vec<(i32, i32)>,
    /// By corridor: low edge, and where its first track is.
    corridors: Vec<(i32, i32)>,
    across: i32,
    along: i32,
    lanes: Vec<(i32, i32)>,
    slot: i32,
}

impl Grid {
    fn new(model: &Model, rows: &Rows, columns: &Columns, tracks: &Tracks, direction: Direction) -> Self {
        let turn = |rect: (i32, i32)| if direction == Direction::Down { rect } else { (rect.1, rect.0) };
        let sizes: Vec<(i32, i32)> = model.nodes.iter().map(|n| turn((n.width, n.height))).collect();
        let slot = sizes.iter().map(|size| size.0).max().unwrap_or(0);
        let (lane_head, band_head) = (LANE_HEAD, BAND_HEAD);
        let mut at = band_head;
        let mut lanes = Vec::new();
        let mut found = Vec::new();
        for lane in 0..model.lanes.len() {
            let inside: Vec<usize> =
                (0..columns.kinds.len()).filter(|c| columns.kinds[*c].0 == lane).collect();
            let breadth = |column: usize| {
                if columns.kinds[column].1 {
                    return slot;
                }
                match tracks.channel_counts.get(&column).copied().unwrap_or(0) {
                    0 => EMPTY_CHANNEL,
                    count => 2 * CHANNEL_PAD + TRACK * (px(count) - 1),
                }
            };
            let total: i32 = inside.iter().map(|c| breadth(*c)).sum();
            let least = if direction == Direction::Down { LEAST_LANE } else { 56 };
            let spare = (least - total).max(0) / 2;
            let begin = at;
            at += spare;
            for column in inside {
                found.push((at, breadth(column)));
                at += breadth(column);
            }
            at += spare;
            lanes.push((begin, at - begin));
        }
        let across = at;
        let mut at = lane_head;
        let (mut row_places, mut corridors) = (Vec::new(), Vec::new());
        for row in 0..=rows.count {
            let begins = rows.bands.iter().any(|(first, _)| *first == row) && row > 0;
            let labelled = model.edges.iter().any(|e| !e.label.is_empty() && rows.of[e.from] + 1 == row);
            let count = px(tracks.corridor_counts.get(&row).copied().unwrap_or(0));
            let head = ABOVE_TRACKS + if begins { BAND } else { 0 } + if labelled { LABEL } else { 0 };
            corridors.push((at, at + head));
            at += match row {
                0 => 16,
                last if last == rows.count && count == 0 => 14,
                _ => head + (count - 1).max(0) * TRACK + BELOW_TRACKS,
            };
            if row < rows.count {
                let depth = (0..sizes.len()).filter(|n| rows.of[*n] == row).map(|n| sizes[n].1).max();
                let depth = depth.unwrap_or(0);
                row_places.push((at, depth));
                at += depth;
            }
        }
        Self { direction, columns: found, rows: row_places, corridors, across, along: at, lanes, slot }
    }

    fn geometry(
        &self,
        model: &Model,
        rows: &Rows,
        columns: &Columns,
        paths: &[Path],
        tracks: &Tracks,
    ) -> Geometry {
        let down = self.direction == Direction::Down;
        let turn = |rect: Rect| if down { rect } else { rect.turned() };
        let mut nodes = Vec::new();
        let mut parts = Vec::new();
        for (at, node) in model.nodes.iter().enumerate() {
            let (breadth, depth) = if down { (node.width, node.height) } else { (node.height, node.width) };
            let (row, row_depth) = self.rows[rows.of[at]];
            let y = row + (row_depth - depth) / 2;
            let (low, high) = columns.covers[at];
            let (left, right) = if low == high {
                let centre = self.centre(low);
                (centre - breadth / 2, centre - breadth / 2 + breadth)
            } else {
                (self.columns[low].0, self.columns[high].0 + self.columns[high].1)
            };
            nodes.push(turn(Rect { x: left, y, width: right - left, height: depth }));
            parts.push(
                self.parts(model, columns, at, (left, right), y, depth).into_iter().map(turn).collect(),
            );
        }
        let lanes =
            self.lanes.iter().map(|(x, width)| turn(Rect { x: *x, y: 0, width: *width, height: self.along }));
        let starts: Vec<i32> = rows.bands.iter().map(|(first, _)| self.band_start(*first)).collect();
        let bands = starts.iter().enumerate().map(|(at, y)| {
            let end = starts.get(at + 1).copied().unwrap_or(self.along);
            turn(Rect { x: 0, y: *y, width: self.across, height: end - y })
        });
        let edges = paths.iter().zip(&model.edges).map(|(path, edge)| {
            let ends = (&nodes[edge.from], &nodes[edge.to]);
            let mut line = self.polyline(columns, path, tracks, ends);
            if !down {
                line.points.iter_mut().for_each(|p| *p = (p.1, p.0));
            }
            line
        });
        let edges = edges.collect();
        let (width, height) = if down { (self.across, self.along) } else { (self.along, self.across) };
        Geometry {
            direction: self.direction,
            width,
            height,
            lane_head: LANE_HEAD,
            band_head: BAND_HEAD,
            lanes: lanes.collect(),
            bands: bands.collect(),
            nodes,
            parts,
            edges,
        }
    }

    fn band_start(&self, row: usize) -> i32 {
        if row == 0 { LANE_HEAD } else { self.corridors[row].0 + BAND / 2 + 2 }
    }

    /// The parts of a joint action in the lanes that take part; neighbours become one.
    fn parts(
        &self,
        model: &Model,
        columns: &Columns,
        at: usize,
        (left, right): (i32, i32),
        y: i32,
        height: i32,
    ) -> Vec<Rect> {
        let span = &model.nodes[at].span;
        let mut parts: Vec<(usize, Rect)> = Vec::new();
        for lane in span {
            let inside = (0..columns.kinds.len()).filter(|c| columns.kinds[*c] == (*lane, true));
            let slots: Vec<usize> = inside.collect();
            let (Some(first), Some(last)) = (slots.first(), slots.last()) else { continue };
            let x = self.columns[*first].0.max(left);
            let end = (self.columns[*last].0 + self.columns[*last].1).min(right);
            match parts.last_mut() {
                Some((before, rect)) if *before + 1 == *lane => {
                    rect.width = end - rect.x;
                    *before = *lane;
                }
                _ => parts.push((*lane, Rect { x, y, width: end - x, height })),
            }
        }
        parts.into_iter().map(|(_, rect)| rect).collect()
    }

    fn centre(&self, column: usize) -> i32 {
        let (low, breadth) = self.columns[column];
        low + breadth / 2
    }

    /// Where a line runs in a column.
    fn across(&self, columns: &Columns, column: usize, shift: i32, net: Net, tracks: &Tracks) -> i32 {
        if columns.kinds[column].1 {
            return self.centre(column) + shift * self.slot / 8;
        }
        let track = tracks.channels.get(&(column, net)).copied().unwrap_or(0);
        self.columns[column].0 + CHANNEL_PAD + TRACK * px(track)
    }

    fn along(&self, corridor: usize, net: Net, tracks: &Tracks) -> i32 {
        let track = tracks.corridors.get(&(corridor, net)).copied().unwrap_or(0);
        self.corridors[corridor].1 + TRACK * px(track)
    }

    fn polyline(
        &self,
        columns: &Columns,
        path: &Path,
        tracks: &Tracks,
        (from, to): (&Rect, &Rect),
    ) -> Polyline {
        let turned = self.direction == Direction::Right;
        let (from, to) = if turned { (from.turned(), to.turned()) } else { (*from, *to) };
        let shift = if path.column == path.into.0 { path.into.1 } else { path.out.1 };
        let x = self.across(columns, path.column, shift, path.net, tracks);
        let out_x = self.across(columns, path.out.0, path.out.1, path.net, tracks);
        let into_x = self.across(columns, path.into.0, path.into.1, path.net, tracks);
        let mut points = Vec::new();
        let mut nets = Vec::new();
        match path.out_side {
            Some(side) => {
                let edge = if side == Side::Left { from.x } else { from.right() };
                let y = from.y + from.height / 2;
                points.extend([(edge, y), (x, y)]);
                nets.push(path.net);
            }
            None => points.push((out_x, from.bottom())),
        }
        if let Some((corridor, net)) = path.first {
            let y = self.along(corridor, net, tracks);
            points.extend([(out_x, y), (x, y)]);
            nets.extend([net, net]);
        }
        if let Some((corridor, net)) = path.last {
            let y = self.along(corridor, net, tracks);
            points.extend([(x, y), (into_x, y)]);
            nets.extend([path.net, net]);
        }
        match path.into_side {
            Some(side) => {
                let edge = if side == Side::Left { to.x } else { to.right() };
                let y = to.y + to.height / 2;
                points.extend([(x, y), (edge, y)]);
                nets.extend([path.net, path.net]);
            }
            None => {
                points.push((into_x, to.y));
                nets.push(path.last.map_or(path.net, |(_, net)| net));
            }
        }
        simplify(points, nets)
    }
}

fn px(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 1000)
}

/// Leaves out pieces without length, and corners that are none.
fn simplify(points: Vec<(i32, i32)>, nets: Vec<Net>) -> Polyline {
    let mut kept: Vec<(i32, i32)> = Vec::new();
    let mut of: Vec<Net> = Vec::new();
    for (at, point) in points.into_iter().enumerate() {
        if kept.last() == Some(&point) {
            continue;
        }
        if at > 0 {
            of.push(nets[at - 1]);
        }
        kept.push(point);
        let n = kept.len();
        if n >= 3 {
            let (a, b, c) = (kept[n - 3], kept[n - 2], kept[n - 1]);
            if (a.0 == b.0 && b.0 == c.0) || (a.1 == b.1 && b.1 == c.1) {
                kept.remove(n - 2);
                of.remove(n - 3);
            }
        }
    }
    Polyline { points: kept, nets: of }
}

impl Geometry {
    /// Where a horizontal piece of a line crosses vertical pieces of others: (edge, piece, x), sorted.
    pub fn hops(&self) -> Vec<(usize, usize, i32)> {
        let mut found = Vec::new();
        for (at, line) in self.edges.iter().enumerate() {
            for (piece, net, a, b) in pieces(line) {
                if a.1 != b.1 {
                    continue;
                }
                for (_, over) in self.edges.iter().enumerate().filter(|(other, _)| *other != at) {
                    for (_, vertical, c, d) in pieces(over) {
                        let inside = c.0 == d.0
                            && c.0 > a.0.min(b.0)
                            && c.0 < a.0.max(b.0)
                            && a.1 > c.1.min(d.1)
                            && a.1 < c.1.max(d.1);
                        if inside && net != vertical {
                            found.push((at, piece, c.0));
                        }
                    }
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many times lines cross; lines that share their way count once.
    pub fn crossings(&self) -> usize {
        let mut places: Vec<(i32, i32)> =
            self.hops().into_iter().map(|(e, piece, x)| (x, self.edges[e].points[piece].1)).collect();
        places.sort_unstable();
        places.dedup();
        places.len()
    }

    /// What is wrong with it.
    pub fn flaws(&self, model: &Model) -> Vec<String> {
        let mut flaws = Vec::new();
        let name = |at: usize| format!("“{}”", model.nodes[at].name);
        let overlap =
            |a: &Rect, b: &Rect| a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
        for (at, one) in self.nodes.iter().enumerate() {
            for (other, two) in self.nodes.iter().enumerate().skip(at + 1) {
                if overlap(one, two) {
                    flaws.push(format!("{} and {} overlap", name(at), name(other)));
                }
            }
            self.check_home(model, at, one, &mut flaws);
            for (line, text) in super::text::baselines(&model.nodes[at]).iter().zip(&model.nodes[at].lines) {
                let wide = crate::svg::text_width(&text.text, text.px);
                let room =
                    if model.nodes[at].shape == Shape::Joint { one.width } else { model.nodes[at].width };
                if wide > room - 6 || *line > model.nodes[at].height {
                    flaws.push(format!("{}: text “{}” does not fit", name(at), text.text));
                }
            }
        }
        for (at, line) in self.edges.iter().enumerate() {
            self.check_line(model, at, line, &mut flaws);
        }
        self.check_overlaps(model, &mut flaws);
        flaws
    }

    fn check_home(&self, model: &Model, at: usize, rect: &Rect, flaws: &mut Vec<String>) {
        let node = &model.nodes[at];
        let (lane, band) = (&self.lanes[node.lane], &self.bands[node.band]);
        let down = self.direction == Direction::Down;
        let within = |low: i32, high: i32, a: i32, b: i32| low >= a && high <= b;
        let (lane_ok, band_ok) = if down {
            (
                within(rect.x, rect.right(), lane.x, lane.right()),
                within(rect.y, rect.bottom(), band.y, band.bottom()),
            )
        } else {
            (
                within(rect.y, rect.bottom(), lane.y, lane.bottom()),
                within(rect.x, rect.right(), band.x, band.right()),
            )
        };
        if !lane_ok && node.span.len() < 2 {
            flaws.push(format!("“{}” leaves its lane", node.name));
        }
        if !band_ok {
            flaws.push(format!("“{}” leaves its band", node.name));
        }
    }

    fn check_line(&self, model: &Model, at: usize, line: &Polyline, flaws: &mut Vec<String>) {
        let edge = &model.edges[at];
        let name = format!("“{}” → “{}”", model.nodes[edge.from].name, model.nodes[edge.to].name);
        for (_, _, a, b) in pieces(line) {
            if a.0 != b.0 && a.1 != b.1 {
                flaws.push(format!("{name} is not at right angles: {:?}", line.points));
            }
            for (node, rect) in self.nodes.iter().enumerate() {
                let through = a.0.min(b.0) < rect.right()
                    && a.0.max(b.0) > rect.x
                    && a.1.min(b.1) < rect.bottom()
                    && a.1.max(b.1) > rect.y;
                if through {
                    flaws.push(format!("{name} runs through “{}”", model.nodes[node].name));
                }
            }
            let forward = if self.direction == Direction::Down { b.1 >= a.1 } else { b.0 >= a.0 };
            if edge.kind != LineKind::Back && !forward {
                flaws.push(format!("{name} runs backwards"));
            }
        }
    }

    /// Lines of different nets that lie on each other.
    fn check_overlaps(&self, model: &Model, flaws: &mut Vec<String>) {
        for (at, one) in self.edges.iter().enumerate() {
            for (other, two) in self.edges.iter().enumerate().skip(at + 1) {
                let (e, f) = (&model.edges[at], &model.edges[other]);
                let related = e.from == f.from || e.to == f.to;
                for (_, n, a, b) in pieces(one) {
                    for (_, m, c, d) in pieces(two) {
                        let flat = a.1 == b.1
                            && c.1 == d.1
                            && a.1 == c.1
                            && a.0.min(b.0) < c.0.max(d.0)
                            && c.0.min(d.0) < a.0.max(b.0);
                        let steep = a.0 == b.0
                            && c.0 == d.0
                            && a.0 == c.0
                            && a.1.min(b.1) < c.1.max(d.1)
                            && c.1.min(d.1) < a.1.max(b.1);
                        if (flat || steep) && n != m && !related {
                            flaws.push(format!(
                                "“{}” → “{}” lies on “{}” → “{}”: {a:?}–{b:?}, {c:?}–{d:?}",
                                model.nodes[e.from].key,
                                model.nodes[e.to].key,
                                model.nodes[f.from].key,
                                model.nodes[f.to].key
                            ));
                        }
                    }
                }
            }
        }
    }
}

/// (number, net, from, to) of the pieces of a line.
pub(crate) fn pieces(line: &Polyline) -> impl Iterator<Item = (usize, Net, (i32, i32), (i32, i32))> + '_ {
    line.points.windows(2).zip(&line.nets).enumerate().map(|(at, (pair, net))| (at, *net, pair[0], pair[1]))
}
