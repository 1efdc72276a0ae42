//! lianban compiler.
