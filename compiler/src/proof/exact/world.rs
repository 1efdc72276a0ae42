//! What applies, as conditions: of every node, scope, material and field of a plan.

use super::diagram::{ALWAYS, Full, NEVER, Ref};
use super::symbols::Symbols;
use crate::proof::graph::{Applies, Graph};
use crate::proof::scenario::Domains;
use lianban_runtime::plan::{Anchor, AnchorPoint, Join, NodeKind};
use std::collections::BTreeMap;

/// Whether a condition holds in a set of 情形.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::proof) enum Status {
    /// In none.
    #[default]
    Never,
    /// In some.
    May,
    /// In all.
    Must,
}

/// A plan whose conditions are diagrams.
#[derive(Debug)]
pub(in crate::proof) struct World<'g, 'p> {
    /// The flow.
    pub graph: &'g Graph<'p>,
    /// Its questions and conditions.
    pub symbols: Symbols<'p>,
    /// By node: when it applies.
    pub nodes: Vec<Ref>,
    /// By scope.
    pub scopes: Vec<Ref>,
    /// By material.
    pub materials: Vec<Ref>,
    /// By field.
    pub fields: Vec<Ref>,
}

impl<'g, 'p> World<'g, 'p> {
    /// Conditions of at most so many branches.
    pub fn new(graph: &'g Graph<'p>, domains: &'p Domains, most: usize) -> Result<Self, Full> {
        let plan = graph.plan;
        let mut symbols = Symbols::new(plan, domains, most)?;
        let scopes: Vec<Ref> = plan.scopes.iter().map(|scope| symbols.guard(scope.guard)).collect();
        let materials = plan.materials.iter().map(|material| symbols.guard(material.guard)).collect();
        let fields = plan.fields.iter().map(|field| symbols.guard(field.guard)).collect();
        let mut nodes = Vec::with_capacity(plan.nodes.len());
        for (at, node) in plan.nodes.iter().enumerate() {
            let round = matches!(node.kind, NodeKind::Rectify | NodeKind::Recheck);
            if round && !graph.with_rounds {
                nodes.push(NEVER);
                continue;
            }
            let members = graph.members(at).filter(|members| !members.is_empty());
            let joined = match members {
                Some(members) => {
                    let members = members.iter().filter_map(|scope| scopes.get(*scope)).copied();
                    symbols.diagrams.any(members.collect::<Vec<_>>())?
                }
                None => ALWAYS,
            };
            let guard = symbols.guard(node.guard);
            nodes.push(symbols.diagrams.and(joined, guard)?);
        }
        Ok(Self { graph, symbols, nodes, scopes, materials, fields })
    }

    /// When a node applies.
    pub fn node(&self, at: usize) -> Ref {
        self.nodes.get(at).copied().unwrap_or(NEVER)
    }

    /// When a scope does.
    pub fn scope(&self, at: usize) -> Ref {
        self.scopes.get(at).copied().unwrap_or(NEVER)
    }

    /// What applies in one 情形.
    pub fn applies(&self, classes: &[usize]) -> Applies {
        self.graph.applies(&self.symbols.answers(classes), self.symbols.submitted())
    }

    /// One material of the applicant: when it is asked for at all, and when it counts (rule M1).
    pub fn burden(&mut self) -> Result<Vec<Ref>, Full> {
        let plan = self.graph.plan;
        let d = &mut self.symbols.diagrams;
        let mut asked = vec![NEVER; plan.materials.len()];
        for (scope, holds) in plan.scopes.iter().zip(&self.scopes) {
            for need in &scope.needs {
                let brought = plan.materials.get(need.index()).is_some_and(|m| m.source.is_brought());
                if let Some(slot) = asked.get_mut(need.index()).filter(|_| brought) {
                    *slot = d.or(*slot, *holds)?;
                }
            }
        }
        for (slot, guard) in asked.iter_mut().zip(&self.materials) {
            *slot = d.and(*slot, *guard)?;
        }
        let mut counted = Vec::with_capacity(asked.len());
        for (material, holds) in plan.materials.iter().zip(&asked) {
            let options = material.any_of.iter().filter_map(|option| asked.get(option.index())).copied();
            let anyway = d.any(options.collect::<Vec<_>>())?;
            let alone = d.not(anyway)?;
            counted.push(d.and(*holds, alone)?);
        }
        Ok(counted)
    }

    /// By field of the form: when it is asked for.
    pub fn asked_fields(&mut self) -> Result<Vec<Ref>, Full> {
        let plan = self.graph.plan;
        let d = &mut self.symbols.diagrams;
        let mut asked = vec![NEVER; plan.fields.len()];
        for (scope, holds) in plan.scopes.iter().zip(&self.scopes) {
            for field in &scope.fields {
                if let Some(slot) = asked.get_mut(field.index()) {
                    *slot = d.or(*slot, *holds)?;
                }
            }
        }
        for (slot, guard) in asked.iter_mut().zip(&self.fields) {
            *slot = d.and(*slot, *guard)?;
        }
        Ok(asked)
    }

    /// When each fee is charged, with how much it is.
    pub fn charged(&mut self) -> Result<Vec<(Ref, u32)>, Full> {
        let mut charged = Vec::new();
        for fee in &self.graph.plan.fees {
            let (item, holds) = (self.scope(fee.scope.index()), self.symbols.guard(fee.guard));
            charged.push((self.symbols.diagrams.and(item, holds)?, fee.yuan));
        }
        Ok(charged)
    }

    /// When each site visit takes place, with how many it is.
    pub fn visits(&self) -> Vec<(Ref, u32)> {
        let plan = self.graph.plan;
        let joint = plan.barriers.iter().filter(|barrier| barrier.site_visit);
        let joint = joint.map(|barrier| (self.node(barrier.node.index()), 1));
        let own = plan.scopes.iter().zip(&self.scopes).filter(|(scope, _)| scope.own_visits > 0);
        joint.chain(own.map(|(scope, holds)| (*holds, scope.own_visits))).collect()
    }

    /// Whether a condition holds in a set of 情形, which is not empty.
    pub fn status(&mut self, within: Ref, condition: Ref) -> Result<Status, Full> {
        if condition == ALWAYS {
            return Ok(Status::Must);
        }
        let both = self.symbols.diagrams.and(within, condition)?;
        Ok(match both {
            NEVER => Status::Never,
            both if both == within => Status::Must,
            _ => Status::May,
        })
    }

    /// Of several conditions.
    pub fn statuses(&mut self, within: Ref, conditions: &[Ref]) -> Result<Vec<Status>, Full> {
        let mut known: BTreeMap<Ref, Status> = BTreeMap::new();
        let mut all = Vec::with_capacity(conditions.len());
        for condition in conditions {
            let status = match known.get(condition) {
                Some(status) => *status,
                None => {
                    let status = self.status(within, *condition)?;
                    known.insert(*condition, status);
                    status
                }
            };
            all.push(status);
        }
        Ok(all)
    }

    /// By node: when it has ended whenever the moment comes (see [`crate::proof::span`]).
    pub fn ended_before(&mut self, moment: Anchor) -> Result<Vec<Ref>, Full> {
        let mut ended = vec![NEVER; self.graph.plan.nodes.len()];
        let node = moment.node.index();
        // Nodes are in topological order, so who waits for a node stands behind it.
        let seeds: Vec<usize> = match moment.at {
            AnchorPoint::End => vec![node],
            AnchorPoint::Start => self.all_before_start(node),
        };
        for seed in seeds {
            let applies = self.node(seed);
            ended.get_mut(seed).into_iter().for_each(|slot| *slot = applies);
        }
        for at in (0..ended.len()).rev() {
            let here = ended.get(at).copied().unwrap_or(NEVER);
            if here == NEVER {
                continue;
            }
            let finish = self.graph.before.get(at).map_or_else(Vec::new, |before| before.finish.clone());
            for before in self.all_before_start(at).into_iter().chain(finish) {
                let both = self.symbols.diagrams.and(here, self.node(before))?;
                let already = ended.get(before).copied().unwrap_or(NEVER);
                let either = self.symbols.diagrams.or(already, both)?;
                ended.get_mut(before).into_iter().for_each(|slot| *slot = either);
            }
        }
        Ok(ended)
    }

    /// The predecessors that have all ended when a node starts; none where it needs only some of them.
    fn all_before_start(&self, node: usize) -> Vec<usize> {
        let all = self.graph.plan.nodes.get(node).is_some_and(|node| node.join == Join::All);
        let before = self.graph.before.get(node).filter(|_| all);
        before.map_or_else(Vec::new, |before| before.start.clone())
    }
}
