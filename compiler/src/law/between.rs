//! `从 A 到 B`: B comes behind A. Looked at in the plan, where every order is an edge.

use crate::diagnostics::{Diagnostic, e0453_ends_before_it_begins};
use crate::plan::Lowered;
use lianban_runtime::plan::{Anchor, AnchorPoint, Plan};

/// Reports limits whose second moment is not behind the first.
pub fn check(lowered: &Lowered) -> Vec<Diagnostic> {
    let plan = &lowered.plan;
    let mut found = Vec::new();
    for (row, place) in &lowered.places.between {
        let Some(limit) = plan.limits.get(*row) else { continue };
        if !is_behind(plan, limit.span.from, limit.span.until) {
            let words = |anchor| plan.moment_in_words(anchor);
            let (from, until) = (words(limit.span.from), words(limit.span.until));
            found.push(e0453_ends_before_it_begins::ends_before_it_begins(*place, &from, &until));
        }
    }
    found
}

/// Edges are sorted by their later node, so one walk over them is enough.
fn is_behind(plan: &Plan, from: Anchor, until: Anchor) -> bool {
    if from.node == until.node {
        return from.at == AnchorPoint::Start && until.at == AnchorPoint::End;
    }
    let mut behind = vec![false; plan.nodes.len()];
    if let Some(first) = behind.get_mut(from.node.index()) {
        *first = true;
    }
    for edge in &plan.edges {
        if behind.get(edge.from.index()).copied().unwrap_or(false)
            && let Some(later) = behind.get_mut(edge.to.index())
        {
            *later = true;
        }
    }
    behind.get(until.node.index()).copied().unwrap_or(false)
}
