//! `--answer 名=值`: answers to the questions of a bundle, in the spellings of the language.

use crate::exit::Failure;
use crate::words::{Words, closest};
use lianban_compiler::syntax::tree::TermKind;
use lianban_compiler::syntax::{self, keywords::Keyword, units};
use lianban_runtime::plan::{Answer, AnswerKind, Dimension, Plan, Quantity, Question};

/// One answer per question of the plan, or nothing if none was given.
///
/// # Errors
/// A usage failure that names the unknown question, the question left open, or the value that does not fit.
pub fn read(plan: &Plan, given: &[String]) -> Result<Option<Vec<Answer>>, Failure> {
    if given.is_empty() {
        return Ok(None);
    }
    let mut answers: Vec<Option<Answer>> = vec![None; plan.questions.len()];
    for text in given {
        let Some((name, value)) = text.split_once(['=', '＝']) else {
            return Err(Failure::usage(Words::new(
                format!("“{text}”里没有等号"),
                format!("no `=` in `{text}`"),
            ))
            .with_help(Words::new("写成 --answer 名=值，如 --answer 经营面积=420", "write --answer NAME=VALUE")));
        };
        let at = position(plan, bare(name))?;
        let answer = value_of(&plan.questions[at], value.trim())?;
        if answers[at].replace(answer).is_some() {
            let name = &plan.questions[at].name;
            return Err(Failure::usage(Words::new(format!("“{name}”答了两次"), format!("`{name}` is answered twice"))));
        }
    }
    let open: Vec<&Question> =
        plan.questions.iter().zip(&answers).filter(|(_, answer)| answer.is_none()).map(|(question, _)| question).collect();
    if !open.is_empty() {
        return Err(left_open(&open));
    }
    Ok(Some(answers.into_iter().flatten().collect()))
}

/// A name without the marks it may be quoted with.
fn bare(name: &str) -> &str {
    let name = name.trim();
    name.strip_prefix('《').and_then(|rest| rest.strip_suffix('》')).unwrap_or(name)
}

/// Which question.
fn position(plan: &Plan, name: &str) -> Result<usize, Failure> {
    if let Some(at) = plan.questions.iter().position(|question| question.name == name) {
        return Ok(at);
    }
    let names: Vec<&str> = plan.questions.iter().map(|question| question.name.as_str()).collect();
    let failure = Failure::usage(Words::new(
        format!("情形里没有“{name}”这个问题"),
        format!("there is no question `{name}`"),
    ));
    Err(match closest(name, names.iter().copied()) {
        Some(near) => failure.with_help(Words::new(format!("是不是“{near}”？"), format!("did you mean `{near}`?"))),
        None if names.is_empty() => failure.with_help(Words::new("这件事没有情形", "the bundle asks no questions")),
        None => failure.with_help(Words::new(
            format!("情形里的问题有：{}", names.join("、")),
            format!("its questions: {}", names.join(", ")),
        )),
    })
}

/// The value as an answer to one question.
fn value_of(question: &Question, value: &str) -> Result<Answer, Failure> {
    let read = match &question.kind {
        AnswerKind::YesNo => match value {
            "yes" | "Yes" | "YES" => Some(Answer::YesNo(true)),
            "no" | "No" | "NO" => Some(Answer::YesNo(false)),
            _ => match Keyword::from_spelling(value) {
                Some(Keyword::Is) => Some(Answer::YesNo(true)),
                Some(Keyword::No) => Some(Answer::YesNo(false)),
                _ => None,
            },
        },
        AnswerKind::Choice(choices) => {
            let at = choices.iter().position(|choice| choice == bare(value));
            at.and_then(|at| u32::try_from(at).ok()).map(Answer::Choice)
        }
        AnswerKind::Quantity { dimension, .. } => quantity(value, *dimension).map(Answer::Quantity),
    };
    let within = match (&question.kind, read) {
        (AnswerKind::Quantity { min, max, .. }, Some(Answer::Quantity(amount))) => *min <= amount && amount <= *max,
        _ => true,
    };
    match read {
        Some(answer) if within => Ok(answer),
        _ => Err(unfit(question, value)),
    }
}

/// A number with or without its unit, as the language reads it: `420`, `420㎡`, `４２０ 平方米`, `三百平方米`.
fn quantity(value: &str, dimension: Dimension) -> Option<Quantity> {
    let (file, diagnostics) = syntax::parse(value);
    let [entry] = file.entries.as_slice() else { return None };
    let [term] = entry.terms.as_slice() else { return None };
    if diagnostics.iter().any(lianban_compiler::diagnostics::Diagnostic::is_error) {
        return None;
    }
    match &term.kind {
        TermKind::Number(millionths) => Some(Quantity(*millionths)),
        TermKind::Quantity { millionths, unit } => {
            let info = units::lookup(unit)?;
            measures(info.dimension, dimension)?;
            let base = info.to_base(*millionths)?;
            match dimension {
                Dimension::Years => (base % 12 == 0).then_some(Quantity(base / 12)),
                _ => Some(Quantity(base)),
            }
        }
        _ => None,
    }
}

/// Whether a written unit fits what a question measures.
fn measures(written: units::Dimension, asked: Dimension) -> Option<()> {
    let fits = match asked {
        Dimension::Area => written == units::Dimension::Area,
        Dimension::Length => written == units::Dimension::Length,
        Dimension::Money => written == units::Dimension::Money,
        Dimension::People => written == units::Dimension::People,
        Dimension::Count => written == units::Dimension::Count,
        Dimension::Years => written == units::Dimension::Months,
    };
    fits.then_some(())
}

/// The house spelling of a base unit.
pub const fn unit_word(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Area => "㎡",
        Dimension::Length => "米",
        Dimension::Money => "元",
        Dimension::People => "人",
        Dimension::Count => "个",
        Dimension::Years => "年",
    }
}

/// Millionths as a decimal without needless zeros.
pub fn decimal(quantity: Quantity) -> String {
    let scale = Quantity::SCALE.unsigned_abs();
    let (sign, value) = (if quantity.0 < 0 { "-" } else { "" }, quantity.0.unsigned_abs());
    let fraction = format!("{:06}", value % scale);
    let fraction = fraction.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{dot}{fraction}", value / scale)
}

/// What a question takes, in words.
fn takes(kind: &AnswerKind) -> (String, String) {
    match kind {
        AnswerKind::YesNo => ("是 或 否".to_owned(), "是 (yes) or 否 (no)".to_owned()),
        AnswerKind::Choice(choices) => (choices.join("、"), choices.join(", ")),
        AnswerKind::Quantity { dimension, min, max } => {
            let unit = unit_word(*dimension);
            let low = decimal(*min);
            if *max == Quantity::MAX {
                (format!("不小于 {low} {unit} 的数"), format!("a number from {low} {unit}"))
            } else {
                let high = decimal(*max);
                (format!("{low} 至 {high} {unit} 的数"), format!("a number from {low} to {high} {unit}"))
            }
        }
    }
}

fn unfit(question: &Question, value: &str) -> Failure {
    let (zh, en) = takes(&question.kind);
    let name = &question.name;
    let failure =
        Failure::usage(Words::new(format!("“{name}”不能答“{value}”"), format!("`{name}` cannot be `{value}`")));
    let near = match &question.kind {
        AnswerKind::Choice(choices) => closest(bare(value), choices.iter().map(String::as_str)),
        _ => None,
    };
    failure.with_help(match near {
        Some(near) => Words::new(format!("是不是“{near}”？可以答：{zh}"), format!("did you mean `{near}`? it takes: {en}")),
        None => Words::new(format!("可以答：{zh}"), format!("it takes: {en}")),
    })
}

fn left_open(open: &[&Question]) -> Failure {
    let names: Vec<&str> = open.iter().map(|question| question.name.as_str()).collect();
    let example: Vec<String> = open.iter().map(|question| format!("--answer {}=…", question.name)).collect();
    Failure::usage(Words::new(
        format!("还有问题没有答：{}", names.join("、")),
        format!("questions left open: {}", names.join(", ")),
    ))
    .with_help(Words::new(
        format!("加上 {}；一个都不写，则取最坏的情形", example.join(" ")),
        format!("add {}; with no answer at all the worst case is taken", example.join(" ")),
    ))
}
