//! Small scopes, exhaustively: every order of what departments and the applicant may do.

use crate::duty::{Stuck, fulfil, owed, whole};
use lianban_runtime::case::{Actor, Engine, Event, EventKind, ScopeOutcome, State, StopKind};
use lianban_runtime::plan::{Answer, ProcedureIx, ScopeIx, ScopeKind};
use lianban_runtime::time::Instant;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

/// What the search of one plan came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reached {
    /// Different states.
    pub states: usize,
    /// Of these, final ones.
    pub finals: usize,
    /// All of them were looked at.
    pub complete: bool,
}

/// A case that cannot be ended, with the events that led there.
#[derive(Clone, Debug)]
pub struct DeadEnd {
    /// What happened.
    pub events: Vec<Event>,
    /// Why it goes no further.
    pub why: Stuck,
}

/// When everything happens: a Monday without holidays near.
fn start() -> Instant {
    Instant::parse("2026-03-02T10:00:00+08:00").expect("an instant")
}

/// What tells states apart: everything but how they were come by.
fn key(state: &State) -> Vec<u8> {
    let mut state = state.clone();
    (state.sequence, state.head) = (0, [0; 32]);
    state.stops.sort_by_key(|stop| (stop.kind, stop.scope, stop.from, stop.to));
    state.to_bytes()
}

/// Looks at every state that events can lead to, in which time passes only by alarms if `with_time`, and demands of each
/// that the case can be brought to an end, and of each end that nothing is left open (F5).
///
/// # Errors
/// The first dead end.
pub fn explore(engine: &Engine, most: usize, with_time: bool) -> Result<Reached, Box<DeadEnd>> {
    let mut first = engine.new_case();
    let mut reached = Reached { complete: true, ..Reached::default() };
    let answers = vec![Answer::YesNo(true); engine.plan().questions.len()];
    let submit = event(Actor::default(), EventKind::Submit { answers }, start());
    if engine.step(&mut first, &submit).is_err() {
        return Ok(reached);
    }
    let mut seen: BTreeMap<Vec<u8>, (Option<Vec<u8>>, Event)> =
        BTreeMap::from([(key(&first), (None, submit))]);
    let mut look = VecDeque::from([first]);
    while let Some(state) = look.pop_front() {
        reached.states += 1;
        let here = key(&state);
        let ended = if state.status.is_final() {
            whole(engine, &state)
        } else {
            fulfil(engine, &mut state.clone()).map(drop)
        };
        reached.finals += usize::from(state.status.is_final());
        match ended {
            Ok(()) | Err(Stuck::Calendar) => {}
            Err(why) => return Err(Box::new(DeadEnd { events: way(&seen, &here), why })),
        }
        for event in moves(engine, &state, with_time) {
            let mut next = state.clone();
            if engine.step(&mut next, &event).is_err() {
                continue;
            }
            let room = seen.len() < most;
            if let Entry::Vacant(place) = seen.entry(key(&next)) {
                reached.complete &= room;
                if room {
                    place.insert((Some(here.clone()), event));
                    look.push_back(next);
                }
            }
        }
    }
    Ok(reached)
}

/// The events that led to a state.
fn way(seen: &BTreeMap<Vec<u8>, (Option<Vec<u8>>, Event)>, to: &[u8]) -> Vec<Event> {
    let mut events = Vec::new();
    let mut at = seen.get(to);
    while let Some((before, event)) = at {
        events.push(event.clone());
        at = before.as_ref().and_then(|key| seen.get(key));
    }
    events.reverse();
    events
}

fn event(actor: Actor, kind: EventKind, at: Instant) -> Event {
    Event { key: String::new(), at, actor, kind }
}

/// Everything that somebody may do in a state: what is owed, and every bad ending; one 补正, one 特别程序, one 中止 each.
fn moves(engine: &Engine, state: &State, with_time: bool) -> Vec<Event> {
    let now = state.now.unwrap_or_else(start);
    let note = || "依据".to_owned();
    let mut all: Vec<EventKind> = Vec::new();
    let stopped = |of: fn(&StopKind) -> bool| state.stops.iter().any(|stop| of(&stop.kind));
    for scope in engine.scope_indices().filter(|at| state.scope(*at).outcome == ScopeOutcome::Open) {
        match engine.scope(scope).kind {
            ScopeKind::Item => {
                all.extend([ask(scope), EventKind::Refuse { scope, note: note() }]);
                if !stopped(|kind| *kind == StopKind::Suspension) {
                    all.push(EventKind::Suspend { scope, basis: note() });
                }
                let at_hand = engine.plan().procedures.iter().position(|p| p.node.is_none());
                if let Some(at) = at_hand.filter(|_| !stopped(|kind| matches!(kind, StopKind::Procedure(_))))
                {
                    let procedure = ProcedureIx(u32::try_from(at).unwrap_or(0));
                    all.push(EventKind::BeginProcedure { procedure, scope, note: note() });
                }
            }
            ScopeKind::Joint | ScopeKind::Step => all.push(EventKind::Fail { scope, note: note() }),
            ScopeKind::Bundle => all.extend([ask(scope), EventKind::Withdraw]),
            ScopeKind::Stage => {}
        }
    }
    let owed = owed(engine, state).into_iter().map(|(actor, kind)| event(actor, kind, now));
    let mut events: Vec<Event> =
        owed.chain(all.into_iter().map(|kind| event(Actor::default(), kind, now))).collect();
    if let Some(at) = state.next_alarm().filter(|_| with_time) {
        events.push(event(Actor::default(), EventKind::Expire, at.max(now)));
    }
    events
}

fn ask(scope: ScopeIx) -> EventKind {
    EventKind::AskCorrection { scope, note: String::new() }
}

/// The ends that good endings alone lead to, whatever their order: different final states.
#[must_use]
pub fn good_ends(engine: &Engine, most: usize) -> Option<Vec<String>> {
    let mut first = engine.new_case();
    let answers = vec![Answer::YesNo(true); engine.plan().questions.len()];
    engine.step(&mut first, &event(Actor::default(), EventKind::Submit { answers }, start())).ok()?;
    let mut seen = BTreeMap::from([(told(engine, &first), ())]);
    let mut look = vec![first];
    let mut ends = BTreeMap::new();
    while let Some(state) = look.pop() {
        if state.status.is_final() {
            ends.insert(told(engine, &state), ());
        }
        let now = state.now.unwrap_or_else(start);
        for (actor, kind) in owed(engine, &state) {
            let mut next = state.clone();
            if engine.step(&mut next, &event(actor, kind, now)).is_ok()
                && seen.insert(told(engine, &next), ()).is_none()
            {
                look.push(next);
            }
        }
        if seen.len() > most {
            return None;
        }
    }
    Some(ends.into_keys().collect())
}

/// Nodes, scopes and limits of a state: what a case has come to. Not what is a matter of order: who said what, and limits
/// between two moments (后补 among them), of which either may come first.
fn told(engine: &Engine, state: &State) -> String {
    let account = crate::account::account(engine, state);
    let of_order = |line: &&str| {
        line.contains(" Between of ") || line.contains(" Supplement of ") || line.starts_with("said ")
    };
    let mut lines: Vec<&str> = account.lines().filter(|line| !of_order(line)).collect();
    lines.sort_unstable();
    lines.join("\n")
}
