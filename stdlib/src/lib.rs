//! lianban stdlib.
