//! 转交, 转办, 委派, 加签, 减签, 退回, 催办, 抄送: what is done with work besides ending it. None of it stops a clock.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Holder, Party, Phase, Refusal, ScopeOutcome, Signers};
use crate::plan::{
    AnchorPoint, EdgeKind, Handling, MAX_SEATS, Needed, NodeIx, PanelKind, ScopeIx, ScopeKind, Voice,
};
use crate::time::Instant;

/// Most 转办 and 委派 of one case.
const MAX_HOLDERS: usize = 1_000;

impl Transition<'_> {
    /// 转交: the back office has the case.
    pub(super) fn hand_over(&mut self, at: Instant) -> Stepped {
        let node = self.engine.handover().ok_or(Refusal::WrongTarget(ScopeIx(0)))?;
        match self.state.node(node).phase {
            Phase::Running => self.end(node, at),
            phase if phase.has_ended() => Err(Refusal::AlreadyEnded(ScopeIx(0))),
            _ => Err(Refusal::NotStarted(ScopeIx(0))),
        }
    }

    /// The node that works on a step or decides an item, if it has not ended and this is allowed with it.
    fn handled(&self, scope: ScopeIx, handling: Handling) -> Result<NodeIx, Refusal> {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        if !matches!(found.kind, ScopeKind::Item | ScopeKind::Step) {
            return Err(Refusal::WrongTarget(scope));
        }
        self.expect_applies(scope)?;
        let node = self.desk_node(scope, found);
        if self.state.node(node).phase.has_ended() {
            return Err(Refusal::AlreadyEnded(scope));
        }
        let allowed = self.engine.plan().desk.allowed.iter().find(|row| row.node == node);
        if allowed.is_some_and(|row| row.what.contains(&handling)) {
            Ok(node)
        } else {
            Err(Refusal::NotAllowed { scope, what: handling })
        }
    }

    /// 转办 or 委派.
    pub(super) fn reassign(&mut self, scope: ScopeIx, to: &Party, instead: bool, at: Instant) -> Stepped {
        let handling = if instead { Handling::Transfer } else { Handling::Entrust };
        let node = self.handled(scope, handling)?;
        if self.state.hands.holders.len() >= MAX_HOLDERS {
            return Err(Refusal::TooMany { what: format!("{MAX_HOLDERS} × 转办、委派") });
        }
        if instead {
            self.state.hands_mut().holders.retain(|holder| holder.node != node);
        }
        self.state.hands_mut().holders.push(Holder { node, to: to.clone(), instead });
        self.effect(at, EffectKind::Reassigned(node));
        Ok(())
    }

    /// 加签 or 减签. 减签 takes no signature back, leaves one signer, and as many as the vote needs.
    pub(super) fn signer(&mut self, scope: ScopeIx, who: Voice, add: bool, at: Instant) -> Stepped {
        let node = self.handled(scope, if add { Handling::AddSigner } else { Handling::RemoveSigner })?;
        self.expect_not_suspended(scope)?;
        let panel = self.engine.panel(node).ok_or(Refusal::NobodySpeaks(scope))?;
        if !matches!(panel.kind, PanelKind::Signing { .. }) {
            return Err(Refusal::WrongTarget(scope));
        }
        let mut voices = self.engine.voices(&self.state, node);
        if add == voices.contains(&who) {
            return Err(if add { Refusal::SeatTaken(scope) } else { Refusal::NoSeat(scope) });
        }
        if add && voices.len() >= MAX_SEATS {
            return Err(Refusal::TooMany { what: format!("{MAX_SEATS} × 签署人") });
        }
        if add {
            voices.push(who);
        } else {
            let least = match panel.needed {
                Needed::AtLeast(k) => usize::try_from(k).unwrap_or(usize::MAX),
                Needed::All | Needed::Majority => 1,
            };
            if self.state.hands.of(node, who).is_some() {
                return Err(Refusal::SpokenAlready(scope));
            }
            if voices.len() <= least {
                return Err(Refusal::TooFewSigners(scope));
            }
            voices.retain(|voice| *voice != who);
        }
        let hands = self.state.hands_mut();
        hands.signers.retain(|signers| signers.node != node);
        hands.signers.push(Signers { node, who: voices });
        self.effect(at, EffectKind::SignersChanged(node));
        if self.state.node(node).phase == Phase::Running { self.count_signatures(node, at) } else { Ok(()) }
    }

    /// 退回: the step, and all behind it, run anew; their limits run on.
    pub(super) fn send_back(&mut self, scope: ScopeIx, to: Option<ScopeIx>, at: Instant) -> Stepped {
        let current = self.handled(scope, Handling::SendBack)?;
        self.expect_running(scope, current)?;
        self.expect_not_suspended(scope)?;
        let item = match self.engine.scope(scope).kind {
            ScopeKind::Step => self.engine.scope(scope).parent.ok_or(Refusal::WrongTarget(scope))?,
            _ => scope,
        };
        let steps: Vec<ScopeIx> = self.done_before(item, scope, current);
        let from = match to {
            Some(to) => steps.iter().position(|step| *step == to),
            None => steps.len().checked_sub(1),
        };
        // What has been put right once is not done once more from the beginning.
        let reworked = |step: &ScopeIx| !self.engine.rounds_of(self.engine.scope(*step).entry).is_empty();
        let concerned = from.and_then(|from| steps.get(from..)).unwrap_or_default();
        if let Some(step) = concerned.iter().chain([&scope]).copied().find(|step| reworked(step)) {
            return Err(Refusal::Reworked(step));
        }
        let again: Vec<NodeIx> = from
            .and_then(|from| steps.get(from..))
            .map(|steps| steps.iter().map(|step| self.engine.scope(*step).exit).collect())
            .unwrap_or_default();
        let Some(&target) = again.first() else { return Err(Refusal::NothingBefore(scope)) };
        let behind = again.iter().copied().skip(1).chain(std::iter::once(current));
        if behind.clone().any(|node| self.joint_before(node)) {
            return Err(Refusal::BehindJoint(scope));
        }
        self.wait_again(current, at)?;
        for node in again.iter().rev() {
            self.take_back(*node, at)?;
        }
        self.effect(at, EffectKind::SentBack(target));
        self.start(target, at)
    }

    /// The steps of an item that have ended, in order, before the one that runs. What runs beside it, as a 特别程序 that
    /// binds only the decision (decision 0013, 2), is not before it.
    fn done_before(&self, item: ScopeIx, scope: ScopeIx, current: NodeIx) -> Vec<ScopeIx> {
        let steps = self.engine.steps_of(item).iter().copied();
        let before = steps.take_while(|step| *step != scope);
        let ended = before.filter(|step| self.state.node(self.engine.scope(*step).exit).phase == Phase::Done);
        ended.filter(|step| self.engine.leads_to(self.engine.scope(*step).exit, current)).collect()
    }

    /// A joint action that takes place in this 情形 stands right before the node.
    fn joint_before(&self, node: NodeIx) -> bool {
        self.engine.incoming(node).iter().any(|edge| {
            edge.kind == EdgeKind::Start
                && self.engine.scope(self.engine.node(edge.from).scope).kind == ScopeKind::Joint
                && self.state.node(edge.from).phase != Phase::Skipped
        })
    }

    /// What was said at a node was said of something that did not take place; so was what was discussed.
    pub(super) fn forget_said(&mut self, node: NodeIx) {
        let hands = &self.state.hands;
        if hands.said.iter().any(|said| said.node == node) || hands.discussion(node).is_some() {
            self.state.hands_mut().forget(node);
        }
    }

    fn wait_again(&mut self, node: NodeIx, at: Instant) -> Stepped {
        self.forget_said(node);
        let state = self.node_mut(node);
        state.phase = Phase::Waiting;
        state.start = None;
        state.end = None;
        self.reopen_limits(node, AnchorPoint::Start)?;
        self.reopen_limits(node, AnchorPoint::End)?;
        self.run_on_limits(node, at)
    }

    /// A step that had ended is open again.
    fn take_back(&mut self, node: NodeIx, at: Instant) -> Stepped {
        self.wait_again(node, at)?;
        let scope = self.engine.node(node).scope;
        self.scope_mut(scope).outcome = ScopeOutcome::Open;
        let successors: Vec<NodeIx> = self.engine.started_by(node).map(|edge| edge.to).collect();
        for successor in successors {
            let counters = self.node_mut(successor);
            counters.ended = counters.ended.saturating_sub(1);
        }
        Ok(())
    }

    /// 催办.
    pub(super) fn urge(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let node = self.open_node(scope)?;
        self.effect(at, EffectKind::Urged(node));
        Ok(())
    }

    /// 抄送.
    pub(super) fn inform(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        let node = self.desk_node(scope, found);
        self.expect_applies(scope)?;
        self.effect(at, EffectKind::Informed(node));
        Ok(())
    }

    fn open_node(&self, scope: ScopeIx) -> Result<NodeIx, Refusal> {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        let node = self.desk_node(scope, found);
        self.expect_applies(scope)?;
        if self.state.node(node).phase.has_ended() {
            return Err(Refusal::AlreadyEnded(scope));
        }
        Ok(node)
    }
}
