//! Where a case stands, told in words that do not depend on how a state is written down.

use lianban_runtime::case::{Engine, State};
use lianban_runtime::plan::{Anchor, EdgeKind, LimitIx, Plan, hex};
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

/// A plan for people who look for a mistake: what is in it, one row a line.
#[must_use]
pub fn outline(plan: &Plan) -> String {
    let mut lines = Vec::new();
    for (at, row) in plan.scopes.iter().enumerate() {
        let (parent, ends) = (row.parent.map(|p| p.0), (row.entry.0, row.exit.0));
        let more = (row.on_refusal, row.profile.0, row.guard.0, row.department.map(|d| d.0));
        lines.push(format!("scope {at} {} {:?} in {parent:?} {ends:?} {more:?}", row.name, row.kind));
    }
    for (at, row) in plan.nodes.iter().enumerate() {
        let into = plan.edges.iter().filter(|edge| edge.to.index() == at);
        let into: Vec<String> = into
            .map(|edge| {
                let finish = if edge.kind == EdgeKind::Finish { "f" } else { "" };
                format!("{}{finish}{}", edge.from.0, edge.material.map_or("", |_| "m"))
            })
            .collect();
        let more = (row.scope.0, row.guard.0, row.join, row.automatic);
        lines.push(format!("node {at} {} {:?} {more:?} behind {}", row.name, row.kind, into.join(" ")));
    }
    for (at, row) in plan.limits.iter().enumerate() {
        let moment = |anchor: Anchor| format!("{}.{:?}", anchor.node.0, anchor.at);
        let span = format!("{}..{}", moment(row.span.from), moment(row.span.until));
        let budget = (row.budget.amount, row.budget.unit, row.budget.roll);
        lines.push(format!(
            "limit {at} {:?} of {} {span} {budget:?} {:?} {:?} 不计 {:?} 延期 {:?}",
            row.kind, row.scope.0, row.silence, row.thresholds, row.excludes, row.extension
        ));
    }
    let rest: [&dyn std::fmt::Debug; 6] =
        [&plan.barriers, &plan.cancels, &plan.rounds, &plan.procedures, &plan.obligations, &plan.desk];
    lines.extend(rest.iter().map(|table| format!("{table:?}")));
    for row in &plan.profiles {
        let more = (row.ask_days, row.correction_overdue, row.tolerance_overdue, row.unanswered, row.receipt);
        lines.push(format!("profile {more:?}"));
    }
    lines.push(String::new());
    lines.join("\n")
}
