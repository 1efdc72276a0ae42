//! 特别程序, 不计 and 延期.

use super::{Checked, ensure};
use crate::plan::{Limit, LimitKind, NodeKind, Plan, Procedure, ScopeKind};

impl Plan {
    /// A planned procedure is a step of its item; one at hand stands in the bundle or a stage.
    pub(super) fn check_procedures(&self) -> Checked {
        for (row, procedure) in self.procedures.iter().enumerate() {
            let scope = self.scopes.get(procedure.scope.index());
            let fits = match (scope.map(|scope| scope.kind), procedure.node) {
                (Some(ScopeKind::Item), Some(_)) => self.is_step_of(procedure),
                (Some(ScopeKind::Bundle | ScopeKind::Stage), None) => true,
                _ => false,
            };
            let sane = procedure.thresholds.are_sane();
            ensure(sane, "procedures", row, "a share is not between 1 and 99 percent")?;
            ensure(
                fits,
                "procedures",
                row,
                "stands neither in an item with its step nor in a stage or bundle",
            )?;
        }
        Ok(())
    }

    fn is_step_of(&self, procedure: &Procedure) -> bool {
        let node = procedure.node.and_then(|node| self.nodes.get(node.index()));
        let inner = node.filter(|node| node.kind == NodeKind::Step);
        inner
            .and_then(|node| self.scopes.get(node.scope.index()))
            .is_some_and(|step| step.kind == ScopeKind::Step && step.parent == Some(procedure.scope))
    }

    /// 不计 stands on limits of stages and of the bundle and names procedures that stop the clock; 延期 adds the unit of
    /// its limit.
    pub(super) fn check_limit_changes(&self, row: usize, limit: &Limit) -> Checked {
        let whole = matches!(limit.kind, LimitKind::Stage | LimitKind::Bundle | LimitKind::Between);
        ensure(
            whole || limit.excludes.is_empty(),
            "limits",
            row,
            "不计 on a limit of neither stage nor bundle",
        )?;
        let stops = |at: &crate::plan::ProcedureIx| self.procedures.get(at.index()).is_some_and(|p| p.stops);
        ensure(limit.excludes.iter().all(stops), "limits", row, "不计 of a procedure that stops no clock")?;
        let same = limit.extension.as_ref().is_none_or(|e| e.most.unit == limit.budget.unit);
        ensure(same, "limits", row, "extended in another unit")
    }
}
