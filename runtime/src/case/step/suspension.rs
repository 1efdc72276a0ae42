//! 中止 and 恢复 (rule F5): while an item or the case is suspended, no limit of it runs and nothing is decided.

use super::{Stepped, Transition};
use crate::case::{CaseStatus, EffectKind, Refusal, StopKind, StopRecord};
use crate::plan::ScopeIx;
use crate::time::Instant;

impl Transition<'_> {
    /// 中止 of an item that is accepted and not decided, or of the accepted case.
    pub(super) fn suspend(&mut self, scope: ScopeIx, basis: &str, at: Instant) -> Stepped {
        if basis.trim().is_empty() {
            return Err(Refusal::NoBasis(scope));
        }
        self.expect_suspendable(scope)?;
        self.expect_not_suspended(scope)?;
        self.expect_room()?;
        let (kind, also) = (StopKind::Suspension, self.companions(scope));
        self.effect(at, EffectKind::Suspended(scope));
        let basis = basis.trim().to_owned();
        self.begin_stop(StopRecord { kind, scope, from: at, to: None, also, watch: None, basis }, at)?;
        self.rewatch()
    }

    fn expect_suspendable(&self, scope: ScopeIx) -> Stepped {
        if scope != ScopeIx(0) {
            self.expect_item(scope)?;
            return self.expect_in_hand(scope);
        }
        match self.state.status {
            CaseStatus::Accepted => Ok(()),
            CaseStatus::Decided => Err(Refusal::AlreadyEnded(scope)),
            _ => Err(Refusal::NotStarted(scope)),
        }
    }

    /// 恢复.
    pub(super) fn resume(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        if scope != ScopeIx(0) {
            self.expect_item(scope)?;
        }
        let Some(stop) = self.close_stop(scope, StopKind::Suspension, at) else {
            return Err(Refusal::NotSuspended(scope));
        };
        self.effect(at, EffectKind::Resumed(scope));
        self.reproject(&stop, at)?;
        self.rewatch()?;
        self.look_at_joints(scope)
    }
}
