//! The answers of a case in the words of the new plan.

use super::carry::Carried;
use super::rename::{Renamed, renamed};
use super::report::Obstacle;
use crate::plan::{Answer, AnswerKind, Question, QuestionIx};
use crate::time::Date;

impl Carried<'_> {
    /// What was answered is answered; what the new plan asks besides is not known, and what it does not ask any more is
    /// dropped. Conditions count periods up to the day of submission, as before (rule F2).
    pub(super) fn carry_answers(&mut self, submitted: Date) {
        let questions = &self.mapping.new.plan().questions;
        let given: Vec<Option<Answer>> =
            (0_u32..).zip(questions).map(|(at, question)| self.answer_to(QuestionIx(at), question)).collect();
        let settled = self.mapping.new.plan().settle(&given, submitted);
        let name = |at: &QuestionIx| self.mapping.new.question_name(*at).to_owned();
        let answered = |at: &QuestionIx| self.was_answered(*at);
        let (unreadable, missing): (Vec<_>, Vec<_>) = settled.missing.iter().partition(|at| answered(at));
        let bad = settled.inadmissible.iter().chain(unreadable);
        let bad: Vec<Obstacle> = bad.map(|at| Obstacle::BadAnswer(name(at))).collect();
        let missing: Vec<Obstacle> = missing.into_iter().map(|at| Obstacle::NoAnswer(name(at))).collect();
        self.report.obstacles.extend(bad.into_iter().chain(missing));
        self.state.answers = settled.answers;
    }

    fn old_answer(&self, new: QuestionIx) -> Option<(&Question, Answer)> {
        let at = self.mapping.old_question(new)?;
        let question = self.mapping.old.plan().questions.get(at.index())?;
        let answer = self.from.answers.get(at.index()).copied()?;
        (answer != Answer::Unasked).then_some((question, answer))
    }

    fn was_answered(&self, new: QuestionIx) -> bool {
        self.old_answer(new).is_some()
    }

    /// None if it was not answered, or not in a way that the new question understands.
    fn answer_to(&self, new: QuestionIx, question: &Question) -> Option<Answer> {
        let (old, answer) = self.old_answer(new)?;
        let choice = |choices: &[String], name: &str| {
            let hint = format!("{}·{name}", old.name);
            let now = renamed(self.mapping.renames, Renamed::Choice, &hint);
            let now = if now == hint { name } else { now.rsplit('·').next().unwrap_or(now) };
            choices.iter().position(|choice| choice == now).and_then(|at| u32::try_from(at).ok())
        };
        match (&old.kind, &question.kind, answer) {
            (AnswerKind::YesNo, AnswerKind::YesNo, _)
            | (AnswerKind::Date { .. }, AnswerKind::Date { .. }, _) => Some(answer),
            (AnswerKind::Quantity { dimension: a, .. }, AnswerKind::Quantity { dimension: b, .. }, _) => {
                (a == b).then_some(answer)
            }
            (AnswerKind::Choice(before), AnswerKind::Choice(now), Answer::Choice(at)) => {
                let name = before.get(usize::try_from(at).ok()?)?;
                choice(now, name).map(Answer::Choice)
            }
            (AnswerKind::Several(before), AnswerKind::Several(now), Answer::Several(_)) => {
                let chosen = before.iter().zip(0_u32..).filter(|(_, at)| answer.has(*at));
                let mut bits = chosen.map(|(name, _)| 1_u64.checked_shl(choice(now, name)?));
                bits.try_fold(0_u64, |all, bit| bit.map(|bit| all | bit)).map(Answer::Several)
            }
            _ => None,
        }
    }
}
