//! 集体讨论: where the bundle says so, nobody signs or decides before those in charge have discussed it together. It stops no
//! clock: the discussion is part of the authority's own time.

use super::{Stepped, Transition};
use crate::case::{Discussed, EffectKind, Phase, Refusal};
use crate::plan::{NodeIx, ScopeIx, ScopeKind};
use crate::time::Instant;

impl Transition<'_> {
    /// 集体讨论 of a step while it is worked on, of an item from its acceptance to its decision.
    pub(super) fn discuss(&mut self, scope: ScopeIx, record: &str, at: Instant) -> Stepped {
        let found = self.engine.plan().scopes.get(scope.index()).ok_or(Refusal::WrongTarget(scope))?;
        if !matches!(found.kind, ScopeKind::Item | ScopeKind::Step) {
            return Err(Refusal::WrongTarget(scope));
        }
        self.expect_applies(scope)?;
        if !self.engine.is_discussed(scope) {
            return Err(Refusal::NothingToDiscuss(scope));
        }
        let node = self.desk_node(scope, found);
        match found.kind {
            ScopeKind::Item => self.expect_refusable(scope)?,
            _ => self.expect_running(scope, node)?,
        }
        self.expect_not_suspended(scope)?;
        if self.state.hands.discussion(node).is_some() {
            return Err(Refusal::DiscussedAlready(scope));
        }
        if record.trim().is_empty() {
            return Err(Refusal::NoRecord(scope));
        }
        let record = record.trim().to_owned();
        self.state.hands_mut().discussed.push(Discussed { node, at, record });
        self.effect(at, EffectKind::Discussed(node));
        Ok(())
    }

    /// Nobody signs, ends or decides what has not been discussed.
    pub(super) fn expect_discussed(&self, scope: ScopeIx, node: NodeIx) -> Stepped {
        if self.engine.is_discussed(scope) && self.state.hands.discussion(node).is_none() {
            return Err(Refusal::NotDiscussed(scope));
        }
        Ok(())
    }

    /// 要求补正: what was discussed about decisions that have not come was discussed of other papers.
    pub(super) fn forget_discussions(&mut self, scope: ScopeIx) {
        let engine = self.engine;
        let stale = |state: &crate::case::State, node: NodeIx| {
            engine.is_within(engine.node(node).scope, scope) && state.node(node).phase != Phase::Done
        };
        let rows = &self.state.hands.discussed;
        let gone: Vec<NodeIx> =
            rows.iter().map(|row| row.node).filter(|node| stale(&self.state, *node)).collect();
        for node in gone {
            self.state.hands_mut().discussed.retain(|row| row.node != node);
        }
    }
}
