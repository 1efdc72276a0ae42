//! Which nodes of the plan are drawn, and the lines between them: instants without a word of their own are left out,
//! and lines that a longer way implies.

use crate::flow::{Case, reaches};
use lianban_runtime::plan::{EdgeKind, Join, NodeKind, Plan, ScopeKind};
use std::collections::{BTreeMap, BTreeSet};

/// A node of the plan that is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// Position in the plan.
    pub plan: usize,
    pub critical: bool,
    /// 决定: nothing else is drawn of its item.
    pub whole: bool,
    /// How many rounds of 整改 may follow, if any.
    pub rounds: u32,
}

/// A line between drawn nodes, by their positions in [`Reduced::nodes`].
#[derive(Clone, Debug)]
pub(crate) struct KeptEdge {
    pub from: usize,
    pub to: usize,
    pub finish: bool,
    pub materials: Vec<String>,
    pub critical: bool,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Reduced {
    pub nodes: Vec<Kept>,
    pub edges: Vec<KeptEdge>,
    /// (what is reworked, 整改, 复核), by positions in `nodes`.
    pub rounds: Vec<(usize, usize, usize)>,
}

#[derive(Clone, Debug, Default)]
struct Link {
    finish: bool,
    materials: BTreeSet<usize>,
}

type Links = BTreeMap<(usize, usize), Link>;

/// Reduces the flow of a plan; of one case, to what applies.
pub(crate) fn reduce(plan: &Plan, case: Option<&Case>, dated: Option<&Case>) -> Reduced {
    let mut shown: BTreeSet<usize> = (0..plan.nodes.len()).filter(|at| applies(plan, case, *at)).collect();
    let mut links = links(plan, &shown);
    let rounds = first_rounds(plan, &mut shown, &mut links);
    without_implied(&mut links);
    loop {
        let gone: Vec<usize> = shown.iter().copied().filter(|at| silent(plan, &links, *at)).take(1).collect();
        let Some(at) = gone.first() else { break };
        contract(&mut links, *at);
        shown.remove(at);
        without_implied(&mut links);
    }
    let place: BTreeMap<usize, usize> = shown.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    let planned = |at: usize| dated.and_then(|d| d.planned(at));
    let edges = links.iter().filter_map(|((from, to), link)| {
        let tight = match (planned(*from), planned(*to)) {
            (Some(a), Some(b)) => a.critical && b.critical && (link.finish || a.end >= b.start),
            _ => false,
        };
        let names = link.materials.iter().filter_map(|m| plan.materials.get(*m)).map(|m| m.name.clone());
        Some(KeptEdge {
            from: *place.get(from)?,
            to: *place.get(to)?,
            finish: link.finish,
            materials: names.collect(),
            critical: tight,
        })
    });
    let edges = edges.collect();
    let nodes = shown.iter().map(|at| Kept {
        plan: *at,
        critical: planned(*at).is_some_and(|p| p.critical),
        whole: is_whole(plan, &shown, *at),
        rounds: u32::try_from(plan.rounds.iter().filter(|round| round.of.index() == *at).count())
            .unwrap_or(0),
    });
    let rounds = rounds.into_iter().filter_map(|(of, rectify, recheck)| {
        Some((*place.get(&of)?, *place.get(&rectify)?, *place.get(&recheck)?))
    });
    Reduced { nodes: nodes.collect(), edges, rounds: rounds.collect() }
}

/// Whether a node takes place; 整改 may, wherever what it reworks does.
fn applies(plan: &Plan, case: Option<&Case>, at: usize) -> bool {
    let Some(case) = case else { return true };
    let round = plan.rounds.iter().find(|r| r.rectify.index() == at || r.recheck.index() == at);
    case.applies(round.map_or(at, |round| round.of.index()))
}

fn links(plan: &Plan, shown: &BTreeSet<usize>) -> Links {
    let mut links = Links::new();
    for edge in &plan.edges {
        let ends = (edge.from.index(), edge.to.index());
        if !shown.contains(&ends.0) || !shown.contains(&ends.1) {
            continue;
        }
        let finish = edge.kind == EdgeKind::Finish;
        let link = links.entry(ends).or_insert(Link { finish, materials: BTreeSet::new() });
        link.finish &= finish;
        link.materials.extend(edge.material.map(|m| m.index()));
    }
    links
}

/// Only the first round of each 整改 is drawn, as a way back: `of` → 整改 → 复核.
fn first_rounds(plan: &Plan, shown: &mut BTreeSet<usize>, links: &mut Links) -> Vec<(usize, usize, usize)> {
    let mut found = Vec::new();
    for round in &plan.rounds {
        let (rectify, recheck) = (round.rectify.index(), round.recheck.index());
        if round.number == 1 && shown.contains(&rectify) && shown.contains(&recheck) {
            found.push((round.of.index(), rectify, recheck));
        } else {
            shown.remove(&rectify);
            shown.remove(&recheck);
        }
    }
    let rechecks: BTreeSet<usize> = found.iter().map(|(_, _, recheck)| *recheck).collect();
    links.retain(|(from, to), _| shown.contains(from) && shown.contains(to) && !rechecks.contains(from));
    found
}

/// Takes out lines that a longer way implies. A line that binds only the end implies nothing but itself.
fn without_implied(links: &mut Links) {
    let mut behind: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for ((from, to), link) in links.iter() {
        if !link.finish {
            behind.entry(*from).or_default().push(*to);
        }
    }
    let mut implied = Vec::new();
    for ((from, to), _) in links.iter() {
        let others = behind.get(from).into_iter().flatten().filter(|next| **next != *to);
        if others.clone().any(|next| reaches(&behind, *next, *to)) {
            implied.push((*from, *to));
        }
    }
    for ends in implied {
        links.remove(&ends);
    }
}

/// An instant that says nothing: an acceptance, or a gate that only hands on, with one way in or one way out.
fn silent(plan: &Plan, links: &Links, at: usize) -> bool {
    let Some(node) = plan.nodes.get(at) else { return false };
    let before: Vec<usize> = links.keys().filter(|(_, to)| *to == at).map(|(from, _)| *from).collect();
    let after: Vec<usize> = links.keys().filter(|(from, _)| *from == at).map(|(_, to)| *to).collect();
    if !node.automatic || node.work.amount > 0 || after.is_empty() || before.is_empty() {
        return false;
    }
    if node.join != Join::All && before.len() > 1 {
        return false;
    }
    // A gate that counts what comes in would count otherwise.
    let counted = |to: &usize| plan.nodes.get(*to).is_some_and(|next| next.join != Join::All);
    if before.len() > 1 && after.iter().any(counted) {
        return false;
    }
    let one_way = before.len() == 1 || after.len() == 1;
    match node.kind {
        NodeKind::Accept => one_way,
        NodeKind::Gate => {
            let scope = plan.scopes.get(node.scope.index());
            let named = scope.is_none_or(|scope| scope.kind == ScopeKind::Bundle) && !node.name.contains('·');
            // Behind 整改 it is where the good way goes on.
            let behind_rounds = before.iter().any(|from| plan.rounds.iter().any(|r| r.of.index() == *from));
            if named || (behind_rounds && after.len() > 1) { false } else { one_way }
        }
        _ => false,
    }
}

fn contract(links: &mut Links, at: usize) {
    let incoming: Vec<(usize, Link)> =
        links.iter().filter(|((_, to), _)| *to == at).map(|((from, _), l)| (*from, l.clone())).collect();
    let outgoing: Vec<(usize, Link)> =
        links.iter().filter(|((from, _), _)| *from == at).map(|((_, to), l)| (*to, l.clone())).collect();
    links.retain(|(from, to), _| *from != at && *to != at);
    for (from, before) in &incoming {
        for (to, after) in &outgoing {
            let finish = before.finish || after.finish;
            let link = links.entry((*from, *to)).or_insert(Link { finish, materials: BTreeSet::new() });
            link.finish &= finish;
            link.materials.extend(before.materials.iter().chain(&after.materials));
        }
    }
}

/// Whether a decision stands for its whole item.
fn is_whole(plan: &Plan, shown: &BTreeSet<usize>, at: usize) -> bool {
    let Some(node) = plan.nodes.get(at).filter(|node| node.kind == NodeKind::Decide) else { return false };
    let inside = |scope: usize| {
        let parent = plan.scopes.get(scope).and_then(|s| s.parent);
        scope == node.scope.index() || parent == Some(node.scope)
    };
    let joins =
        plan.barriers.iter().any(|b| shown.contains(&b.node.index()) && b.members.contains(&node.scope));
    let alone = shown.iter().filter(|other| plan.nodes.get(**other).is_some_and(|n| inside(n.scope.index())));
    !joins && alone.count() == 1
}
