//! The outcomes of intake besides 受理 and 补正 (行政许可法 32): 不受理, 不予受理 of one item, 当场更正; and 撤销受理, which
//! takes an acceptance back.

use super::admit::expect_reason;
use super::{Stepped, Transition};
use crate::case::{CaseOutcome, CaseStatus, EffectKind, Phase, Refusal, ScopeOutcome};
use crate::plan::{NodeIx, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// 不受理: no decision is needed. An item is out as if it did not apply: what is behind it does not wait for it.
    pub(super) fn not_required(&mut self, scope: ScopeIx, reason: &str, at: Instant) -> Stepped {
        self.expect_not_accepted(scope)?;
        expect_reason(scope, reason)?;
        if scope == ScopeIx(0) {
            self.effect(at, EffectKind::NotRequired(scope));
            return self.end_case(CaseStatus::NotRequired, CaseOutcome::NotRequired, at);
        }
        self.scope_mut(scope).outcome = ScopeOutcome::NotRequired;
        self.effect(at, EffectKind::NotRequired(scope));
        if self.ends_unaccepted(at)? {
            return Ok(());
        }
        let mut look = Vec::new();
        self.skip(scope, at, &mut look)?;
        let engine = self.engine;
        for step in engine.steps_of(scope).iter().copied() {
            // What has been done stays done: a correction of the case may have undone the acceptance behind it.
            if self.state.scope(step).outcome == ScopeOutcome::Open {
                self.scope_mut(step).outcome = ScopeOutcome::Skipped;
                self.skip(step, at, &mut look)?;
            }
        }
        self.leave_joint_actions(scope, at, &mut look);
        self.release_obligations(at);
        self.drain_from(look, at)
    }

    /// 不予受理 of an item; of the case with word of where to go.
    pub(super) fn decline(&mut self, scope: ScopeIx, reason: &str, at: Instant) -> Stepped {
        if scope == ScopeIx(0) {
            return self.reject(reason, at);
        }
        self.expect_not_accepted(scope)?;
        expect_reason(scope, reason)?;
        let mut look = Vec::new();
        self.drop_items(vec![(scope, ScopeOutcome::Declined)], at, &mut look)?;
        if self.ends_unaccepted(at)? { Ok(()) } else { self.drain_from(look, at) }
    }

    /// 撤销受理 of an item that is accepted and not decided.
    pub(super) fn revoke_acceptance(&mut self, scope: ScopeIx, reason: &str, at: Instant) -> Stepped {
        self.expect_refusable(scope)?;
        expect_reason(scope, reason)?;
        self.drop_item(scope, ScopeOutcome::Revoked, at)
    }

    /// 当场更正: on the day on which it was received, or on which the predecessor's notice came. It moves nothing.
    pub(super) fn correct_on_spot(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        if !matches!(found.kind, ScopeKind::Bundle | ScopeKind::Item) {
            return Err(Refusal::WrongTarget(scope));
        }
        self.expect_applies(scope)?;
        if self.state.node(found.exit).phase.has_ended() {
            return Err(Refusal::AlreadyEnded(scope));
        }
        let entry = self.state.node(found.entry);
        let began = match (entry.phase, entry.start) {
            (Phase::Correcting, _) => return Err(Refusal::AwaitingCorrection(scope)),
            (Phase::Running | Phase::Done, Some(began)) => began,
            _ => return Err(Refusal::NotStarted(scope)),
        };
        self.expect_not_suspended(scope)?;
        let received = self.notified(found.entry, began);
        let calendar = self.engine.calendar();
        if calendar.date_of(received) != calendar.date_of(at) {
            return Err(Refusal::NotOnSpot { scope, received });
        }
        self.effect(at, EffectKind::CorrectedOnSpot(scope));
        Ok(())
    }

    /// The case is not accepted, or the item is not: under one unified acceptance it is with the case (rule T7).
    fn expect_not_accepted(&self, scope: ScopeIx) -> Stepped {
        let intake = self.state.node(NodeIx(0)).phase;
        if scope == ScopeIx(0) {
            let open = matches!(intake, Phase::Running | Phase::Correcting);
            return if open { Ok(()) } else { Err(Refusal::AcceptedAlready(scope)) };
        }
        self.expect_item(scope)?;
        if self.state.scope(scope).outcome != ScopeOutcome::Open {
            return Err(Refusal::AlreadyEnded(scope));
        }
        let entry = self.engine.scope(scope).entry;
        let accepted = match self.state.node(entry).phase {
            Phase::Correcting => false,
            Phase::Done => true,
            _ => intake == Phase::Done && !self.is_behind_work(entry),
        };
        if accepted { Err(Refusal::AcceptedAlready(scope)) } else { self.expect_not_suspended(scope) }
    }

    /// Nothing of a case that has not been accepted is left to be accepted: it ends.
    fn ends_unaccepted(&mut self, at: Instant) -> Result<bool, Refusal> {
        if self.state.status != CaseStatus::Received {
            return Ok(false);
        }
        let engine = self.engine;
        let items = || engine.scope_indices().filter(|at| engine.scope(*at).kind == ScopeKind::Item);
        let outcome = |at: ScopeIx| self.state.scope(at).outcome;
        if items().any(|item| outcome(item) == ScopeOutcome::Open) {
            return Ok(false);
        }
        let refused =
            |item: ScopeIx| !matches!(outcome(item), ScopeOutcome::Skipped | ScopeOutcome::NotRequired);
        let (status, told) = if items().any(refused) {
            (CaseStatus::Rejected, CaseOutcome::Rejected)
        } else {
            (CaseStatus::NotRequired, CaseOutcome::NotRequired)
        };
        self.end_case_quietly(status, told, at)?;
        Ok(true)
    }

    /// What has not ended of a scope does not apply any more.
    fn skip(&mut self, scope: ScopeIx, at: Instant, look: &mut Vec<NodeIx>) -> Stepped {
        let engine = self.engine;
        for stop in self.close_stops_of(scope, at) {
            self.reproject(&stop, at)?;
        }
        for node in engine.nodes_of(scope).iter().copied() {
            let state = self.state.node(node);
            if state.phase.has_ended() || state.phase == Phase::Skipped {
                continue;
            }
            let state = self.node_mut(node);
            (state.phase, state.applying, state.start, state.end) = (Phase::Skipped, 0, None, None);
            self.void_limits_until(node);
            let tables = engine.tables();
            for successor in tables.successors(tables.node(node)).iter().copied() {
                let state = self.node_mut(successor);
                state.applying = state.applying.saturating_sub(1);
                look.push(successor);
            }
        }
        self.void_limits_of(scope);
        Ok(())
    }
}
