//! 流程: names of items → positions. An item may be named once.

use super::linked::{Gate, Step};
use super::namespace::Kind;
use super::place::{Place, Spanned};
use super::resolve::Resolver;
use super::surface;
use crate::diagnostics as d;
use crate::syntax::keywords::Keyword;
use lianban_runtime::plan::Join;
use std::collections::BTreeMap;

/// What may stand in a flow besides items.
const FLOW_WORDS: [&str; 3] = [Keyword::Intake.zh(), Keyword::Parallel.zh(), Keyword::Deliver.zh()];

impl Resolver<'_> {
    /// Links the flow.
    pub fn flow(&mut self) {
        let Some(flow) = &self.bundle.flow else { return };
        let mut seen = BTreeMap::new();
        self.linked.flow.chains = self.chains(&flow.chains, &mut seen);
    }

    fn chains(&mut self, chains: &[surface::Chain], seen: &mut BTreeMap<usize, Place>) -> Vec<Vec<Step>> {
        chains.iter().map(|chain| self.chain(chain, seen)).collect()
    }

    fn chain(&mut self, chain: &surface::Chain, seen: &mut BTreeMap<usize, Place>) -> Vec<Step> {
        let mut steps = Vec::new();
        for step in &chain.steps {
            match step {
                surface::Step::Parallel(inner) => steps.push(Step::Parallel(self.chains(inner, seen))),
                surface::Step::Choice(branches) => {
                    let branches = branches.iter();
                    let linked = branches.map(|(when, chain)| (when.clone(), self.chain(chain, seen)));
                    steps.push(Step::Choice(linked.collect()));
                }
                surface::Step::Join(join, branches) => {
                    let inner = self.chains(&branches.chains, seen);
                    let at = self.linked.flow.gates.len();
                    let joins = self.linked.flow.gates.iter().filter(|gate| gate.join != Join::All).count();
                    let number = joins.saturating_add(1);
                    let name = match join.value {
                        Join::AtLeast(k) => format!("汇合 {number}·至少 {k} 支"),
                        _ => format!("汇合 {number}·任一"),
                    };
                    let gate = Gate {
                        name: Spanned::new(name, join.place),
                        join: join.value,
                        cancels: Vec::new(),
                        cancels_rest: branches.cancels_rest,
                    };
                    self.linked.flow.gates.push(gate);
                    steps.push(Step::Join(at, inner));
                }
                surface::Step::Milestone(name, cancelled) => {
                    let at = self.linked.flow.gates.len();
                    self.diagnostics.extend(self.names.declare(name, Kind::Milestone, at));
                    let cancels = self.cancelled(cancelled);
                    let gate = Gate { name: name.clone(), join: Join::All, cancels, cancels_rest: None };
                    self.linked.flow.gates.push(gate);
                    steps.push(Step::Milestone(at));
                }
                surface::Step::Intake(contact) => {
                    self.linked.flow.intake.get_or_insert_with(|| contact.clone());
                }
                surface::Step::Delivery(contact) => {
                    self.linked.flow.delivery.get_or_insert_with(|| contact.clone());
                }
                surface::Step::Item(name) if self.is_stage(name) => steps.push(self.whole_stage(name)),
                surface::Step::Item(name) => {
                    let Some(at) = self.expect_or(name, Kind::Item, &FLOW_WORDS) else { continue };
                    match seen.get(&at) {
                        Some(first) => {
                            self.diagnostics
                                .push(d::e0211_item_twice_in_flow::item_twice_in_flow(name, *first));
                        }
                        None => {
                            seen.insert(at, name.place);
                            steps.push(Step::Item(at));
                        }
                    }
                }
            }
        }
        steps
    }

    /// The items that a milestone cancels, each once.
    fn cancelled(&mut self, names: &[super::place::Name]) -> Vec<Spanned<usize>> {
        let mut items: Vec<Spanned<usize>> = Vec::new();
        for name in names {
            if let Some(at) = self.expect(name, Kind::Item)
                && items.iter().all(|known| known.value != at)
            {
                items.push(Spanned::new(at, name.place));
            }
        }
        items
    }

    fn is_stage(&self, name: &crate::names::Name) -> bool {
        self.names.get(&name.value).is_some_and(|known| known.kind == Kind::Stage)
    }

    /// A stage named in the flow: all its items, side by side. Each may also be named by itself.
    fn whole_stage(&self, name: &crate::names::Name) -> Step {
        let outer = self.names.get(&name.value).map_or(usize::MAX, |known| known.at);
        let stages = &self.bundle.stages;
        let inside = |stage: Option<usize>| {
            let parent = |at: &usize| stages.get(*at)?.parent.filter(|parent| parent < at);
            std::iter::successors(stage, parent).any(|at| at == outer)
        };
        let items = self.bundle.items.iter().enumerate().filter(|(_, item)| inside(item.stage));
        Step::Parallel(items.map(|(at, _)| vec![Step::Item(at)]).collect())
    }
}
