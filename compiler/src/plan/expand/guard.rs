//! Guards in words, as a condition would be written.

use super::name;
use crate::syntax::keywords::Keyword;
use lianban_runtime::plan::{AnswerKind, Comparison, Guard, GuardIx, Plan, QuestionIx};

/// The condition at a position; none for “always”.
pub fn words(plan: &Plan, at: GuardIx) -> Option<String> {
    match plan.guards.get(at.index())? {
        Guard::Always => None,
        guard => Some(guard_words(plan, guard, false)),
    }
}

/// Entries refer to earlier ones only, so this ends. Parts of 且 and 或 stand in parentheses if they join parts.
fn guard_words(plan: &Plan, guard: &Guard, inside: bool) -> String {
    match guard {
        Guard::Always => "总是".to_owned(),
        Guard::Yes(q) => question(plan, *q),
        Guard::Is(q, choice) => format!("{} = {}", question(plan, *q), choice_words(plan, *q, *choice)),
        Guard::Compare(q, relation, threshold) => {
            let value = match plan.questions.get(q.index()).map(|q| &q.kind) {
                Some(AnswerKind::Quantity { dimension, .. }) => threshold.in_words(*dimension),
                _ => threshold.decimal(),
            };
            format!("{} {} {value}", question(plan, *q), relation_words(*relation))
        }
        Guard::On(q, relation, date) => {
            format!("{} {} {date}", question(plan, *q), relation_words(*relation))
        }
        Guard::Since(q, relation, period) => {
            let since = Keyword::SinceDay.zh();
            format!("{} {since} {} {}", question(plan, *q), relation_words(*relation), period.in_words())
        }
        Guard::Has(q, choice) => {
            format!("{} {} {}", question(plan, *q), Keyword::Has.zh(), choice_words(plan, *q, *choice))
        }
        Guard::Not(inner) => format!("非 {}", part(plan, *inner)),
        Guard::All(parts) => joined(plan, parts, " 且 ", inside),
        Guard::Any(parts) if parts.is_empty() => "从不".to_owned(),
        Guard::Any(parts) => joined(plan, parts, " 或 ", inside),
    }
}

fn part(plan: &Plan, at: GuardIx) -> String {
    match plan.guards.get(at.index()) {
        Some(guard @ (Guard::Yes(_) | Guard::All(_) | Guard::Any(_) | Guard::Not(_) | Guard::Always)) => {
            guard_words(plan, guard, true)
        }
        Some(guard) => format!("({})", guard_words(plan, guard, false)),
        None => String::new(),
    }
}

fn joined(plan: &Plan, parts: &[GuardIx], with: &str, inside: bool) -> String {
    let words: Vec<String> = parts
        .iter()
        .filter_map(|at| plan.guards.get(at.index()))
        .map(|g| guard_words(plan, g, true))
        .collect();
    let all = words.join(with);
    if inside { format!("({all})") } else { all }
}

fn question(plan: &Plan, at: QuestionIx) -> String {
    plan.questions.get(at.index()).map(|q| name(&q.name)).unwrap_or_default()
}

fn choice_words(plan: &Plan, at: QuestionIx, choice: u32) -> String {
    let kind = plan.questions.get(at.index()).map(|q| &q.kind);
    let Some(AnswerKind::Choice(choices) | AnswerKind::Several(choices)) = kind else {
        return String::new();
    };
    usize::try_from(choice).ok().and_then(|at| choices.get(at)).map(|c| name(c)).unwrap_or_default()
}

const fn relation_words(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::AtLeast => "≥",
        Comparison::More => ">",
    }
}
