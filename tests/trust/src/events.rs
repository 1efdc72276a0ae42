//! Random events for a running case: mostly what somebody might well do next, sometimes anything, at any time of any day.

use crate::calendar::day;
use crate::dice::Dice;
use crate::plans::APPROVER;
use lianban_runtime::case::{
    Actor, CaseStatus, Engine, Event, EventKind, Party, Phase, ScopeOutcome, State, StopKind,
};
use lianban_runtime::plan::{
    Answer, DepartmentIx, MaterialIx, NodeIx, NodeKind, ProcedureIx, ScopeIx, ScopeKind, Voice,
};
use lianban_runtime::time::{Instant, Span, Unit};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Somebody who thinks up events.
#[derive(Debug)]
pub struct Pilot<'e> {
    engine: &'e Engine,
    dice: Dice,
    start: Instant,
    count: u32,
}

impl<'e> Pilot<'e> {
    /// Thinks up events for a case of this plan.
    #[must_use]
    pub fn new(engine: &'e Engine, mut dice: Dice) -> Self {
        let start = start(&mut dice);
        Self { engine, dice, start, count: 0 }
    }

    /// The next event.
    pub fn next(&mut self, state: &State) -> Event {
        self.count += 1;
        let at = self.when(state);
        let kind = if state.status == CaseStatus::Draft && self.dice.percent(95) {
            self.submit()
        } else if self.dice.percent(80) {
            self.plausible(state)
        } else {
            self.anything()
        };
        let actor = self.actor(state, &kind);
        Event { key: format!("k{}", self.count), at, actor, kind }
    }

    fn submit(&mut self) -> EventKind {
        let answers = self.engine.plan().questions.iter().map(|_| Answer::YesNo(self.dice.percent(65)));
        EventKind::Submit { answers: answers.collect() }
    }

    /// Mostly now or a little later; often to the minute at which something happens; now and then too early, much later,
    /// or in a year of which nothing is published.
    fn when(&mut self, state: &State) -> Instant {
        let Some(now) = state.now else { return self.start };
        let later = |ms: i64| now.add_millis(ms).unwrap_or(now);
        let minutes = |dice: &mut Dice, most: usize| i64::try_from(dice.below(most)).unwrap_or(0) * MINUTE;
        match self.dice.below(100) {
            0..30 => now,
            30..50 => later(minutes(&mut self.dice, 300)),
            50..62 => self.closing(now),
            62..72 => later(DAY + minutes(&mut self.dice, 2_000)),
            72..82 => state.next_alarm().filter(|at| *at >= now).unwrap_or(now),
            82..86 => {
                state.next_alarm().filter(|at| *at >= now).map_or(now, |at| at.add_millis(1).unwrap_or(at))
            }
            86..92 => later(minutes(&mut self.dice, 15_000)),
            92..96 => later(minutes(&mut self.dice, 60_000)),
            96..99 => later(-1 - minutes(&mut self.dice, 3_000)),
            _ => Instant::from_local(day(2026, 12, 1), self.dice.small(40_000), 480),
        }
    }

    /// Closing time of this day or one of the next.
    fn closing(&mut self, now: Instant) -> Instant {
        let calendar = self.engine.calendar();
        let date = calendar.date_of(now).add_days(i32::try_from(self.dice.below(4)).unwrap_or(0));
        date.map(|date| calendar.closing(date)).filter(|at| *at >= now).unwrap_or(now)
    }

    fn any_scope(&mut self) -> ScopeIx {
        // One too far, now and then.
        ScopeIx(self.dice.small(u32::try_from(self.engine.plan().scopes.len() + 1).unwrap_or(1)))
    }

    fn any_voice(&mut self) -> Voice {
        Voice::Department(DepartmentIx(self.dice.small(3)))
    }

    /// What fits where the case stands, as far as can be seen from outside.
    fn plausible(&mut self, state: &State) -> EventKind {
        let mut kinds = Vec::new();
        self.about_the_case(state, &mut kinds);
        for scope in self.engine.scope_indices() {
            self.about_a_scope(state, scope, &mut kinds);
        }
        for (row, material) in (0_u32..).zip(&self.engine.plan().materials) {
            let owed = self
                .engine
                .awaiting(MaterialIx(row))
                .any(|node| matches!(state.node(node).phase, Phase::Running | Phase::Waiting));
            if material.source.is_brought() && owed && self.dice.percent(50) {
                kinds.push(EventKind::Supply { material: MaterialIx(row) });
            }
        }
        for stop in state.stops.iter().filter(|stop| stop.is_open()) {
            kinds.push(match stop.kind {
                StopKind::Correction => EventKind::Correct { scope: stop.scope },
                StopKind::Suspension => EventKind::Resume { scope: stop.scope },
                StopKind::Procedure(procedure) => EventKind::EndProcedure { procedure, scope: stop.scope },
                StopKind::Rework => EventKind::Rectify { scope: stop.scope },
            });
        }
        let at = self.dice.below(kinds.len());
        if kinds.is_empty() { EventKind::Tick } else { kinds.swap_remove(at) }
    }

    fn about_the_case(&mut self, state: &State, kinds: &mut Vec<EventKind>) {
        let bundle = ScopeIx(0);
        kinds.push(if self.dice.percent(50) { EventKind::Tick } else { EventKind::Expire });
        match state.status {
            CaseStatus::Received => {
                kinds.extend([EventKind::Accept, EventKind::Accept, ask(bundle)]);
                self.about_the_intake(kinds);
                if self.dice.percent(10) {
                    kinds.push(EventKind::Reject { note: why() });
                }
            }
            CaseStatus::Accepted => {
                let handover = self.engine.handover();
                if handover.is_some_and(|node| state.node(node).phase == Phase::Running) {
                    kinds.extend([EventKind::HandOver, EventKind::HandOver]);
                }
                if handover.is_some() && self.dice.percent(20) {
                    kinds.push(EventKind::Recall { scope: bundle });
                }
                if self.dice.percent(15) {
                    self.about_the_intake(kinds);
                }
                if self.dice.percent(25) {
                    kinds.extend([ask(bundle), self.extend(bundle)]);
                }
                if self.dice.percent(8) {
                    kinds.push(EventKind::Suspend { scope: bundle, basis: "民诉法".to_owned() });
                }
                if self.dice.percent(3) {
                    kinds.extend([EventKind::Withdraw, EventKind::Terminate { note: why() }]);
                }
            }
            CaseStatus::Decided => kinds.push(EventKind::Finish { scope: bundle }),
            _ => {}
        }
    }

    /// One item or the case is turned away, or put right on the spot.
    fn about_the_intake(&mut self, kinds: &mut Vec<EventKind>) {
        let scope = self.any_scope();
        if self.dice.percent(20) {
            kinds.extend([
                EventKind::CorrectOnSpot { scope, note: String::new() },
                EventKind::NotRequired { scope, note: why() },
                EventKind::Decline { scope, note: why(), to: String::new() },
            ]);
        }
    }

    fn about_a_scope(&mut self, state: &State, scope: ScopeIx, kinds: &mut Vec<EventKind>) {
        let found = self.engine.scope(scope);
        let phase = |node: NodeIx| state.node(node).phase;
        let open = state.scope(scope).outcome == ScopeOutcome::Open;
        let running = |kind: NodeKind| {
            self.engine
                .nodes_of(scope)
                .iter()
                .any(|n| self.engine.node(*n).kind == kind && phase(*n) == Phase::Running)
        };
        match found.kind {
            ScopeKind::Item if open && phase(found.entry) == Phase::Done => {
                if phase(found.exit) == Phase::Running {
                    kinds.extend([EventKind::Finish { scope }, EventKind::Finish { scope }]);
                }
                self.about_an_item(scope, kinds);
            }
            ScopeKind::Joint | ScopeKind::Step if open => {
                if running(NodeKind::Rectify) {
                    kinds.extend([EventKind::Rectify { scope }, EventKind::Rectify { scope }]);
                }
                if running(NodeKind::Joint) || running(NodeKind::Step) || running(NodeKind::Recheck) {
                    let end = if self.engine.is_forwarded(scope) {
                        EventKind::Forward { scope, opinion: why() }
                    } else {
                        EventKind::Finish { scope }
                    };
                    kinds.extend([end.clone(), end]);
                    self.about_work(scope, kinds);
                }
            }
            _ => {}
        }
    }

    fn about_an_item(&mut self, scope: ScopeIx, kinds: &mut Vec<EventKind>) {
        let note = String::new;
        self.about_discussion(scope, kinds);
        if self.dice.percent(25) {
            kinds.push(ask(scope));
        }
        if self.dice.percent(8) {
            kinds.push(EventKind::Refuse { scope, note: why() });
        }
        if self.dice.percent(5) {
            kinds.push(EventKind::RevokeAcceptance { scope, reason: why() });
        }
        if self.dice.percent(12) {
            kinds.push(EventKind::Suspend { scope, basis: "等另一案".to_owned() });
        }
        if self.dice.percent(20) {
            kinds.push(self.extend(scope));
        }
        let procedures = self.engine.plan().procedures.len();
        if procedures > 0 && self.dice.percent(30) {
            let procedure = ProcedureIx(self.dice.small(u32::try_from(procedures).unwrap_or(1)));
            kinds.push(EventKind::BeginProcedure { procedure, scope, note: note() });
        }
    }

    fn about_discussion(&mut self, scope: ScopeIx, kinds: &mut Vec<EventKind>) {
        if self.engine.is_discussed(scope) && self.dice.percent(70) {
            kinds.push(EventKind::Discuss { scope, record: "3号".to_owned() });
        }
    }

    fn about_work(&mut self, scope: ScopeIx, kinds: &mut Vec<EventKind>) {
        self.about_discussion(scope, kinds);
        let entry = self.engine.scope(scope).entry;
        if !self.engine.rounds_of(entry).is_empty() && self.dice.percent(60) {
            kinds.extend([fail(scope), fail(scope)]);
        }
        if self.engine.panel(entry).is_some() {
            let consent = self.dice.percent(85);
            kinds.extend([
                EventKind::Attend { scope },
                EventKind::Opinion { scope, consent: true, note: String::new() },
                EventKind::Opinion { scope, consent, note: String::new() },
            ]);
            if self.dice.percent(25) {
                kinds.extend([EventKind::Absent { scope }, self.signer(scope)]);
            }
        }
        let allowed = self.engine.plan().desk.allowed.iter().any(|row| row.node == entry);
        if allowed && self.dice.percent(40) {
            kinds.push(EventKind::Recall { scope });
            kinds.extend([back(scope), back(scope)]);
        }
    }

    fn signer(&mut self, scope: ScopeIx) -> EventKind {
        EventKind::Signer { scope, who: self.any_voice(), add: self.dice.percent(50) }
    }

    fn extend(&mut self, scope: ScopeIx) -> EventKind {
        let limits = self.engine.plan().limits.iter().filter(|limit| limit.scope == scope);
        let most = limits.filter_map(|limit| limit.extension.as_ref()).map(|e| e.most).next();
        let unit = most.map_or(Unit::WorkDay, |most| most.unit);
        let amount = self.dice.small(most.map_or(3, |most| most.amount + 1));
        EventKind::Extend { scope, by: Span { amount, unit, ..Span::work_days(0) }, note: String::new() }
    }

    /// Any event at all.
    fn anything(&mut self) -> EventKind {
        let (scope, note) = (self.any_scope(), String::new());
        let materials = u32::try_from(self.engine.plan().materials.len() + 1).unwrap_or(1);
        let procedures = u32::try_from(self.engine.plan().procedures.len() + 1).unwrap_or(1);
        let procedure = ProcedureIx(self.dice.small(procedures));
        match self.dice.below(35) {
            0 => self.submit(),
            1 => EventKind::Accept,
            2 if self.dice.percent(20) => {
                EventKind::Reject { note: if self.dice.percent(80) { why() } else { note } }
            }
            3 => ask(scope),
            4 => EventKind::Correct { scope },
            5 => EventKind::Supply { material: MaterialIx(self.dice.small(materials)) },
            6 | 7 => EventKind::Finish { scope },
            8 => EventKind::Refuse { scope, note: if self.dice.percent(80) { why() } else { note } },
            9 => fail(scope),
            10 => EventKind::Rectify { scope },
            11 => EventKind::BeginProcedure { procedure, scope, note },
            12 => EventKind::EndProcedure { procedure, scope },
            13 => self.extend(scope),
            14 => EventKind::Suspend {
                scope,
                basis: if self.dice.percent(80) { "法".to_owned() } else { note },
            },
            15 => EventKind::Resume { scope },
            16 if self.dice.percent(15) => EventKind::Withdraw,
            17 if self.dice.percent(15) => EventKind::Terminate { note },
            18 => EventKind::Expire,
            19 => EventKind::Attend { scope },
            20 => EventKind::Absent { scope },
            21 => EventKind::Opinion { scope, consent: self.dice.percent(70), note },
            22 => EventKind::HandOver,
            23 => {
                let to = Party { department: Some(DepartmentIx(self.dice.small(3))), ..Party::default() };
                EventKind::Reassign { scope, to, instead: self.dice.percent(50) }
            }
            24 => self.signer(scope),
            25 => EventKind::SendBack { scope, to: self.dice.percent(50).then(|| self.any_scope()), note },
            26 => EventKind::Urge { scope },
            28 => EventKind::Discuss {
                scope,
                record: if self.dice.percent(80) { "3号".to_owned() } else { note },
            },
            29 => EventKind::NotRequired { scope, note: if self.dice.percent(80) { why() } else { note } },
            30 => EventKind::Decline {
                scope,
                note: if self.dice.percent(80) { why() } else { note },
                to: "别的局".to_owned(),
            },
            31 => EventKind::CorrectOnSpot { scope, note },
            32 => EventKind::RevokeAcceptance { scope, reason: why() },
            33 => EventKind::Forward { scope, opinion: if self.dice.percent(80) { why() } else { note } },
            34 => EventKind::Recall { scope },
            27 => EventKind::Inform { scope, to: Party { name: "张三".to_owned(), ..Party::default() } },
            _ => EventKind::Tick,
        }
    }

    /// Who speaks has a seat, mostly; who extends is the right authority, mostly.
    fn actor(&mut self, _state: &State, kind: &EventKind) -> Actor {
        let speaks =
            matches!(kind, EventKind::Attend { .. } | EventKind::Absent { .. } | EventKind::Opinion { .. });
        if speaks && self.dice.percent(97) {
            let voice = self.any_voice();
            return self.engine.voice_as_actor(voice);
        }
        if matches!(kind, EventKind::Extend { .. }) && self.dice.percent(90) {
            return Actor { role: APPROVER.to_owned(), ..Actor::default() };
        }
        Actor::default()
    }
}

fn ask(scope: ScopeIx) -> EventKind {
    EventKind::AskCorrection { scope, note: String::new() }
}

fn fail(scope: ScopeIx) -> EventKind {
    EventKind::Fail { scope, note: String::new() }
}

fn back(scope: ScopeIx) -> EventKind {
    EventKind::SendBack { scope, to: None, note: String::new() }
}

/// Days around which calendars are hard, and any other; at opening, at closing, one millisecond after it, at night.
fn start(dice: &mut Dice) -> Instant {
    let hard = [
        day(2025, 12, 31),
        day(2026, 2, 13),
        day(2026, 2, 14),
        day(2026, 4, 3),
        day(2026, 4, 30),
        day(2026, 9, 24),
        day(2026, 9, 30),
        day(2026, 10, 10),
        day(2026, 12, 1),
        day(2026, 12, 28),
    ];
    let date = if dice.percent(50) {
        dice.pick(&hard)
    } else {
        day(2026, 1, 1).add_days(i32::try_from(dice.below(300)).unwrap_or(0)).expect("a day of 2026")
    };
    let minute = match dice.below(6) {
        0 => 540,
        1 | 2 => 1_050,
        3 => 600,
        _ => dice.small(1_440),
    };
    let at = Instant::from_local(date, minute, 480);
    if dice.percent(10) { at.add_millis(1).unwrap_or(at) } else { at }
}

/// Who is turned down is told why.
fn why() -> String {
    "不符合条件".to_owned()
}
