//! Answers in words, as a page or a host writes them.

use crate::request::{Failure, Request};
use lianban_compiler::proof::Proof;
use lianban_runtime::plan::{Answer, Plan};

/// One answer per question: the given one, else the proof's worst.
pub(crate) fn read(request: &Request, plan: &Plan, proof: &Proof) -> Result<Vec<Answer>, Failure> {
    if let Some(name) = request.answers.keys().find(|n| !plan.questions.iter().any(|q| q.name == **n)) {
        return Err(Failure::request(format!("情形里没有“{name}”这个问题")));
    }
    let worst = proof.worst_answers();
    let one = |(index, question): (usize, &lianban_runtime::plan::Question)| {
        let Some(text) = request.answers.get(&question.name) else {
            return worst
                .get(index)
                .copied()
                .ok_or_else(|| Failure::request(format!("问题“{}”没有回答", question.name)));
        };
        question.kind.parse(text).ok_or_else(|| {
            Failure::request(format!(
                "“{}”不能答“{text}”，可以答：{}",
                question.name,
                question.kind.admissible_in_words()
            ))
        })
    };
    plan.questions.iter().enumerate().map(one).collect()
}
