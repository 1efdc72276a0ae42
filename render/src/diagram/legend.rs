//! The legend: only what the drawing shows.

use super::difference::Change;
use super::model::{LineKind, Model, Shape};
use crate::svg::{Style, Svg, text_width};

const PX: i32 = 12;
/// Height of a row of the legend.
pub(crate) const ROW: i32 = 26;
const ICON: i32 = 30;

/// What one entry shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Step,
    System,
    Decision,
    Bar,
    Joint,
    Stop,
    Conditional,
    Critical,
    Finish,
    Back,
    Change(Change),
}

impl Entry {
    const fn words(self) -> &'static str {
        match self {
            Self::Step => "人工环节",
            Self::System => "系统自动",
            Self::Decision => "判断",
            Self::Bar => "分办、汇合",
            Self::Joint => "联合（跨部门一次办）",
            Self::Stop => "停表（不计入时限）",
            Self::Conditional => "符合条件才办",
            Self::Critical => "关键路径",
            Self::Finish => "办完之前要齐",
            Self::Back => "退回再看",
            Self::Change(Change::Added) => "新增",
            Self::Change(Change::Removed) => "取消",
            Self::Change(Change::Changed) => "改动（原 → 现）",
        }
    }

    fn width(self) -> i32 {
        ICON + 8 + text_width(self.words(), PX) + 22
    }
}

/// The entries of a drawing.
pub(crate) fn entries(model: &Model) -> Vec<Entry> {
    let shape = |shape: Shape| model.nodes.iter().any(|node| node.shape == shape);
    let kind = |kind: LineKind| model.edges.iter().any(|edge| edge.kind == kind);
    let change = |change: Change| {
        let nodes = model.nodes.iter().map(|node| node.change);
        nodes.chain(model.edges.iter().map(|edge| edge.change)).any(|found| found == Some(change))
    };
    [
        (Entry::Change(Change::Added), change(Change::Added)),
        (Entry::Change(Change::Removed), change(Change::Removed)),
        (Entry::Change(Change::Changed), change(Change::Changed)),
        (Entry::Step, shape(Shape::Step)),
        (Entry::System, shape(Shape::System)),
        (Entry::Decision, shape(Shape::Decision)),
        (Entry::Bar, shape(Shape::Bar)),
        (Entry::Joint, shape(Shape::Joint)),
        (Entry::Stop, model.nodes.iter().any(|node| node.stop.is_some())),
        (Entry::Conditional, model.nodes.iter().any(|node| node.conditional)),
        (Entry::Critical, model.nodes.iter().any(|node| node.critical)),
        (Entry::Finish, kind(LineKind::Finish)),
        (Entry::Back, model.edges.iter().any(|edge| edge.kind == LineKind::Back && edge.change.is_none())),
    ]
    .into_iter()
    .filter_map(|(entry, shown)| shown.then_some(entry))
    .collect()
}

/// The entries in rows of at most this width: (entry, x, row).
pub(crate) fn rows(entries: &[Entry], width: i32) -> Vec<(Entry, i32, i32)> {
    let (mut x, mut row) = (0, 0);
    let mut placed = Vec::new();
    for entry in entries {
        if x > 0 && x + entry.width() > width {
            (x, row) = (0, row + 1);
        }
        placed.push((*entry, x, row));
        x += entry.width();
    }
    placed
}

/// Draws the legend.
pub(crate) fn draw(svg: &mut Svg, placed: &[(Entry, i32, i32)], (left, top): (i32, i32)) {
    use super::paint::{CRITICAL, INK, LINE};
    for (entry, x, row) in placed {
        let (x, y) = (left + x, top + row * ROW);
        let (width, height) = (ICON, 16);
        let edge = format!(" stroke=\"{LINE}\" stroke-width=\"1.2\" rx=\"3\"");
        match entry {
            Entry::Step => svg.rect((x, y), (width, height), "#FFFFFF", &edge),
            Entry::System => {
                svg.rect((x, y), (width, height), "#FFFFFF", &edge);
                svg.path(&format!("M{} {y}v{height}M{} {y}v{height}", x + 4, x + width - 4), LINE, "");
            }
            Entry::Decision => {
                let (cx, cy) = (x + width / 2, y + height / 2);
                svg.raw(&format!(
                    "<path d=\"M{x} {cy}L{cx} {}L{} {cy}L{cx} {}Z\" fill=\"#FFFFFF\" stroke=\"{LINE}\"/>\n",
                    y - 1,
                    x + width,
                    y + height + 1
                ));
            }
            Entry::Change(change) => {
                let (_, fill, _) = super::paint::look(*change);
                svg.rect((x, y), (width, height), fill, &super::paint::frame_of(*change, 3));
                super::paint::badge(svg, *change, (x + 2, y + 2));
            }
            Entry::Bar => svg.rect((x, y + 3), (width, 10), super::paint::BAR, " rx=\"2\""),
            Entry::Joint => {
                svg.rect(
                    (x, y),
                    (width, height),
                    super::paint::JOINT,
                    &format!(" stroke=\"{LINE}\" stroke-width=\"2.4\" rx=\"3\""),
                );
            }
            Entry::Stop => svg.rect((x, y), (width, height), "url(#stop)", &edge),
            Entry::Conditional => {
                svg.rect((x, y), (width, height), "#FFFFFF", &format!("{edge} stroke-dasharray=\"5 3\""));
            }
            Entry::Critical => {
                svg.path(
                    &format!("M{x} {}h{}", y + 8, width - 4),
                    CRITICAL,
                    " stroke-width=\"3\" marker-end=\"url(#red)\"",
                );
            }
            Entry::Finish => {
                svg.path(
                    &format!("M{x} {}h{}", y + 8, width - 4),
                    LINE,
                    " stroke-width=\"1.4\" stroke-dasharray=\"5 3\" marker-end=\"url(#arrow)\"",
                );
            }
            Entry::Back => {
                svg.path(
                    &format!("M{x} {}h{}", y + 8, width - 4),
                    LINE,
                    " stroke-width=\"1.4\" stroke-dasharray=\"2 3\" marker-end=\"url(#arrow)\"",
                );
            }
        }
        svg.text(x + ICON + 8, y + 13, entry.words(), Style::new(PX, INK));
    }
}
