//! 特别程序, 不计 and 延期 as rows of the core.

use super::draft::Numbered;
use super::from_types::{Lowering, narrow};
use super::levels::levels;
use crate::names::limit::{Excludes, LimitRules};
use crate::names::linked::{Linked, ProcedureAt};
use crate::names::surface;
use lianban_runtime::plan::{Extension, Procedure, ProcedureIx, Thresholds};
use lianban_runtime::time::Span as Amount;

/// Those of the bundle and its stages, then those planned in items.
pub(super) fn procedures(lowering: &Lowering<'_>, numbered: &Numbered) -> Vec<Procedure> {
    let common = lowering.linked.supervision.as_ref();
    let row = |(at, written): (ProcedureAt, &surface::Procedure)| {
        let (scope, node) = match at {
            ProcedureAt::AtHand(_) => (lowering.stage_scope_of(written.stage), None),
            ProcedureAt::Planned(item, step) => {
                let node = lowering.steps.get(item).and_then(|steps| steps.get(step));
                (lowering.scope_of(item), node.map(|node| numbered.at(*node)))
            }
        };
        let budget = written.limit.as_ref().map(|limit| limit.value);
        Procedure {
            name: written.name.value.clone(),
            kind: kind(written).to_owned(),
            basis: texts(&written.basis),
            scope,
            node,
            budget,
            thresholds: budget
                .map_or_else(Thresholds::default, |budget| levels(budget, &LimitRules::default(), common)),
            stops: written.stops.is_some(),
            told: written.told,
        }
    };
    lowering.linked.all_procedures().map(row).collect()
}

/// 类型, else the name.
pub fn kind(procedure: &surface::Procedure) -> &str {
    procedure.kind.as_ref().map_or(procedure.name.value.as_str(), |kind| kind.value.as_str())
}

fn texts(basis: &[crate::names::Spanned<String>]) -> String {
    let texts: Vec<&str> = basis.iter().map(|text| text.value.as_str()).collect();
    texts.join("；")
}

/// The procedures that a limit of the bundle, or of a stage, does not count.
pub(super) fn excluded(linked: &Linked, list: Option<&Excludes>, stage: Option<usize>) -> Vec<ProcedureIx> {
    let Some(list) = list else { return Vec::new() };
    let named = |procedure: &surface::Procedure| {
        list.all || list.names.iter().any(|name| name.value == procedure.name.value)
    };
    let inside = |which: ProcedureAt, procedure: &surface::Procedure| match (stage, which) {
        (None, _) => true,
        // One of a stage around it may take place in here, and so may one of a stage inside.
        (Some(at), ProcedureAt::AtHand(_)) => procedure
            .stage
            .is_none_or(|own| linked.is_in_stage(stage, own) || linked.is_in_stage(Some(own), at)),
        (Some(at), ProcedureAt::Planned(item, _)) => {
            linked.items.get(item).is_some_and(|item| linked.is_in_stage(item.stage, at))
        }
    };
    let rows = linked.all_procedures().enumerate();
    let fitting = rows.filter(|(_, (at, p))| p.stops.is_some() && named(p) && inside(*at, p));
    fitting.map(|(row, _)| ProcedureIx(narrow(row))).collect()
}

/// 延期 of a limit that counts in the same unit.
pub(super) fn extension(written: Option<&surface::Extension>, budget: Amount) -> Option<Extension> {
    let written = written.filter(|extension| extension.most.value.unit == budget.unit)?;
    Some(Extension {
        most: written.most.value,
        approver: written.approver.value.clone(),
        basis: texts(&written.basis),
    })
}
