//! 流程: names of items → positions. An item may be named once.

use super::linked::Step;
use super::namespace::Kind;
use super::place::Place;
use super::resolve::Resolver;
use super::surface;
use crate::diagnostics as d;
use crate::syntax::keywords::Keyword;
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
                surface::Step::Intake(contact) => {
                    self.linked.flow.intake.get_or_insert_with(|| contact.clone());
                }
                surface::Step::Delivery(contact) => {
                    self.linked.flow.delivery.get_or_insert_with(|| contact.clone());
                }
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
}
