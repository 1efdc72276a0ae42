//! 收回: whoever gave work on takes it back, as long as nobody has begun with it. No clock stands for it.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Phase, Refusal};
use crate::plan::{NodeIx, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// 收回 of the last 转办 or 委派 of a step or item; of 转交 (scope 0).
    pub(super) fn recall(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        match found.kind {
            ScopeKind::Bundle => self.recall_hand_over(at),
            ScopeKind::Item | ScopeKind::Step => {
                self.expect_applies(scope)?;
                let node = self.desk_node(scope, found);
                if self.state.node(node).phase.has_ended() {
                    return Err(Refusal::AlreadyEnded(scope));
                }
                self.recall_holder(scope, node, at)
            }
            _ => Err(Refusal::WrongTarget(scope)),
        }
    }

    fn recall_holder(&mut self, scope: ScopeIx, node: NodeIx, at: Instant) -> Stepped {
        let holders = &self.state.hands.holders;
        let Some(last) = holders.iter().rposition(|holder| holder.node == node) else {
            return Err(Refusal::NothingToRecall(scope));
        };
        // A signature, an attendance, a discussion: somebody has begun.
        let hands = &self.state.hands;
        if hands.said.iter().any(|said| said.node == node) || hands.discussion(node).is_some() {
            return Err(Refusal::TakenUp(scope));
        }
        self.state.hands_mut().holders.remove(last);
        self.effect(at, EffectKind::Recalled(node));
        Ok(())
    }

    /// 转交 is undone: the front office has the case again, and the limit of the hand-over runs on from where it began.
    fn recall_hand_over(&mut self, at: Instant) -> Stepped {
        let case = ScopeIx(0);
        let node = self.engine.handover().ok_or(Refusal::WrongTarget(case))?;
        match self.state.node(node).phase {
            Phase::Done => {}
            Phase::Running => return Err(Refusal::NothingToRecall(case)),
            _ => return Err(Refusal::NotStarted(case)),
        }
        self.expect_not_suspended(case)?;
        if self.has_been_taken_up(node) {
            return Err(Refusal::TakenUp(case));
        }
        self.undo_end(node)?;
        self.node_mut(node).phase = Phase::Running;
        self.run_on_limits(node, at)?;
        self.effect(at, EffectKind::Recalled(node));
        Ok(())
    }

    /// Somebody has done something behind the hand-over.
    fn has_been_taken_up(&self, handover: NodeIx) -> bool {
        let engine = self.engine;
        let state = &self.state;
        let hands = &state.hands;
        let said = !hands.said.is_empty() || !hands.holders.is_empty() || !hands.discussed.is_empty();
        let asked = engine.scope_indices().any(|scope| scope != ScopeIx(0) && state.scope(scope).asked);
        let stopped = state.stops.iter().any(|stop| state.node(handover).end <= Some(stop.from));
        let ended = engine.node_indices().any(|node| {
            let phase = state.node(node).phase;
            node != NodeIx(0) && node != handover && phase.has_ended() && !engine.node(node).automatic
        });
        said || asked || stopped || ended
    }
}
