//! 撤销 of a decision, 撤回 of an item (decision 0020).

use super::{Stepped, Transition};
use crate::case::{EffectKind, Refusal, ScopeOutcome};
use crate::plan::ScopeIx;
use crate::time::Instant;

impl Transition<'_> {
    /// 撤销 of a decision by the authority, also after the case has ended.
    pub(super) fn revoke(&mut self, scope: ScopeIx, reason: &str, at: Instant) -> Stepped {
        self.expect_item(scope)?;
        match self.state.scope(scope).outcome {
            ScopeOutcome::Granted => {}
            ScopeOutcome::Open => return Err(Refusal::NotEnded(scope)),
            _ => return Err(Refusal::AlreadyEnded(scope)),
        }
        if reason.trim().is_empty() {
            return Err(Refusal::NoReason(scope));
        }
        self.rescind(scope, at)
    }

    /// The decision on an item is taken back, and with it what it produced: nothing is left to check, what needs the
    /// product and is not decided yet is cancelled (rule F3), and whoever granted something on it is told.
    pub(super) fn rescind(&mut self, item: ScopeIx, at: Instant) -> Stepped {
        let engine = self.engine;
        self.scope_mut(item).outcome = ScopeOutcome::Rescinded;
        self.effect(at, EffectKind::Rescinded(item));
        let mut look = Vec::new();
        self.drop_steps(item, at, &mut look)?;
        let mut open = Vec::new();
        for edge in engine.started_by(engine.scope(item).exit).filter(|edge| edge.material.is_some()) {
            let dependent = engine.node(edge.to).scope;
            match self.state.scope(dependent).outcome {
                ScopeOutcome::Open => open.push((dependent, ScopeOutcome::Cancelled)),
                ScopeOutcome::Granted => self.effect(at, EffectKind::GroundLost(dependent)),
                _ => {}
            }
        }
        open.reverse();
        self.drop_items(open, at, &mut look)?;
        self.drain(look)
    }

    /// 撤回 of an item by the applicant, or by whoever receives from him in his place: from receipt until it is decided.
    pub(super) fn withdraw_item(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        self.expect_item(scope)?;
        if self.state.scope(scope).outcome != ScopeOutcome::Open {
            return Err(Refusal::AlreadyEnded(scope));
        }
        self.drop_item(scope, ScopeOutcome::TakenBack, at)?;
        // The last one may end a case that is suspended: nothing of it lasts then (rule F5).
        if self.state.status.is_final() {
            self.close_stops_of(ScopeIx(0), at);
        }
        Ok(())
    }
}
