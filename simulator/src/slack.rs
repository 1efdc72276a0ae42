//! How far each node of a played case could have slipped before 办结 moves (total float), in working days.

use lianban_runtime::case::{Engine, Phase, ScopeOutcome, State};
use lianban_runtime::plan::{EdgeKind, Join, NodeIx, NodeKind, ScopeIx};
use lianban_runtime::time::Instant;

/// Slack by node; none where it did not happen or 办结 does not wait for it.
pub(crate) fn slacks(engine: &Engine, state: &State) -> Vec<Option<u32>> {
    let count = engine.plan().nodes.len();
    let mut slack: Vec<Option<u32>> = vec![None; count];
    let close = engine.plan().scopes[0].exit;
    if state.node(close).phase == Phase::Done {
        slack[close.index()] = Some(0);
    }
    let nodes: Vec<NodeIx> = engine.node_indices().collect();
    for node in nodes.into_iter().rev() {
        let Some(mut own) = slack[node.index()] else { continue };
        // Later, it would cancel later.
        let cancels = |scope: &ScopeIx| state.scope(*scope).outcome == ScopeOutcome::Dropped;
        if engine.cancelled_by(node).iter().any(cancels) {
            own = 0;
            slack[node.index()] = Some(0);
        }
        if engine.node(node).kind == NodeKind::Deliver {
            continue;
        }
        for edge in engine.incoming(node) {
            let Some(gap) = gap(engine, state, (edge.from, node, edge.kind)) else { continue };
            let through = own.saturating_add(gap);
            let entry = &mut slack[edge.from.index()];
            *entry = Some(entry.map_or(through, |known| known.min(through)));
        }
    }
    slack
}

/// Working days between a predecessor's end and the moment of the successor that it binds. None if the successor does not wait for it.
fn gap(engine: &Engine, state: &State, (from, to, kind): (NodeIx, NodeIx, EdgeKind)) -> Option<u32> {
    let (from_state, to_state) = (state.node(from), state.node(to));
    if matches!(from_state.phase, Phase::Skipped | Phase::Cancelled) {
        return None;
    }
    let bound = if kind == EdgeKind::Start { to_state.start } else { to_state.end };
    if kind == EdgeKind::Start && engine.node(to).join != Join::All && !let_it_start(state, from, to) {
        return None;
    }
    let gap = work_days_between(engine, state, from_state.end?, bound?)?;
    let inside = if kind == EdgeKind::Start { room_inside(engine, state, to) } else { 0 };
    Some(gap.saturating_add(inside))
}

/// How much later a node could have started without ending later, because it waited at its end (finish-to-finish).
fn room_inside(engine: &Engine, state: &State, node: NodeIx) -> u32 {
    let waits = engine.incoming(node).iter().any(|edge| edge.kind == EdgeKind::Finish);
    let (true, Some(start), Some(end)) = (waits, state.node(node).start, state.node(node).end) else {
        return 0;
    };
    let done = engine.work_due(state, node).ok().flatten().filter(|done| start <= *done);
    done.and_then(|done| work_days_between(engine, state, done, end)).unwrap_or(0)
}

/// Behind 任一: whether this predecessor ended early enough to let the node start. Others may have as well: what is
/// told is then a safe lower bound, because a delay further back may hold up all of them.
fn let_it_start(state: &State, from: NodeIx, to: NodeIx) -> bool {
    state.node(from).end.zip(state.node(to).start).is_some_and(|(end, started)| end <= started)
}

/// Working days from one instant to another, by rule T2's day 0.
pub(crate) fn work_days_between(engine: &Engine, state: &State, from: Instant, to: Instant) -> Option<u32> {
    let (from, to) = (engine.day_zero(state, from).ok()?, engine.day_zero(state, to).ok()?);
    if to <= from { Some(0) } else { engine.calendar().working_days_between(from, to).ok() }
}
