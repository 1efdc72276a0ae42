//! Lanes: the applicant, the window, then the departments as the bundle declares them.

use super::model::{Lane, Model};
use super::reduce::Reduced;
use lianban_runtime::plan::{DepartmentIx, NodeKind, PanelKind, Plan, ScopeIx, Voice};
use std::collections::BTreeSet;

/// Lanes of a plan. 0 is the applicant's, 1 the window's where no department is stated, then the departments'.
pub(crate) struct Lanes {
    lanes: Vec<Lane>,
    of: Vec<usize>,
    spans: Vec<Vec<usize>>,
}

/// The lane of the applicant.
const APPLICANT: usize = 0;
/// The lane of the window where no department is stated.
const WINDOW: usize = 1;

impl Lanes {
    /// The lane of every drawn node.
    pub fn new(plan: &Plan, reduced: &Reduced) -> Self {
        let mut names = vec!["申请人".to_owned(), "综合窗口".to_owned()];
        names.extend(plan.departments.iter().map(|d| d.name.clone()));
        let window = plan
            .nodes
            .iter()
            .find(|n| n.kind == NodeKind::Intake)
            .and_then(|n| n.department)
            .map_or(WINDOW, lane_of);
        let mut of: Vec<usize> = reduced.nodes.iter().map(|kept| home(plan, kept.plan, window)).collect();
        let spans: Vec<Vec<usize>> = reduced.nodes.iter().map(|kept| span(plan, kept.plan)).collect();
        for (lane, span) in of.iter_mut().zip(&spans) {
            if let Some(first) = span.first().filter(|_| !span.contains(lane)) {
                *lane = *first;
            }
        }
        let mut lanes: Vec<Lane> = names.into_iter().map(|name| Lane { name }).collect();
        // The window's department comes right behind the applicant.
        if window > WINDOW {
            let moved = lanes.remove(window);
            lanes.insert(WINDOW + 1, moved);
            let new = |lane: usize| match lane {
                l if l == window => WINDOW + 1,
                l if l > WINDOW && l < window => l + 1,
                l => l,
            };
            of.iter_mut().for_each(|lane| *lane = new(*lane));
            let spans = spans.into_iter().map(|span| {
                let mut span: Vec<usize> = span.into_iter().map(new).collect();
                span.sort_unstable();
                span
            });
            return Self { lanes, of, spans: spans.collect() };
        }
        Self { lanes, of, spans }
    }

    /// All lanes, those without a node included.
    pub fn lanes(&self) -> Vec<Lane> {
        self.lanes.clone()
    }

    /// Of a drawn node.
    pub fn of_node(&self, index: usize) -> usize {
        self.of[index]
    }

    /// The lanes that take part in a joint action.
    pub fn span(&self, index: usize) -> Vec<usize> {
        self.spans[index].clone()
    }

    /// The applicant's.
    pub const fn applicant(&self) -> usize {
        APPLICANT
    }
}

const fn lane_of(department: DepartmentIx) -> usize {
    department.index() + WINDOW + 1
}

fn home(plan: &Plan, at: usize, window: usize) -> usize {
    let Some(node) = plan.nodes.get(at) else { return window };
    if matches!(node.kind, NodeKind::Await | NodeKind::Rectify) {
        return APPLICANT;
    }
    let mut department = node.department;
    let mut scope: Option<ScopeIx> = Some(node.scope);
    while let (None, Some(at)) = (department, scope) {
        let Some(row) = plan.scopes.get(at.index()) else { break };
        department = row.department;
        scope = row.parent;
    }
    department.map_or(window, lane_of)
}

/// Departments that take part in a joint action: those of its items, of its seats, and the lead.
fn span(plan: &Plan, at: usize) -> Vec<usize> {
    let Some(barrier) = plan.barriers.iter().find(|b| b.node.index() == at) else { return Vec::new() };
    let mut found: BTreeSet<usize> = BTreeSet::new();
    let scopes = barrier.members.iter().filter_map(|scope| plan.scopes.get(scope.index()));
    found.extend(scopes.filter_map(|scope| scope.department).map(lane_of));
    let panel = plan.desk.panels.iter().find(|p| p.node.index() == at);
    if let Some(panel) = panel.filter(|p| matches!(p.kind, PanelKind::Meeting { .. })) {
        for seat in &panel.seats {
            match seat.who {
                Voice::Department(department) => _ = found.insert(lane_of(department)),
                Voice::Role(_) => {}
            }
        }
    }
    found.extend(plan.nodes.get(at).and_then(|node| node.department).map(lane_of));
    found.into_iter().collect()
}

/// Takes out lanes in which nothing stands.
pub(crate) fn drop_empty(model: &mut Model) {
    let mut used: BTreeSet<usize> = model.nodes.iter().map(|node| node.lane).collect();
    used.extend(model.nodes.iter().flat_map(|node| node.span.iter().copied()));
    let place: Vec<usize> = (0..model.lanes.len()).map(|lane| used.range(..lane).count()).collect();
    let mut at = 0;
    model.lanes.retain(|_| {
        at += 1;
        used.contains(&(at - 1))
    });
    for node in &mut model.nodes {
        node.lane = place[node.lane];
        for lane in &mut node.span {
            *lane = place[*lane];
        }
    }
}
