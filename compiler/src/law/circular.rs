//! Nothing waits for itself: by materials (循环证明, rule M3), by the written flow, by a joint action (rule F4).

use super::cycles::shortest;
use crate::diagnostics::semantic::Step;
use crate::diagnostics::{
    Diagnostic, e0214_too_many, e0406_circular_proof, e0407_flow_cycle, e0408_joint_needs_participant,
    e0493_crossing_joints,
};
use crate::names::Place;
use crate::names::linked::Linked;
use crate::plan::precedence::{MAX_PRECEDENCES, Why, add_flow, add_stages, by_materials};
use std::collections::{BTreeMap, BTreeSet};

type Pairs = BTreeMap<(usize, usize), Why>;

/// Reports cycles; where materials alone make one, the flow and the joint actions are not looked at.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    let too_many = || {
        e0214_too_many::too_many(linked.name.place, "条先后关系", "precedences among items", MAX_PRECEDENCES)
    };
    let Ok(mut pairs) = by_materials(linked) else { return diagnostics.push(too_many()) };
    let before = diagnostics.len();
    for cycle in item_cycles(linked, &pairs) {
        diagnostics.push(e0406_circular_proof::circular_proof(&item_steps(linked, &pairs, &cycle)));
    }
    if diagnostics.len() > before {
        return;
    }
    if add_flow(linked, &mut pairs).is_err() || add_stages(linked, &mut pairs).is_err() {
        return diagnostics.push(too_many());
    }
    for cycle in item_cycles(linked, &pairs) {
        diagnostics.push(e0407_flow_cycle::flow_cycle(&item_steps(linked, &pairs, &cycle)));
    }
    if diagnostics.len() == before {
        joint_cycles(linked, &pairs, diagnostics);
    }
}

fn item_cycles(linked: &Linked, pairs: &Pairs) -> Vec<Vec<usize>> {
    shortest(linked.items.len(), &pairs.keys().copied().collect())
}

/// The steps of a cycle of items, told backwards: who waits for whom.
fn item_steps(linked: &Linked, pairs: &Pairs, cycle: &[usize]) -> Vec<Step> {
    let mut steps: Vec<Step> = successors(cycle).filter_map(|pair| waits(linked, pairs, pair)).collect();
    steps.reverse();
    steps
}

/// Neighbours of a cycle, the last one closing it.
fn successors(cycle: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    cycle.iter().copied().zip(cycle.iter().copied().cycle().skip(1))
}

/// “the later item waits for the earlier one”, with its reason.
fn waits(linked: &Linked, pairs: &Pairs, (earlier, later): (usize, usize)) -> Option<Step> {
    let (from, to) = (linked.items.get(earlier)?, linked.items.get(later)?);
    let (before, after) = (&from.name.value, &to.name.value);
    match pairs.get(&(earlier, later))? {
        Why::Material(at) => {
            let material = &linked.materials.get(*at)?.name.value;
            let place = to.needs.iter().find(|n| n.value == *at).map_or(to.name.place, |n| n.place);
            Some(Step {
                zh: format!("“{after}”需要《{material}》，由“{before}”产出"),
                en: format!("“{after}” needs 《{material}》, which “{before}” produces"),
                place,
            })
        }
        Why::Stage => Some(Step {
            zh: format!("“{after}”的阶段排在“{before}”的阶段之后"),
            en: format!("the stage of “{after}” comes after that of “{before}”"),
            place: to.name.place,
        }),
        Why::Flow | Why::Join => Some(Step {
            zh: format!("流程里“{after}”排在“{before}”之后"),
            en: format!("in the flow “{after}” stands after “{before}”"),
            place: to.name.place,
        }),
    }
}

/// Cycles through acceptances (2i), decisions (2i + 1) and joint actions (2n + j).
fn joint_cycles(linked: &Linked, pairs: &Pairs, diagnostics: &mut Vec<Diagnostic>) {
    if linked.joints.is_empty() {
        return;
    }
    let items = linked.items.len();
    let accept = |item: usize| item.saturating_mul(2);
    let decide = |item: usize| accept(item).saturating_add(1);
    let joint = |at: usize| accept(items).saturating_add(at);
    let mut edges: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (at, item) in linked.items.iter().enumerate() {
        edges.insert((accept(at), decide(at)));
        for join in &item.joins {
            // A previewed item is ready from the unified acceptance on.
            if !item.is_previewed() {
                edges.insert((accept(at), joint(join.value)));
            }
            edges.insert((joint(join.value), decide(at)));
        }
        let next = item.joins.iter().skip(1);
        edges.extend(item.joins.iter().zip(next).map(|(a, b)| (joint(a.value), joint(b.value))));
    }
    edges.extend(pairs.keys().map(|(earlier, later)| (decide(*earlier), accept(*later))));
    for cycle in shortest(joint(linked.joints.len()), &edges) {
        let mut steps: Vec<Step> =
            successors(&cycle).filter_map(|pair| joint_step(linked, pairs, items, pair)).collect();
        steps.reverse();
        let is_joint = |node: usize| node >= accept(items);
        diagnostics.push(if successors(&cycle).any(|(from, to)| is_joint(from) && is_joint(to)) {
            e0493_crossing_joints::crossing_joints(&steps)
        } else {
            e0408_joint_needs_participant::joint_needs_participant(&steps)
        });
    }
}

fn joint_step(linked: &Linked, pairs: &Pairs, items: usize, (from, to): (usize, usize)) -> Option<Step> {
    let first_joint = items.saturating_mul(2);
    let item = |node: usize| node.checked_div(2);
    if let (Some(earlier), Some(later)) = (from.checked_sub(first_joint), to.checked_sub(first_joint)) {
        return joint_after_joint(linked, earlier, later);
    }
    if let Some(at) = to.checked_sub(first_joint) {
        let (joint, member) = (linked.joints.get(at)?, linked.items.get(item(from)?)?);
        return Some(told(
            ("要等参加的", "waits for its participant"),
            &joint.name.value,
            &member.name.value,
            joint.name.place,
        ));
    }
    if let Some(at) = from.checked_sub(first_joint) {
        let (joint, member) = (linked.joints.get(at)?, linked.items.get(item(to)?)?);
        let place = member.joins.iter().find(|j| j.value == at).map_or(member.name.place, |j| j.place);
        return Some(told(("要等", "waits for"), &member.name.value, &joint.name.value, place));
    }
    if item(from) == item(to) {
        return None;
    }
    waits(linked, pairs, (item(from)?, item(to)?))
}

/// An item takes part in one joint action right after another.
fn joint_after_joint(linked: &Linked, earlier: usize, later: usize) -> Option<Step> {
    let (first, second) = (&linked.joints.get(earlier)?.name.value, &linked.joints.get(later)?.name.value);
    let pair = |item: &crate::names::linked::Item| {
        let next = item.joins.iter().skip(1);
        let found = item.joins.iter().zip(next).find(|(a, b)| a.value == earlier && b.value == later);
        found.map(|(_, b)| (item.name.value.clone(), b.place))
    };
    let (item, place) = linked.items.iter().find_map(pair)?;
    Some(Step {
        zh: format!("“{item}”先参加“{first}”，再参加“{second}”"),
        en: format!("“{item}” takes part in “{first}”, then in “{second}”"),
        place,
    })
}

fn told((zh, en): (&str, &str), who: &str, whom: &str, place: Place) -> Step {
    Step { zh: format!("“{who}”{zh}“{whom}”"), en: format!("“{who}” {en} “{whom}”"), place }
}
