//! Cases in a store that fails, beside a model of each: what was acknowledged, and what the runtime alone makes of it.

use super::disk::Disk;
use super::faulty::{Faults, Faulty};
use super::model::Model;
use super::tally::Tally;
use crate::cases::random_engine;
use crate::dice::Dice;
use crate::events::Pilot;
use lianban_runtime::case::{Engine, Event, State};
use lianban_runtime::time::Instant;
use lianban_store::{CaseError, CaseNumber, Fired, Options, Receipt, Registry, StoreError};
use std::path::Path;
use std::sync::Arc;

/// Different plans of one store.
const PLANS: u64 = 3;
/// Most items of a plan.
const ITEMS: usize = 3;
/// Of a thousand writes so many fail, while there are faults.
const FAULTS_PER_MILLE: usize = 120;

/// Whoever works with the store.
pub(super) struct Office<'e> {
    pub(super) disk: Disk,
    pub(super) faults: Faults,
    pub(super) options: Options,
    pub(super) dice: Dice,
    pub(super) registry: Option<Registry<Faulty>>,
    pub(super) cases: Vec<Model<'e>>,
    pub(super) tally: Tally,
}

/// Runs one store of a seed for so many turns in an empty folder, with faults and then without.
///
/// # Errors
/// What does not hold.
pub fn run(seed: u64, turns: usize, folder: &Path) -> Result<Tally, String> {
    let mut dice = Dice::new(seed);
    let engines: Vec<Arc<Engine>> = (0..PLANS)
        .map(|n| Arc::new(random_engine(seed.wrapping_mul(PLANS).wrapping_add(n), ITEMS)))
        .collect();
    let disk = Disk::new(folder.join("cases.db"));
    let faults = Faults::new(dice.fork(), disk.clone());
    let lazy = dice.percent(60);
    let options = Options {
        group_events: 1 + dice.below(6),
        eager_cases: if lazy { 0 } else { 64 },
        lag_events: 3 + dice.bits() % 40,
        lag_cases: 1 + dice.below(6),
        most_in_memory: 1 + dice.below(8),
        ..Options::default()
    };
    let (cases, tally) = (Vec::new(), Tally::default());
    let mut office = Office { disk, faults, options, dice, registry: None, cases, tally };
    office.reopen()?;
    office.faults.set_chance(FAULTS_PER_MILLE);
    for _ in 0..turns {
        office.turn(&engines)?;
    }
    office.faults.set_chance(0);
    office.end()?;
    [office.tally.cuts, office.tally.full, office.tally.unheard] = office.faults.counts();
    Ok(office.tally)
}

pub(super) fn told(error: impl std::fmt::Debug) -> String {
    format!("{error:?}")
}

impl<'e> Office<'e> {
    fn turn(&mut self, engines: &'e [Arc<Engine>]) -> Result<(), String> {
        match self.dice.below(20) {
            0 | 1 => self.start(engines)?,
            2 => self.fire()?,
            3 => self.reopen()?,
            4 => self.check()?,
            5..8 => self.send_again()?,
            _ => self.send()?,
        }
        if self.dice.percent(45) { self.commit() } else { Ok(()) }
    }

    fn start(&mut self, engines: &'e [Arc<Engine>]) -> Result<(), String> {
        let engine = &engines[self.dice.below(engines.len())];
        let id = format!("{}号", self.cases.len() + 1);
        match self.registry()?.start(Some(&id), engine) {
            Ok(_) => {}
            Err(CaseError::Store(error)) => return self.failed(&error),
            Err(why) => return Err(told(why)),
        }
        let pilot = Pilot::new(engine, self.dice.fork());
        let (known, sent, late) = (Vec::new(), Vec::new(), Vec::new());
        self.cases.push(Model { id, engine, pilot, known, state: engine.new_case(), sent, late });
        Ok(())
    }

    /// Where a case is; opened once more if the group with its opening was lost.
    fn case(&mut self, at: usize) -> Result<Result<CaseNumber, StoreError>, String> {
        let (id, engine) = (self.cases[at].id.clone(), self.cases[at].engine);
        match self.registry()?.start(Some(&id), engine) {
            Ok(started) => Ok(Ok(started.case)),
            Err(CaseError::Store(error)) => Ok(Err(error)),
            Err(why) => Err(told(why)),
        }
    }

    /// The next event of some case; sometimes one that was thought up long ago.
    fn send(&mut self) -> Result<(), String> {
        let Some(at) = self.some_case() else { return Ok(()) };
        let model = &mut self.cases[at];
        let mut state = model.state.clone();
        for event in &model.sent {
            model.engine.step(&mut state, event).map_err(told)?;
        }
        let event = model.pilot.next(&state);
        if self.dice.percent(15) {
            self.cases[at].late.push(event);
            return Ok(());
        }
        let late = &mut self.cases[at].late;
        let event = if !late.is_empty() && self.dice.percent(25) {
            late.swap_remove(self.dice.below(late.len()))
        } else {
            event
        };
        self.submit(at, event, state)
    }

    pub(super) fn submit(&mut self, at: usize, event: Event, mut state: State) -> Result<(), String> {
        let case = match self.case(at)? {
            Ok(case) => case,
            Err(error) => return self.failed(&error),
        };
        let expected = self.cases[at].engine.step(&mut state, &event);
        match (self.registry()?.submit(case, &event), expected) {
            (Ok(receipt), _) if receipt.duplicate => self.is_known(at, &event, &receipt),
            (Ok(receipt), Ok(_)) if receipt.head == state.head => {
                self.cases[at].sent.push(event);
                Ok(())
            }
            (Err(CaseError::Store(error)), _) => self.failed(&error),
            (Err(_), Err(_)) => {
                self.tally.refused += 1;
                Ok(())
            }
            (store, runtime) => Err(format!(
                "case {}: {event:?}: the store says {store:?}, the runtime {runtime:?}",
                self.cases[at].id
            )),
        }
    }

    /// An event that was answered as before is one that was sent before, and the same.
    fn is_known(&mut self, at: usize, event: &Event, receipt: &Receipt) -> Result<(), String> {
        self.tally.again += 1;
        let model = &self.cases[at];
        let place = usize::try_from(receipt.sequence - 1).map_err(told)?;
        match model.known.iter().chain(&model.sent).nth(place) {
            Some(known) if known == event => Ok(()),
            _ => Err(format!("case {}: {event:?} was answered as event {}", model.id, receipt.sequence)),
        }
    }

    /// An event that was acknowledged is sent again; or another under its key.
    fn send_again(&mut self) -> Result<(), String> {
        let Some(at) = self.some_case() else { return Ok(()) };
        let known = &self.cases[at].known;
        if known.is_empty() {
            return Ok(());
        }
        let place = self.dice.below(known.len());
        let event = known[place].clone();
        let changed = self.dice.percent(20) && !event.key.starts_with("timer/");
        let case = match self.case(at)? {
            Ok(case) => case,
            Err(error) => return self.failed(&error),
        };
        let sent = if changed {
            let later = event.at.add_millis(1).unwrap_or(event.at);
            Event { at: later, ..event.clone() }
        } else {
            event.clone()
        };
        match self.registry()?.submit(case, &sent) {
            Err(CaseError::Store(error)) => self.failed(&error),
            Err(CaseError::KeyReused { .. }) if changed => Ok(()),
            Ok(receipt) if !changed && receipt.duplicate => self.is_known(at, &event, &receipt),
            other => Err(format!("case {}: {sent:?} again: {other:?}", self.cases[at].id)),
        }
    }

    fn some_case(&mut self) -> Option<usize> {
        (!self.cases.is_empty()).then(|| self.dice.below(self.cases.len()))
    }

    /// Makes durable what was sent; then it is acknowledged.
    pub(super) fn commit(&mut self) -> Result<(), String> {
        if let Err(error) = self.registry()?.commit() {
            return self.failed(&error);
        }
        for model in &mut self.cases {
            for event in std::mem::take(&mut model.sent) {
                model.learn(event)?;
                self.tally.acknowledged += 1;
            }
        }
        Ok(())
    }

    /// The host looks at a clock, which is not always right.
    fn fire(&mut self) -> Result<(), String> {
        self.commit()?;
        let alarms: Vec<Instant> = self.cases.iter().filter_map(|model| model.state.next_alarm()).collect();
        if alarms.is_empty() {
            return Ok(());
        }
        let day = 86_400_000;
        let days = i64::try_from(self.dice.below(9)).map_err(told)? - 4;
        let clock = alarms[self.dice.below(alarms.len())];
        let clock = clock.add_millis(days * day).unwrap_or(clock);
        let mut fired: Vec<Fired> = Vec::new();
        let done = self.registry()?.fire(clock, |one, _| fired.push(one));
        for one in fired {
            self.went_off(&one, clock)?;
        }
        match done {
            Ok(()) => self.none_is_left(clock),
            Err(error) => self.failed(&error),
        }
    }

    fn went_off(&mut self, one: &Fired, clock: Instant) -> Result<(), String> {
        let found = self.cases.iter_mut().find(|model| *model.id == *one.id);
        let model = found.ok_or_else(|| format!("case {}: nobody knows it", one.id))?;
        let event = model.timer().filter(|_| one.at < clock && model.state.next_alarm() == Some(one.at));
        let event = event.ok_or_else(|| format!("case {}: no timer at {}", one.id, one.at))?;
        if let Ok(receipt) = &one.outcome {
            model.learn(event)?;
            if model.state.head != receipt.head {
                return Err(format!("case {}: another head behind the timer at {}", one.id, one.at));
            }
            self.tally.acknowledged += 1;
            self.tally.timers += 1;
        }
        Ok(())
    }

    /// Every timer before that instant has gone off, but for those that the runtime refuses.
    fn none_is_left(&self, clock: Instant) -> Result<(), String> {
        for model in &self.cases {
            let due = model.state.next_alarm().is_some_and(|at| at < clock);
            let takes = |event: Event| model.engine.step(&mut model.state.clone(), &event).is_ok();
            if due && model.timer().is_some_and(takes) {
                return Err(format!("case {}: a timer has not gone off", model.id));
            }
        }
        Ok(())
    }
}
