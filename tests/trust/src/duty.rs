//! Everybody does his duty: a case brought to its end by whoever is asked next.

use lianban_runtime::case::{
    Actor, Engine, Event, EventKind, LimitPhase, Phase, Refusal, Says, ScopeOutcome, State, StopKind,
};
use lianban_runtime::plan::{MaterialIx, NodeIx, NodeKind, ScopeIx, ScopeKind};
use lianban_runtime::time::Instant;

/// Most events that it may take: a plan of a hundred nodes needs a few for each.
const MOST: usize = 2_000;

/// Why a case did not come to an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// Nobody can do anything, and nothing happens by itself.
    Nothing,
    /// It goes on and on.
    Endless,
    /// The calendar ends first (rule T1).
    Calendar,
    /// It has ended, and something was left open: what.
    Left(&'static str),
}

/// Brings a case to its end. Returns the events that it took.
///
/// # Errors
/// [`Stuck`].
pub fn fulfil(engine: &Engine, state: &mut State) -> Result<Vec<Event>, Stuck> {
    let mut taken = Vec::new();
    while !state.status.is_final() {
        if taken.len() >= MOST {
            return Err(Stuck::Endless);
        }
        taken.push(one(engine, state)?);
    }
    whole(engine, state).map(|()| taken)
}

/// One event that somebody owes the case; else the next alarm.
fn one(engine: &Engine, state: &mut State) -> Result<Event, Stuck> {
    let now = state.now.ok_or(Stuck::Nothing)?;
    for (actor, kind) in owed(engine, state) {
        let event = Event { key: String::new(), at: now, actor, kind };
        match engine.step(state, &event) {
            Ok(_) => return Ok(event),
            Err(Refusal::Calendar(_)) => return Err(Stuck::Calendar),
            Err(_) => {}
        }
    }
    let at = state.next_alarm().ok_or(Stuck::Nothing)?.max(now);
    expire(engine, state, at)
}

/// The instant is over.
fn expire(engine: &Engine, state: &mut State, at: Instant) -> Result<Event, Stuck> {
    let event = Event { key: String::new(), at, actor: Actor::default(), kind: EventKind::Expire };
    match engine.step(state, &event) {
        Ok(_) => Ok(event),
        Err(Refusal::Calendar(_)) => Err(Stuck::Calendar),
        Err(_) => Err(Stuck::Nothing),
    }
}

/// What is asked of whom, good endings only. Not all of it need be admissible now.
#[must_use]
pub fn owed(engine: &Engine, state: &State) -> Vec<(Actor, EventKind)> {
    let mut all: Vec<EventKind> = Vec::new();
    for stop in state.stops.iter().filter(|stop| stop.is_open()) {
        all.push(match stop.kind {
            StopKind::Correction => EventKind::Correct { scope: stop.scope },
            StopKind::Suspension => EventKind::Resume { scope: stop.scope },
            StopKind::Procedure(procedure) => EventKind::EndProcedure { procedure, scope: stop.scope },
            StopKind::Rework => EventKind::Rectify { scope: stop.scope },
        });
    }
    let running = |node: NodeIx| state.node(node).phase == Phase::Running;
    if running(NodeIx(0)) {
        all.push(EventKind::Accept);
    }
    if engine.handover().is_some_and(running) {
        all.push(EventKind::HandOver);
    }
    let materials = u32::try_from(engine.plan().materials.len()).unwrap_or(0);
    let waits = |at: MaterialIx| engine.awaiting(at).any(running);
    all.extend(
        (0..materials).map(MaterialIx).filter(|at| waits(*at)).map(|material| EventKind::Supply { material }),
    );
    let mut spoken = Vec::new();
    for scope in engine.scope_indices() {
        for node in engine.nodes_of(scope).iter().copied().filter(|node| running(*node)) {
            match engine.node(node).kind {
                NodeKind::Rectify => all.push(EventKind::Rectify { scope }),
                NodeKind::Decide
                | NodeKind::Joint
                | NodeKind::Step
                | NodeKind::Recheck
                | NodeKind::Deliver => {
                    if engine.awaits_discussion(state, node) {
                        spoken
                            .push((Actor::default(), EventKind::Discuss { scope, record: "3号".to_owned() }));
                    }
                    spoken.extend(voices(engine, state, node, scope));
                    all.push(if engine.is_forwarded(scope) {
                        EventKind::Forward { scope, opinion: "同意".to_owned() }
                    } else {
                        EventKind::Finish { scope }
                    });
                }
                _ => {}
            }
        }
    }
    spoken.into_iter().chain(all.into_iter().map(|kind| (Actor::default(), kind))).collect()
}

/// Who may speak at a node, and what: whoever is next; whoever stayed away comes after all.
fn voices(engine: &Engine, state: &State, node: NodeIx, scope: ScopeIx) -> Vec<(Actor, EventKind)> {
    let opinion = || EventKind::Opinion { scope, consent: true, note: String::new() };
    let mut all = Vec::new();
    if let Some((who, what)) = engine.next_voice(state, node, &|_| false) {
        let kind = if what == Says::Present { EventKind::Attend { scope } } else { opinion() };
        all.push((engine.voice_as_actor(who), kind));
    }
    let away = |who: &lianban_runtime::plan::Voice| state.hands.of(node, *who) == Some(Says::Absent);
    for who in engine.voices(state, node).into_iter().filter(away) {
        all.push((engine.voice_as_actor(who), opinion()));
        all.push((engine.voice_as_actor(who), EventKind::Attend { scope }));
    }
    all
}

/// Rule F5: what has ended leaves no limit running, no clock standing, nothing to be done.
///
/// # Errors
/// [`Stuck::Left`].
pub fn whole(engine: &Engine, state: &State) -> Result<(), Stuck> {
    let limits = (0_u32..).map(lianban_runtime::plan::LimitIx).take(engine.plan().limits.len());
    if limits.into_iter().any(|at| state.limit(at).phase == LimitPhase::Open) {
        return Err(Stuck::Left("a limit runs"));
    }
    if state.stops.iter().any(|stop| stop.is_open()) {
        return Err(Stuck::Left("a clock stands"));
    }
    if state.next_alarm().is_some() {
        return Err(Stuck::Left("something will happen by itself"));
    }
    let item = |at: &ScopeIx| engine.scope(*at).kind == ScopeKind::Item;
    if engine.scope_indices().filter(item).any(|at| state.scope(at).outcome == ScopeOutcome::Open) {
        return Err(Stuck::Left("an item is not decided"));
    }
    let open = |node: NodeIx| {
        let phase = state.node(node).phase;
        !phase.has_ended() && phase != Phase::Skipped
    };
    if engine.node_indices().any(open) { Err(Stuck::Left("a node has not ended")) } else { Ok(()) }
}
