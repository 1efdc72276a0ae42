//! 转报 (行政许可法 35, 43): a lower authority examines first, and sends the whole file with its opinion to the higher one, which
//! decides and does not ask the applicant for the papers again.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Engine, Phase, Refusal};
use crate::plan::{DepartmentIx, NodeIx, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// 转报: the step ends.
    pub(super) fn forward(&mut self, scope: ScopeIx, opinion: &str, at: Instant) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        if found.kind != ScopeKind::Step {
            return Err(Refusal::WrongTarget(scope));
        }
        self.expect_applies(scope)?;
        if !self.engine.is_forwarded(scope) {
            return Err(Refusal::NothingToForward(scope));
        }
        if opinion.trim().is_empty() {
            return Err(Refusal::NoOpinion(scope));
        }
        let node = self.work_of(scope);
        self.complete(scope, at)?;
        self.effect(at, EffectKind::Forwarded(node));
        Ok(())
    }

    /// No correction is asked of what lies with the higher authority; of the case, if any item does.
    pub(super) fn expect_not_sent_up(&self, scope: ScopeIx) -> Stepped {
        let engine = self.engine;
        let sent = |node: &NodeIx| {
            let step = engine.node(*node).scope;
            self.state.node(engine.scope(step).exit).phase == Phase::Done && engine.is_within(step, scope)
        };
        if engine.plan().desk.forwarded.iter().any(sent) {
            return Err(Refusal::ForwardedAlready(scope));
        }
        Ok(())
    }
}

impl Engine {
    /// Whether a step ends with 转报.
    #[must_use]
    pub fn is_forwarded(&self, scope: ScopeIx) -> bool {
        let forwarded = &self.plan().desk.forwarded;
        !forwarded.is_empty()
            && self
                .plan()
                .scopes
                .get(scope.index())
                .is_some_and(|found| found.kind == ScopeKind::Step && forwarded.contains(&found.entry))
    }

    /// The department that examines an item before it is forwarded; none if it is not.
    #[must_use]
    pub fn examines(&self, item: ScopeIx) -> Option<DepartmentIx> {
        let nodes = self.plan().desk.forwarded.iter();
        let mut steps = nodes.map(|node| self.scope(self.node(*node).scope));
        steps.find(|step| step.parent == Some(item)).and_then(|step| step.department)
    }

    /// The item that a step belongs to; anything else is itself.
    #[must_use]
    pub fn item_around(&self, scope: ScopeIx) -> ScopeIx {
        match self.plan().scopes.get(scope.index()) {
            Some(found) if found.kind == ScopeKind::Step => found.parent.unwrap_or(scope),
            _ => scope,
        }
    }
}
