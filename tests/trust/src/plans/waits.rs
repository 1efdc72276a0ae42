//! 容缺: what the applicant owes, and which decisions wait for it.

use super::Maker;
use lianban_compiler::proof::testing::node;
use lianban_runtime::plan::{
    Anchor, AnchorPoint, EdgeKind, Guard, GuardIx, Join, LimitKind, LimitSpan, MaterialIx, MaterialSource,
    Node, NodeKind, Obligation, ScopeIx, Silence,
};
use lianban_runtime::time::{Roll, Span, Unit};

impl Maker {
    pub(super) fn awaits(&mut self) {
        for number in 0..self.dice.below(3) {
            let material = self.b.material(&format!("材料{number}"), MaterialSource::Applicant);
            let first = self.dice.below(self.items.len());
            let second = self.dice.below(self.items.len());
            let budget = match self.dice.below(4) {
                0 => Span { amount: self.dice.small(15), unit: Unit::Day, roll: Roll::Next },
                _ => Span::work_days(self.dice.small(9)),
            };
            let apart = self.joins_together(first, second) || self.comes_before(first, second);
            if first == second || apart {
                self.wait(material, budget, &[first], &[first], 0);
                if first < second {
                    // The acceptance of the earlier item begins the wait of the later one too.
                    self.wait(material, budget, &[first, second], &[second], 1);
                }
            } else {
                self.wait(material, budget, &[first, second], &[first, second], 0);
            }
        }
    }

    fn joins_together(&self, one: usize, other: usize) -> bool {
        let joint = |at: usize| self.items[at].joint;
        joint(one).is_some() && joint(one) == joint(other)
    }

    /// Whether one item can be accepted only after something of the other: by any path.
    fn comes_before(&self, one: usize, other: usize) -> bool {
        let reaches = |from, to| {
            let mut seen = vec![from];
            let mut look = vec![from];
            while let Some(at) = look.pop() {
                if at == to {
                    return true;
                }
                for edge in self.b.plan.edges.iter().filter(|edge| edge.from == at) {
                    if !seen.contains(&edge.to) {
                        seen.push(edge.to);
                        look.push(edge.to);
                    }
                }
            }
            false
        };
        let (one, other) = (&self.items[one], &self.items[other]);
        reaches(one.accept, other.accept) || reaches(other.accept, one.accept)
    }

    fn wait(
        &mut self,
        material: MaterialIx,
        budget: Span,
        starts: &[usize],
        blocks: &[usize],
        number: usize,
    ) {
        let guards: Vec<GuardIx> =
            blocks.iter().map(|at| self.b.plan.scopes[self.items[*at].scope.index()].guard).collect();
        let guard = self.b.guard(Guard::Any(guards));
        let name = format!("{}·补交{number}", self.b.plan.materials[material.index()].name);
        let wait = node(&name, ScopeIx(0), NodeKind::Await);
        let wait = self.b.node(Node { work: budget, guard, automatic: false, join: Join::Any, ..wait });
        for at in starts {
            self.b.edge(self.items[*at].accept, wait, EdgeKind::Start);
        }
        for at in blocks {
            self.b.edge(wait, self.items[*at].decide, EdgeKind::Finish);
            let needs = &mut self.b.plan.scopes[self.items[*at].scope.index()].needs;
            if !needs.contains(&material) {
                needs.push(material);
            }
        }
        let limit = self.b.limit(ScopeIx(0), LimitKind::Tolerance, budget);
        let row = &mut self.b.plan.limits[limit.index()];
        row.span = LimitSpan {
            from: Anchor { node: wait, at: AnchorPoint::Start },
            until: Anchor { node: wait, at: AnchorPoint::End },
        };
        row.silence = self.dice.pick(&[
            Silence::Overdue,
            Silence::Overdue,
            Silence::Withdrawn,
            Silence::Refused,
            Silence::Revoked,
        ]);
        let blocks = blocks.iter().map(|at| self.items[*at].decide).collect();
        self.b.plan.obligations.push(Obligation { material, node: wait, limit, blocks });
    }
}
