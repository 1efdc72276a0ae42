//! 跑动 for the exact search: contacts at windows, of which those of one department at one instant are one trip.

use super::diagram::Ref;
use super::figures::{Beginning, inside_data};
use super::network::matters;
use super::solve::{Figure, Look, Stop, Value};
use super::world::{Status, World};
use crate::proof::clock::Clock;
use crate::proof::figures::trips;
use crate::proof::graph::{Graph, at};
use crate::proof::run::run;
use lianban_runtime::plan::{Channel, NodeKind};

/// Trips on the worst of some beginnings.
pub(in crate::proof) struct Trips<C: Clock> {
    contacts: Vec<Ref>,
    matters: Vec<bool>,
    /// From where it is played.
    pub beginnings: Vec<Beginning<C>>,
    aim: u32,
}

impl<C: Clock> Trips<C> {
    /// Contacts that always fall together are one.
    pub fn new(world: &mut World<'_, '_>, beginnings: Vec<Beginning<C>>) -> Result<Self, Stop> {
        let graph = world.graph;
        let nodes = graph.plan.nodes.iter().enumerate();
        let windows: Vec<usize> =
            nodes.filter(|(_, node)| node.channel == Channel::Window).map(|(at, _)| at).collect();
        let mut groups: Vec<(usize, Ref)> = Vec::new();
        for node in &windows {
            let applies = world.node(*node);
            match groups.iter_mut().find(|(other, _)| fall_together(graph, *node, *other)) {
                Some((_, either)) => *either = world.symbols.diagrams.or(*either, applies)?,
                None => groups.push((*node, applies)),
            }
        }
        // A single contact takes place whenever it does.
        let matters = if groups.len() > 1 { matters(graph, windows) } else { Vec::new() };
        let contacts = groups.into_iter().map(|(_, applies)| applies).collect();
        Ok(Self { contacts, matters, beginnings, aim: 0 })
    }
}

/// Whether two contacts end at the same instant wherever both take place, and are handled by the same window.
fn fall_together(graph: &Graph<'_>, one: usize, other: usize) -> bool {
    let (Some(first), Some(second)) = (graph.plan.nodes.get(one), graph.plan.nodes.get(other)) else {
        return false;
    };
    let (Some(before), Some(then)) = (graph.before.get(one), graph.before.get(other)) else { return false };
    let alone = |node| at(&graph.may_be_cut, node);
    let plain = |kind| !matches!(kind, NodeKind::Intake | NodeKind::Await);
    plain(first.kind)
        && plain(second.kind)
        && !alone(one)
        && !alone(other)
        && (first.department, first.work, first.automatic, first.join)
            == (second.department, second.work, second.automatic, second.join)
        && before.start == then.start
        && before.finish == then.finish
}

impl<C: Clock> Figure for Trips<C> {
    fn look(&mut self, world: &mut World<'_, '_>, within: Ref, _: u32) -> Result<Look, Stop> {
        let mut look = Look::default();
        for contact in self.contacts.clone() {
            if world.status(within, contact)? != Status::Never {
                look.bound = look.bound.saturating_add(1);
                look.wanted.push((contact, 1));
            }
        }
        let nodes = world.nodes.clone();
        for (node, applies) in nodes.iter().enumerate().filter(|(node, _)| at(&self.matters, *node)) {
            if at(&self.matters, node) && world.status(within, *applies)? == Status::May {
                look.open = Some(*applies);
                break;
            }
        }
        self.aim = look.bound;
        Ok(look)
    }

    fn value(&mut self, world: &World<'_, '_>, classes: &[usize], _: u32) -> Result<Option<Value>, Stop> {
        let applies = world.applies(classes);
        let mut worst: Option<Value> = None;
        for (at, beginning) in self.beginnings.iter().enumerate() {
            let played = run(world.graph, &applies, &beginning.clock, beginning.origin);
            let count = |played| u32::try_from(trips(world.graph, &played).len()).unwrap_or(u32::MAX);
            let value = inside_data(played)?.map(count);
            if let Some(value) = value.filter(|value| worst.is_none_or(|(worst, _)| *value > worst)) {
                worst = Some((value, at));
            }
            if worst.is_some_and(|(worst, _)| worst >= self.aim) {
                break;
            }
        }
        Ok(worst)
    }

    fn is_sum(&self) -> bool {
        true
    }
}
