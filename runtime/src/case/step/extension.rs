//! 延期 (rule T6): once per limit, before it has run out, within its cap, by the right authority.

use super::{Stepped, Transition};
use crate::case::{About, EffectKind, Level, LimitPhase, PaperKind, Refusal};
use crate::plan::{LimitIx, ScopeIx, ScopeKind};
use crate::time::{Instant, Span};

impl Transition<'_> {
    /// 延期 of every limit of an item, or of the case, that may be extended, still runs and has not run out.
    pub(super) fn extend(&mut self, scope: ScopeIx, by: Span, role: &str, at: Instant) -> Stepped {
        let kind = self.engine.plan().scopes.get(scope.index()).map(|found| found.kind);
        if !matches!(kind, Some(ScopeKind::Bundle | ScopeKind::Item)) {
            return Err(Refusal::WrongTarget(scope));
        }
        self.expect_applies(scope)?;
        let limits = self.extensible(scope, by, role)?;
        if limits.iter().any(|limit| self.state.limit(*limit).extended > 0) {
            return Err(Refusal::ExtendedAlready(scope));
        }
        let in_time: Vec<LimitIx> = limits.into_iter().filter(|limit| self.is_in_time(*limit, at)).collect();
        if in_time.is_empty() {
            return Err(Refusal::ExtendedLate(scope));
        }
        for limit in in_time {
            self.limit_mut(limit).extended = by.amount;
            self.effect(at, EffectKind::LimitExtended { limit, by: by.amount });
            self.redate(limit, at)?;
        }
        self.issue(at, PaperKind::Extension, scope, About::None);
        Ok(())
    }

    /// Running limits that may be extended by so much on this authority.
    fn extensible(&self, scope: ScopeIx, by: Span, role: &str) -> Result<Vec<LimitIx>, Refusal> {
        let rows = (0_u32..).map(LimitIx).zip(&self.engine.plan().limits);
        let possible = rows.filter(|(_, limit)| limit.scope == scope);
        let possible = possible.filter_map(|(at, limit)| Some((at, limit.extension.as_ref()?)));
        let (mut running, mut any) = (Vec::new(), false);
        for (at, extension) in possible {
            any = true;
            let phase = self.state.limit(at).phase;
            if phase != LimitPhase::Open {
                continue;
            }
            if extension.approver != role.trim() {
                return Err(Refusal::WrongAuthority { scope, needed: extension.approver.clone() });
            }
            if by.amount == 0 || by.unit != extension.most.unit || by.amount > extension.most.amount {
                return Err(Refusal::ExtendedTooFar { scope, most: extension.most });
            }
            running.push(at);
        }
        match (any, running.is_empty()) {
            (false, _) => Err(Refusal::NotExtensible(scope)),
            (true, true) => {
                self.expect_in_hand(scope)?;
                Err(Refusal::NotStarted(scope))
            }
            (true, false) => Ok(running),
        }
    }

    /// The due instant itself is in time (rule D3); while a stop holds the limit, it does not run out.
    fn is_in_time(&self, limit: LimitIx, at: Instant) -> bool {
        let state = self.state.limit(limit);
        state.due.is_some_and(|due| at <= due) || (state.level < Level::Red && self.is_held(limit))
    }
}
