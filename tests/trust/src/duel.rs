//! The runtime against the second opinion, event by event.

use crate::dice::Dice;
use crate::events::Pilot;
use crate::twin::{Case, No, Twin};
use lianban_runtime::case::{Engine, Event, LimitPhase, Refusal, State, StopKind};
use lianban_runtime::plan::{LimitIx, LimitKind, Plan};
use std::fmt::Debug;

/// Where the two differ: at which event, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Position of the event.
    pub at: usize,
    /// In words, one line for each difference.
    pub how: Vec<String>,
}

/// How much was compared.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Events tried.
    pub events: u64,
    /// Of these, accepted by both.
    pub accepted: u64,
    /// Refused by both because of the calendar.
    pub beyond: u64,
}

/// A random case of a seed. Ends early where it runs out of the calendar in a way that only one of the two has to notice.
///
/// # Errors
/// The events up to the difference, and the difference.
pub fn random_duel(
    engine: &Engine,
    dice: Dice,
    events: usize,
    tally: &mut Tally,
) -> Result<(), (Vec<Event>, Difference)> {
    let twin = Twin::new(engine.plan());
    let mut duel = Duel { engine, case: twin.case(), state: engine.new_case(), tally: Tally::default() };
    let mut pilot = Pilot::new(engine, dice);
    let mut journal = Vec::new();
    for at in 0..events {
        let event = pilot.next(&duel.state);
        journal.push(event);
        if let Err(how) = duel.tell(&journal[at]) {
            return Err((journal, Difference { at, how }));
        }
    }
    tally.events += duel.tally.events;
    tally.accepted += duel.tally.accepted;
    tally.beyond += duel.tally.beyond;
    Ok(())
}

/// The first difference between the two on these events.
#[must_use]
pub fn replayed(plan: &Plan, events: &[Event]) -> Option<Difference> {
    replayed_against(plan, plan, events)
}

/// The first difference between the runtime on one plan and the second opinion on another, which should be the same: for
/// tests of the comparison itself.
#[must_use]
pub fn replayed_against(plan: &Plan, other: &Plan, events: &[Event]) -> Option<Difference> {
    let engine = Engine::new(plan.clone()).ok()?;
    let twin = Twin::new(other);
    let mut duel =
        Duel { engine: &engine, case: twin.case(), state: engine.new_case(), tally: Tally::default() };
    let differs = |(at, event)| duel.tell(event).err().map(|how| Difference { at, how });
    events.iter().enumerate().find_map(differs)
}

struct Duel<'e> {
    engine: &'e Engine,
    case: Case<'e>,
    state: State,
    tally: Tally,
}

impl Duel<'_> {
    fn tell(&mut self, event: &Event) -> Result<(), Vec<String>> {
        self.tally.events += 1;
        let mut after = self.case.clone();
        let told = after.tell(event);
        let stepped = self.engine.step(&mut self.state, event).map(drop);
        match (stepped, told) {
            (Ok(()), Ok(())) => {
                self.tally.accepted += 1;
                self.case = after;
                let differs = differences(self.engine, &self.state, &self.case);
                if differs.is_empty() { Ok(()) } else { Err(differs) }
            }
            (Err(Refusal::Calendar(_)), Err(No::Calendar)) => {
                self.tally.beyond += 1;
                Ok(())
            }
            // A level that lies beyond the calendar: the runtime notices it as soon as it is the next one.
            (Err(Refusal::Calendar(_)), Ok(())) if after.looks_beyond() => Ok(()),
            (Err(Refusal::Calendar(_)), _) if self.case.looks_beyond_until(event) => Ok(()),
            (Err(_), Err(No::Calendar)) => Ok(()),
            (Err(why), Err(No::Because(reasons))) if reasons.contains(&why.code()) => Ok(()),
            (stepped, told) => {
                let stepped = stepped.map_err(|why| why.code());
                Err(vec![format!("the runtime says {stepped:?}, the twin {told:?}")])
            }
        }
    }
}

fn differences(engine: &Engine, state: &State, case: &Case<'_>) -> Vec<String> {
    let mut differs = Vec::new();
    let mut compare = |what: &dyn Fn() -> String, runtime: &dyn Debug, twin: &dyn Debug| {
        let (runtime, twin) = (format!("{runtime:?}"), format!("{twin:?}"));
        if runtime != twin {
            differs.push(format!("{}: the runtime says {runtime}, the twin {twin}", what()));
        }
    };
    let world = &case.world;
    compare(&|| "case".to_owned(), &(state.status, state.now), &(world.status, world.now));
    for node in engine.node_indices() {
        let (is, told) = (state.node(node), world.nodes[node.index()]);
        let name = || format!("node {} {}", node.0, engine.node(node).name);
        compare(&name, &(is.phase, is.start, is.end), &(told.phase, told.start, told.end));
    }
    for scope in engine.scope_indices() {
        let is = state.scope(scope);
        let name = || format!("scope {} {}", scope.0, engine.scope(scope).name);
        compare(&name, &(is.outcome, is.asked), &(world.scopes[scope.index()], world.asked[scope.index()]));
    }
    for (row, limit) in (0_u32..).zip(&engine.plan().limits) {
        let (is, told) = (state.limit(LimitIx(row)), world.limits[row as usize]);
        // Its two moments came at one instant: which of them came first is nobody's business.
        let at_once = [LimitPhase::Closed, LimitPhase::Met];
        if limit.kind == LimitKind::Between && at_once.contains(&is.phase) && at_once.contains(&told.phase) {
            continue;
        }
        let name = || format!("limit {row} {:?} of {}", limit.kind, engine.scope(limit.scope).name);
        compare(
            &name,
            &(is.phase, is.level, is.from, is.extended),
            &(told.phase, told.level, told.from, told.extended),
        );
        if !matches!(is.phase, LimitPhase::Void | LimitPhase::Closed) {
            compare(&|| format!("{} due", name()), &is.due, &told.due);
        }
    }
    compare(&|| "stops".to_owned(), &stops_of(state), &sorted(world.stops.clone()));
    for (row, stop) in world.stops.iter().enumerate().filter(|(_, stop)| stop.to.is_none()) {
        let same = |s: &&lianban_runtime::case::StopRecord| {
            s.kind == stop.kind && s.scope == stop.scope && s.is_open()
        };
        let due = state.stops.iter().find(same).and_then(|s| s.watch).map(|watch| watch.due);
        if stop.level.is_some() {
            compare(&|| format!("{stop:?} due"), &due, &case.watch_due(row).ok().flatten());
        }
    }
    let said: Vec<_> = sorted(state.hands.said.iter().map(|s| ((s.node, s.who), s.what)).collect());
    compare(
        &|| "said".to_owned(),
        &said,
        &world.said.iter().map(|(who, what)| (*who, *what)).collect::<Vec<_>>(),
    );
    let discussed: Vec<_> = sorted(state.hands.discussed.iter().map(|d| d.node).collect());
    compare(&|| "discussed".to_owned(), &discussed, &world.discussed.iter().copied().collect::<Vec<_>>());
    if !case.looks_beyond() {
        compare(&|| "next alarm".to_owned(), &state.next_alarm(), &case.next_alarm());
    }
    differs
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all
}

fn stops_of(state: &State) -> Vec<crate::twin::StopIs> {
    let stops = state.stops.iter().map(|stop| crate::twin::StopIs {
        kind: stop.kind,
        scope: stop.scope,
        from: stop.from,
        to: stop.to,
        also: stop.also.clone(),
        level: match stop.kind {
            StopKind::Procedure(_) => stop.watch.map(|watch| watch.level),
            _ => None,
        },
    });
    sorted(stops.collect())
}
