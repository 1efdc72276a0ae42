//! 启动 预审 and 后补 (decisions 0006, 0007): work ahead of the acceptance, a decision that 办结 does not wait for.

use super::draft::DraftIx;
use super::from_types::{Lowering, bundle_node};
use lianban_runtime::plan::{DepartmentIx, EdgeKind, Node, NodeKind, ScopeIx};

impl Lowering<'_> {
    /// What remains of the promise besides steps and joint action is done ahead of the decision.
    pub(super) fn preview_node(&mut self, at: usize, scope: ScopeIx) {
        let Some(item) = self.linked.items.get(at) else { return };
        let node = Node {
            scope,
            department: item.department.map(|d| DepartmentIx(super::from_types::narrow(d))),
            work: self.work_of(item),
            automatic: false,
            guard: self.guard_of(at),
            ..bundle_node(&format!("{}·预审", item.name.value), NodeKind::Step)
        };
        let drafted = self.draft.node(node, item.name.place);
        if let Some(slot) = self.preview.get_mut(at) {
            *slot = Some(drafted);
        }
    }

    /// Behind what the work of an item begins: its acceptance, for a previewed one the unified acceptance.
    pub(super) fn begin_of(&self, item: usize) -> Option<DraftIx> {
        let previewed = self.preview.get(item).is_some_and(Option::is_some);
        if previewed { Some(self.handover.unwrap_or(self.intake)) } else { self.accept.get(item).copied() }
    }

    /// What follows the steps and the joint action of an item: its decision, for a previewed one the rest of the work.
    pub(super) fn rest_of(&self, item: usize) -> Option<DraftIx> {
        self.preview.get(item).copied().flatten().or_else(|| self.decide.get(item).copied())
    }

    /// Unified acceptance → preview → decision.
    pub(super) fn preview_edges(&mut self) {
        let begins = self.handover.unwrap_or(self.intake);
        for (preview, &decide) in self.preview.iter().zip(&self.decide) {
            if let Some(preview) = *preview {
                self.draft.edge(self.intake, preview, EdgeKind::Start, None);
                self.draft.edge(begins, preview, EdgeKind::Start, None);
                self.draft.edge(preview, decide, EdgeKind::Start, None);
            }
        }
    }
}
