//! Lowering: a linked, typed, lawful bundle becomes the flat tables of a [`Plan`] (decision 0001).

mod desk;
mod draft;
pub mod expand;
mod from_types;
mod gates;
mod levels;
mod limits;
mod places;
pub mod precedence;
mod procedures;
mod rework;
mod rows;
mod stages;
mod starts;
mod waits;

pub use from_types::{LowerError, Lowered, lower};
pub use places::{Docs, Places};
pub use procedures::kind;
pub use rows::{FigureRow, figure_rows};

#[cfg(doc)]
use lianban_runtime::plan::Plan;
