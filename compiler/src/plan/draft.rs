//! Nodes and edges while they are collected, and their final, topological numbering.

use crate::names::Place;
use lianban_runtime::plan::{Edge, EdgeKind, MaterialIx, Node, NodeIx};
use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{BTreeMap, BTreeSet};

/// A node by the order in which it was drafted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DraftIx(pub usize);

/// The flow of a bundle while it is collected.
#[derive(Debug, Default)]
pub struct Draft {
    nodes: Vec<(Node, Place)>,
    edges: BTreeMap<(DraftIx, DraftIx, EdgeKind), Option<MaterialIx>>,
    names: BTreeSet<String>,
}

/// Final numbering.
#[derive(Debug)]
pub struct Numbered {
    /// In topological order, as drafted where the order is free.
    pub nodes: Vec<Node>,
    /// Declarations of the nodes.
    pub places: Vec<Place>,
    /// Sorted by (to, from, kind).
    pub edges: Vec<Edge>,
    /// Drafted position → final position.
    positions: Vec<NodeIx>,
}

impl Numbered {
    /// The final position of a drafted node.
    #[must_use]
    pub fn at(&self, draft: DraftIx) -> NodeIx {
        self.positions.get(draft.0).copied().unwrap_or(NodeIx(0))
    }
}

impl Draft {
    /// Adds a node. A name that another node already bears gets primes, so that names stay unique.
    pub fn node(&mut self, mut node: Node, place: Place) -> DraftIx {
        while !self.names.insert(node.name.clone()) {
            node.name.push('′');
        }
        let at = DraftIx(self.nodes.len());
        self.nodes.push((node, place));
        at
    }

    /// Adds an edge; an edge that carries a material keeps it.
    pub fn edge(&mut self, from: DraftIx, to: DraftIx, kind: EdgeKind, material: Option<MaterialIx>) {
        let slot = self.edges.entry((to, from, kind)).or_insert(material);
        if slot.is_none() {
            *slot = material;
        }
    }

    /// Whether `from` comes before `to`, directly or not. Spends one of `steps` for each edge; when they are used up the
    /// answer is yes.
    pub fn reaches(&self, from: DraftIx, to: DraftIx, steps: &mut usize) -> bool {
        let mut seen = BTreeSet::from([to]);
        let mut look = vec![to];
        while let Some(node) = look.pop() {
            let incoming =
                (node, DraftIx(0), EdgeKind::Start)..=(node, DraftIx(usize::MAX), EdgeKind::Finish);
            for (_, before, _) in self.edges.range(incoming).map(|(key, _)| *key) {
                let Some(left) = steps.checked_sub(1) else { return true };
                *steps = left;
                if before == from {
                    return true;
                }
                if seen.insert(before) {
                    look.push(before);
                }
            }
        }
        false
    }

    /// Numbers the nodes topologically. None if there is a cycle (the law has reported it before) or too many nodes.
    pub fn number(self) -> Option<Numbered> {
        let order = self.order()?;
        let mut positions = vec![NodeIx(0); order.len()];
        for (position, &old) in order.iter().enumerate() {
            *positions.get_mut(old)? = NodeIx(u32::try_from(position).ok()?);
        }
        let at = |draft: DraftIx| positions.get(draft.0).copied();
        let mut edges = Vec::with_capacity(self.edges.len());
        for ((to, from, kind), material) in self.edges {
            edges.push(Edge { to: at(to)?, from: at(from)?, kind, material });
        }
        edges.sort_by_key(|edge| (edge.to, edge.from, edge.kind));
        let mut drafted: Vec<Option<(Node, Place)>> = self.nodes.into_iter().map(Some).collect();
        let (mut nodes, mut places) = (Vec::with_capacity(order.len()), Vec::with_capacity(order.len()));
        for old in order {
            let (node, place) = drafted.get_mut(old)?.take()?;
            nodes.push(node);
            places.push(place);
        }
        Some(Numbered { nodes, places, edges, positions })
    }

    /// Kahn's algorithm; among the nodes that are free, the one drafted first.
    fn order(&self) -> Option<Vec<usize>> {
        let mut graph = DiGraph::<(), (), u32>::with_capacity(self.nodes.len(), self.edges.len());
        for _ in &self.nodes {
            graph.add_node(());
        }
        for (to, from, _) in self.edges.keys() {
            graph.add_edge(NodeIndex::new(from.0), NodeIndex::new(to.0), ());
        }
        let mut waiting: Vec<usize> =
            graph.node_indices().map(|n| graph.edges_directed(n, Direction::Incoming).count()).collect();
        let mut free: BTreeSet<usize> =
            waiting.iter().enumerate().filter(|(_, count)| **count == 0).map(|(at, _)| at).collect();
        let mut order = Vec::with_capacity(waiting.len());
        while let Some(next) = free.pop_first() {
            order.push(next);
            for later in graph.neighbors_directed(NodeIndex::new(next), Direction::Outgoing) {
                let count = waiting.get_mut(later.index())?;
                *count = count.checked_sub(1)?;
                if *count == 0 {
                    free.insert(later.index());
                }
            }
        }
        (order.len() == self.nodes.len()).then_some(order)
    }
}
