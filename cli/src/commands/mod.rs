//! One file per command.

pub mod build;
pub mod calendar;
mod calendar_add;
pub mod case;
pub mod check;
pub mod completions;
pub mod demo;
pub mod diff;
pub mod expand;
pub mod explain;
pub mod fmt;
pub mod form;
pub mod graph;
pub mod guide;
pub mod new;
mod new_ask;
pub mod new_draft;
pub mod prove;
pub mod test;
mod test_words;
pub mod timeline;
