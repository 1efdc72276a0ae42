//! The WASM module: compiler, runtime, simulator and drawings behind one function of JSON, with no imports.
//!
//! [`call`] is that function; `abi.rs` is the door to it for WebAssembly hosts, and native tests use it directly.
//! A request is `{"op": …}` with what the operation needs, a response `{"ok": …}` or
//! `{"error": {"kind", "message"}}`. Nothing is kept between calls: the same request has the same response, byte for
//! byte, on every host. The shapes are those of the command line; offsets are given in bytes and in UTF-16 units.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

#[cfg(target_arch = "wasm32")]
#[expect(unsafe_code, reason = "a C ABI takes raw addresses; this is the only file that handles them")]
mod abi;
mod answers;
mod bundle;
mod check;
mod format;
mod play;
mod position;
mod request;
mod tokens;

use request::{Failure, Request};
use serde_json::{Value, json};

/// Answers one request.
#[must_use]
pub fn call(request: &str) -> String {
    call_bytes(request.as_bytes())
}

/// Answers one request given as bytes; what is not UTF-8 JSON is a `request` error.
#[must_use]
pub fn call_bytes(request: &[u8]) -> String {
    let answer = match Request::parse(request).and_then(|r| dispatch(&r)) {
        Ok(value) => json!({ "ok": value }),
        Err(failure) => json!({ "error": failure }),
    };
    answer.to_string()
}

fn dispatch(request: &Request) -> Result<Value, Failure> {
    match request.op.as_str() {
        "version" => bundle::version(),
        "analyse" => check::analyse(request),
        "check" => check::check(request),
        "format" => format::format(request),
        "tokens" => Ok(tokens::tokens(request.source()?)),
        "hash" => bundle::hash(request),
        "plan" => bundle::plan(request),
        "prove" => bundle::prove(request),
        "questions" => bundle::questions(request),
        "form" => bundle::form(request),
        "field" => bundle::field(request),
        "graph" => bundle::graph(request),
        "test" => play::test(request),
        "timeline" => play::timeline(request),
        "gantt" => play::gantt(request),
        "step" => play::step(request),
        other => Err(Failure::request(format!("unknown op {other:?}"))),
    }
}
