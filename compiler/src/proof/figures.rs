//! 材料, 跑动, 踏勘: what the applicant has to do (rules M1, M2).

use super::graph::{Applies, Graph, at};
use super::run::Run;
use lianban_runtime::plan::{Fee, FieldIx, MaterialIx, NodeKind, ScopeIx};
use std::collections::BTreeSet;

/// Distinct materials that the applicant brings, by position (rule M1).
pub(super) fn materials(graph: &Graph<'_>, applies: &Applies) -> BTreeSet<usize> {
    let scope = |scope: ScopeIx| at(&applies.scopes, scope.index());
    let holds = |material: MaterialIx, _| at(&applies.materials, material.index());
    graph.plan.materials_brought(&scope, &holds).into_iter().map(MaterialIx::index).collect()
}

/// Distinct fields that the applicant fills in, by position.
pub(super) fn fields(graph: &Graph<'_>, applies: &Applies) -> BTreeSet<usize> {
    let scope = |scope: ScopeIx| at(&applies.scopes, scope.index());
    let holds = |field: FieldIx, _| at(&applies.fields, field.index());
    graph.plan.fields_filled(&scope, &holds).into_iter().map(FieldIx::index).collect()
}

/// The fees that are charged.
pub(super) fn fees<'a>(graph: &'a Graph<'_>, applies: &Applies) -> Vec<&'a Fee> {
    let scope = |scope: ScopeIx| at(&applies.scopes, scope.index());
    let holds = |row: usize, _| at(&applies.fees, row);
    graph.plan.fees_charged(&scope, &holds).collect()
}

/// Nodes at which the applicant comes to a window; contacts handled by one window at one instant are one trip
/// (rule M2). The first node of each trip.
pub(super) fn trips<T: Copy + Ord>(graph: &Graph<'_>, run: &Run<T>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let at_window = graph.plan.nodes.iter().zip(run).enumerate().filter_map(|(index, (node, slot))| {
        let slot = slot.as_ref().filter(|_| node.channel.is_trip())?;
        let intake = node.kind == NodeKind::Intake;
        // What was cancelled might as well have taken place, a moment before.
        let alone = slot.cut.map(|_| index);
        Some((index, (intake, node.department, slot.end, alone)))
    });
    at_window.filter(|(_, contact)| seen.insert(*contact)).map(|(index, _)| index).collect()
}

/// Joint actions of kind 踏勘 that apply and items that inspect alone (rule M2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Visits {
    /// How many.
    pub count: u32,
    /// Whose.
    pub names: Vec<String>,
}

/// All site visits of a case.
pub(super) fn site_visits(graph: &Graph<'_>, applies: &Applies) -> Visits {
    let mut visits = Visits::default();
    for barrier in graph.plan.barriers.iter().filter(|b| b.site_visit && at(&applies.nodes, b.node.index())) {
        visits.count = visits.count.saturating_add(1);
        visits.names.push(graph.name_of(barrier.node.index()));
    }
    let scopes = graph.plan.scopes.iter().zip(&applies.scopes).filter(|(_, applies)| **applies);
    for (scope, _) in scopes.filter(|(scope, _)| scope.own_visits > 0) {
        visits.count = visits.count.saturating_add(scope.own_visits);
        visits.names.push(scope.name.clone());
    }
    visits
}
