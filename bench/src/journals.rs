//! Cases as an office works on them: the same dice, the same cases.
//!
//! Whoever works on a step takes some of the time it may take, at some hour of a working day; whoever is asked to a joint
//! action comes; the applicant hands in what is owed. Every event names who acts, and the runtime has accepted it.

use lianban_runtime::case::{Actor, Effect, Engine, Event, EventKind, Phase, Says, State};
use lianban_runtime::plan::{Answer, EdgeKind, NodeIx, NodeKind, ScopeIx};
use lianban_runtime::time::{Date, Instant};

/// A sequence of numbers that looks random (Lehmer's generator).
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn below(&mut self, sides: u32) -> u32 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        u32::try_from(self.0 % u64::from(sides.max(1))).unwrap_or(0)
    }
}

/// A case from 提交 to its end.
pub struct Journal {
    /// The events.
    pub events: Vec<Event>,
    /// What they did.
    pub effects: Vec<Effect>,
    /// How it ends.
    pub end: State,
}

/// Minutes of a day in which people work: 9:00 to 17:00.
const OPENING: u32 = 540;
const HOURS: u32 = 480;

struct Office<'a> {
    engine: &'a Engine,
    state: State,
    dice: Dice,
    /// When somebody will have ended a node that runs.
    planned: Vec<Option<Instant>>,
    journal: Vec<Event>,
    effects: Vec<Effect>,
}

/// Plays a case that is submitted at ten o'clock of `day`.
pub fn journal(engine: &Engine, answers: &[Answer], day: Date, seed: u64) -> Result<Journal, String> {
    let nodes = engine.plan().nodes.len();
    let mut office = Office {
        engine,
        state: engine.new_case(),
        dice: Dice(seed % 2_147_483_646 + 1),
        planned: vec![None; nodes],
        journal: Vec::new(),
        effects: Vec::new(),
    };
    let start = Instant::from_local(day, 600, engine.calendar().data().utc_offset_minutes);
    office.apply(start, Actor::default(), EventKind::Submit { answers: answers.to_vec() })?;
    while let Some((at, node)) = office.next() {
        office.end(at, node)?;
    }
    if !office.state.status.is_final() {
        return Err("a case that does not end".to_owned());
    }
    Ok(Journal { events: office.journal, effects: office.effects, end: office.state })
}

impl Office<'_> {
    fn apply(&mut self, at: Instant, actor: Actor, kind: EventKind) -> Result<(), String> {
        let event = Event { key: String::new(), at, actor, kind };
        let effects =
            self.engine.step(&mut self.state, &event).map_err(|why| format!("{event:?}: {why:?}"))?;
        self.effects.extend(effects);
        self.journal.push(event);
        for node in self.engine.node_indices() {
            let runs = self.state.node(node).phase == Phase::Running;
            if runs && self.planned[node.index()].is_none() {
                self.planned[node.index()] = Some(self.plan(node, at)?);
            }
        }
        Ok(())
    }

    /// When somebody will be done with it: part of the days it may take, or within the hour.
    fn plan(&mut self, node: NodeIx, at: Instant) -> Result<Instant, String> {
        let calendar = self.engine.calendar();
        let due = self.engine.work_due(&self.state, node).map_err(|e| e.zh())?.unwrap_or(at);
        let day = calendar.day_zero(at).map_err(|e| e.zh())?;
        let days = calendar.working_days_between(day, calendar.date_of(due)).map_err(|e| e.zh())?;
        let soon = at.add_millis(i64::from(self.dice.below(40) + 1) * 60_000).unwrap_or(at);
        let taken = self.dice.below(days + 1);
        if taken == 0 {
            return Ok(soon.min(due.max(at)));
        }
        let date = calendar.add_working_days(day, taken).map_err(|e| e.zh())?;
        let minute = OPENING + self.dice.below(HOURS);
        Ok(Instant::from_local(date, minute, calendar.data().utc_offset_minutes).max(at))
    }

    /// The next node that somebody ends: the earliest, of which no paper is owed.
    fn next(&self) -> Option<(Instant, NodeIx)> {
        let running = self.engine.node_indices().filter(|n| self.state.node(*n).phase == Phase::Running);
        let free = running.filter(|node| {
            let owed = self.engine.incoming(*node).iter().filter(|edge| edge.kind == EdgeKind::Finish);
            owed.map(|edge| self.state.node(edge.from).phase).all(|p| p.has_ended() || p == Phase::Skipped)
        });
        let now = self.state.now?;
        free.filter_map(|node| Some((self.planned[node.index()]?.max(now), node))).min()
    }

    fn end(&mut self, at: Instant, node: NodeIx) -> Result<(), String> {
        let engine = self.engine;
        let spec = engine.node(node);
        let scope = spec.scope;
        while let Some((who, says)) = engine.next_voice(&self.state, node, &|_| false) {
            let kind = match says {
                Says::Present | Says::Absent => EventKind::Attend { scope },
                Says::Consent | Says::Dissent => {
                    EventKind::Opinion { scope, consent: true, note: String::new() }
                }
            };
            self.apply(at, engine.voice_as_actor(who), kind)?;
        }
        let kind = match spec.kind {
            NodeKind::Intake => EventKind::Accept,
            NodeKind::Handover => EventKind::HandOver,
            NodeKind::Deliver => EventKind::Finish { scope: ScopeIx(0) },
            NodeKind::Await => match engine.obligation(node) {
                Some(owed) => EventKind::Supply { material: owed.material },
                None => return Err("nothing is owed".to_owned()),
            },
            _ => EventKind::Finish { scope },
        };
        let department = engine.department(node).map_or_else(String::new, |found| found.name.clone());
        let actor = Actor { department, role: spec.role.clone(), ..Actor::default() };
        self.apply(at, actor, kind)
    }
}
