//! The moments of a plan in the words of a bundle.

use super::{Anchor, AnchorPoint, NodeIx, NodeKind, Plan};

impl Plan {
    /// A moment as a bundle writes it behind 从 and 到: `立项备案`, `立项备案 受理`, `施工许可 开始`, `受理`, `办结`.
    #[must_use]
    pub fn moment_in_words(&self, anchor: Anchor) -> String {
        let Some(node) = self.nodes.get(anchor.node.index()) else { return String::new() };
        let scope = self.scopes.get(node.scope.index());
        let name = scope.map_or(node.name.as_str(), |scope| scope.name.as_str());
        let start = anchor.at == AnchorPoint::Start;
        match node.kind {
            NodeKind::Intake if start => "提交".to_owned(),
            NodeKind::Intake => "受理".to_owned(),
            NodeKind::Close => "办结".to_owned(),
            NodeKind::Deliver => "统一出件".to_owned(),
            NodeKind::Accept => format!("{name} 受理"),
            NodeKind::Gate
                if scope.is_some_and(|scope| scope.entry == anchor.node && scope.exit != anchor.node) =>
            {
                format!("{name} 开始")
            }
            NodeKind::Gate if scope.is_some_and(|scope| self.is_stage_end(scope, anchor.node)) => {
                name.to_owned()
            }
            NodeKind::Decide => name.to_owned(),
            NodeKind::Joint | NodeKind::Step if start => format!("{name} 开始"),
            NodeKind::Joint | NodeKind::Step => name.to_owned(),
            NodeKind::Await | NodeKind::Gate | NodeKind::Handover | NodeKind::Rectify | NodeKind::Recheck => {
                node.name.clone()
            }
        }
    }

    fn is_stage_end(&self, scope: &super::Scope, node: NodeIx) -> bool {
        scope.kind != super::ScopeKind::Bundle && scope.exit == node
    }
}
