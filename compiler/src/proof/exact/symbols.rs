//! The questions of a plan as variables, its conditions as diagrams.
//!
//! A question that is not asked keeps its variable, of any class: comparisons on it do not hold because “is asked” is
//! part of each. So every combination of classes stands for one 情形, and no combination has to be ruled out.

use super::diagram::{ALWAYS, Diagrams, Full, NEVER, Ref};
use crate::proof::classes::used_guards;
use crate::proof::scenario::Domains;
use lianban_runtime::plan::{Answer, Guard, GuardIx, Plan, evaluate};
use lianban_runtime::time::Date;

/// How one question is told apart.
#[derive(Clone, Debug)]
enum Symbol {
    /// One variable with the classes of the question.
    Classes(u32),
    /// 多选: by choice that some condition asks for, ascending: a variable of two classes.
    Choices(Vec<(u32, u32)>),
}

/// Conditions of one plan for cases handed in on one day.
#[derive(Debug)]
pub(in crate::proof) struct Symbols<'p> {
    plan: &'p Plan,
    domains: &'p Domains,
    by_question: Vec<Symbol>,
    /// The diagrams.
    pub diagrams: Diagrams,
    /// By entry of the arena.
    guards: Vec<Option<Ref>>,
}

/// One class of every question, by its position; of a question that is not asked, any.
pub(in crate::proof) type Classes = Vec<usize>;

impl<'p> Symbols<'p> {
    /// Turns the conditions of a plan into diagrams of at most so many branches.
    pub fn new(plan: &'p Plan, domains: &'p Domains, most: usize) -> Result<Self, Full> {
        let mut widths = Vec::new();
        let mut by_question = vec![Symbol::Classes(u32::MAX); plan.questions.len()];
        for question in in_order_of_use(plan) {
            let chosen = chosen(domains, question);
            let mut variable = |width: usize| {
                let at = u32::try_from(widths.len()).unwrap_or(u32::MAX);
                widths.push(u32::try_from(width).unwrap_or(u32::MAX));
                at
            };
            let symbol = if chosen.is_empty() {
                Symbol::Classes(variable(domains.of(question).len()))
            } else {
                Symbol::Choices(chosen.into_iter().map(|choice| (choice, variable(2))).collect())
            };
            by_question.get_mut(question).into_iter().for_each(|slot| *slot = symbol.clone());
        }
        let diagrams = Diagrams::new(widths, most);
        let guards = vec![None; plan.guards.len()];
        let mut symbols = Self { plan, domains, by_question, diagrams, guards };
        symbols.fill()?;
        Ok(symbols)
    }

    /// Conditions that speak of a question have to wait for the one that says when it is asked, which speaks of earlier
    /// questions only: so each pass settles those of one question more, at least.
    fn fill(&mut self) -> Result<(), Full> {
        let used = used_guards(self.plan);
        for _ in 0..=self.plan.questions.len() {
            let mut missing = false;
            for (at, guard) in self.plan.guards.iter().enumerate() {
                let open = self.guards.get(at).is_some_and(Option::is_none) && used.get(at) == Some(&true);
                if !open {
                    continue;
                }
                let condition = self.condition(guard)?;
                missing |= condition.is_none();
                self.guards.get_mut(at).into_iter().for_each(|slot| *slot = condition);
            }
            if !missing {
                break;
            }
        }
        Ok(())
    }

    /// A condition of the plan that something depends on.
    pub fn guard(&self, at: GuardIx) -> Ref {
        self.known(&at).unwrap_or(NEVER)
    }

    fn known(&self, at: &GuardIx) -> Option<Ref> {
        self.guards.get(at.index()).copied().flatten()
    }

    fn condition(&mut self, guard: &Guard) -> Result<Option<Ref>, Full> {
        let parts: Option<Vec<Ref>> = guard.parts().iter().map(|at| self.known(at)).collect();
        let Some(parts) = parts else { return Ok(None) };
        let made = match guard {
            Guard::Always => ALWAYS,
            Guard::Not(_) => self.diagrams.not(parts.first().copied().unwrap_or(NEVER))?,
            Guard::All(_) => self.diagrams.all(parts)?,
            Guard::Any(_) => self.diagrams.any(parts)?,
            other => {
                let Some(question) = other.question().map(|q| q.index()) else { return Ok(Some(NEVER)) };
                let when = self.plan.questions.get(question).map(|question| question.when);
                let Some(asked) = when.and_then(|when| self.known(&when)) else { return Ok(None) };
                let holds = self.comparison(other, question)?;
                self.diagrams.and(asked, holds)?
            }
        };
        Ok(Some(made))
    }

    /// A comparison on a question, where it is asked.
    fn comparison(&mut self, guard: &Guard, question: usize) -> Result<Ref, Full> {
        match (self.by_question.get(question), guard) {
            (Some(Symbol::Choices(all)), Guard::Has(_, choice)) => {
                let variable = all.iter().find(|(asked, _)| asked == choice).map(|(_, variable)| *variable);
                variable.map_or(Ok(NEVER), |variable| self.diagrams.literal(variable, &[false, true]))
            }
            (Some(Symbol::Classes(variable)), _) => {
                let variable = *variable;
                let mut answers = vec![Answer::Unasked; self.plan.questions.len()];
                let mut classes = Vec::new();
                for class in self.domains.of(question) {
                    answers.get_mut(question).into_iter().for_each(|slot| *slot = *class);
                    let holds = evaluate(std::slice::from_ref(guard), &answers, self.domains.submitted());
                    classes.push(holds.first() == Some(&true));
                }
                self.diagrams.literal(variable, &classes)
            }
            _ => Ok(NEVER),
        }
    }

    /// A question's answer is in one class.
    fn is(&mut self, question: usize, class: usize) -> Result<Ref, Full> {
        match self.by_question.get(question).cloned() {
            Some(Symbol::Classes(variable)) => {
                let classes: Vec<bool> = (0..self.domains.of(question).len()).map(|at| at == class).collect();
                self.diagrams.literal(variable, &classes)
            }
            Some(Symbol::Choices(all)) => {
                let mut whole = ALWAYS;
                for (bit, (_, variable)) in (0_u32..).zip(all) {
                    let chosen = class.checked_shr(bit).unwrap_or(0) & 1 == 1;
                    let literal = self.diagrams.literal(variable, &[!chosen, chosen])?;
                    whole = self.diagrams.and(whole, literal)?;
                }
                Ok(whole)
            }
            None => Ok(NEVER),
        }
    }

    /// The first 情形 in which a condition that can hold does, in the order of the walk.
    pub fn first(&mut self, condition: Ref) -> Result<Classes, Full> {
        let mut rest = condition;
        let mut classes = Vec::with_capacity(self.plan.questions.len());
        for question in 0..self.plan.questions.len() {
            let mut taken = 0;
            for class in 0..self.domains.of(question).len() {
                let is = self.is(question, class)?;
                let narrower = self.diagrams.and(rest, is)?;
                if narrower != NEVER {
                    (rest, taken) = (narrower, class);
                    break;
                }
            }
            classes.push(taken);
        }
        Ok(classes)
    }

    /// Whether a condition holds in a 情形.
    pub fn holds(&self, condition: Ref, classes: &[usize]) -> bool {
        let mut of = vec![0; self.diagrams.variables()];
        for (symbol, class) in self.by_question.iter().zip(classes) {
            let mut set = |variable: u32, class: usize| {
                let slot = usize::try_from(variable).ok().and_then(|at| of.get_mut(at));
                slot.into_iter().for_each(|slot| *slot = class);
            };
            match symbol {
                Symbol::Classes(variable) => set(*variable, *class),
                Symbol::Choices(all) => {
                    for (bit, (_, variable)) in (0_u32..).zip(all) {
                        set(*variable, class.checked_shr(bit).unwrap_or(0) & 1);
                    }
                }
            }
        }
        self.diagrams.holds(condition, &of)
    }

    /// Any 情形 in which a condition that can hold does.
    pub fn some(&self, condition: Ref) -> Classes {
        let variables = self.diagrams.some(condition);
        let class = |variable: &u32| {
            let at = usize::try_from(*variable).unwrap_or(usize::MAX);
            variables.get(at).copied().unwrap_or(0)
        };
        let of = |symbol: &Symbol| match symbol {
            Symbol::Classes(variable) => class(variable),
            Symbol::Choices(all) => {
                all.iter().rev().fold(0, |bits: usize, (_, variable)| (bits << 1) | class(variable))
            }
        };
        self.by_question.iter().map(of).collect()
    }

    /// The day for which the conditions were made.
    pub fn submitted(&self) -> Date {
        self.domains.submitted()
    }

    /// The answers of a 情形.
    pub fn answers(&self, classes: &[usize]) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(classes.len());
        for (question, class) in classes.iter().enumerate() {
            let answer =
                self.domains.of(question).get(*class).filter(|_| self.domains.asks(question, &answers));
            answers.push(answer.copied().unwrap_or(Answer::Unasked));
        }
        answers
    }
}

/// Choices of a 多选 question that some condition asks for: all of them are chosen in its last class.
fn chosen(domains: &Domains, question: usize) -> Vec<u32> {
    match domains.of(question).last() {
        Some(Answer::Several(bits)) => {
            (0..u64::BITS).filter(|bit| bits.checked_shr(*bit).unwrap_or(0) & 1 == 1).collect()
        }
        _ => Vec::new(),
    }
}

/// Questions in the order in which the conditions of the nodes come to speak of them: what is asked together stands
/// together, and the diagrams stay small. Questions that none speaks of come last.
fn in_order_of_use(plan: &Plan) -> Vec<usize> {
    let mut found = Vec::new();
    let mut taken = vec![false; plan.questions.len()];
    let mut seen = vec![false; plan.guards.len()];
    let roots = plan.nodes.iter().map(|node| node.guard).chain(plan.scopes.iter().map(|scope| scope.guard));
    for root in roots {
        let mut next = vec![root];
        while let Some(at) = next.pop() {
            let Some(mark) = seen.get_mut(at.index()) else { continue };
            if std::mem::replace(mark, true) {
                continue;
            }
            let Some(guard) = plan.guards.get(at.index()) else { continue };
            next.extend(guard.parts().iter().rev());
            let Some(question) = guard.question().map(|q| q.index()) else { continue };
            next.extend(plan.questions.get(question).map(|q| q.when));
            if let Some(taken) = taken.get_mut(question).filter(|taken| !**taken) {
                *taken = true;
                found.push(question);
            }
        }
    }
    let rest = taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(question, _)| question);
    found.into_iter().chain(rest).collect()
}
