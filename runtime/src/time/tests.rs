//! Tests of rules T1–T5.
