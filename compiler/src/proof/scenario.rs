//! All 情形: every question cut into classes within which no condition can tell two answers apart (rule S1).

use super::ProofError;
use super::classes::Cuts;
use lianban_runtime::plan::{Answer, Guard, GuardIx, Plan, Question, evaluate};
use lianban_runtime::time::Date;

/// One representative answer per class, by question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domains {
    classes: Vec<Vec<Answer>>,
    when: Vec<GuardIx>,
    /// As far as `when` reaches.
    guards: Vec<Guard>,
    submitted: Date,
}

/// Walks through all combinations; the last question changes fastest.
#[derive(Clone, Debug)]
pub struct Scenarios<'d> {
    domains: &'d Domains,
    at: Vec<usize>,
    answers: Vec<Answer>,
    started: bool,
}

impl Domains {
    /// Cuts the questions of a checked plan for cases handed in on a day: periods are counted up to it.
    ///
    /// # Errors
    /// [`ProofError::Malformed`] if a question admits no answer at all.
    pub fn new(plan: &Plan, submitted: Date) -> Result<Self, ProofError> {
        Self::of_cuts((&plan.questions, &plan.guards), &Cuts::of_plan(plan), submitted)
    }

    /// The same with the conditions already looked through.
    pub(super) fn of_cuts(
        (questions, guards): (&[Question], &[Guard]),
        cuts: &Cuts<'_>,
        submitted: Date,
    ) -> Result<Self, ProofError> {
        let classes = questions.iter().enumerate().map(|(at, question)| {
            let classes = cuts.classes(at, submitted);
            if classes.is_empty() {
                return Err(ProofError::Malformed(format!("情形 “{}” admits no answer", question.name)));
            }
            Ok(classes)
        });
        let classes = classes.collect::<Result<_, _>>()?;
        let when: Vec<GuardIx> = questions.iter().map(|q| q.when).collect();
        let reach = when.iter().map(|when| when.index()).max().unwrap_or(0);
        let guards = guards.get(..=reach).unwrap_or_default().to_vec();
        Ok(Self { classes, when, guards, submitted })
    }

    /// The day on which the cases are handed in.
    #[must_use]
    pub const fn submitted(&self) -> Date {
        self.submitted
    }

    /// The classes' representatives of one question.
    #[must_use]
    pub fn of(&self, question: usize) -> &[Answer] {
        self.classes.get(question).map_or(&[], Vec::as_slice)
    }

    /// How many combinations there are, in decimal, however many. Where more than [`super::count::MOST_DECIDING`]
    /// combinations decide which questions are asked, an upper bound.
    #[must_use]
    pub fn count(&self) -> String {
        super::count::count(self)
    }

    /// When a question is asked; none if always.
    pub(super) fn when(&self, question: usize) -> Option<GuardIx> {
        self.when.get(question).copied().filter(|when| *when != GuardIx(0))
    }

    /// Whether a question is asked after these answers.
    pub(super) fn asks(&self, question: usize, before: &[Answer]) -> bool {
        let Some(when) = self.when(question) else { return true };
        let guards = self.guards.get(..=when.index()).unwrap_or_default();
        evaluate(guards, before, self.submitted).last().copied().unwrap_or(false)
    }

    /// The conditions that decide which questions are asked.
    pub(super) fn guards(&self) -> &[Guard] {
        &self.guards
    }

    /// How many questions there are.
    pub(super) fn len(&self) -> usize {
        self.classes.len()
    }

    /// All combinations, in a fixed order.
    #[must_use]
    pub fn scenarios(&self) -> Scenarios<'_> {
        let mut walk = Scenarios { domains: self, at: Vec::new(), answers: Vec::new(), started: false };
        walk.restart();
        walk
    }
}

impl Scenarios<'_> {
    /// The next combination, or none after the last.
    pub fn next_answers(&mut self) -> Option<&[Answer]> {
        if self.advance() { Some(&self.answers) } else { None }
    }

    /// The combination reached.
    #[must_use]
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Goes to the next combination; false after the last.
    pub fn advance(&mut self) -> bool {
        if !self.started {
            self.started = true;
            return true;
        }
        while let (Some(at), Some(answer)) = (self.at.pop(), self.answers.pop()) {
            let question = self.at.len();
            let next = at.saturating_add(1);
            let class = self.domains.of(question).get(next).filter(|_| answer != Answer::Unasked);
            if let Some(class) = class {
                self.at.push(next);
                self.answers.push(*class);
                self.restart();
                return true;
            }
        }
        false
    }

    /// Which class of each question the combination is made of; meaningless of a question that is not asked.
    #[must_use]
    pub fn classes(&self) -> &[usize] {
        &self.at
    }

    /// The first classes of all questions behind those that are settled; none of a question that is not asked.
    fn restart(&mut self) {
        for question in self.at.len()..self.domains.len() {
            let first =
                self.domains.of(question).first().filter(|_| self.domains.asks(question, &self.answers));
            self.at.push(0);
            self.answers.push(first.copied().unwrap_or(Answer::Unasked));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Questions that are always asked.
    fn free(classes: Vec<Vec<Answer>>) -> Domains {
        let when = vec![GuardIx(0); classes.len()];
        Domains { when, classes, guards: vec![Guard::Always], submitted: Date::MIN }
    }

    #[test]
    fn counts_beyond_any_integer() {
        let domains = free(vec![vec![Answer::Choice(0); 10]; 45]);
        assert_eq!(domains.count(), format!("1{}", "0".repeat(45)));
        assert_eq!(free(Vec::new()).count(), "1");
        let odd = free(vec![vec![Answer::Choice(0); 7]; 25]);
        assert_eq!(odd.count(), 7_u128.pow(25).to_string());
    }

    #[test]
    fn the_last_question_changes_fastest() {
        let yes_no = vec![Answer::YesNo(false), Answer::YesNo(true)];
        let domains = free(vec![yes_no.clone(), vec![Answer::Choice(0)], yes_no]);
        let mut walk = domains.scenarios();
        let mut seen = Vec::new();
        while let Some(answers) = walk.next_answers() {
            seen.push((answers[0], answers[2]));
        }
        let (n, y) = (Answer::YesNo(false), Answer::YesNo(true));
        assert_eq!(seen, [(n, n), (n, y), (y, n), (y, y)]);
        assert!(walk.next_answers().is_none() || !seen.is_empty());
    }
}
