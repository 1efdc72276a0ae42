//! 整改 (rule F2, decision 0007): a joint action or step, its rounds of 整改 and 复核, and a gate behind them all.

use super::draft::{DraftIx, Numbered};
use super::from_types::{Lowering, bundle_node};
use crate::names::surface::Rework;
use lianban_runtime::plan::{EdgeKind, Node, NodeKind, Round};

/// The rounds of one joint action or step.
#[derive(Clone, Debug)]
pub(super) struct Rounds {
    pub of: DraftIx,
    /// 整改 and 复核 of each round.
    pub rounds: Vec<(DraftIx, DraftIx)>,
    /// As written.
    pub rework: Rework,
    /// Of a 事后核查.
    pub check: bool,
}

impl Lowering<'_> {
    /// Drafts the rounds behind `of` and returns what has ended when all that is needed of them has: `of` itself where
    /// nothing is written.
    pub(super) fn rework_nodes(
        &mut self,
        of: DraftIx,
        node: &Node,
        rework: Option<&Rework>,
        check: bool,
    ) -> DraftIx {
        let Some(rework) = rework else { return of };
        let name = |word: String| format!("{}·{word}", node.name);
        let end = Node {
            scope: node.scope,
            guard: node.guard,
            ..bundle_node(&name("完成".to_owned()), NodeKind::Gate)
        };
        let mut rounds = Vec::new();
        let mut before = of;
        for number in 1..=rework.times.value {
            let rectify = Node {
                name: name(format!("整改 {number}")),
                kind: NodeKind::Rectify,
                work: rework.limit.value,
                automatic: false,
                ..end.clone()
            };
            let recheck = Node {
                name: name(format!("复核 {number}")),
                kind: NodeKind::Recheck,
                work: rework.recheck.value,
                department: node.department,
                role: node.role.clone(),
                ..rectify.clone()
            };
            let rectify = self.draft.node(rectify, rework.limit.place);
            let recheck = self.draft.node(recheck, rework.recheck.place);
            self.draft.edge(before, rectify, EdgeKind::Start, None);
            self.draft.edge(rectify, recheck, EdgeKind::Start, None);
            rounds.push((rectify, recheck));
            before = recheck;
        }
        let end = self.draft.node(end, rework.times.place);
        for from in rounds.iter().map(|(_, recheck)| *recheck).chain([of]) {
            self.draft.edge(from, end, EdgeKind::Start, None);
        }
        self.rounds.push(Rounds { of, rounds, rework: rework.clone(), check });
        end
    }

    /// The rows of the plan, sorted.
    pub(super) fn round_rows(&self, numbered: &Numbered) -> Vec<Round> {
        let rows = self.rounds.iter().flat_map(|all| {
            all.rounds.iter().zip(1_u32..).map(|((rectify, recheck), number)| Round {
                of: numbered.at(all.of),
                number,
                rectify: numbered.at(*rectify),
                recheck: numbered.at(*recheck),
                off_the_clock: all.rework.off_the_clock,
            })
        });
        let mut rows: Vec<Round> = rows.collect();
        rows.sort_unstable();
        rows
    }
}
