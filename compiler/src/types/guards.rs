//! Conditions as written → guards: names are questions, units fit, choices exist.

use super::arena::Arena;
use super::quantity::quantity;
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::linked::Linked;
use crate::names::surface::{Expr, ExprKind, Operand, Question, QuestionKind, Relation};
use crate::names::{Kind, Name, Namespace, Spanned};
use crate::suggest;
use lianban_runtime::plan::{Guard, GuardIx, QuestionIx};

struct Typer<'a> {
    linked: &'a Linked,
    names: &'a Namespace,
    arena: &'a mut Arena,
    diagnostics: &'a mut Vec<Diagnostic>,
}

/// Types a condition; none if it has an error, which has been reported.
pub fn guard(
    expr: &Expr,
    linked: &Linked,
    names: &Namespace,
    arena: &mut Arena,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<GuardIx> {
    Typer { linked, names, arena, diagnostics }.expr(expr)
}

impl<'a> Typer<'a> {
    /// Depth is bounded by the reader ([`crate::names::from_syntax::MAX_DEPTH`]).
    fn expr(&mut self, expr: &Expr) -> Option<GuardIx> {
        match &expr.kind {
            ExprKind::Not(inner) => {
                let inner = self.expr(inner)?;
                Some(self.arena.intern(Guard::Not(inner)))
            }
            ExprKind::All(parts) => {
                let parts = self.parts(parts)?;
                Some(self.arena.all(parts))
            }
            ExprKind::Any(parts) => {
                let parts = self.parts(parts)?;
                Some(self.arena.any(parts))
            }
            ExprKind::Name(text) => self.yes(&Spanned::new(text.clone(), expr.place)),
            ExprKind::Compare { left, relation, right } => self.compare(left, relation, right),
        }
    }

    /// Every part is typed, so that each error is shown.
    fn parts(&mut self, parts: &[Expr]) -> Option<Vec<GuardIx>> {
        let typed: Vec<Option<GuardIx>> = parts.iter().map(|part| self.expr(part)).collect();
        typed.into_iter().collect()
    }

    fn question(&mut self, name: &Name) -> Option<(QuestionIx, &'a Question)> {
        match self.names.expect(name, Kind::Question) {
            Ok(at) => Some((QuestionIx(u32::try_from(at).ok()?), self.linked.questions.get(at)?)),
            Err(diagnostic) => {
                self.diagnostics.extend(diagnostic.map(|boxed| *boxed));
                None
            }
        }
    }

    fn yes(&mut self, name: &Name) -> Option<GuardIx> {
        let (at, question) = self.question(name)?;
        if matches!(question.kind, QuestionKind::YesNo) {
            return Some(self.arena.intern(Guard::Yes(at)));
        }
        self.diagnostics.push(d::e0303_incomparable::needs_comparison(name, question));
        None
    }

    fn compare(
        &mut self,
        left: &Name,
        relation: &Spanned<Relation>,
        right: &Spanned<Operand>,
    ) -> Option<GuardIx> {
        let (at, question) = self.question(left)?;
        let positive = match (&question.kind, &right.value) {
            (QuestionKind::Quantity { dimension, .. }, Operand::Measure(measure)) => {
                return match quantity(measure, right.place, *dimension, &question.name) {
                    Ok(value) => Some(self.arena.intern(Guard::Compare(at, relation.value, value))),
                    Err(diagnostic) => {
                        self.diagnostics.push(*diagnostic);
                        None
                    }
                };
            }
            (QuestionKind::YesNo, Operand::YesNo(yes)) => {
                let guard = self.arena.intern(Guard::Yes(at));
                if *yes { guard } else { self.arena.intern(Guard::Not(guard)) }
            }
            (QuestionKind::Choice(choices), _) => {
                let choice = self.choice(choices, question, right)?;
                self.arena.intern(Guard::Is(at, choice))
            }
            _ => return self.incomparable(question, right),
        };
        match relation.value {
            Relation::Equal => Some(positive),
            Relation::NotEqual => Some(self.arena.intern(Guard::Not(positive))),
            _ => {
                self.diagnostics.push(d::e0303_incomparable::no_order(relation.place, question));
                None
            }
        }
    }

    fn incomparable<T>(&mut self, question: &Question, right: &Spanned<Operand>) -> Option<T> {
        self.diagnostics.push(d::e0303_incomparable::incomparable(right, question));
        None
    }

    fn choice(&mut self, choices: &[Name], question: &Question, right: &Spanned<Operand>) -> Option<u32> {
        let written = match &right.value {
            Operand::Name(name) => name.as_str(),
            Operand::YesNo(true) => "是",
            Operand::YesNo(false) => "否",
            Operand::Measure(_) => return self.incomparable(question, right),
        };
        match choices.iter().position(|choice| choice.value == written) {
            Some(at) => u32::try_from(at).ok(),
            None => {
                let close = suggest::close(written, choices.iter().map(|c| c.value.as_str()));
                let name = Spanned::new(written.to_owned(), right.place);
                self.diagnostics.push(d::e0304_unknown_choice::unknown_choice(&name, question, &close));
                None
            }
        }
    }
}
