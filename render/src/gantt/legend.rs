//! What the marks mean.

use super::colour;
use crate::svg::{Style, Svg, text_width};

/// Packs texts into lines of at most `width` pixels.
pub(super) fn lines(texts: &[String], width: i32, px: i32, between: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for text in texts {
        let text = crate::svg::cut(text, px, width);
        match lines.last_mut() {
            Some(line) if text_width(line, px) + text_width(between, px) + text_width(&text, px) <= width => {
                line.push_str(between);
                line.push_str(&text);
            }
            _ => lines.push(text),
        }
    }
    lines
}

#[derive(Clone, Copy)]
enum Mark {
    Bar,
    Critical,
    Stop,
    Bridge,
    Slack,
    Rest,
    Milestone,
}

const ITEMS: [(Mark, &str); 7] = [
    (Mark::Bar, "计入时限的日子"),
    (Mark::Critical, "关键路径"),
    (Mark::Stop, "停表（不计入时限）"),
    (Mark::Bridge, "跨休息日"),
    (Mark::Slack, "机动时间"),
    (Mark::Rest, "休息日（班＝调休上班）"),
    (Mark::Milestone, "即办／里程碑"),
];

/// Places of the legend's entries.
pub(super) struct Legend {
    places: Vec<(i32, i32, Mark, &'static str)>,
    rows: i32,
}

impl Legend {
    pub fn new(width: i32) -> Self {
        let (mut x, mut row) = (0, 0);
        let mut places = Vec::new();
        for (mark, text) in ITEMS {
            let needed = 36 + text_width(text, 12) + 20;
            if x > 0 && x + needed > width {
                (x, row) = (0, row + 1);
            }
            places.push((x, row, mark, text));
            x += needed;
        }
        Self { places, rows: row + 1 }
    }

    pub const fn height(&self) -> i32 {
        self.rows * 24
    }

    pub fn draw(&self, svg: &mut Svg, top: i32) {
        for (x, row, mark, text) in &self.places {
            let (x, y) = (super::MARGIN + x, top + row * 24 + 10);
            sample(svg, *mark, x, y);
            svg.text(x + 36, y + 4, text, Style::new(12, colour::INK));
        }
    }
}

fn sample(svg: &mut Svg, mark: Mark, x: i32, y: i32) {
    let stroked = |edge: &str| format!(" rx=\"2\" stroke=\"{edge}\"");
    match mark {
        Mark::Bar => svg.rect((x, y - 6), (28, 12), colour::BAR, &stroked(colour::BAR_EDGE)),
        Mark::Critical => svg.rect((x, y - 6), (28, 12), colour::CRITICAL, &stroked(colour::CRITICAL_EDGE)),
        Mark::Stop => svg.rect((x, y - 6), (28, 12), "url(#lb-stop)", &stroked(colour::WARN)),
        Mark::Bridge => {
            let dotted = " stroke-width=\"2\" stroke-dasharray=\"2 3\"";
            svg.path(&format!("M{x} {y}h28"), colour::BAR_EDGE, dotted);
        }
        Mark::Slack => {
            let dashed = format!(" stroke=\"{}\" stroke-dasharray=\"3 2\"", colour::BAR_EDGE);
            svg.rect((x, y - 4), (28, 8), "none", &dashed);
        }
        Mark::Rest => svg.rect((x, y - 6), (28, 12), colour::OFF, &stroked(colour::LINE)),
        Mark::Milestone => svg.diamond(x + 14, y, 6, colour::PRIMARY, colour::PRIMARY),
    }
}
