//! Virtual time: the scripted events at their instants, and between them every node that nobody speaks of ends when
//! the time it takes is over.

use lianban_runtime::case::{Effect, Engine, Event, EventKind, Phase, Refusal, Says, State, StopKind};
use lianban_runtime::plan::{
    Answer, EdgeKind, MaterialIx, NodeIx, NodeKind, PanelKind, ProcedureIx, ScopeIx, ScopeKind, Voice,
};
use lianban_runtime::time::Instant;
use std::collections::{BTreeMap, BTreeSet};

/// An event of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scripted {
    /// The event; events at one instant keep their order.
    pub event: Event,
}

/// What is given from outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// Events in order of time; the first is a submission.
    pub events: Vec<Scripted>,
    /// 不补交: materials that never arrive.
    pub never_supplied: Vec<MaterialIx>,
    /// 不答复: whose end nobody reports; 0 is the intake.
    pub never_answered: Vec<ScopeIx>,
}

impl Script {
    /// A submission and nothing else.
    #[must_use]
    pub fn regular(answers: &[Answer], start: Instant) -> Self {
        let kind = EventKind::Submit { answers: answers.to_vec() };
        Self {
            events: vec![Scripted { event: event(start, kind) }],
            never_supplied: Vec::new(),
            never_answered: Vec::new(),
        }
    }
}

/// An event without key and actor.
fn event(at: Instant, kind: EventKind) -> Event {
    Event { key: String::new(), at, actor: lianban_runtime::case::Actor::default(), kind }
}

/// A case played to its end, or as far as it goes.
#[derive(Clone, Debug)]
pub struct Play {
    /// The state at the end.
    pub state: State,
    /// Every event that was applied, with what it did.
    pub steps: Vec<(Event, Vec<Effect>)>,
}

/// Why a case cannot be played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlayError {
    /// The runtime refused an event of the script.
    Refused {
        /// Position in the script; none for an event of the simulator's own.
        scripted: Option<usize>,
        /// The event.
        event: Box<Event>,
        /// Why.
        refusal: Refusal,
    },
    /// More steps than a case of this plan can have.
    Endless,
}

/// Plays one case.
///
/// Ties: what ends by itself at an instant comes before scripted events of that instant (decision 0001, 3).
///
/// # Errors
/// [`PlayError`].
pub fn play(engine: &Engine, script: &Script) -> Result<Play, PlayError> {
    let mut player = Player {
        engine,
        spoken_of: SpokenOf::new(engine, script),
        state: engine.new_case(),
        steps: vec![],
        next: 0,
    };
    let seats: usize = engine.plan().desk.panels.iter().map(|panel| panel.seats.len() * 4).sum();
    let rows = engine.plan().nodes.len() * 4 + engine.plan().limits.len() * 8;
    let most = seats + rows + script.events.len() * 3 + 64;
    for _ in 0..most {
        let own = player.next_own().map_err(|refusal| player.refused(refusal))?;
        let scripted = script.events.get(player.next).map(|scripted| scripted.event.clone());
        let soonest = own.iter().chain(&scripted).map(|event| event.at).min();
        match (player.silence(soonest), own, scripted) {
            (Some(tick), _, _) => player.apply(tick, None)?,
            (None, Some(own), Some(scripted)) if own.at <= scripted.at => player.apply(own, None)?,
            (None, _, Some(scripted)) => match player.voice_before(&scripted) {
                Some(voice) => player.apply(voice, None)?,
                None => {
                    player.apply(scripted, Some(player.next))?;
                    player.next += 1;
                }
            },
            (None, Some(own), None) => player.apply(own, None)?,
            (None, None, None) => return Ok(Play { state: player.state, steps: player.steps }),
        }
    }
    Err(PlayError::Endless)
}

/// What the script decides itself: the simulator does not end it on its own.
struct SpokenOf {
    nodes: BTreeSet<NodeIx>,
    /// 特别程序 that the script ends itself, by item.
    procedures: BTreeSet<(ProcedureIx, ScopeIx)>,
    /// Voices that the script lets speak: they do not speak by themselves.
    voices: BTreeSet<(NodeIx, Voice)>,
    /// The last row of the script in which somebody speaks at a node: it does not end by itself before.
    last_said: BTreeMap<NodeIx, usize>,
    /// What is discussed by a row of the script: nothing is discussed there by itself.
    discussed: BTreeSet<ScopeIx>,
}

impl SpokenOf {
    fn new(engine: &Engine, script: &Script) -> Self {
        let (mut nodes, mut voices, mut procedures) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        // Of joint actions and steps: how often 办结 or 不合格, and 整改, have been said so far.
        let mut said: BTreeMap<(ScopeIx, bool), usize> = BTreeMap::new();
        let (mut last_said, mut discussed) = (BTreeMap::new(), BTreeSet::new());
        for (row, scripted) in script.events.iter().enumerate() {
            let kind = &scripted.event.kind;
            if let EventKind::Fail { scope, .. }
            | EventKind::Rectify { scope }
            | EventKind::Finish { scope } = kind
            {
                let rectify = matches!(kind, EventKind::Rectify { .. });
                let count = said.entry((*scope, rectify)).or_default();
                nodes.extend(round_node(engine, *scope, rectify, *count));
                *count += 1;
            }
            match &scripted.event.kind {
                EventKind::Accept
                | EventKind::Reject { .. }
                | EventKind::Decline { scope: ScopeIx(0), .. }
                | EventKind::NotRequired { scope: ScopeIx(0), .. } => {
                    nodes.insert(NodeIx(0));
                }
                EventKind::Finish { scope: ScopeIx(0) } => nodes.extend(engine.delivery()),
                EventKind::Finish { scope } if is_reworked(engine, *scope) => {}
                EventKind::Finish { scope }
                | EventKind::Forward { scope, .. }
                | EventKind::Refuse { scope, .. } => {
                    nodes.extend(engine.plan().scopes.get(scope.index()).map(|scope| scope.exit));
                }
                EventKind::EndProcedure { procedure, scope } => {
                    procedures.insert((*procedure, *scope));
                    nodes.extend(engine.procedure(*procedure).and_then(|found| found.node));
                }
                EventKind::Supply { material } => nodes.extend(engine.awaiting(*material)),
                EventKind::HandOver => nodes.extend(engine.handover()),
                EventKind::Discuss { scope, .. } => {
                    discussed.insert(*scope);
                }
                EventKind::Attend { scope }
                | EventKind::Absent { scope }
                | EventKind::Opinion { scope, .. } => {
                    let voice = voice_of(engine, &scripted.event, *scope);
                    voices.extend(voice);
                    last_said.extend(voice.map(|(node, _)| (node, row)));
                }
                _ => {}
            }
        }
        let never = script.never_supplied.iter().flat_map(|material| engine.awaiting(*material));
        nodes.extend(never);
        let silent = script.never_answered.iter().filter_map(|scope| {
            let found = engine.plan().scopes.get(scope.index())?;
            Some(if *scope == ScopeIx(0) { NodeIx(0) } else { found.exit })
        });
        nodes.extend(silent);
        // Nobody says anything more of what may be reworked: no 整改, no 复核.
        let reworked = script.never_answered.iter().filter(|scope| is_reworked(engine, **scope));
        nodes.extend(reworked.flat_map(|scope| engine.nodes_of(*scope)).copied());
        Self { nodes, procedures, voices, last_said, discussed }
    }
}

/// A joint action or step with rounds of 整改.
fn is_reworked(engine: &Engine, scope: ScopeIx) -> bool {
    let entry = engine.plan().scopes.get(scope.index()).map(|scope| scope.entry);
    entry.is_some_and(|entry| !engine.rounds_of(entry).is_empty())
}

/// What the script ends when it speaks of such a scope for the n-th time: the action itself, then each 复核; or each 整改.
fn round_node(engine: &Engine, scope: ScopeIx, rectify: bool, nth: usize) -> Option<NodeIx> {
    let entry = engine.plan().scopes.get(scope.index())?.entry;
    let rounds = engine.rounds_of(entry);
    match (rectify, nth) {
        (true, nth) => rounds.get(nth).map(|round| round.rectify),
        (false, 0) => Some(entry).filter(|_| !rounds.is_empty()),
        (false, nth) => rounds.get(nth - 1).map(|round| round.recheck),
    }
}

/// Whose voice at which joint action or step an event of the script is.
fn voice_of(engine: &Engine, event: &Event, scope: ScopeIx) -> Option<(NodeIx, Voice)> {
    let node = engine.plan().scopes.get(scope.index())?.entry;
    let panel = engine.panel(node)?;
    let seated = |voice: &Voice| panel.seats.iter().any(|seat| seat.who == *voice);
    let role = engine.role_named(&event.actor.role).map(Voice::Role).filter(seated);
    let department = || engine.department_called(&event.actor.department).map(Voice::Department);
    role.or_else(department).map(|voice| (node, voice))
}

struct Player<'a> {
    engine: &'a Engine,
    spoken_of: SpokenOf,
    state: State,
    steps: Vec<(Event, Vec<Effect>)>,
    /// Rows of the script that have been applied.
    next: usize,
}

impl Player<'_> {
    fn apply(&mut self, event: Event, scripted: Option<usize>) -> Result<(), PlayError> {
        match self.engine.step(&mut self.state, &event) {
            Ok(effects) => {
                self.steps.push((event, effects));
                Ok(())
            }
            Err(refusal) => Err(PlayError::Refused { scripted, event: Box::new(event), refusal }),
        }
    }

    fn refused(&self, refusal: Refusal) -> PlayError {
        let at = self.state.now.unwrap_or(Instant::MIN);
        PlayError::Refused { scripted: None, event: Box::new(event(at, EventKind::Tick)), refusal }
    }

    /// The next node that ends by itself: earliest instant first, then lowest node index.
    fn next_own(&self) -> Result<Option<Event>, Refusal> {
        let mut next: Option<(Instant, NodeIx)> = None;
        for node in self.engine.node_indices() {
            let Some(at) = self.ends_at(node)? else { continue };
            if next.is_none_or(|best| (at, node) < best) {
                next = Some((at, node));
            }
        }
        let node = next.map(|(at, node)| match (self.discussion(node), self.next_voice(node)) {
            (Some(discussion), _) => event(at, discussion),
            (None, Some((who, says))) => self.voice(at, node, who, says),
            (None, None) => event(at, self.ending(node)),
        });
        Ok(match (node, self.next_procedure()) {
            (Some(node), Some(procedure)) if node.at <= procedure.at => Some(node),
            (node, procedure) => procedure.or(node),
        })
    }

    /// The next 特别程序 begun by an event that ends because its own time is over.
    fn next_procedure(&self) -> Option<Event> {
        let suspended = |scope: ScopeIx| {
            self.state.stops.iter().any(|stop| {
                stop.is_open()
                    && stop.kind == StopKind::Suspension
                    && self.engine.is_within(scope, stop.scope)
            })
        };
        let ends = self.state.stops.iter().filter(|stop| stop.is_open() && !suspended(stop.scope));
        let ends = ends.filter_map(|stop| match stop.kind {
            StopKind::Procedure(procedure)
                if !self.spoken_of.procedures.contains(&(procedure, stop.scope)) =>
            {
                let at = stop.watch?.due;
                let at = self.state.now.map_or(at, |now| at.max(now));
                Some(event(at, EventKind::EndProcedure { procedure, scope: stop.scope }))
            }
            _ => None,
        });
        ends.min_by_key(|event| event.at)
    }

    /// Who speaks next at a joint action or in a step that is signed, by himself.
    fn next_voice(&self, node: NodeIx) -> Option<(Voice, Says)> {
        let spoken_of = |who: Voice| self.spoken_of.voices.contains(&(node, who));
        self.engine.next_voice(&self.state, node, &spoken_of)
    }

    /// 集体讨论 that has to come before a node ends, unless the script speaks of it.
    fn discussion(&self, node: NodeIx) -> Option<EventKind> {
        let scope = self.engine.node(node).scope;
        let awaited = self.engine.awaits_discussion(&self.state, node);
        let by_itself = awaited && !self.spoken_of.discussed.contains(&scope);
        by_itself.then(|| EventKind::Discuss { scope, record: "模拟".to_owned() })
    }

    /// 集体讨论 that a row of the script takes for granted: it signs, ends or decides.
    fn discussion_before(&self, scripted: &Event) -> Option<Event> {
        let (EventKind::Finish { scope }
        | EventKind::Forward { scope, .. }
        | EventKind::Fail { scope, .. }
        | EventKind::Refuse { scope, .. }
        | EventKind::Opinion { scope, .. }) = scripted.kind
        else {
            return None;
        };
        let found = self.engine.plan().scopes.get(scope.index())?;
        let kind = found.kind;
        let work = |node: &NodeIx| self.state.node(*node).phase == Phase::Running;
        let node = match kind {
            ScopeKind::Item => found.exit,
            _ => self.engine.nodes_of(scope).iter().copied().find(work)?,
        };
        let open = kind == ScopeKind::Item && !self.state.node(node).phase.has_ended() || work(&node);
        let discussion = self.discussion(node).filter(|_| open)?;
        Some(event(scripted.at, discussion))
    }

    /// Who says that a joint action took place, well or not, says that everybody was there of whom the script does not
    /// speak.
    fn voice_before(&self, scripted: &Event) -> Option<Event> {
        if let Some(discussion) = self.discussion_before(scripted) {
            return Some(discussion);
        }
        let (EventKind::Finish { scope } | EventKind::Forward { scope, .. } | EventKind::Fail { scope, .. }) =
            scripted.kind
        else {
            return None;
        };
        let found = self.engine.plan().scopes.get(scope.index())?;
        let node = if is_reworked(self.engine, scope) { found.entry } else { found.exit };
        if self.state.node(node).phase != Phase::Running {
            return None;
        }
        let (who, says) = self.next_voice(node)?;
        Some(self.voice(scripted.at, node, who, says))
    }

    fn voice(&self, at: Instant, node: NodeIx, who: Voice, says: Says) -> Event {
        let scope = self.engine.node(node).scope;
        let kind = match says {
            Says::Present => EventKind::Attend { scope },
            Says::Absent => EventKind::Absent { scope },
            Says::Consent => EventKind::Opinion { scope, consent: true, note: String::new() },
            Says::Dissent => EventKind::Opinion { scope, consent: false, note: String::new() },
        };
        Event { actor: self.engine.voice_as_actor(who), ..event(at, kind) }
    }

    /// Nobody speaks by himself any more, and still something is missing.
    fn is_held_up(&self, node: NodeIx) -> bool {
        let signed = self.engine.panel(node).is_some_and(|p| matches!(p.kind, PanelKind::Signing { .. }));
        let standing = self.engine.standing(&self.state, node);
        self.next_voice(node).is_none() && standing.is_some_and(|standing| signed || !standing.complete)
    }

    /// A later row speaks of it still: till then it does not end by itself. Where people sign in turn, those before may
    /// sign all the same.
    fn is_spoken_of_later(&self, node: NodeIx) -> bool {
        if self.spoken_of.last_said.get(&node).is_none_or(|row| *row < self.next) {
            return false;
        }
        let in_turn =
            self.engine.panel(node).is_some_and(|p| p.kind == (PanelKind::Signing { in_turn: true }));
        let standing = self.engine.standing(&self.state, node);
        !in_turn || standing.is_none_or(|standing| standing.have + 1 >= standing.needed)
    }

    /// When a running node ends if it takes its whole time; none while it may not end.
    fn ends_at(&self, node: NodeIx) -> Result<Option<Instant>, Refusal> {
        let state = self.state.node(node);
        let (Phase::Running, Some(start)) = (state.phase, state.start) else { return Ok(None) };
        if self.spoken_of.nodes.contains(&node) || self.is_held_up(node) || self.is_spoken_of_later(node) {
            return Ok(None);
        }
        if self.engine.awaits_discussion(&self.state, node) && self.discussion(node).is_none() {
            return Ok(None);
        }
        let work = self.engine.node(node).work;
        let instant_delivery = self.engine.node(node).kind == NodeKind::Deliver && work.amount == 0;
        let mut at = match self.engine.work_due(&self.state, node)? {
            _ if instant_delivery => start,
            Some(at) => at,
            None => return Ok(None),
        };
        if self.procedure_lasts(node) {
            return Ok(None);
        }
        for edge in self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Finish) {
            let blocker = self.state.node(edge.from);
            match (blocker.phase, blocker.end) {
                (Phase::Skipped, _) => {}
                (phase, Some(end)) if phase.has_ended() => at = at.max(end),
                _ => return Ok(None),
            }
        }
        Ok(Some(self.state.now.map_or(at, |now| at.max(now))))
    }

    /// Nothing is decided while a 特别程序 of the item lasts.
    fn procedure_lasts(&self, node: NodeIx) -> bool {
        let spec = self.engine.node(node);
        let here = |stop: &lianban_runtime::case::StopRecord| {
            stop.scope == spec.scope && stop.is_open() && matches!(stop.kind, StopKind::Procedure(_))
        };
        spec.kind == NodeKind::Decide && self.state.stops.iter().any(here)
    }

    /// The event by which someone reports the end of a node.
    fn ending(&self, node: NodeIx) -> EventKind {
        match self.engine.node(node).kind {
            NodeKind::Intake => EventKind::Accept,
            NodeKind::Handover => EventKind::HandOver,
            NodeKind::Deliver => EventKind::Finish { scope: ScopeIx(0) },
            NodeKind::Rectify => EventKind::Rectify { scope: self.engine.node(node).scope },
            NodeKind::Await => match self.engine.obligation(node) {
                Some(owed) => EventKind::Supply { material: owed.material },
                None => EventKind::Tick,
            },
            _ => {
                let scope = self.engine.node(node).scope;
                if self.engine.is_forwarded(scope) {
                    EventKind::Forward { scope, opinion: "模拟".to_owned() }
                } else {
                    EventKind::Finish { scope }
                }
            }
        }
    }

    /// The instant at which silence takes effect is over, if nothing else comes before or at it.
    fn silence(&self, before: Option<Instant>) -> Option<Event> {
        if self.state.status.is_final() {
            return None;
        }
        let due = self.engine.next_silence(&self.state)?;
        let at = self.state.now.map_or(due, |now| due.max(now));
        before.is_none_or(|before| at < before).then(|| event(at, EventKind::Expire))
    }
}
