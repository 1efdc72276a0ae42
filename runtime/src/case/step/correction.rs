//! 补正 (rule T8): the acceptance of an item, or of the case, is undone until the last paper arrives.

use super::{Stepped, Transition};
use crate::case::{CaseStatus, EffectKind, LimitPhase, Phase, Refusal, ScopeOutcome, StopKind, StopRecord};
use crate::plan::{AnchorPoint, EdgeKind, LimitIx, LimitKind, NodeIx, NodeKind, ScopeIx, ScopeKind};
use crate::time::{Instant, Span};
use std::collections::BTreeSet;

impl Transition<'_> {
    /// 要求补正: once, within the profile's days of receipt or of the predecessor's notice.
    pub(super) fn ask_correction(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let entry = self.correctable(scope, at)?;
        let began = self.state.node(entry).start.ok_or(Refusal::NotStarted(scope))?;
        self.expect_room()?;
        let (kind, also) = (StopKind::Correction, self.companions(scope));
        let stop = StopRecord { kind, scope, from: began, to: None, also, watch: None, basis: String::new() };
        self.scope_mut(scope).asked = true;
        self.state.add_stop(stop.clone());
        self.effect(at, EffectKind::CorrectionAsked(scope));
        if self.state.node(entry).phase == Phase::Done {
            self.undo_end(entry)?;
        }
        self.node_mut(entry).phase = Phase::Correcting;
        self.forget_discussions(scope);
        self.reproject(&stop, at)?;
        for limit in self.correction_limits(scope) {
            self.open_limit(limit, at)?;
        }
        Ok(())
    }

    /// The applicant's limits for correcting this scope (补正时限).
    fn correction_limits(&self, scope: ScopeIx) -> Vec<LimitIx> {
        let limits = self.engine.plan().limits.iter().zip(0_u32..);
        let own = limits.filter(|(l, _)| l.kind == LimitKind::Correction && l.scope == scope);
        own.map(|(_, row)| LimitIx(row)).collect()
    }

    /// The entry node of a scope that may be asked to correct now.
    fn correctable(&self, scope: ScopeIx, at: Instant) -> Result<NodeIx, Refusal> {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        if !matches!(found.kind, ScopeKind::Bundle | ScopeKind::Item) {
            return Err(Refusal::WrongTarget(scope));
        }
        self.expect_applies(scope)?;
        if self.state.scope(scope).asked {
            return Err(Refusal::AskedTwice(scope));
        }
        if self.is_decided(scope) {
            return Err(Refusal::AlreadyEnded(scope));
        }
        let entry = self.state.node(found.entry);
        let (Phase::Done | Phase::Running, Some(began)) = (entry.phase, entry.start) else {
            return Err(Refusal::NotStarted(scope));
        };
        self.expect_not_suspended(scope)?;
        self.expect_not_sent_up(scope)?;
        let Some(days) = self.engine.profile(scope).ask_days else {
            return Err(Refusal::NoCorrection(scope));
        };
        let days = Span::work_days(days);
        let until = self.engine.due(&self.state, self.notified(found.entry, began), days, &[])?;
        if at > until || (scope == ScopeIx(0) && self.was_deemed_accepted()) {
            return Err(Refusal::AskedLate { scope, until });
        }
        Ok(found.entry)
    }

    /// From when the days to ask for a correction count: the receipt of the case, or for an item behind another the
    /// predecessor's notice (rule T8).
    pub(super) fn notified(&self, entry: NodeIx, began: Instant) -> Instant {
        if self.is_behind_work(entry) {
            return began;
        }
        self.state.node(NodeIx(0)).start.unwrap_or(began)
    }

    /// Whether anything but the intake and the hand-over comes before a node in this 情形. A gate is what comes before it:
    /// the beginning of a first stage gives no notice of anything.
    pub(super) fn is_behind_work(&self, node: NodeIx) -> bool {
        let mut look = vec![node];
        let mut seen = BTreeSet::new();
        while let Some(node) = look.pop() {
            let before = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Start);
            for from in before.map(|edge| edge.from) {
                match self.engine.node(from).kind {
                    NodeKind::Intake | NodeKind::Handover => {}
                    _ if self.state.node(from).phase == Phase::Skipped => {}
                    NodeKind::Gate => look.extend(seen.insert(from).then_some(from)),
                    _ => return true,
                }
            }
        }
        false
    }

    /// The item has been decided; for the whole case: any item has.
    fn is_decided(&self, scope: ScopeIx) -> bool {
        let decided = |s: ScopeIx| self.state.node(self.engine.scope(s).exit).phase.has_ended();
        if scope != ScopeIx(0) {
            return decided(scope);
        }
        self.engine.scope_indices().any(|s| self.engine.scope(s).kind == ScopeKind::Item && decided(s))
    }

    pub(super) fn was_deemed_accepted(&self) -> bool {
        let intake = &self.engine.tables().intake_limits;
        intake.iter().any(|limit| self.state.limit(*limit).phase == LimitPhase::Expired)
    }

    /// Who else waits at a joint action that has not ended (rule F4).
    pub(super) fn companions(&self, scope: ScopeIx) -> Vec<ScopeIx> {
        let open = self.engine.barriers_of(scope).filter(|b| !self.state.node(b.node).phase.has_ended());
        let mut others: Vec<ScopeIx> =
            open.flat_map(|b| b.members.iter().copied()).filter(|m| *m != scope).collect();
        others.sort_unstable();
        others.dedup();
        others
    }

    /// Takes back the end of a node: successors that had begun wait again. What has ended by an event stays ended.
    pub(super) fn undo_end(&mut self, node: NodeIx) -> Stepped {
        let mut undo = vec![node];
        let mut look = Vec::new();
        while let Some(node) = undo.pop() {
            self.node_mut(node).end = None;
            self.close_limits(node, AnchorPoint::End);
            self.reopen_limits(node, AnchorPoint::End)?;
            if self.engine.node(node).kind == NodeKind::Intake {
                self.state.set_status(CaseStatus::Received);
            }
            let successors: Vec<NodeIx> = self.engine.started_by(node).map(|edge| edge.to).collect();
            for successor in successors {
                let counters = self.node_mut(successor);
                counters.ended = counters.ended.saturating_sub(1);
                self.undo_start(successor, &mut undo)?;
                look.push(successor);
            }
        }
        self.drain(look)
    }

    fn undo_start(&mut self, node: NodeIx, undo: &mut Vec<NodeIx>) -> Stepped {
        let state = self.state.node(node);
        let automatic = self.engine.node(node).automatic;
        let began = state.phase == Phase::Running || (automatic && state.phase == Phase::Done);
        if !began {
            return Ok(());
        }
        if state.phase == Phase::Done {
            undo.push(node);
        }
        if let Some(procedure) = self.engine.procedure_of(node) {
            self.forget_procedure(procedure);
        }
        // Who was there, or signed, was so at something that did not take place.
        self.forget_said(node);
        let state = self.node_mut(node);
        state.phase = Phase::Waiting;
        state.start = None;
        self.close_limits(node, AnchorPoint::Start);
        self.reopen_limits(node, AnchorPoint::Start)
    }

    /// 补正: the last paper arrives; acceptance is this day.
    pub(super) fn correct(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        let entry = found.entry;
        if self.state.node(entry).phase != Phase::Correcting {
            return Err(Refusal::NothingToCorrect(scope));
        }
        let Some(stop) = self.close_stop(scope, StopKind::Correction, at) else {
            return Err(Refusal::NothingToCorrect(scope));
        };
        for limit in self.correction_limits(scope) {
            self.meet_limit(limit, at);
        }
        self.effect(at, EffectKind::Corrected(scope));
        // The days that were the applicant's move the limit that acceptance is held to, before it is.
        let accepted = self.node_mut(entry);
        (accepted.phase, accepted.end) = (Phase::Done, Some(at));
        self.reproject(&stop, at)?;
        self.end(entry, at)
    }
}

impl crate::case::State {
    /// What the outcomes of the items make of the case.
    #[must_use]
    pub fn outcome_of_items(&self, engine: &crate::case::Engine) -> crate::case::CaseOutcome {
        let decides = |s: &ScopeIx| match engine.scope(*s).kind {
            ScopeKind::Item => true,
            // A joint action of departments only is a decision of its own.
            ScopeKind::Joint => engine.barrier(engine.scope(*s).exit).is_some_and(|b| b.members.is_empty()),
            _ => false,
        };
        let items = engine.scope_indices().filter(decides);
        // 后补: what is still open after 办结 does not make the case a partial one.
        let late = |item: ScopeIx| self.status != CaseStatus::Accepted && engine.late_items().contains(&item);
        let (mut granted, mut withdrawn, mut cancelled, mut other) = (false, false, false, false);
        let (mut rescinded, mut declined) = (false, false);
        for item in items {
            match self.scope(item).outcome {
                ScopeOutcome::Granted => granted = true,
                ScopeOutcome::Skipped | ScopeOutcome::Dropped | ScopeOutcome::NotRequired => {}
                ScopeOutcome::Declined => declined = true,
                ScopeOutcome::Open if late(item) => {}
                ScopeOutcome::Withdrawn | ScopeOutcome::TakenBack => withdrawn = true,
                ScopeOutcome::Rescinded => rescinded = true,
                ScopeOutcome::Cancelled => cancelled = true,
                _ => other = true,
            }
        }
        match (granted, withdrawn || cancelled || rescinded || declined || other) {
            (true, true) => crate::case::CaseOutcome::Partly,
            // Granted once, and nobody refused anything.
            (false, true) if rescinded && !other => crate::case::CaseOutcome::Rescinded,
            (false, true) if declined && !other => crate::case::CaseOutcome::Rejected,
            // 视为撤回 of all, and of what needed it: nobody refused anything.
            (false, true) if withdrawn && !other => crate::case::CaseOutcome::Withdrawn,
            (false, true) => crate::case::CaseOutcome::Refused,
            (_, false) => crate::case::CaseOutcome::Granted,
        }
    }
}
