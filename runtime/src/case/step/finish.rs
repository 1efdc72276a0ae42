//! Good endings that someone reports: an item granted, a joint action held, a paper handed in, delivery made.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Phase, Refusal};
use crate::plan::{EdgeKind, MaterialIx, NodeIx, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// 办结 of an item, a joint action, or (scope 0) delivery. What 转报 ends, 办结 does not.
    pub(super) fn finish(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        if self.engine.is_forwarded(scope) {
            return Err(Refusal::NotForwarded(scope));
        }
        self.complete(scope, at)
    }

    /// The work of a scope ends well.
    pub(super) fn complete(&mut self, scope: ScopeIx, at: Instant) -> Stepped {
        let tables = self.engine.tables();
        let found = tables.scope_if_any(scope).ok_or(Refusal::WrongTarget(scope))?;
        let node = match found.kind {
            ScopeKind::Bundle => self.engine.delivery().ok_or(Refusal::WrongTarget(scope))?,
            ScopeKind::Item => found.exit,
            ScopeKind::Joint | ScopeKind::Step => self.work_of(scope),
            ScopeKind::Stage => return Err(Refusal::WrongTarget(scope)),
        };
        let row = tables.node(node);
        self.expect_applies(scope)?;
        if found.is_reworked {
            self.expect_not_rectifying(scope)?;
        }
        self.expect_running(scope, node)?;
        if self.state.index.stops.some_last {
            self.expect_not_suspended(scope)?;
            self.expect_no_procedure(scope, node)?;
        }
        if row.is_held_up {
            self.expect_unblocked(scope, node)?;
        }
        self.expect_discussed(scope, node)?;
        if row.panel.is_some() {
            self.expect_heard(scope, node)?;
        }
        self.end(node, at)
    }

    pub(super) fn expect_running(&self, scope: ScopeIx, node: NodeIx) -> Stepped {
        match self.state.node(node).phase {
            Phase::Running => Ok(()),
            Phase::Skipped => Err(Refusal::NotApplicable(scope)),
            phase if phase.has_ended() => Err(Refusal::AlreadyEnded(scope)),
            _ if self.is_correcting(scope) => Err(Refusal::AwaitingCorrection(scope)),
            _ => Err(Refusal::NotStarted(scope)),
        }
    }

    /// The item, or the item that the step belongs to, waits for the applicant.
    fn is_correcting(&self, scope: ScopeIx) -> bool {
        let found = self.engine.scope(scope);
        let item = if found.kind == ScopeKind::Step { found.parent.unwrap_or(scope) } else { scope };
        self.state.node(self.engine.scope(item).entry).phase == Phase::Correcting
    }

    /// Finish-to-finish predecessors: nothing may be decided while a missing paper is owed (rule M4).
    pub(super) fn expect_unblocked(&self, scope: ScopeIx, node: NodeIx) -> Stepped {
        let edges = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Finish);
        let open = |from: NodeIx| {
            let phase = self.state.node(from).phase;
            !phase.has_ended() && phase != Phase::Skipped
        };
        match edges.map(|edge| edge.from).find(|from| open(*from)) {
            Some(by) => Err(Refusal::Blocked { scope, by }),
            None => Ok(()),
        }
    }

    /// 补交: a material accepted as missing arrives, owed already or not yet. It serves every item that needs it.
    pub(super) fn supply(&mut self, material: MaterialIx, at: Instant) -> Stepped {
        let engine = self.engine;
        let (mut owed, mut open) = (false, false);
        for node in engine.awaiting(material) {
            let phase = self.state.node(node).phase;
            owed |= phase != Phase::Skipped;
            open |= matches!(phase, Phase::Waiting | Phase::Running);
        }
        if !owed {
            return Err(Refusal::NotOwed(material));
        }
        if !open {
            return Err(Refusal::NoLongerOwed(material));
        }
        self.effect(at, EffectKind::Supplied(material));
        for node in engine.awaiting(material) {
            match self.state.node(node).phase {
                Phase::Waiting => self.node_mut(node).phase = Phase::Early,
                Phase::Running => self.end(node, at)?,
                _ => {}
            }
        }
        Ok(())
    }
}
