//! Drawings and papers from a plan or a played case: flow diagram and Gantt as SVG, Mermaid, DOT, graph JSON, guides.
//!
//! Nothing here changes meaning: every figure is computed by the compiler, the runtime or the simulator. Integer
//! coordinates only; the same input gives the same bytes.
#![forbid(unsafe_code)]

mod diagram;
mod document;
mod dot;
mod flow;
mod gantt;
mod graph_json;
mod mermaid;
mod papers;
mod report;
mod svg;

pub use diagram::{Diagram, DiagramOptions, Direction, Paper, SourcePlace};
pub use document::{DocumentError, Parts, Picture, Sheet, docx, svg_size, typst};
pub use dot::dot;
pub use gantt::{DayMark, gantt, gantt_with};
pub use graph_json::graph_json;
pub use mermaid::mermaid;
pub use papers::{Asked, Source};
pub use report::{ImpactReport, Part, Report, impact, table};
