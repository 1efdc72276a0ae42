//! The diagram as SVG.

use super::difference::Change;
use super::geometry::{Geometry, Polyline, Rect};
use super::legend;
use super::model::{LineKind, Model, Node, Shape};
use super::text::{STRIP, baselines};
use super::{Direction, Sheet};
use crate::svg::{Style, Svg, cut, escape, text_width, wrap};

/// Colours; all text stands at 4.5 : 1 or more on its ground.
pub(crate) const INK: &str = "#1B2733";
const MUTED: &str = "#4A5A6A";
const HEAD: &str = "#1F4E79";
pub(crate) const LINE: &str = "#33475B";
pub(crate) const CRITICAL: &str = "#B5121B";
pub(crate) const BAR: &str = "#2B3E50";
pub(crate) const JOINT: &str = "#E3EDF7";
const GRID: &str = "#8497AB";
const BADGE: &str = "#6B4A00";
const BAND_LIGHT: &str = "#E8F0F9";
const BAND_DARK: &str = "#DAE5F1";
const GROUND: &str = "#F7F9FC";

/// Around the drawing.
const MARGIN: i32 = 22;
/// Size of the title and of the line below it.
const TITLE_PX: i32 = 22;
const FACTS_PX: i32 = 12;

const DEFINITIONS: &str = "<pattern id=\"stop\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" \
    patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\" fill=\"#FFFFFF\"/><rect width=\"2\" height=\"8\" \
    fill=\"#D5DCE4\"/></pattern><marker id=\"arrow\" viewBox=\"0 0 10 8\" refX=\"9\" refY=\"4\" markerWidth=\"10\" \
    markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L10 4L0 8Z\" fill=\"#33475B\"/>\
    </marker><marker id=\"red\" viewBox=\"0 0 12 10\" refX=\"11\" refY=\"5\" markerWidth=\"12\" markerHeight=\"10\" \
    markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L12 5L0 10Z\" fill=\"#B5121B\"/></marker>";

/// Markers of the lines of a change.
const CHANGE_MARKERS: &str = "<marker id=\"added\" viewBox=\"0 0 12 10\" refX=\"11\" refY=\"5\" markerWidth=\"12\" \
    markerHeight=\"10\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L12 5L0 10Z\" fill=\"#17663A\"/>\
    </marker><marker id=\"removed\" viewBox=\"0 0 10 8\" refX=\"9\" refY=\"4\" markerWidth=\"10\" markerHeight=\"8\" \
    markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L10 4L0 8Z\" fill=\"#5A6673\"/></marker>";

/// (line, ground, thickness) of a change.
pub(crate) const fn look(change: Change) -> (&'static str, &'static str, &'static str) {
    match change {
        Change::Added => ("#17663A", "#E6F4EA", "3.6"),
        Change::Removed => ("#5A6673", "#ECEEF1", "1.6"),
        Change::Changed => ("#8A5300", "#FFF4DC", "2.4"),
    }
}

/// The frame of what has changed: solid and thick, dashed, or as it is.
pub(crate) fn frame_of(change: Change, radius: i32) -> String {
    let (stroke, _, thick) = look(change);
    let dash = if change == Change::Removed { " stroke-dasharray=\"4 4\"" } else { "" };
    format!(" rx=\"{radius}\" stroke=\"{stroke}\" stroke-width=\"{thick}\"{dash}")
}

/// The sign of a change, in a disc around a point.
pub(crate) fn badge(svg: &mut Svg, change: Change, (x, y): (i32, i32)) {
    let (fill, _, _) = look(change);
    svg.raw(&format!(
        "<circle cx=\"{x}\" cy=\"{y}\" r=\"9\" fill=\"{fill}\" stroke=\"#FFFFFF\" stroke-width=\"1.5\"/>\n"
    ));
    svg.text(x, y + 4, change.badge(), Style::new(11, "#FFFFFF").bold().middle());
}

/// Draws it all.
pub(crate) fn paint(model: &Model, geometry: &Geometry, sheet: Option<Sheet>) -> String {
    let frame = Frame::new(model, geometry);
    let Frame { width, height, top, facts, entries } = &frame;
    let (width, height, top) = (*width, *height, *top);
    let compares =
        model.edges.iter().any(|e| e.change.is_some()) || model.nodes.iter().any(|n| n.change.is_some());
    let definitions =
        if compares { format!("{DEFINITIONS}{CHANGE_MARKERS}") } else { DEFINITIONS.to_owned() };
    let mut svg = match sheet {
        Some(sheet) => {
            Svg::on_sheet((width, height), (sheet.width, sheet.height), &model.title, &definitions)
        }
        None => Svg::new(width, height, &model.title, &definitions),
    };
    svg.raw(&format!("<desc>{}</desc>\n", escape_lines(&super::list::list(model))));
    let title = Style::new(TITLE_PX, INK).bold().middle();
    svg.text(width / 2, MARGIN + TITLE_PX - 3, &cut(&model.title, TITLE_PX, width - 2 * MARGIN), title);
    for (at, line) in facts.iter().enumerate() {
        let y = MARGIN + TITLE_PX + 10 + FACTS_PX + (FACTS_PX + 6) * i32::try_from(at).unwrap_or(0);
        svg.text(width / 2, y, line, Style::new(FACTS_PX, MUTED).middle());
    }
    let left = (width - geometry.width) / 2;
    svg.raw(&format!("<g transform=\"translate({left} {top})\">\n"));
    table(&mut svg, model, geometry);
    lines(&mut svg, model, geometry);
    for (at, node) in model.nodes.iter().enumerate() {
        let place = (&geometry.nodes[at], geometry.parts[at].as_slice());
        draw_node(&mut svg, node, place, &geometry.lanes[node.lane]);
    }
    labels(&mut svg, model, geometry);
    svg.raw("</g>\n");
    legend::draw(&mut svg, entries, (left, top + geometry.height + 16));
    svg.finish()
}

/// What stands around the table.
pub(crate) struct Frame {
    pub width: i32,
    pub height: i32,
    top: i32,
    facts: Vec<String>,
    entries: Vec<(legend::Entry, i32, i32)>,
}

impl Frame {
    /// The size of the whole drawing.
    pub fn new(model: &Model, geometry: &Geometry) -> Self {
        let width = (geometry.width + 2 * MARGIN).max(640);
        let facts = fact_lines(&model.facts, width - 2 * MARGIN);
        let top = MARGIN + TITLE_PX + 10 + height_of(&facts) + 8;
        let entries = legend::rows(&legend::entries(model), width - 2 * MARGIN);
        let legend_rows = entries.last().map_or(0, |(_, _, row)| row + 1);
        let height = top + geometry.height + 16 + legend_rows * legend::ROW + MARGIN - 8;
        Self { width, height, top, facts, entries }
    }
}

fn escape_lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("\n")
}

/// The facts in as many lines as they need.
fn fact_lines(facts: &[String], width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for fact in facts {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} · {fact}"), FACTS_PX) <= width => {
                line.push_str(" · ");
                line.push_str(fact);
            }
            _ => lines.push(cut(fact, FACTS_PX, width)),
        }
    }
    lines
}

fn height_of(lines: &[String]) -> i32 {
    (FACTS_PX + 6) * i32::try_from(lines.len()).unwrap_or(1)
}

/// Lanes and bands.
fn table(svg: &mut Svg, model: &Model, geometry: &Geometry) {
    let down = geometry.direction == Direction::Down;
    let (width, height) = (geometry.width, geometry.height);
    for (at, band) in geometry.bands.iter().enumerate() {
        let shade = if at % 2 == 0 { "#FFFFFF" } else { GROUND };
        svg.rect((band.x, band.y), (band.width, band.height), shade, "");
        let head = if at % 2 == 0 { BAND_LIGHT } else { BAND_DARK };
        let rect = if down {
            Rect { x: 0, y: band.y, width: geometry.band_head, height: band.height }
        } else {
            Rect { x: band.x, y: 0, width: band.width, height: geometry.band_head }
        };
        svg.rect((rect.x, rect.y), (rect.width, rect.height), head, "");
        heading(svg, &model.bands[at].name, &rect, HEAD, down);
        if at > 0 {
            let d = if down { format!("M0 {}h{width}", band.y) } else { format!("M{} 0v{height}", band.x) };
            svg.path(&d, GRID, " stroke-dasharray=\"6 4\"");
        }
    }
    let corner = if down { (width, geometry.lane_head) } else { (geometry.lane_head, height) };
    svg.rect((0, 0), corner, HEAD, "");
    for (at, lane) in geometry.lanes.iter().enumerate() {
        let rect = if down {
            Rect { x: lane.x, y: 0, width: lane.width, height: geometry.lane_head }
        } else {
            Rect { x: 0, y: lane.y, width: geometry.lane_head, height: lane.height }
        };
        heading(svg, &model.lanes[at].name, &rect, "#FFFFFF", !down);
        let d = if down { format!("M{} 0v{height}", lane.x) } else { format!("M0 {}h{width}", lane.y) };
        svg.path(&d, GRID, "");
    }
    svg.rect((0, 0), (width, height), "none", &format!(" stroke=\"{HEAD}\" stroke-width=\"1.5\""));
}

/// A heading in its field; upright ones stand character below character.
fn heading(svg: &mut Svg, text: &str, rect: &Rect, fill: &'static str, upright: bool) {
    let style = Style::new(13, fill).bold().middle();
    let (cx, cy) = (rect.x + rect.width / 2, rect.y + rect.height / 2);
    if !upright {
        let lines = wrap(text, 13, rect.width - 8, if rect.height >= 34 { 2 } else { 1 });
        let lines: Vec<String> = if lines.len() == 2 { wrap(text, 11, rect.width - 6, 2) } else { lines };
        let px = if lines.len() == 2 { 11 } else { 13 };
        let count = i32::try_from(lines.len()).unwrap_or(1);
        for (at, line) in lines.iter().enumerate() {
            let y = cy + px / 2 - 2 + (px + 3) * i32::try_from(at).unwrap_or(0) - (px + 3) * (count - 1) / 2;
            svg.text(cx, y, line, Style { px, ..style });
        }
        return;
    }
    let room = usize::try_from((rect.height - 6) / 16).unwrap_or(1).max(1);
    let characters: Vec<char> = text.chars().collect();
    let columns: Vec<&[char]> = characters.chunks(room).take(2).collect();
    let count = i32::try_from(columns.len()).unwrap_or(1);
    for (at, column) in columns.iter().enumerate() {
        let x = cx + 15 * i32::try_from(at).unwrap_or(0) - 15 * (count - 1) / 2;
        let long = i32::try_from(column.len()).unwrap_or(0);
        for (n, c) in column.iter().enumerate() {
            let y = cy - 16 * long / 2 + 16 * i32::try_from(n).unwrap_or(0) + 13;
            svg.text(x, y, &c.to_string(), style);
        }
    }
}

/// Lines, the critical ones last so that they lie on top.
fn lines(svg: &mut Svg, model: &Model, geometry: &Geometry) {
    let hops = geometry.hops();
    let mut order: Vec<usize> = (0..model.edges.len()).collect();
    order.sort_by_key(|at| (model.edges[*at].critical, model.edges[*at].change == Some(Change::Added), *at));
    for at in order {
        let edge = &model.edges[at];
        let own: Vec<(usize, i32)> =
            hops.iter().filter(|hop| hop.0 == at).map(|hop| (hop.1, hop.2)).collect();
        let d = path(&geometry.edges[at], &own);
        let (from, to) = (&model.nodes[edge.from], &model.nodes[edge.to]);
        let mut words = format!("{} → {}", from.name, to.name);
        if !edge.title.is_empty() {
            words.push_str(&format!("：{}", edge.title));
        }
        let dash = match edge.kind {
            _ if edge.change == Some(Change::Removed) => " stroke-dasharray=\"4 4\"",
            LineKind::Main => "",
            LineKind::Finish => " stroke-dasharray=\"5 3\"",
            LineKind::Back => " stroke-dasharray=\"2 3\"",
        };
        let (colour, width, marker) = match edge.change {
            Some(Change::Added) => (look(Change::Added).0, "3", "added"),
            Some(Change::Removed) => (look(Change::Removed).0, "1.6", "removed"),
            _ if edge.critical => (CRITICAL, "2.6", "red"),
            _ => (LINE, "1.4", "arrow"),
        };
        svg.raw(&format!(
            "<path class=\"edge\" d=\"{d}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dash} \
             stroke-linejoin=\"round\" marker-end=\"url(#{marker})\" data-from=\"{}\" data-to=\"{}\"><title>{}</title></path>\n",
            escape(&from.key),
            escape(&to.key),
            escape(&words)
        ));
    }
}

/// The path of a line, with a bridge wherever it crosses another.
fn path(line: &Polyline, hops: &[(usize, i32)]) -> String {
    const RADIUS: i32 = 4;
    let mut d = String::new();
    for (at, point) in line.points.iter().enumerate() {
        if at == 0 {
            d.push_str(&format!("M{} {}", point.0, point.1));
            continue;
        }
        let before = line.points[at - 1];
        if before.1 == point.1 {
            let right = point.0 > before.0;
            let mut here: Vec<i32> = hops.iter().filter(|hop| hop.0 == at - 1).map(|hop| hop.1).collect();
            here.retain(|x| (x - before.0).abs() > RADIUS && (x - point.0).abs() > RADIUS);
            here.sort_unstable();
            if !right {
                here.reverse();
            }
            let (step, sweep) = if right { (RADIUS, 1) } else { (-RADIUS, 0) };
            let mut last: Option<i32> = None;
            for x in here {
                if last.is_some_and(|last| (x - last).abs() < 2 * RADIUS) {
                    continue;
                }
                d.push_str(&format!("H{}A{RADIUS} {RADIUS} 0 0 {sweep} {} {}", x - step, x + step, point.1));
                last = Some(x);
            }
            d.push_str(&format!("H{}", point.0));
        } else {
            d.push_str(&format!("V{}", point.1));
        }
    }
    d
}

/// The words at lines.
fn labels(svg: &mut Svg, model: &Model, geometry: &Geometry) {
    for (edge, line) in model.edges.iter().zip(&geometry.edges).filter(|(e, _)| !e.label.is_empty()) {
        let (Some(a), Some(b)) = (line.points.first(), line.points.get(1)) else { continue };
        let style = Style::new(12, INK).bold();
        let wide = text_width(&edge.label, 12);
        let (x, y) = if a.1 == b.1 {
            (if b.0 < a.0 { a.0 - wide - 2 } else { a.0 + 3 }, a.1 - 4)
        } else {
            (a.0 + 5, if b.1 > a.1 { a.1 + 13 } else { a.1 - 4 })
        };
        svg.text(x, y, &edge.label, style);
    }
}

fn draw_node(svg: &mut Svg, node: &Node, (rect, parts): (&Rect, &[Rect]), lead: &Rect) {
    let mut attributes = format!(
        " id=\"{}\" class=\"node\" data-lane=\"{}\" data-band=\"{}\"",
        escape(&node.key),
        node.lane,
        node.band
    );
    if let Some(source) = &node.source {
        attributes.push_str(&format!(" data-span=\"{},{}\"", source.start, source.end));
        svg.raw(&format!("<a href=\"{}#L{}\">", escape(&source.file), source.line));
    }
    svg.raw(&format!("<g{attributes}><title>{}</title>\n", escape(&node.title)));
    let (stroke, thick, dash) = stroke_of(node);
    let ground = node.change.map_or("#FFFFFF", |change| look(change).1);
    let fill = if node.stop.is_some() { "url(#stop)" } else { ground };
    let line = format!(" stroke=\"{stroke}\" stroke-width=\"{thick}\"{dash}");
    let (x, y, w, h) = (rect.x, rect.y, rect.width, rect.height);
    match node.shape {
        Shape::Start | Shape::End => {
            let bold = if node.critical { "3" } else { "2.2" };
            svg.rect(
                (x, y),
                (w, h),
                ground,
                &format!(" rx=\"{}\" stroke=\"{stroke}\" stroke-width=\"{bold}\"", h / 2),
            );
        }
        Shape::Step => svg.rect((x, y), (w, h), fill, &format!(" rx=\"5\"{line}")),
        Shape::System => {
            svg.rect((x, y), (w, h), fill, &format!(" rx=\"2\"{line}"));
            svg.path(&format!("M{} {y}v{h}M{} {y}v{h}", x + 5, x + w - 5), stroke, "");
        }
        Shape::Bar | Shape::Merge => {
            let red = if node.critical || node.change.is_some() {
                format!(" stroke=\"{stroke}\" stroke-width=\"{thick}\"")
            } else {
                String::new()
            };
            svg.rect((x, y), (w, h), BAR, &format!(" rx=\"3\"{red}"));
        }
        Shape::Decision => svg.raw(&format!(
            "<path d=\"M{x} {}L{} {y}L{} {}L{} {}Z\" fill=\"{ground}\"{line}/>\n",
            y + h / 2,
            x + w / 2,
            x + w,
            y + h / 2,
            x + w / 2,
            y + h
        )),
        Shape::Joint => joint(svg, node, rect, parts),
    }
    let strong = if node.shape == Shape::Bar { "#FFFFFF" } else { INK };
    let centre = text_centre(rect, parts, lead);
    let top = rect.y + (rect.height - node.height) / 2;
    for (text, base) in node.lines.iter().zip(baselines(node)) {
        let style = Style::new(text.px, if text.strong { strong } else { MUTED }).middle();
        let style = if text.strong { style.bold() } else { style };
        // White below the words, so that hatching does not run through them.
        if node.stop.is_some() {
            let wide = text_width(&text.text, text.px) + 4;
            svg.rect((centre - wide / 2, top + base - text.px + 1), (wide, text.px + 3), "#FFFFFF", "");
        }
        svg.text(centre, top + base, &text.text, style);
    }
    strips(svg, node, rect);
    for part in parts.iter().filter(|part| !meets(part, lead)) {
        let (x, y) = (part.x + part.width / 2, part.y + part.height / 2 + 4);
        svg.text(
            x,
            y,
            &cut(&format!("参加{}", node.name), 11, part.width - 8),
            Style::new(11, MUTED).middle(),
        );
    }
    if let Some(reason) = &node.stop {
        let words = cut(&format!("停表：{reason}"), 10, w - 20);
        let wide = text_width(&words, 10) + 10;
        svg.rect((x + w - wide + 4, y + h - 2), (wide, 15), BADGE, " rx=\"7\"");
        svg.text(x + w - wide / 2 + 4, y + h + 9, &words, Style::new(10, "#FFFFFF").middle());
    }
    if let Some(change) = node.change {
        badge(svg, change, (x, y));
    }
    svg.close();
    if node.source.is_some() {
        svg.raw("</a>\n");
    }
}

/// Colour, thickness and dashes of a node's frame.
const fn stroke_of(node: &Node) -> (&'static str, &'static str, &'static str) {
    let dash = match node.change {
        Some(Change::Removed) => " stroke-dasharray=\"4 4\"",
        Some(Change::Added) => "",
        _ if node.conditional => " stroke-dasharray=\"6 3\"",
        _ => "",
    };
    match node.change {
        Some(change) => {
            let (stroke, _, thick) = look(change);
            (stroke, thick, dash)
        }
        None if node.critical => (CRITICAL, "2.6", dash),
        None => (LINE, "1.3", dash),
    }
}

/// 汇合 at the head of a node, 分办 at its foot.
fn strips(svg: &mut Svg, node: &Node, rect: &Rect) {
    let top = rect.y + (rect.height - node.height) / 2;
    let places = [(&node.head, top), (&node.foot, top + node.height - STRIP)];
    for (word, y) in places {
        let Some(word) = word else { continue };
        let edge = format!(
            " rx=\"3\" stroke=\"{}\" stroke-width=\"{}\"",
            if node.critical { CRITICAL } else { BAR },
            if node.critical { "2.6" } else { "1.3" }
        );
        svg.rect((rect.x, y), (rect.width, STRIP), BAR, &edge);
        let words = cut(&format!("＋ {word}"), 10, rect.width - 8);
        svg.text(rect.x + rect.width / 2, y + 11, &words, Style::new(10, "#FFFFFF").bold().middle());
    }
}

/// Where the words of a node stand: in the middle of the part that is the lead's.
fn text_centre(rect: &Rect, parts: &[Rect], lead: &Rect) -> i32 {
    let own = parts.iter().find(|part| meets(part, lead)).unwrap_or(rect);
    own.x + own.width / 2
}

const fn meets(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// A joint action: a field in the lanes that take part, a bridge over those that do not.
fn joint(svg: &mut Svg, node: &Node, rect: &Rect, parts: &[Rect]) {
    let (stroke, changed, dash) = stroke_of(node);
    let thick = match (node.change, node.critical) {
        (Some(_), _) => changed,
        (None, true) => "3",
        (None, false) => "2.2",
    };
    let ground = node.change.map_or(JOINT, |change| look(change).1);
    let line = format!(" stroke=\"{stroke}\" stroke-width=\"{thick}\"{dash}");
    for pair in parts.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        if b.x > a.right() {
            let y = a.y + a.height / 2 - 5;
            svg.rect((a.right(), y), (b.x - a.right(), 10), ground, &line);
        } else {
            let x = a.x + a.width / 2 - 5;
            svg.rect((x, a.bottom()), (10, b.y - a.bottom()), ground, &line);
        }
    }
    let whole = [*rect];
    let parts = if parts.is_empty() { &whole[..] } else { parts };
    for part in parts {
        svg.rect((part.x, part.y), (part.width, part.height), ground, &format!(" rx=\"5\"{line}"));
    }
}
