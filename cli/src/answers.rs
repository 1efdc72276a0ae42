//! `--answer 名=值`: answers to the questions of a bundle, in the spellings of the language.

use crate::exit::Failure;
use crate::words::{Words, closest, only_close};
use lianban_runtime::plan::{Answer, AnswerKind, Plan, Question, QuestionIx};
use lianban_runtime::time::{Calendar, Date, Instant};
use lianban_stdlib::leading_date;

/// The case that a drawing or a paper speaks of.
pub struct Case {
    /// Its answers; none if none were given.
    pub answers: Option<Vec<Answer>>,
    /// When it is submitted, if that was said.
    pub start: Option<Instant>,
    /// That day, else the first of the calendar: no condition of the plan counts up to it.
    pub submitted: Date,
}

/// Reads `--answer` and `--start`.
///
/// # Errors
/// As [`read`]; a usage failure if a condition counts up to the submission and that is not said.
pub fn of_case(plan: &Plan, given: &[String], start: Option<&str>) -> Result<Case, Failure> {
    let calendar = Calendar::new(plan.calendar.clone()).map_err(|error| {
        Failure::wrong(Words::new(format!("日历有误：{error}"), format!("bad calendar: {error}")))
    })?;
    let start = start.map(|text| crate::start::read(text, &calendar)).transpose()?;
    if start.is_none() && plan.depends_on_submission() && !given.is_empty() {
        return Err(Failure::usage(Words::new(
            "有的条件要算到提交那一天，还要写明哪一天提交",
            "some conditions count up to the day of submission: say which day it is",
        ))
        .with_help(Words::new("加上 --start 2026-09-28", "add --start 2026-09-28")));
    }
    let submitted = start.map_or(plan.calendar.first, |start| calendar.date_of(start));
    let answers = read(plan, given, submitted)?;
    Ok(Case { answers, start, submitted })
}

/// One answer per question of the plan that is asked of a case handed in on a day, or nothing if none was given.
///
/// # Errors
/// A usage failure that names the unknown question, the question left open, the question that is not asked, or the
/// value that does not fit.
pub fn read(plan: &Plan, given: &[String], submitted: Date) -> Result<Option<Vec<Answer>>, Failure> {
    if given.is_empty() {
        return Ok(None);
    }
    read_all(plan, given, submitted).map(Some)
}

/// The same where nothing is guessed: also if no answer is given, every question that is asked has to have one.
///
/// # Errors
/// As [`read`].
pub fn read_all(plan: &Plan, given: &[String], submitted: Date) -> Result<Vec<Answer>, Failure> {
    let mut answers: Vec<Option<Answer>> = vec![None; plan.questions.len()];
    for text in given {
        let Some((name, value)) = text.split_once(['=', '＝']) else {
            return Err(Failure::usage(Words::new(
                format!("“{text}”里没有等号"),
                format!("no `=` in `{text}`"),
            ))
            .with_help(Words::new(
                "写成 --answer 名=值，如 --answer 经营面积=420",
                "write --answer NAME=VALUE",
            )));
        };
        let at = position(plan, bare(name))?;
        let answer = value_of(&plan.questions[at], value.trim())?;
        if answers[at].replace(answer).is_some() {
            let name = &plan.questions[at].name;
            return Err(Failure::usage(Words::new(
                format!("“{name}”答了两次"),
                format!("`{name}` is answered twice"),
            )));
        }
    }
    let settled = plan.settle(&answers, submitted);
    let questions = |list: &[QuestionIx]| -> Vec<&Question> {
        list.iter().filter_map(|at| plan.questions.get(at.index())).collect()
    };
    // What hangs on an open question is not blamed as well.
    if !settled.missing.is_empty() {
        return Err(left_open(&questions(&settled.missing)));
    }
    match questions(&settled.not_asked).first() {
        Some(question) => Err(not_asked(question)),
        None => Ok(settled.answers),
    }
}

fn not_asked(question: &Question) -> Failure {
    let name = &question.name;
    Failure::usage(Words::new(
        format!("这样回答时不问“{name}”"),
        format!("`{name}` is not asked with these answers"),
    ))
    .with_help(Words::new(format!("去掉 --answer {name}=…"), format!("drop --answer {name}=…")))
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
        Some(near) => {
            failure.with_help(Words::new(format!("是不是“{near}”？"), format!("did you mean `{near}`?")))
        }
        None if names.is_empty() => {
            failure.with_help(Words::new("这件事没有情形", "the bundle asks no questions"))
        }
        None => failure.with_help(Words::new(
            format!("情形里的问题有：{}", names.join("、")),
            format!("its questions: {}", names.join(", ")),
        )),
    })
}

/// The value as an answer to one question; letter case of `yes` and `no` does not matter.
fn value_of(question: &Question, value: &str) -> Result<Answer, Failure> {
    if let (AnswerKind::Date { .. }, Some((date, ""))) = (&question.kind, leading_date(value)) {
        let answer = Answer::Date(date);
        return if question.kind.admits(answer) { Ok(answer) } else { Err(unfit(question, value)) };
    }
    let read = question.kind.parse(value).or_else(|| question.kind.parse(&value.to_ascii_lowercase()));
    read.ok_or_else(|| unfit(question, value))
}

fn unfit(question: &Question, value: &str) -> Failure {
    let mut takes = question.kind.admissible_in_words();
    if let AnswerKind::Quantity { dimension, .. } = &question.kind {
        let units: Vec<&str> = dimension.units().iter().map(|(unit, _)| *unit).collect();
        takes = format!("{takes}（{}）", units.join("、"));
    }
    let name = &question.name;
    let failure = Failure::usage(Words::new(
        format!("“{name}”不能答“{value}”"),
        format!("`{name}` cannot be `{value}`"),
    ));
    let near = match &question.kind {
        AnswerKind::Choice(choices) | AnswerKind::Several(choices) => {
            only_close(bare(value), choices.iter().map(String::as_str))
        }
        _ => None,
    };
    failure.with_help(match near {
        Some(near) => Words::new(
            format!("是不是“{near}”？可以答：{takes}"),
            format!("did you mean `{near}`? it takes: {takes}"),
        ),
        None => Words::new(format!("可以答：{takes}"), format!("it takes: {takes}")),
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
