//! What led here: of all that something waited for, what ended last, and so on back to the submission.

use super::why::Link;
use super::{Reading, Words};
use crate::case::{Phase, StopKind, StopRecord};
use crate::plan::{EdgeKind, NodeIx, NodeKind, ScopeIx};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// Why a node began when it did, or has not begun or ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeWhy {
    /// The node, by name.
    pub node: String,
    /// When it began.
    pub from: Option<Instant>,
    /// When it ended.
    pub to: Option<Instant>,
    /// What it waited for, in plan order.
    pub after: Vec<Link>,
    /// Of these, what ended last: it held the node up. Absent while something is open.
    pub held_up_by: Option<String>,
    /// What it still waits for.
    pub waits_for: Vec<String>,
    /// The sentence.
    pub sentence: Words,
}

impl Reading<'_> {
    /// Why a node began when it did, or has not begun or ended.
    #[must_use]
    pub fn why_node(&self, node: NodeIx) -> NodeWhy {
        let state = self.state.node(node);
        let before: Vec<NodeIx> = self.predecessors(node).collect();
        let last = self.last_of(&before).filter(|_| state.start.is_some());
        let pending = before.iter().filter(|from| self.is_pending(**from)).map(|from| self.node_name(*from));
        let waits_for: Vec<String> = match state.phase {
            Phase::Running => self.obstacles(node),
            Phase::Waiting | Phase::Early => pending.collect(),
            _ => Vec::new(),
        };
        let held_up_by = last.map(|last| self.node_name(last));
        let name = self.node_name(node);
        let mut sentence = match (state.start, &held_up_by) {
            (None, _) => Words::new(format!("“{name}”还没有开始"), format!("“{name}” has not begun")),
            (Some(start), None) => {
                let at = self.moment(start);
                Words::new(format!("“{name}”{at} 开始"), format!("“{name}” began {at}"))
            }
            (Some(start), Some(last)) => {
                let at = self.moment(start);
                Words::new(
                    format!("“{name}”{at} 开始，之前等的是“{last}”"),
                    format!("“{name}” began {at}, held up last by “{last}”"),
                )
            }
        };
        if let Some(end) = state.end {
            let (at, outcome) = (self.moment(end), self.outcome_word(node));
            sentence.push(&format!("，{at} {outcome}"), &format!(", ended {at}: {outcome}"));
        }
        if !waits_for.is_empty() {
            sentence.push(
                &format!("，在等：{}", waits_for.join("、")),
                &format!(", waits for {}", waits_for.join(", ")),
            );
        }
        sentence.push("。", ".");
        NodeWhy {
            node: name,
            from: state.start,
            to: state.end,
            after: before.iter().map(|from| self.link(*from)).collect(),
            held_up_by,
            waits_for,
            sentence,
        }
    }

    /// The chain that led to a node; without one, to what ended last.
    pub(super) fn chain_to(&self, node: Option<NodeIx>) -> Vec<Link> {
        let ended = || {
            let nodes = self.engine.node_indices().filter(|node| self.has_happened(*node));
            nodes.max_by_key(|node| (self.state.node(*node).end, *node))
        };
        let mut at = node.or_else(ended);
        let mut links: Vec<Link> = Vec::new();
        // Predecessors stand before their successors in the plan, so this ends.
        while let Some(node) = at {
            links.extend(self.stops_at(node).map(|stop| self.link_of_stop(stop)));
            let spec = self.engine.node(node);
            // Gates and automatic acceptances take no time and say nothing; the intake says when it began.
            if self.state.node(node).start.is_some() && (!spec.automatic || spec.kind == NodeKind::Intake) {
                links.push(self.link(node));
            }
            let before: Vec<NodeIx> =
                self.predecessors(node).filter(|from| !self.is_pending(*from)).collect();
            at = self.last_of(&before);
        }
        links.reverse();
        links.sort_by_key(|link| link.from);
        links
    }

    /// It ended by what somebody did.
    fn has_happened(&self, node: NodeIx) -> bool {
        let phase = self.state.node(node).phase;
        matches!(phase, Phase::Done | Phase::Refused | Phase::Failed)
    }

    /// Start predecessors that apply.
    fn predecessors(&self, node: NodeIx) -> impl Iterator<Item = NodeIx> {
        let before = self.engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Start);
        before.map(|edge| edge.from).filter(|from| self.state.node(*from).phase != Phase::Skipped)
    }

    /// Of several that have ended, what did so last; of those that did at one instant, the last in the plan: what was
    /// before it is then behind it in the chain.
    fn last_of(&self, nodes: &[NodeIx]) -> Option<NodeIx> {
        let ended = nodes.iter().copied().filter(|node| self.state.node(*node).end.is_some());
        ended.max_by_key(|node| (self.state.node(*node).end, *node))
    }

    /// Corrections of the scope that a node begins; procedures and suspensions of the item that a node decides.
    fn stops_at(&self, node: NodeIx) -> impl Iterator<Item = &StopRecord> {
        let spec = self.engine.node(node);
        let (scope, kind) = (spec.scope, spec.kind);
        self.state.stops.iter().filter(move |stop| match stop.kind {
            StopKind::Correction => {
                stop.scope == scope && matches!(kind, NodeKind::Accept | NodeKind::Intake)
            }
            StopKind::Suspension => {
                stop.scope == scope && matches!(kind, NodeKind::Decide | NodeKind::Close)
                    || stop.scope == ScopeIx(0) && kind == NodeKind::Intake
            }
            StopKind::Procedure(at) => {
                let at_hand = self.engine.procedure(at).is_some_and(|procedure| procedure.node.is_none());
                at_hand && stop.scope == scope && kind == NodeKind::Decide
            }
            // The node of 整改 stands in the chain itself.
            StopKind::Rework => false,
        })
    }

    fn link(&self, node: NodeIx) -> Link {
        let state = self.state.node(node);
        Link {
            name: self.node_name(node),
            from: state.start,
            to: state.end,
            outcome: self.outcome_word(node).to_owned(),
        }
    }

    fn link_of_stop(&self, stop: &StopRecord) -> Link {
        Link {
            name: format!("{} {}", self.stop_in_words(stop), self.engine.scope(stop.scope).name),
            from: Some(stop.from),
            to: stop.to,
            outcome: match stop.kind {
                StopKind::Procedure(_) => "特别程序".to_owned(),
                _ => self.stop_in_words(stop).to_owned(),
            },
        }
    }

    fn outcome_word(&self, node: NodeIx) -> &'static str {
        match self.state.node(node).phase {
            Phase::Waiting | Phase::Early => "未开始",
            Phase::Running => "在办",
            Phase::Correcting => "待补正",
            Phase::Done if self.engine.node(node).kind == NodeKind::Intake => "受理",
            Phase::Done => "办结",
            Phase::Refused => "不予",
            Phase::Failed => "不合格",
            Phase::Cancelled => "取消",
            Phase::Skipped => "不适用",
        }
    }
}
