//! What the walk over all 情形 finds besides the figures.

use super::graph::{Applies, Graph, at};
use lianban_runtime::plan::{Answer, Join, MaterialIx, MaterialSource, Medium, NodeIx, ScopeIx, ScopeKind};
use lianban_runtime::time::Instant;
use std::collections::BTreeSet;

/// Something that is wrong in at least one 情形. The compiler turns it into a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A scope needs a product although nothing that produces it applies.
    MissingProducer {
        /// Who needs it.
        scope: ScopeIx,
        /// What is needed.
        material: MaterialIx,
        /// The first 情形 in which it is so.
        answers: Vec<Answer>,
        /// The day of submission they stand for, where some condition counts up to it.
        start: Option<Instant>,
    },
    /// 至少 k where fewer than k apply (rule F1).
    TooFewToJoin {
        /// The node that waits.
        node: NodeIx,
        /// k.
        wanted: u32,
        /// How many of its predecessors apply.
        applying: u32,
        /// The first 情形 in which it is so.
        answers: Vec<Answer>,
        /// The day of submission they stand for, where some condition counts up to it.
        start: Option<Instant>,
    },
    /// Two items that apply together both keep an original of a material.
    OriginalHeldTwice {
        /// Of what.
        material: MaterialIx,
        /// Who keeps the first.
        first: ScopeIx,
        /// Who keeps the second.
        second: ScopeIx,
    },
    /// An item or joint action that applies in no 情形 at all.
    NeverApplies {
        /// Which.
        scope: ScopeIx,
    },
    /// A case so long that no start day keeps it inside the calendar's data (rule T1).
    BeyondCalendar {
        /// The first 情形 in which it is so.
        answers: Vec<Answer>,
    },
}

/// Collects findings; each fault is reported for the first 情形 only.
#[derive(Debug, Default)]
pub(super) struct Findings {
    found: Vec<Finding>,
    missing: BTreeSet<(usize, usize)>,
    joins: BTreeSet<usize>,
    originals: BTreeSet<usize>,
    beyond: bool,
    alive: Vec<bool>,
}

impl Findings {
    /// Looks at one 情形.
    pub fn examine(&mut self, graph: &Graph<'_>, applies: &Applies, shown: (&[Answer], Option<Instant>)) {
        self.alive.resize(applies.scopes.len(), false);
        for (alive, applies) in self.alive.iter_mut().zip(&applies.scopes) {
            *alive |= applies;
        }
        self.examine_products(graph, applies, shown);
        self.examine_joins(graph, applies, shown);
        self.examine_originals(graph, applies);
    }

    /// Marks the scopes that apply in some 情形.
    pub fn can_apply(&mut self, scopes: impl Iterator<Item = bool>) {
        let scopes: Vec<bool> = scopes.collect();
        self.alive.resize(scopes.len(), false);
        for (alive, applies) in self.alive.iter_mut().zip(scopes) {
            *alive |= applies;
        }
    }

    fn examine_products(
        &mut self,
        graph: &Graph<'_>,
        applies: &Applies,
        (answers, start): (&[Answer], Option<Instant>),
    ) {
        let in_force = || graph.plan.scopes.iter().enumerate().filter(|(ix, _)| at(&applies.scopes, *ix));
        let produced: BTreeSet<MaterialIx> =
            in_force().flat_map(|(_, s)| s.produces.iter().copied()).collect();
        for (index, scope) in in_force() {
            let needed = |m: &&MaterialIx| at(&applies.materials, m.index()) && !produced.contains(*m);
            for material in scope.needs.iter().filter(needed) {
                let source = graph.plan.materials.get(material.index()).map(|m| &m.source);
                if source == Some(&MaterialSource::Produced) && self.missing.insert((index, material.index()))
                {
                    let scope = scope_ix(index);
                    let answers = answers.to_vec();
                    self.found.push(Finding::MissingProducer { scope, material: *material, answers, start });
                }
            }
        }
    }

    fn examine_originals(&mut self, graph: &Graph<'_>, applies: &Applies) {
        let plan = graph.plan;
        let kept = |m: &lianban_runtime::plan::Material| {
            m.source.is_brought() && m.media.iter().any(|form| form.medium == Medium::Original)
        };
        for (index, _) in plan.materials.iter().enumerate().filter(|(_, m)| kept(m)) {
            if !at(&applies.materials, index) || self.originals.contains(&index) {
                continue;
            }
            let material = MaterialIx(scope_ix(index).0);
            let needing = plan
                .scopes
                .iter()
                .enumerate()
                .filter(|(ix, s)| at(&applies.scopes, *ix) && s.needs.contains(&material));
            let mut needing = needing.map(|(ix, _)| scope_ix(ix));
            if let (Some(first), Some(second)) = (needing.next(), needing.next()) {
                self.originals.insert(index);
                self.found.push(Finding::OriginalHeldTwice { material, first, second });
            }
        }
    }

    fn examine_joins(
        &mut self,
        graph: &Graph<'_>,
        applies: &Applies,
        (answers, start): (&[Answer], Option<Instant>),
    ) {
        let nodes = graph.plan.nodes.iter().zip(&graph.before).enumerate();
        for (index, (node, before)) in nodes.filter(|(index, _)| at(&applies.nodes, *index)) {
            let Join::AtLeast(wanted) = node.join else { continue };
            let applying = before.start.iter().filter(|p| at(&applies.nodes, **p)).count();
            let applying = u32::try_from(applying).unwrap_or(u32::MAX);
            if applying < wanted && self.joins.insert(index) {
                let (node, answers) = (super::graph::node_ix(index), answers.to_vec());
                self.found.push(Finding::TooFewToJoin { node, wanted, applying, answers, start });
            }
        }
    }

    /// Notes that a case never fits into the calendar's data.
    pub fn beyond_calendar(&mut self, answers: &[Answer]) {
        if !std::mem::replace(&mut self.beyond, true) {
            self.found.push(Finding::BeyondCalendar { answers: answers.to_vec() });
        }
    }

    /// All findings. What never applies is known only when every 情形 has been seen.
    pub fn finish(mut self, graph: &Graph<'_>, all_seen: bool) -> Vec<Finding> {
        if all_seen {
            let scopes = graph.plan.scopes.iter().enumerate();
            let dead = scopes.filter(|(ix, s)| s.kind != ScopeKind::Bundle && !at(&self.alive, *ix));
            self.found.extend(dead.map(|(ix, _)| Finding::NeverApplies { scope: scope_ix(ix) }));
        }
        self.found
    }
}

fn scope_ix(index: usize) -> ScopeIx {
    ScopeIx(u32::try_from(index).unwrap_or(u32::MAX))
}
