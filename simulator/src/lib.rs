//! Drives the runtime under virtual time: one timeline, and the 测试 blocks of a bundle.
#![forbid(unsafe_code)]

mod timeline;
pub use timeline::{LogLine, StopSpan, Timeline, TimelineNode};
