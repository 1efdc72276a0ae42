//! Which item stands behind which; gates with their joins and what they cancel; 后补.

use super::Maker;
use lianban_compiler::proof::testing::node;
use lianban_runtime::plan::{
    Edge, EdgeKind, Guard, GuardIx, Join, MaterialSource, Node, NodeIx, NodeKind, ScopeIx,
};
use std::collections::BTreeSet;

impl Maker {
    /// Items behind earlier ones: by a product, or as written (then transitively).
    pub(super) fn precedences(&mut self) {
        let count = self.items.len();
        let mut behind: BTreeSet<(usize, usize)> = BTreeSet::new();
        for later in 0..count {
            for earlier in 0..later {
                if self.items[earlier].alone || !self.dice.percent(22) {
                    continue;
                }
                if self.dice.percent(40) {
                    self.product(earlier, later);
                    continue;
                }
                let before: Vec<usize> =
                    (0..later).filter(|at| *at == earlier || behind.contains(&(earlier, *at))).collect();
                behind.extend(before.into_iter().map(|at| (later, at)));
            }
        }
        for (later, earlier) in behind {
            self.b.edge(self.items[earlier].decide, self.items[later].accept, EdgeKind::Start);
        }
    }

    fn product(&mut self, earlier: usize, later: usize) {
        let material = self.b.material(&format!("产物{earlier}·{later}"), MaterialSource::Produced);
        let (from, to) = (self.items[earlier].clone(), self.items[later].clone());
        self.b.produces(from.scope, material);
        self.b.plan.scopes[to.scope.index()].needs.push(material);
        let kind = EdgeKind::Start;
        self.b.plan.edges.push(Edge { to: to.accept, from: from.decide, kind, material: Some(material) });
    }

    /// 任一 and 至少 k of the racing items, a milestone of another; 后补 of the last.
    pub(super) fn gates(&mut self) {
        if self.racing > 1 {
            let join = self.dice.pick(&[Join::Any, Join::Any, Join::AtLeast(1), Join::AtLeast(2), Join::All]);
            let gate = self.gate("汇合", join, 0..self.racing);
            if self.cancels_rest {
                let rest: Vec<ScopeIx> = self.items[..self.racing].iter().map(|item| item.scope).collect();
                self.b.cancels(gate, &rest);
            }
            for at in self.racing..self.items.len() {
                if self.dice.percent(50) {
                    self.b.edge(gate, self.items[at].accept, EdgeKind::Start);
                }
            }
        }
        let free = self.items.len() - self.racing;
        if free >= 2 && self.dice.percent(20) {
            let first = self.racing + self.dice.below(free - 1);
            let gate = self.gate("里程碑", Join::All, first..first + 1);
            self.b.edge(gate, self.items[first + 1].accept, EdgeKind::Start);
        }
        let last = self.items[self.items.len() - 1].clone();
        if free >= 1 && self.stages.is_empty() && self.dice.percent(15) {
            self.b.plan.edges.retain(|edge| edge.from != last.decide || edge.to != NodeIx(1));
        }
    }

    fn gate(&mut self, name: &str, join: Join, of: std::ops::Range<usize>) -> NodeIx {
        let guards: Vec<GuardIx> =
            self.items[of.clone()].iter().map(|item| self.b.plan.scopes[item.scope.index()].guard).collect();
        let guard = self.b.guard(Guard::Any(guards));
        let gate = self.b.node(Node { guard, join, ..node(name, ScopeIx(0), NodeKind::Gate) });
        for item in &self.items[of] {
            self.b.edge(item.decide, gate, EdgeKind::Start);
        }
        if join == Join::All {
            self.behind_intake(gate);
        }
        self.b.edge(gate, NodeIx(1), EdgeKind::Start);
        gate
    }
}
