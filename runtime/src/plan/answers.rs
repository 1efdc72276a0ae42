//! Which questions are asked, and what a set of answers leaves open (decision 0005).

use super::{Answer, Guard, GuardIx, Plan, Question, QuestionIx, evaluate};
use crate::time::Date;

/// Answers as given, settled against the questions that are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// One for each question, in order; [`Answer::Unasked`] where it is not asked or left open.
    pub answers: Vec<Answer>,
    /// Asked, but left open.
    pub missing: Vec<QuestionIx>,
    /// Answered, but not asked in this 情形.
    pub not_asked: Vec<QuestionIx>,
    /// Answered with something the question does not admit.
    pub inadmissible: Vec<QuestionIx>,
}

impl Settled {
    /// Every question that is asked has one admissible answer, and no other has any.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty() && self.not_asked.is_empty() && self.inadmissible.is_empty()
    }
}

impl Plan {
    /// Whether a question is asked of a case handed in on a day, given the answers to the questions before it.
    #[must_use]
    pub fn asks(&self, question: &Question, before: &[Answer], submitted: Date) -> bool {
        asks(&self.guards, question, before, submitted)
    }

    /// Settles the answers of a case handed in on a day, one slot for each question; a slot too few counts as left
    /// open.
    #[must_use]
    pub fn settle(&self, given: &[Option<Answer>], submitted: Date) -> Settled {
        settle(&self.questions, &self.guards, given, submitted)
    }

    /// Whether some condition counts a period up to the day of submission: then the same answers may mean something
    /// else on another day.
    #[must_use]
    pub fn depends_on_submission(&self) -> bool {
        self.guards.iter().any(|guard| matches!(guard, Guard::Since(..)))
    }

    /// Question → answer in words, in question order; what is not asked is left out.
    #[must_use]
    pub fn answers_in_words(&self, answers: &[Answer]) -> Vec<(String, String)> {
        let asked = self.questions.iter().zip(answers).filter(|(_, answer)| **answer != Answer::Unasked);
        asked.map(|(question, answer)| (question.name.clone(), question.kind.in_words(*answer))).collect()
    }
}

fn asks(guards: &[Guard], question: &Question, before: &[Answer], submitted: Date) -> bool {
    if question.when == GuardIx(0) {
        return true;
    }
    let guards = guards.get(..=question.when.index()).unwrap_or_default();
    evaluate(guards, before, submitted).last().copied().unwrap_or(false)
}

/// Settles answers before there is a plan: see [`Plan::settle`].
#[must_use]
pub fn settle(
    questions: &[Question],
    guards: &[Guard],
    given: &[Option<Answer>],
    submitted: Date,
) -> Settled {
    let mut settled = Settled::default();
    for (question, at) in questions.iter().zip(0_u32..) {
        let at = QuestionIx(at);
        let given = given.get(at.index()).copied().flatten().filter(|answer| *answer != Answer::Unasked);
        let asked = asks(guards, question, &settled.answers, submitted);
        let admitted = given.filter(|answer| asked && question.kind.admits(*answer));
        match (asked, given) {
            (true, None) => settled.missing.push(at),
            (true, Some(_)) if admitted.is_none() => settled.inadmissible.push(at),
            (false, Some(_)) => settled.not_asked.push(at),
            _ => {}
        }
        settled.answers.push(admitted.unwrap_or(Answer::Unasked));
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::super::{AnswerKind, Comparison, Dimension, Quantity};
    use super::*;

    /// 企业 → 经营面积 → (≥ 300 ㎡) 消防设施: the last question hangs on one that may itself not be asked.
    fn guards() -> (Vec<Guard>, Vec<Question>) {
        let company = Guard::Yes(QuestionIx(0));
        let large = Guard::Compare(QuestionIx(1), Comparison::AtLeast, Quantity::whole(300).unwrap());
        let ask = |name: &str, kind, when| Question {
            name: name.into(),
            text: String::new(),
            kind,
            when: GuardIx(when),
            parameter: false,
        };
        let area = AnswerKind::Quantity { dimension: Dimension::Area, min: Quantity(0), max: Quantity::MAX };
        let questions = vec![
            ask("企业", AnswerKind::YesNo, 0),
            ask("经营面积", area, 1),
            ask("消防设施", AnswerKind::YesNo, 2),
        ];
        (vec![Guard::Always, company, large], questions)
    }

    fn settle(given: &[Option<Answer>]) -> Settled {
        let (guards, questions) = guards();
        let mut plan = crate::case::tests::restaurant(None);
        (plan.guards, plan.questions) = (guards, questions);
        plan.settle(given, Date::from_ymd(2026, 1, 1).unwrap())
    }

    #[test]
    fn what_is_not_asked_is_settled_without_an_answer() {
        let (yes, no) = (Answer::YesNo(true), Answer::YesNo(false));
        let area = |n| Answer::Quantity(Quantity::whole(n).unwrap());
        let settled = settle(&[Some(no), None, None]);
        assert!(settled.is_whole());
        assert_eq!(settled.answers, [no, Answer::Unasked, Answer::Unasked]);
        let settled = settle(&[Some(yes), Some(area(299)), None]);
        assert!(settled.is_whole());
        assert_eq!(settled.answers, [yes, area(299), Answer::Unasked]);
        let settled = settle(&[Some(yes), Some(area(300)), Some(no)]);
        assert!(settled.is_whole());
        assert_eq!(settled.answers, [yes, area(300), no]);
    }

    #[test]
    fn too_little_and_too_much_are_told_apart() {
        let (yes, no) = (Answer::YesNo(true), Answer::YesNo(false));
        let area = Answer::Quantity(Quantity::whole(400).unwrap());
        assert_eq!(settle(&[Some(yes), None, None]).missing, [QuestionIx(1)]);
        assert_eq!(settle(&[Some(yes), Some(area), None]).missing, [QuestionIx(2)]);
        assert_eq!(settle(&[Some(no), Some(area), Some(yes)]).not_asked, [QuestionIx(1), QuestionIx(2)]);
        assert_eq!(settle(&[Some(yes), Some(no), None]).inadmissible, [QuestionIx(1)]);
        assert_eq!(settle(&[]).missing, [QuestionIx(0)]);
        assert_eq!(settle(&[Some(no), Some(Answer::Unasked), None]).not_asked, []);
    }
}
