//! lianban embed.
