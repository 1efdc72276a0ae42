//! Where a case stands, told in words that do not depend on how a state is written down.

use lianban_runtime::case::{Engine, State};
use lianban_runtime::plan::{LimitIx, hex};
use lianban_runtime::time::Instant;
use sha2::{Digest, Sha256};
use std::fmt::Write;

fn told(at: Option<Instant>) -> String {
    at.map_or_else(|| "–".to_owned(), |at| at.format(480))
}

/// Every node, scope, limit and stop of a case, one a line.
#[must_use]
pub fn account(engine: &Engine, state: &State) -> String {
    let mut text = String::new();
    let mut line = |words: std::fmt::Arguments<'_>| {
        text.write_fmt(words).and_then(|()| text.write_char('\n')).expect("a string takes everything");
    };
    line(format_args!("case {:?} {} next {}", state.status, told(state.now), told(state.next_alarm())));
    for node in engine.node_indices() {
        let is = state.node(node);
        let name = &engine.node(node).name;
        line(format_args!("node {name} {:?} {} {}", is.phase, told(is.start), told(is.end)));
    }
    for scope in engine.scope_indices() {
        line(format_args!("scope {} {:?}", engine.scope(scope).name, state.scope(scope).outcome));
    }
    for (row, limit) in (0_u32..).zip(&engine.plan().limits) {
        let is = state.limit(LimitIx(row));
        let times = (told(is.from), told(is.due));
        line(format_args!(
            "limit {row} {:?} of {} {:?} {:?} {} {} +{}",
            limit.kind, limit.scope.0, is.phase, is.level, times.0, times.1, is.extended
        ));
    }
    for stop in &state.stops {
        let times = (told(Some(stop.from)), told(stop.to));
        line(format_args!(
            "stop {:?} of {} {} {} {:?}",
            stop.kind, stop.scope.0, times.0, times.1, stop.also
        ));
    }
    for said in &state.hands.said {
        line(format_args!("said {} {:?} {:?}", said.node.0, said.who, said.what));
    }
    text
}

/// SHA-256 of some text.
#[must_use]
pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}
