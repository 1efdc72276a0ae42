//! 特别程序 (rule T5): begun and ended by events, or planned as a step of the item.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Level, LimitPhase, Phase, Refusal, StopKind, StopRecord, Watch};
use crate::plan::{AnchorPoint, NodeIx, ProcedureIx, ScopeIx};
use crate::time::Instant;

impl Transition<'_> {
    /// 启动 of a procedure of the bundle or of a stage, in an item that is accepted and not decided.
    pub(super) fn begin_procedure(&mut self, procedure: ProcedureIx, scope: ScopeIx, at: Instant) -> Stepped {
        let found = self.engine.procedure(procedure).ok_or(Refusal::WrongTarget(scope))?;
        self.expect_item(scope)?;
        if found.node.is_some() {
            return Err(Refusal::ProcedurePlanned(procedure));
        }
        if !self.engine.is_within(scope, found.scope) {
            return Err(Refusal::ProcedureElsewhere { scope, procedure });
        }
        self.expect_in_hand(scope)?;
        self.expect_not_suspended(scope)?;
        if self.has_open(scope, StopKind::Procedure(procedure)) {
            return Err(Refusal::ProcedureOpen { scope, procedure });
        }
        self.expect_room()?;
        let watch = match found.budget {
            None => None,
            Some(budget) => {
                let due = self.engine.due(&self.state, at, budget, &[])?;
                Some(Watch { due, level: Level::Normal, alarm: None })
            }
        };
        let kind = StopKind::Procedure(procedure);
        let (also, basis) = (self.companions(scope), String::new());
        let stop = StopRecord { kind, scope, from: at, to: None, also, watch, basis };
        self.effect(at, EffectKind::ProcedureBegun { procedure, scope });
        self.begin_stop(stop, at)?;
        self.rewatch()
    }

    /// Accepted and not decided.
    pub(super) fn expect_in_hand(&self, scope: ScopeIx) -> Stepped {
        let found = self.engine.scope(scope);
        if self.state.node(found.exit).phase.has_ended() {
            return Err(Refusal::AlreadyEnded(scope));
        }
        match self.state.node(found.entry).phase {
            Phase::Done => Ok(()),
            Phase::Correcting => Err(Refusal::AwaitingCorrection(scope)),
            _ => Err(Refusal::NotStarted(scope)),
        }
    }

    /// 结束 of a procedure, planned or not.
    pub(super) fn end_procedure(&mut self, procedure: ProcedureIx, scope: ScopeIx, at: Instant) -> Stepped {
        let found = self.engine.procedure(procedure).ok_or(Refusal::WrongTarget(scope))?;
        self.expect_item(scope)?;
        self.expect_not_suspended(scope)?;
        if let Some(node) = found.node.filter(|_| found.scope == scope) {
            let runs = self.state.node(node).phase == Phase::Running;
            return if runs { self.end(node, at) } else { Err(Refusal::NoProcedure { scope, procedure }) };
        }
        let Some(stop) = self.close_stop(scope, StopKind::Procedure(procedure), at) else {
            return Err(Refusal::NoProcedure { scope, procedure });
        };
        self.effect(at, EffectKind::ProcedureEnded { procedure, scope });
        self.reproject(&stop, at)?;
        self.look_at_joints(scope)
    }

    /// A planned procedure begins with its step; the ledger keeps its limit.
    pub(super) fn planned_begins(&mut self, node: NodeIx, at: Instant) -> Stepped {
        let Some((procedure, scope)) = self.planned(node) else { return Ok(()) };
        self.effect(at, EffectKind::ProcedureBegun { procedure, scope });
        let kind = StopKind::Procedure(procedure);
        let also = self.companions(scope);
        self.begin_stop(
            StopRecord { kind, scope, from: at, to: None, also, watch: None, basis: String::new() },
            at,
        )
    }

    /// The clock that a planned procedure has stopped runs again. Limits that end with its step are dated anew before they
    /// are held against their due instant (rule T5).
    pub(super) fn close_planned(&mut self, node: NodeIx, at: Instant) -> Result<Option<StopRecord>, Refusal> {
        let Some((procedure, scope)) = self.planned(node) else { return Ok(None) };
        let stop = self.close_stop(scope, StopKind::Procedure(procedure), at);
        let engine = self.engine;
        for limit in engine.limits_until(node, AnchorPoint::End).iter().copied() {
            let open = self.state.limit(limit).phase == LimitPhase::Open;
            if open && stop.as_ref().is_some_and(|stop| engine.stop_moves(stop, engine.limit(limit))) {
                self.redate(limit, at)?;
            }
        }
        Ok(stop)
    }

    /// A planned procedure ends with its step; `stop`: what it had stopped.
    pub(super) fn planned_ends(&mut self, node: NodeIx, stop: Option<StopRecord>, at: Instant) -> Stepped {
        let Some((procedure, scope)) = self.planned(node) else { return Ok(()) };
        self.effect(at, EffectKind::ProcedureEnded { procedure, scope });
        stop.map_or(Ok(()), |stop| self.reproject(&stop, at))
    }

    fn planned(&self, node: NodeIx) -> Option<(ProcedureIx, ScopeIx)> {
        let procedure = self.engine.procedure_of(node)?;
        Some((procedure, self.engine.procedure(procedure)?.scope))
    }

    /// Joint actions that may have waited for the end of a stop.
    pub(super) fn look_at_joints(&mut self, scope: ScopeIx) -> Stepped {
        let engine = self.engine;
        let concerned = engine
            .plan()
            .barriers
            .iter()
            .filter(|barrier| barrier.members.iter().any(|member| engine.is_within(*member, scope)));
        let look = concerned.map(|barrier| barrier.node).collect();
        self.drain(look)
    }

    /// Due instants and alarms of the procedures' own limits; they rest only while the item is suspended.
    pub(super) fn rewatch(&mut self) -> Stepped {
        for row in 0..self.state.stops.len() {
            let Some(stop) = self.state.stops.get(row).filter(|stop| stop.is_open()) else { continue };
            let (Some(watch), StopKind::Procedure(procedure)) = (stop.watch, stop.kind) else { continue };
            let Some(budget) = self.engine.procedure(procedure).and_then(|p| p.budget) else { continue };
            let stops = self.engine.suspensions_of(&self.state, stop.scope);
            let due = self.engine.due(&self.state, stop.from, budget, &stops)?;
            let watch = Watch { due, ..watch };
            let rests = self.is_suspended(stop.scope);
            let next = if rests { None } else { self.engine.next_watch_level(&self.state, stop, watch)? };
            let watch = Watch { alarm: next.map(|(at, _)| at), ..watch };
            self.state.change_stop(row, |stop| stop.watch = Some(watch));
        }
        Ok(())
    }

    /// The limit of a procedure reaches its next level.
    pub(super) fn expire_watch(&mut self, row: usize) -> Stepped {
        let Some(stop) = self.state.stops.get(row) else { return Ok(()) };
        let (Some(watch), StopKind::Procedure(procedure)) = (stop.watch, stop.kind) else { return Ok(()) };
        let scope = stop.scope;
        let mut raised = Watch { alarm: None, ..watch };
        if let Some((at, level)) = self.engine.next_watch_level(&self.state, stop, watch)? {
            raised.level = level;
            raised.alarm = self.engine.next_watch_level(&self.state, stop, raised)?.map(|(at, _)| at);
            self.effect(at, EffectKind::ProcedureLevel { procedure, scope, level });
        }
        self.state.change_stop(row, |stop| stop.watch = Some(raised));
        Ok(())
    }
}
