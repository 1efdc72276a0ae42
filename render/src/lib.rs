//! lianban render.
