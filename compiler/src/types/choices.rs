//! 择一: a branch applies where its condition holds and none of those before it does.

use super::guards::Ground;
use super::{ALWAYS, Typed, guards};
use crate::diagnostics::Diagnostic;
use crate::names::linked::Step;
use lianban_runtime::plan::{Guard, GuardIx};

struct Walk<'a> {
    ground: Ground<'a>,
    typed: &'a mut Typed,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// Adds the conditions of 择一 to those of the items and gates inside.
pub fn check(ground: Ground<'_>, typed: &mut Typed, diagnostics: &mut Vec<Diagnostic>) {
    let mut walk = Walk { ground, typed, diagnostics };
    for chain in &ground.linked.flow.chains {
        walk.chain(chain, ALWAYS);
    }
}

impl Walk<'_> {
    /// Depth is bounded by the parser's nesting limit.
    fn chain(&mut self, chain: &[Step], within: GuardIx) {
        for step in chain {
            match step {
                Step::Item(at) => {
                    if let Some(own) = self.typed.items.get_mut(*at) {
                        *own = self.typed.arena.all([*own, within]);
                    }
                }
                Step::Parallel(chains) => chains.iter().for_each(|inner| self.chain(inner, within)),
                Step::Join(gate, chains) => {
                    self.gate(*gate, within);
                    chains.iter().for_each(|inner| self.chain(inner, within));
                }
                Step::Milestone(gate) => self.gate(*gate, within),
                Step::Choice(branches) => self.choice(branches, within),
            }
        }
    }

    fn gate(&mut self, at: usize, within: GuardIx) {
        if let Some(own) = self.typed.gates.get_mut(at) {
            *own = within;
        }
    }

    fn choice(&mut self, branches: &[(Option<crate::names::surface::Expr>, Vec<Step>)], within: GuardIx) {
        let mut earlier: Vec<GuardIx> = Vec::new();
        for (when, chain) in branches {
            let mut parts = vec![within];
            for guard in &earlier {
                parts.push(self.typed.arena.intern(Guard::Not(*guard)));
            }
            if let Some(expr) = when {
                let arena = &mut self.typed.arena;
                let own = guards::guard(expr, self.ground, arena, self.diagnostics);
                let own = own.unwrap_or(ALWAYS);
                parts.push(own);
                earlier.push(own);
            }
            let branch = self.typed.arena.all(parts);
            self.chain(chain, branch);
        }
    }
}
