//! Beginning and ending clock stops, and what holds while they last.

use super::{Stepped, Transition};
use crate::case::{LimitPhase, Refusal, ScopeOutcome, StopKind, StopRecord};
use crate::plan::{LimitIx, NodeIx, NodeKind, ProcedureIx, ScopeIx};
use crate::time::Instant;

/// Most stops of one case that events begin.
const MAX_STOPS: usize = 4096;

impl Transition<'_> {
    /// Records a stop that begins; limits and alarms follow.
    pub(super) fn begin_stop(&mut self, stop: StopRecord, at: Instant) -> Stepped {
        self.state.add_stop(stop.clone());
        self.reproject(&stop, at)
    }

    /// Another stop may be begun by an event.
    pub(super) fn expect_room(&self) -> Stepped {
        if self.state.stops.len() >= MAX_STOPS.saturating_add(self.engine.plan().procedures.len()) {
            return Err(Refusal::TooMany { what: format!("{MAX_STOPS} × 补正、特别程序、中止") });
        }
        Ok(())
    }

    /// Ends the open stop of a scope of one kind, if there is one.
    pub(super) fn close_stop(&mut self, scope: ScopeIx, kind: StopKind, at: Instant) -> Option<StopRecord> {
        let open = |stop: &StopRecord| stop.scope == scope && stop.kind == kind && stop.is_open();
        let row = self.state.stops.iter().position(open)?;
        self.state.change_stop(row, |stop| close(stop, at))
    }

    /// Ends every open stop of a scope: it is out of the case.
    pub(super) fn close_stops_of(&mut self, scope: ScopeIx, at: Instant) -> Vec<StopRecord> {
        if !self.state.index.stops.some_last {
            return Vec::new();
        }
        let rows = self.state.stops.iter().zip(0_usize..);
        let open = rows.filter(|(stop, _)| stop.scope == scope && stop.is_open());
        let open: Vec<usize> = open.map(|(_, row)| row).collect();
        open.into_iter().filter_map(|row| self.state.change_stop(row, |stop| close(stop, at))).collect()
    }

    /// Whether a stop of this kind lasts for exactly this scope.
    pub(super) fn has_open(&self, scope: ScopeIx, kind: StopKind) -> bool {
        self.state.stops.iter().any(|stop| stop.scope == scope && stop.kind == kind && stop.is_open())
    }

    /// The scope, or what is around it, is suspended; a joint action: any of its members is.
    pub(super) fn is_suspended(&self, scope: ScopeIx) -> bool {
        self.engine.suspended_by(&self.state, scope).is_some()
    }

    /// Nothing is decided or asked while it is suspended.
    pub(super) fn expect_not_suspended(&self, scope: ScopeIx) -> Stepped {
        if self.is_suspended(scope) { Err(Refusal::Suspended(scope)) } else { Ok(()) }
    }

    /// Nothing is decided while a procedure of the item lasts.
    pub(super) fn expect_no_procedure(&self, scope: ScopeIx, node: NodeIx) -> Stepped {
        if self.engine.node(node).kind != NodeKind::Decide {
            return Ok(());
        }
        let open = self.engine.open_procedure(&self.state, scope);
        match open {
            Some(procedure) => Err(Refusal::ProcedureOpen { scope, procedure }),
            None => Ok(()),
        }
    }

    /// A joint action does not begin while the clock of a member stands (rule F4): the first instant, from the one at
    /// which it could, at which none does; none while one lasts.
    pub(super) fn free_from_stops(&self, joint: NodeIx, ready: Instant) -> Result<Option<Instant>, Refusal> {
        let Some(barrier) = self.engine.barrier(joint) else { return Ok(Some(ready)) };
        let is_open = |member: &&ScopeIx| self.state.scope(**member).outcome == ScopeOutcome::Open;
        let mut at = ready;
        for stop in self.state.stops.iter().filter(|stop| self.stands(stop)) {
            let mut members = barrier.members.iter().filter(is_open);
            if !members.any(|member| self.engine.is_within(*member, stop.scope)) {
                continue;
            }
            match stop.to {
                None => return Ok(None),
                Some(to) if stop.from <= at => at = at.max(self.handed_over(to)?),
                Some(_) => {}
            }
        }
        Ok(Some(at))
    }

    /// A stop that ends on a rest day, or after closing, moves by what it took until then (rule T5), so that the next
    /// working day is a first day of work again: what waited begins at the closing time before.
    fn handed_over(&self, to: Instant) -> Result<Instant, Refusal> {
        let calendar = self.engine.calendar();
        let last = calendar.last_working_day_until(calendar.date_of(to))?;
        Ok(to.min(calendar.closing(last)))
    }

    /// A stop begun by an event that holds up work: 中止, or a 特别程序 that is not planned and stops the clock.
    fn stands(&self, stop: &StopRecord) -> bool {
        match stop.kind {
            StopKind::Correction | StopKind::Rework => false,
            StopKind::Suspension => true,
            StopKind::Procedure(at) => self.engine.procedure(at).is_some_and(|p| p.stops && p.node.is_none()),
        }
    }

    /// Whether a stop that has not ended holds this limit.
    pub(super) fn is_held(&self, limit: LimitIx) -> bool {
        self.engine.held_by(&self.state, limit).is_some()
    }

    /// Forgets a planned procedure that had begun and must begin anew: the acceptance before it was undone.
    pub(super) fn forget_procedure(&mut self, procedure: ProcedureIx) {
        self.state.retain_stops(|stop| stop.kind != StopKind::Procedure(procedure) || !stop.is_open());
    }

    /// A part of an item has ended: it may wait, from now on, for another whose clock stands.
    pub(super) fn look_at_waits(&mut self, node: NodeIx, at: Instant) -> Stepped {
        let scope = self.engine.node(node).scope;
        let item = self.engine.scope(scope).parent.filter(|parent| *parent != ScopeIx(0));
        let waits = |stop: &&StopRecord| {
            let others = [Some(scope), item];
            stop.is_open()
                && stop.kind != StopKind::Correction
                && others.iter().flatten().any(|item| stop.also.contains(item))
        };
        let open: Vec<StopRecord> = self.state.stops.iter().filter(waits).cloned().collect();
        for stop in open {
            self.reproject(&stop, at)?;
        }
        Ok(())
    }

    /// After a stop began or ended: due instants and alarms of the open limits that it moves.
    pub(super) fn reproject(&mut self, stop: &StopRecord, at: Instant) -> Stepped {
        let limits = 0..u32::try_from(self.engine.plan().limits.len()).unwrap_or(u32::MAX);
        for limit in limits.map(LimitIx) {
            let state = self.state.limit(limit);
            if state.phase != LimitPhase::Open || !self.engine.stop_moves(stop, self.engine.limit(limit)) {
                continue;
            }
            self.redate(limit, at)?;
        }
        Ok(())
    }
}

fn close(stop: &mut StopRecord, at: Instant) -> StopRecord {
    stop.to = Some(at);
    if let Some(watch) = &mut stop.watch {
        watch.alarm = None;
    }
    stop.clone()
}
