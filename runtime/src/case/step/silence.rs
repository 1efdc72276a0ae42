//! What it means that nobody answered (language §3, 默认/超时): each kind of silence is a transition of its own.

use super::{Stepped, Transition};
use crate::case::{CaseOutcome, CaseStatus, EffectKind, Level, LimitPhase, Phase, Refusal, ScopeOutcome};
use crate::plan::{
    CorrectionOverdue, EdgeKind, LimitIx, LimitKind, NodeIx, OnRefusal, OverdueOutcome, ScopeIx, ScopeKind,
    Silence,
};
use crate::time::Instant;

impl Transition<'_> {
    /// A limit has run out at `at`, and its silence takes effect.
    pub(super) fn speak(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        let spec = self.engine.limit(limit);
        let scope = spec.scope;
        match spec.silence {
            Silence::Late => Ok(()),
            Silence::DeemedAccepted => {
                self.limit_mut(limit).phase = LimitPhase::Expired;
                self.deem_accepted()
            }
            Silence::Granted | Silence::NoObjection | Silence::Renewed | Silence::Absent => {
                self.deem_done(limit, scope, at)
            }
            Silence::Overdue
            | Silence::Withdrawn
            | Silence::Refused
            | Silence::Revoked
            | Silence::Rescinded => {
                self.limit_mut(limit).phase = LimitPhase::Expired;
                if spec.silence != Silence::Overdue {
                    self.effect(at, EffectKind::Deemed { limit });
                }
                if spec.kind == LimitKind::Correction {
                    self.not_corrected(scope, spec.silence, at)
                } else if spec.kind == LimitKind::Rectify {
                    self.not_rectified(scope, spec.silence, at)
                } else {
                    self.not_supplied(limit, spec.silence, at)
                }
            }
        }
    }

    /// 逾期不告知的，自收到申请材料之日起即为受理: acceptance is anchored at the receipt (rule T8).
    fn deem_accepted(&mut self) -> Stepped {
        let received = self.state.node(NodeIx(0)).start.ok_or(Refusal::NotSubmitted)?;
        self.accept(received)
    }

    /// 视为同意, 视为无意见, 视为准予延续, 缺席默认: the item, step or joint action has ended well at the due instant.
    /// Silence does not stand in for papers that are owed: then the limit is simply missed.
    fn deem_done(&mut self, limit: LimitIx, scope: ScopeIx, at: Instant) -> Stepped {
        let kind = self.engine.scope(scope).kind;
        let exit = match kind {
            ScopeKind::Joint | ScopeKind::Step => self.work_of(scope),
            _ => self.engine.scope(scope).exit,
        };
        let phase = self.state.node(exit).phase;
        let ready = match kind {
            ScopeKind::Item => !phase.has_ended() && phase != Phase::Skipped,
            _ => phase == Phase::Running,
        };
        // 缺席 视为同意 does not make up for too few who were there.
        let heard = self.engine.tally(&self.state, exit).is_none_or(|standing| standing.complete);
        if !ready || !heard || self.is_blocked(exit) {
            let state = self.limit_mut(limit);
            (state.phase, state.level) = (LimitPhase::Late, Level::Red);
            return Ok(());
        }
        self.limit_mut(limit).phase = LimitPhase::Expired;
        self.effect(at, EffectKind::Deemed { limit });
        if kind != ScopeKind::Item {
            return self.end(exit, at);
        }
        let state = self.node_mut(exit);
        state.start = state.start.or(Some(at));
        let mut look = Vec::new();
        self.end_one(exit, at, Phase::Done, &mut look)?;
        for stop in self.close_stops_of(scope, at) {
            self.reproject(&stop, at)?;
        }
        self.drop_work(scope, at, &mut look)?;
        self.leave_joint_actions(scope, at, &mut look);
        self.drain(look)
    }

    /// A paper is owed before this node may end.
    fn is_blocked(&self, node: NodeIx) -> bool {
        let finish = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Finish);
        let mut phases = finish.map(|edge| self.state.node(edge.from).phase);
        phases.any(|phase| !phase.has_ended() && phase != Phase::Skipped)
    }

    /// 补正 overdue: the item, or the whole case, ends without a decision on its substance.
    fn not_corrected(&mut self, scope: ScopeIx, silence: Silence, at: Instant) -> Stepped {
        let profile = || match self.engine.profile(scope).correction_overdue {
            CorrectionOverdue::Waits => None,
            CorrectionOverdue::Withdrawn => Some(ScopeOutcome::Withdrawn),
            CorrectionOverdue::Refused => Some(ScopeOutcome::Refused),
        };
        let Some(outcome) = written(silence).or_else(profile) else { return Ok(()) };
        if scope == ScopeIx(0) {
            return match outcome {
                ScopeOutcome::Withdrawn => self.end_case(CaseStatus::Withdrawn, CaseOutcome::Withdrawn, at),
                _ => self.end_case(CaseStatus::Rejected, CaseOutcome::Rejected, at),
            };
        }
        let mut look = Vec::new();
        self.drop_for_good(scope, outcome, at, &mut look)?;
        self.drain(look)
    }

    /// 容缺 overdue (rule M4): the outcome befalls every item that still needs the material.
    fn not_supplied(&mut self, limit: LimitIx, silence: Silence, at: Instant) -> Stepped {
        let owed = self.engine.plan().obligations.iter().find(|owed| owed.limit == limit);
        let Some(owed) = owed else { return Ok(()) };
        let blocked: Vec<ScopeIx> = owed.blocks.iter().map(|node| self.engine.node(*node).scope).collect();
        let await_node = owed.node;
        if !self.state.node(await_node).phase.has_ended() {
            let state = self.node_mut(await_node);
            state.phase = Phase::Cancelled;
            state.end = Some(at);
            self.void_limits_until(await_node);
        }
        let mut look = Vec::new();
        for scope in blocked {
            let profile = || match self.engine.profile(scope).tolerance_overdue {
                OverdueOutcome::RevokeAcceptance => ScopeOutcome::Revoked,
                OverdueOutcome::Refuse => ScopeOutcome::Refused,
                OverdueOutcome::Withdraw => ScopeOutcome::Withdrawn,
            };
            let outcome = written(silence).unwrap_or_else(profile);
            self.drop_for_good(scope, outcome, at, &mut look)?;
        }
        self.drain(look)
    }

    /// Takes an item that is still open out of the case; the refusal of a veto item ends the case (rule F3), unless it has
    /// been decided. Several may go at once: what follows, to be looked at when all have gone, is pushed onto `look`.
    pub(super) fn drop_for_good(
        &mut self,
        scope: ScopeIx,
        outcome: ScopeOutcome,
        at: Instant,
        look: &mut Vec<NodeIx>,
    ) -> Stepped {
        if self.state.scope(scope).outcome != ScopeOutcome::Open || self.state.status.is_final() {
            return Ok(());
        }
        let veto = self.engine.scope(scope).on_refusal == OnRefusal::Veto;
        if outcome == ScopeOutcome::Refused && veto && self.state.status != CaseStatus::Decided {
            self.scope_mut(scope).outcome = ScopeOutcome::Refused;
            self.effect(at, EffectKind::Refused(scope));
            return self.end_case(CaseStatus::Refused, CaseOutcome::Refused, at);
        }
        self.drop_items(vec![(scope, outcome)], at, look)
    }
}

/// What the applicant's silence does to an item where the bundle writes it; otherwise the profile decides.
pub(super) const fn written(silence: Silence) -> Option<ScopeOutcome> {
    match silence {
        Silence::Withdrawn => Some(ScopeOutcome::Withdrawn),
        Silence::Refused => Some(ScopeOutcome::Refused),
        Silence::Revoked => Some(ScopeOutcome::Revoked),
        _ => None,
    }
}
