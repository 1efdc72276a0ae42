//! lianban simulator.
