//! 流程图: departments as lanes, stages as bands, an own layered layout in integers, drawn as SVG.
//!
//! The steps: what is drawn ([`model`]), in which row ([`rank`]), in which column ([`place`]), which way the lines take
//! ([`route`]), on which tracks ([`tracks`]), at which coordinates ([`geometry`]), as SVG ([`paint`]).

mod band;
mod caption;
mod geometry;
mod junction;
mod lane;
mod legend;
mod list;
mod model;
mod paint;
mod place;
mod rank;
mod reduce;
mod route;
mod text;
mod tracks;

use geometry::Geometry;
use lianban_runtime::plan::{Answer, Plan};
use lianban_runtime::time::Instant;
use model::Model;

/// Which way the flow runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Top to bottom: lanes are columns.
    #[default]
    Down,
    /// Left to right: lanes are rows.
    Right,
}

/// Where a row of the plan stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// The file as the host knows it.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// First byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
}

/// What a diagram shows of a plan.
#[derive(Clone, Copy, Default)]
pub struct DiagramOptions<'a> {
    /// Only what applies under these answers, its critical path marked; none: the whole plan with its conditions.
    pub answers: Option<&'a [Answer]>,
    /// Of the whole plan: the case whose critical path is marked, the proof's worst.
    pub worst: Option<&'a [Answer]>,
    /// When the case is submitted; the first day of the calendar if none is given.
    pub start: Option<Instant>,
    /// Which way the flow runs.
    pub direction: Direction,
    /// Where each node of the plan stands in the source.
    pub source: Option<&'a dyn Fn(usize) -> Option<SourcePlace>>,
}

/// A flow diagram with its geometry.
pub struct Diagram {
    model: Model,
    geometry: Geometry,
}

impl Diagram {
    /// Lays the flow of a checked plan out. Answers that do not fit the questions are as good as none.
    #[must_use]
    pub fn new(plan: &Plan, options: &DiagramOptions<'_>) -> Self {
        let model = model::build(plan, options);
        let geometry = geometry::lay_out(&model, options.direction);
        Self { model, geometry }
    }

    /// The drawing as one SVG.
    #[must_use]
    pub fn svg(&self) -> String {
        paint::paint(&self.model, &self.geometry)
    }

    /// The same as text, for screen readers: every step with what comes before and after it.
    #[must_use]
    pub fn list(&self) -> String {
        list::list(&self.model)
    }

    /// How many times lines cross.
    #[must_use]
    pub fn crossings(&self) -> usize {
        self.geometry.crossings()
    }

    /// What is wrong with the drawing, for tests: overlaps, lines through nodes, nodes outside their lane or band,
    /// lines that run backwards, text wider than its box. Empty for a good one.
    #[must_use]
    pub fn flaws(&self) -> Vec<String> {
        self.geometry.flaws(&self.model)
    }
}
