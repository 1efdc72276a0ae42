//! Answers in words, as a page or a host writes them.

use crate::request::{Failure, Request};
use lianban_compiler::proof::Proof;
use lianban_runtime::plan::{Answer, AnswerKind, Plan, Question};
use lianban_runtime::time::Date;

/// One answer per question that is asked: the given one, else the proof's worst, else the first it admits.
pub(crate) fn read(
    request: &Request,
    plan: &Plan,
    proof: &Proof,
    submitted: Date,
) -> Result<Vec<Answer>, Failure> {
    if let Some(name) = request.answers.keys().find(|n| !plan.questions.iter().any(|q| q.name == **n)) {
        return Err(Failure::request(format!("情形里没有“{name}”这个问题")));
    }
    let mut answers = Vec::with_capacity(plan.questions.len());
    for (index, question) in plan.questions.iter().enumerate() {
        let asked = plan.asks(question, &answers, submitted);
        let given = request.answers.get(&question.name);
        if let (false, Some(_), false) = (asked, given, request.drop_unasked) {
            return Err(Failure::request(format!("这样回答时不问“{}”", question.name)));
        }
        let worst = proof.worst_answers().get(index).copied().filter(|answer| question.kind.admits(*answer));
        answers.push(match given {
            _ if !asked => Answer::Unasked,
            Some(text) => parse(question, text)?,
            None => worst
                .or_else(|| first(question, submitted))
                .ok_or_else(|| Failure::request(format!("问题“{}”没有回答", question.name)))?,
        });
    }
    Ok(answers)
}

fn parse(question: &Question, text: &str) -> Result<Answer, Failure> {
    question.kind.parse(text).ok_or_else(|| {
        let (name, takes) = (&question.name, question.kind.admissible_in_words());
        Failure::request(format!("“{name}”不能答“{text}”，可以答：{takes}"))
    })
}

/// For a question that the proof's worst case does not ask.
fn first(question: &Question, submitted: Date) -> Option<Answer> {
    let first = match &question.kind {
        AnswerKind::YesNo => Answer::YesNo(false),
        AnswerKind::Choice(_) => Answer::Choice(0),
        AnswerKind::Quantity { min, .. } => Answer::Quantity(*min),
        AnswerKind::Date { min, max } => Answer::Date(submitted.clamp(*min, *max)),
        AnswerKind::Several(_) => Answer::Several(0),
    };
    Some(first).filter(|answer| question.kind.admits(*answer))
}
