//! Conditions as written → guards: names are questions, units fit, choices exist.

use super::arena::{ALWAYS, Arena};
use super::quantity::quantity;
use super::rules::TypedRule;
use crate::diagnostics::{self as d, Diagnostic};
use crate::names::linked::Linked;
use crate::names::surface::{Expr, ExprKind, Operand, Question, QuestionKind, Relation};
use crate::names::{Kind, Name, Namespace, Spanned};
use crate::suggest;
use lianban_runtime::plan::{Guard, GuardIx, QuestionIx};

/// What a condition may speak of.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The bundle.
    pub linked: &'a Linked,
    /// Its names.
    pub names: &'a Namespace,
    /// When each question is asked; only these many questions may be spoken of.
    pub asked: &'a [GuardIx],
    /// The decision tables typed so far; only these may be spoken of.
    pub rules: &'a [TypedRule],
}

pub(super) struct Typer<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) arena: &'a mut Arena,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
}

/// Types a condition; none if it has an error, which has been reported. The condition may speak of the questions
/// whose own conditions are given, which are those written before it.
pub fn guard(
    expr: &Expr,
    ground: Ground<'_>,
    arena: &mut Arena,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<GuardIx> {
    Typer { ground, arena, diagnostics }.expr(expr)
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
            ExprKind::In { left, choices } => self.one_of(left, choices),
            ExprKind::Has { left, choice } => self.has(left, choice),
        }
    }

    /// Every part is typed, so that each error is shown.
    fn parts(&mut self, parts: &[Expr]) -> Option<Vec<GuardIx>> {
        let typed: Vec<Option<GuardIx>> = parts.iter().map(|part| self.expr(part)).collect();
        typed.into_iter().collect()
    }

    fn question(&mut self, name: &Name) -> Option<(QuestionIx, &'a Question)> {
        match self.ground.names.expect(name, Kind::Question) {
            Ok(at) if at >= self.ground.asked.len() => {
                let later = self.ground.linked.questions.get(at)?;
                self.diagnostics.push(d::e0315_later_question::later_question(name, later.name.place));
                None
            }
            Ok(at) => Some((QuestionIx(u32::try_from(at).ok()?), self.ground.linked.questions.get(at)?)),
            Err(found) => {
                let known = self.ground.names.of_kind(Kind::Rule);
                let close = suggest::close(&name.value, known);
                match found {
                    // A slip in the name of a table.
                    Some(found) if found.code == d::e0206_unknown_name::INFO.code && !close.is_empty() => {
                        self.diagnostics.push(d::e0206_unknown_name::unknown_name(name, Kind::Rule, &close));
                    }
                    other => self.diagnostics.extend(other.map(|boxed| *boxed)),
                }
                None
            }
        }
    }

    fn yes(&mut self, name: &Name) -> Option<GuardIx> {
        if self.is_rule(name) {
            let rule = self.rule(name)?;
            self.diagnostics.push(d::e0325_table_result::needs_a_result(name, &rule.outputs));
            return None;
        }
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
        if self.is_rule(left) {
            return self.result_is(left, relation, right);
        }
        let (at, question) = self.question(left)?;
        let positive = match (&question.kind, &right.value) {
            (QuestionKind::Date { .. }, _) => return self.dated((at, question), relation, right),
            (
                QuestionKind::Quantity { dimension, .. },
                Operand::Measure(measure) | Operand::Bound(measure),
            ) => {
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
                return match relation.value {
                    Relation::Equal if *yes => Some(guard),
                    Relation::NotEqual if !*yes => Some(guard),
                    Relation::Equal | Relation::NotEqual => Some(self.fails(at, guard)),
                    _ => self.unordered(relation, question),
                };
            }
            (QuestionKind::Choice(choices), _) => {
                let choice = self.choice(choices, question, right)?;
                self.arena.intern(Guard::Is(at, choice))
            }
            _ => return self.incomparable(question, right),
        };
        match relation.value {
            Relation::Equal => Some(positive),
            Relation::NotEqual => Some(self.fails(at, positive)),
            _ => self.unordered(relation, question),
        }
    }

    /// `主体类型 属于 企业、个体工商户`.
    fn one_of(&mut self, left: &Name, choices: &[Name]) -> Option<GuardIx> {
        if self.is_rule(left) {
            return self.result_among(left, choices);
        }
        let (at, question) = self.question(left)?;
        let QuestionKind::Choice(known) = &question.kind else {
            let place = choices.first().map_or(left.place, |first| first.place);
            let found = d::e0322_no_single_choice::in_needs_a_choice(place, question);
            self.diagnostics.push(found);
            return None;
        };
        let named = choices.iter().map(|choice| {
            let written = Spanned::new(Operand::Name(choice.value.clone()), choice.place);
            self.choice(known, question, &written)
        });
        let named: Vec<Option<u32>> = named.collect();
        let named: Option<Vec<u32>> = named.into_iter().collect();
        let guards: Vec<GuardIx> =
            named?.into_iter().map(|choice| self.arena.intern(Guard::Is(at, choice))).collect();
        Some(self.arena.any(guards))
    }

    /// `经营项目 含 餐饮`.
    fn has(&mut self, left: &Name, choice: &Name) -> Option<GuardIx> {
        let (at, question) = self.question(left)?;
        let QuestionKind::Several(known) = &question.kind else {
            let found = d::e0322_no_single_choice::has_needs_several(choice.place, question);
            self.diagnostics.push(found);
            return None;
        };
        let written = Spanned::new(Operand::Name(choice.value.clone()), choice.place);
        let choice = self.choice(known, question, &written)?;
        Some(self.arena.intern(Guard::Has(at, choice)))
    }

    fn unordered<T>(&mut self, relation: &Spanned<Relation>, question: &Question) -> Option<T> {
        self.diagnostics.push(d::e0303_incomparable::no_order(relation.place, question));
        None
    }

    /// The comparison fails, on a question that is asked: of an unasked one nothing holds (decision 0005).
    pub(super) fn fails(&mut self, at: QuestionIx, positive: GuardIx) -> GuardIx {
        let not = self.arena.intern(Guard::Not(positive));
        let asked = self.ground.asked.get(at.index()).copied().unwrap_or(ALWAYS);
        self.arena.all([asked, not])
    }

    pub(super) fn incomparable<T>(&mut self, question: &Question, right: &Spanned<Operand>) -> Option<T> {
        self.diagnostics.push(d::e0303_incomparable::incomparable(right, question));
        None
    }

    fn choice(&mut self, choices: &[Name], question: &Question, right: &Spanned<Operand>) -> Option<u32> {
        let written = match &right.value {
            Operand::Name(name) => name.as_str(),
            Operand::YesNo(true) => "是",
            Operand::YesNo(false) => "否",
            _ => return self.incomparable(question, right),
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
