//! 流程图: departments as lanes, stages as bands, an own layered layout in integers, drawn as SVG.
//!
//! The steps: what is drawn ([`model`]), in which row ([`rank`]), in which column ([`place`]), which way the lines take
//! ([`route`]), on which tracks ([`tracks`]), at which coordinates ([`geometry`]), as SVG ([`paint`]).

mod band;
mod bpmn;
mod caption;
mod difference;
mod gateways;
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
use lianban_compiler::impact::by_new_names;
use lianban_runtime::plan::{Answer, Plan};
use lianban_runtime::time::Instant;
use model::{Form, Model};
use text::Density;

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
    /// Laid out to be read on one sheet of this paper; none: as it falls.
    pub paper: Option<Paper>,
    /// Where each node of the plan stands in the source.
    pub source: Option<&'a dyn Fn(usize) -> Option<SourcePlace>>,
}

/// Sizes of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 297 × 420 mm.
    A3,
}

/// A sheet, in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sheet {
    pub width: i32,
    pub height: i32,
}

/// A flow diagram with its geometry.
pub struct Diagram {
    model: Model,
    geometry: Geometry,
    sheet: Option<Sheet>,
}

/// Thousandths of a millimetre for a pixel at which names stand at 7 pt.
const READ_WELL: i64 = 190;
/// Free at the edges of a sheet, in millimetres.
const EDGE_MM: i32 = 16;

impl Diagram {
    /// Larger plans are not drawn: nobody could read them, and laying them out takes too long.
    pub const MAX_NODES: usize = 500;

    /// Lays the flow of a checked plan out. Answers that do not fit the questions are as good as none.
    #[must_use]
    pub fn new(plan: &Plan, options: &DiagramOptions<'_>) -> Self {
        let Some(paper) = options.paper else {
            let model =
                model::build(plan, options, Form { density: Density::Full, strips: true, gateways: false });
            let geometry = geometry::lay_out(&model, options.direction, usize::MAX);
            return Self { model, geometry, sheet: None };
        };
        let (short, long) = match paper {
            Paper::A4 => (210, 297),
            Paper::A3 => (297, 420),
        };
        let mut best: Option<(i64, Self)> = None;
        for density in [Density::Full, Density::Compact] {
            let model = model::build(plan, options, Form { density, strips: true, gateways: false });
            for side_by_side in [usize::MAX, 4, 3, 2] {
                let geometry = geometry::lay_out(&model, options.direction, side_by_side);
                for (width, height) in [(short, long), (long, short)] {
                    let sheet = Sheet { width, height };
                    let scale = scale(&model, &geometry, sheet);
                    // What says everything is kept where it can be read well.
                    let enough = |most: i64| density == Density::Compact && most >= READ_WELL;
                    let better = |(most, _): &(i64, Self)| scale > *most && !enough(*most);
                    if best.as_ref().is_none_or(better) {
                        best = Some((
                            scale,
                            Self { model: model.clone(), geometry: geometry.clone(), sheet: Some(sheet) },
                        ));
                    }
                }
            }
        }
        best.map_or_else(
            || Self::new(plan, &DiagramOptions { paper: None, ..*options }),
            |(_, diagram)| diagram,
        )
    }

    /// Two plans in one drawing: added, removed and changed steps and lines, everything else as usual.
    #[must_use]
    pub fn difference(old: &Plan, new: &Plan) -> Self {
        let form = Form { density: Density::Full, strips: true, gateways: false };
        let flow = |plan: &Plan| model::build(plan, &DiagramOptions::default(), form);
        let called = flow(&by_new_names(old, new));
        let mut model = difference::merge(called, &flow(old), flow(new));
        model.title = format!("{}“一件事”改了什么", new.name);
        for node in &mut model.nodes {
            text::measure(node, form);
        }
        let geometry = geometry::lay_out(&model, Direction::Down, usize::MAX);
        Self { model, geometry, sheet: None }
    }

    /// How large the names of the steps are in print, in tenths of a point; none without paper.
    #[must_use]
    pub fn print_size(&self) -> Option<i64> {
        let sheet = self.sheet?;
        // 13 px, and 72 points to 25.4 mm.
        Some(scale(&self.model, &self.geometry, sheet) * 13 * 720 / 25_400)
    }

    /// The drawing as one SVG.
    #[must_use]
    pub fn svg(&self) -> String {
        paint::paint(&self.model, &self.geometry, self.sheet)
    }

    /// The flow of a checked plan as BPMN 2.0 with its layout, everything conditional between gateways.
    #[must_use]
    pub fn bpmn(plan: &Plan, options: &DiagramOptions<'_>) -> String {
        let (model, geometry) = Self::with_gateways(plan, options);
        bpmn::bpmn(&model, &geometry, &plan.name)
    }

    /// What is wrong with the layout of [`Self::bpmn`], for tests.
    #[must_use]
    pub fn bpmn_flaws(plan: &Plan, options: &DiagramOptions<'_>) -> Vec<String> {
        let (model, geometry) = Self::with_gateways(plan, options);
        geometry.flaws(&model).into_iter().filter(|flaw| !flaw.contains("does not fit")).collect()
    }

    fn with_gateways(plan: &Plan, options: &DiagramOptions<'_>) -> (Model, Geometry) {
        let form = Form { density: Density::Full, strips: false, gateways: true };
        let model = model::build(plan, options, form);
        let geometry = geometry::lay_out(&model, options.direction, usize::MAX);
        (model, geometry)
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

/// Thousandths of a millimetre for a pixel, if the drawing fills a sheet.
fn scale(model: &Model, geometry: &Geometry, sheet: Sheet) -> i64 {
    let frame = paint::Frame::new(model, geometry);
    let along = |room: i32, size: i32| i64::from(room - EDGE_MM) * 1000 / i64::from(size.max(1));
    along(sheet.width, frame.width).min(along(sheet.height, frame.height))
}
