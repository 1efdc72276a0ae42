//! When limits of a case are due, what holds them, and which level they reach next (rules T5, T6, T9): asked by the step,
//! and by whoever reads a case.

use super::{Engine, Level, Phase, State, StopKind, StopRecord, Watch};
use crate::plan::{LimitIx, ProcedureIx, ScopeIx, ScopeKind, Silence, Threshold, Thresholds};
use crate::time::{CalendarError, Instant, Span, Stop, Unit};

impl Engine {
    /// The budget of a limit with its extension.
    #[must_use]
    pub fn budget_of(&self, state: &State, limit: LimitIx) -> Span {
        let budget = self.limit(limit).budget;
        let amount = budget.amount.saturating_add(state.limit(limit).extended);
        Span { amount, ..budget }
    }

    /// The stretch during which a stop holds a limit; none if it does not, or lasts and no end is given.
    ///
    /// Papers that arrive on a rest day, or after closing, are accepted for a limit in working days on the next working
    /// day (rule T2), so a correction lasts until then (decision 0001, 13); and so does a planned procedure, behind which
    /// the next step begins (decision 0013).
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn stretch_of(
        &self,
        state: &State,
        record: &StopRecord,
        limit: LimitIx,
        end: Option<Instant>,
    ) -> Result<Option<Stop>, CalendarError> {
        let spec = self.limit(limit);
        if !self.stop_moves(record, spec) {
            return Ok(None);
        }
        let Some(to) = record.to.or(end) else { return Ok(None) };
        let Some(from) = self.stop_holds_from(state, record, spec) else { return Ok(None) };
        let hands_over = match record.kind {
            StopKind::Correction | StopKind::Rework => true,
            StopKind::Procedure(at) => self.procedure(at).is_some_and(|p| p.node.is_some()),
            StopKind::Suspension => false,
        };
        let to = if hands_over && spec.budget.unit == Unit::WorkDay && !record.is_open() {
            to.max(self.calendar().opening(self.day_zero(state, to)?))
        } else {
            to
        };
        Ok(Some(Stop { from, to }))
    }

    /// Closed stops that move a limit.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn stops_of(&self, state: &State, limit: LimitIx) -> Result<Vec<Stop>, CalendarError> {
        let mut stops = Vec::new();
        for record in &state.stops {
            stops.extend(self.stretch_of(state, record, limit, None)?);
        }
        Ok(stops)
    }

    /// The stop that has not ended and holds a limit: nothing runs out meanwhile. One that began after the due date holds
    /// nothing (rule T5).
    #[must_use]
    pub fn held_by<'s>(&self, state: &'s State, limit: LimitIx) -> Option<&'s StopRecord> {
        let spec = self.limit(limit);
        let due = state.limit(limit).due;
        let calendar = self.calendar();
        let in_time = |from: Instant| match spec.budget.unit {
            Unit::WorkDay | Unit::Day | Unit::Month | Unit::Year => {
                due.is_none_or(|due| calendar.date_of(from) <= calendar.date_of(due))
            }
            Unit::WorkHour | Unit::Hour | Unit::Minute => due.is_none_or(|due| from <= due),
        };
        state.stops.iter().filter(|stop| stop.is_open()).find(|stop| {
            let from = self.stop_holds_from(state, stop, spec);
            from.is_some_and(in_time) && self.stop_moves(stop, spec)
        })
    }

    /// Whether silence means something when this open limit runs out. Of a step or joint action, only while it is being
    /// worked on, and has been since before: where work was sent back (退回) and the limit runs on, nobody is taken at a
    /// silence that was over before the work began anew (decision 0021).
    #[must_use]
    pub fn speaks(&self, state: &State, limit: LimitIx) -> bool {
        let spec = self.limit(limit);
        if !spec.silence.goes_on() || self.scope(spec.scope).kind == ScopeKind::Item {
            return self.silence_of(spec, spec.scope).0 != Silence::Late;
        }
        let work = state.node(spec.span.until.node);
        let due = state.limit(limit).due;
        work.phase == Phase::Running && work.start.zip(due).is_some_and(|(start, due)| start <= due)
    }

    /// When something happens to a running limit by itself: the next level, or the due instant where silence means
    /// something; none while a stop holds it.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn alarm_of(&self, state: &State, limit: LimitIx) -> Result<Option<Instant>, CalendarError> {
        if self.held_by(state, limit).is_some() {
            return Ok(None);
        }
        let speaks = self.speaks(state, limit);
        let level = self.next_level(state, limit)?.map(|(at, _)| at);
        Ok(level.into_iter().chain(state.limit(limit).due.filter(|_| speaks)).min())
    }

    /// The next level that a limit will reach by the mere passing of time, and after which instant.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn next_level(
        &self,
        state: &State,
        limit: LimitIx,
    ) -> Result<Option<(Instant, Level)>, CalendarError> {
        let running = state.limit(limit);
        let (Some(from), Some(due)) = (running.from, running.due) else { return Ok(None) };
        let spec = self.limit(limit);
        let budget = self.budget_of(state, limit);
        let at = |threshold| {
            let stops = self.stops_of(state, limit)?;
            self.level_at(state, from, budget, &stops, threshold)
        };
        self.rising(&spec.thresholds, running.level, (budget, due), at)
    }

    /// After which instants a limit that has begun reaches each level, stops up to now included, in the order in which they
    /// are reached; also if it has ended meanwhile, or a stop holds it.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn levels_of(&self, state: &State, limit: LimitIx) -> Result<Vec<(Instant, Level)>, CalendarError> {
        let running = state.limit(limit);
        let (Some(from), Some(due)) = (running.from, running.due) else { return Ok(Vec::new()) };
        let thresholds = &self.limit(limit).thresholds;
        let budget = self.budget_of(state, limit);
        let at = |threshold| {
            let stops = self.stops_of(state, limit)?;
            self.level_at(state, from, budget, &stops, threshold)
        };
        let (mut level, mut found) = (Level::Normal, Vec::new());
        while let Some((at, next)) = self.rising(thresholds, level, (budget, due), at)? {
            found.push((at, next));
            level = next;
        }
        Ok(found)
    }

    /// The next level of a procedure's own limit, and after which instant it is reached. It rests only while the item is
    /// suspended.
    ///
    /// # Errors
    /// [`CalendarError::OutOfData`].
    pub fn next_watch_level(
        &self,
        state: &State,
        stop: &StopRecord,
        watch: Watch,
    ) -> Result<Option<(Instant, Level)>, CalendarError> {
        let StopKind::Procedure(at) = stop.kind else { return Ok(None) };
        let Some(found) = self.procedure(at) else { return Ok(None) };
        let Some(budget) = found.budget else { return Ok(None) };
        let at = |threshold| {
            let stops = self.suspensions_of(state, stop.scope);
            self.level_at(state, stop.from, budget, &stops, threshold)
        };
        self.rising(&found.thresholds, watch.level, (budget, watch.due), at)
    }

    /// The level above `level` that is reached first, and after which instant; `at` tells it for a threshold.
    fn rising(
        &self,
        thresholds: &Thresholds,
        level: Level,
        (budget, due): (Span, Instant),
        at: impl Fn(Threshold) -> Result<Option<Instant>, CalendarError>,
    ) -> Result<Option<(Instant, Level)>, CalendarError> {
        let in_order = thresholds.are_in_order(budget);
        let mut first = Ok(None);
        for (next, threshold) in [(Level::Notice, thresholds.notice), (Level::Yellow, thresholds.yellow)] {
            let Some(threshold) = threshold.filter(|_| next > level) else { continue };
            first = sooner(first, at(threshold), next);
            if in_order && first != Ok(None) {
                return first;
            }
        }
        if level == Level::Red {
            return first;
        }
        let red = match thresholds.red_after {
            Some(by) => self.calendar().due(due, by, &[]),
            None => Ok(due),
        };
        sooner(first, red.map(Some), Level::Red)
    }

    /// Closed suspensions of an item.
    #[must_use]
    pub fn suspensions_of(&self, state: &State, scope: ScopeIx) -> Vec<Stop> {
        let of_item =
            |stop: &&StopRecord| stop.kind == StopKind::Suspension && self.is_within(scope, stop.scope);
        state.stops.iter().filter(of_item).filter_map(StopRecord::closed).collect()
    }

    /// The suspension that lasts of a scope, or of what is around it; of a joint action: of any of its members.
    #[must_use]
    pub fn suspended_by<'s>(&self, state: &'s State, scope: ScopeIx) -> Option<&'s StopRecord> {
        let entry = self.scope(scope).entry;
        let members = self.barrier(entry).filter(|_| self.node(entry).scope == scope);
        let members = members.map_or(&[][..], |barrier| &barrier.members);
        state.stops.iter().find(|stop| {
            stop.kind == StopKind::Suspension
                && stop.is_open()
                && (self.is_within(scope, stop.scope) || members.contains(&stop.scope))
        })
    }

    /// A procedure of an item that lasts: nothing is decided meanwhile.
    #[must_use]
    pub fn open_procedure(&self, state: &State, item: ScopeIx) -> Option<ProcedureIx> {
        state.stops.iter().find_map(|stop| match stop.kind {
            StopKind::Procedure(at) if stop.scope == item && stop.is_open() => Some(at),
            _ => None,
        })
    }
}

/// The sooner of what is known and of another level. A date that the calendar does not have comes after all that it has.
fn sooner(
    known: Result<Option<(Instant, Level)>, CalendarError>,
    other: Result<Option<Instant>, CalendarError>,
    level: Level,
) -> Result<Option<(Instant, Level)>, CalendarError> {
    match (known, other) {
        (Ok(Some(known)), Ok(Some(at))) => Ok(Some(known.min((at, level)))),
        (Ok(None) | Err(_), Ok(Some(at))) => Ok(Some((at, level))),
        (Ok(None), Err(beyond)) => Err(beyond),
        (known, _) => known,
    }
}
