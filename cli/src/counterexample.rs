//! A broken promise as a case that anybody can run: played through the runtime before it is shown, and written as a 测试.

use crate::commands::timeline::{engine, play_script};
use crate::exit::Failure;
use crate::words::Words;
use lianban_compiler::proof::{Proof, Proved};
use lianban_runtime::case::Engine;
use lianban_runtime::plan::{Answer, AnswerKind, NONE_CHOSEN, Plan};
use lianban_runtime::time::{Calendar, Date, Instant};
use lianban_simulator::{Script, Timeline};

/// Plays the worst case of every broken promise and writes it down as a 测试.
///
/// Promises whose worst case is no case of the regular course from the beginning are left out: limits of stages and
/// between two moments, where what comes before is quicker; 不计; 含 整改.
///
/// # Errors
/// The proof and the run disagree, or the plan cannot run: both are faults of the program, not of the bundle.
pub fn add_tests(plan: &Plan, proof: &mut Proof) -> Result<(), Failure> {
    if !proof.promises.iter().any(is_broken) {
        return Ok(());
    }
    let engine = engine(plan)?;
    for (at, proved) in proof.promises.iter_mut().enumerate() {
        let regular = plan.promises.get(at).is_some_and(|promise| !promise.rounds);
        let whole = proved.of.is_none() && proved.from.is_none() && proved.excluded.is_empty();
        if is_broken(proved) && regular && whole {
            proved.test = Some(test(&engine, proved)?);
        }
    }
    Ok(())
}

/// The worst case seen is worse than what is promised.
fn is_broken(proved: &Proved) -> bool {
    proved.limit.is_some_and(|limit| proved.worst > limit)
}

fn test(engine: &Engine, proved: &Proved) -> Result<String, Failure> {
    let (start, timeline) = replay(engine, proved)?;
    let replayed = figure(proved, &timeline);
    if replayed.is_some_and(|replayed| replayed != proved.worst) {
        let (proof, run) = (proved.worst, replayed.unwrap_or_default());
        let metric = proved.metric;
        return Err(Failure::wrong(Words::new(
            format!("内部错误：{metric}证明得 {proof}，运行得 {run}；请把这个文件报给开发者"),
            format!(
                "internal error: {metric}: the proof says {proof}, the run {run}; please report this file"
            ),
        )));
    }
    Ok(in_words(engine, proved, start, &timeline))
}

/// Plays the case; where the start does not matter, from the first working day of the last year that the calendar knows.
fn replay(engine: &Engine, proved: &Proved) -> Result<(Instant, Timeline), Failure> {
    let calendar = engine.calendar();
    let (first, last) = (calendar.data().first, calendar.data().last);
    let told = proved.start_at.as_ref().and_then(|at| Instant::parse(at).ok());
    let year = Date::from_ymd(last.year(), 1, 1).filter(|day| *day >= first);
    let usual = [year, Some(first)].into_iter().flatten().filter_map(|day| opening(calendar, day));
    let starts: Vec<Instant> = told.map_or_else(|| usual.collect(), |at| vec![at]);
    let mut played = Err(Failure::wrong(Words::new(
        "日历没有工作日".to_owned(),
        "the calendar has no working day".to_owned(),
    )));
    for start in starts {
        played = play_script(engine, Script::regular(&proved.worst_answers, start)).map(|line| (start, line));
        if played.is_ok() {
            break;
        }
    }
    played
}

/// Opening of the first working day from a day on.
fn opening(calendar: &Calendar, from: Date) -> Option<Instant> {
    let days = (0..60).filter_map(|days| from.add_days(days));
    let mut working = days.filter(|day| calendar.is_working_day(*day).unwrap_or(false));
    working.next().map(|day| calendar.opening(day))
}

/// The figure as the run has it; none where the run does not tell it in this unit.
fn figure(proved: &Proved, timeline: &Timeline) -> Option<u32> {
    let count = |len: usize| u32::try_from(len).ok();
    match (proved.metric, proved.unit) {
        ("时限", "工作日") => timeline.working_days,
        ("时限", "日") => timeline.calendar_days,
        ("材料", _) => count(timeline.materials.len()),
        ("字段", _) => count(timeline.fields.len()),
        ("跑动", _) => Some(timeline.trips),
        ("踏勘", _) => Some(timeline.site_visits),
        ("收费", _) => timeline.fees,
        _ => None,
    }
}

fn in_words(engine: &Engine, proved: &Proved, start: Instant, timeline: &Timeline) -> String {
    let Proved { metric, unit, worst, .. } = proved;
    let limit = proved.limit.unwrap_or(0);
    let mut text = format!("测试 “{metric}不是 {limit} {unit}，是 {worst} {unit}” {{\n");
    let answers = answers(engine.plan(), &proved.worst_answers);
    if !answers.is_empty() {
        text.push_str(&format!("    令 {}\n", answers.join("，")));
    }
    let offset = engine.calendar().data().utc_offset_minutes;
    let at = start.format(offset);
    // `2026-01-05T09:00:00+08:00`; seconds only just after closing, where the next minute counts the same.
    let minute = start.add_millis(59_999).map_or(at, |minute| minute.format(offset));
    let (day, time) = (minute.get(..10).unwrap_or_default(), minute.get(11..16).unwrap_or_default());
    text.push_str(&format!("    {day} {time}  提交\n"));
    let date = |at: &Option<String>| at.as_ref().and_then(|at| at.get(..10)).map(str::to_owned);
    let expected = match (*metric, date(&timeline.finish), date(&timeline.due)) {
        ("时限", Some(finish), Some(due)) => format!("办结 = {finish}，时限 到 {due}"),
        ("时限", Some(finish), None) => format!("办结 = {finish}"),
        _ => format!("{metric} = {worst} {unit}"),
    };
    text.push_str(&format!("    期望 {expected}\n}}\n"));
    text
}

/// `主体类型 = 企业`, of the questions that are asked, as a bundle writes it.
fn answers(plan: &Plan, answers: &[Answer]) -> Vec<String> {
    let asked = plan.questions.iter().zip(answers).filter(|(_, answer)| **answer != Answer::Unasked);
    let row = |(question, answer): (&lianban_runtime::plan::Question, &Answer)| {
        let name_at = |choices: &[String], at: u32| {
            usize::try_from(at)
                .ok()
                .and_then(|at| choices.get(at))
                .map_or_else(String::new, |name| quoted(name))
        };
        let words = match (&question.kind, *answer) {
            (AnswerKind::Choice(choices), Answer::Choice(at)) => name_at(choices, at),
            (AnswerKind::Several(choices), Answer::Several(_)) => {
                let chosen = (0_u32..).zip(choices).filter(|(at, _)| answer.has(*at));
                let names: Vec<String> = chosen.map(|(_, name)| quoted(name)).collect();
                if names.is_empty() { NONE_CHOSEN.to_owned() } else { names.join("、") }
            }
            (kind, answer) => kind.in_words(answer),
        };
        format!("{} = {words}", quoted(&question.name))
    };
    asked.map(row).collect()
}

/// A name as documents quote it, where it needs to be.
fn quoted(name: &str) -> String {
    let plain = name.chars().all(char::is_alphanumeric) && !name.starts_with(|c: char| c.is_ascii_digit());
    if plain { name.to_owned() } else { format!("《{name}》") }
}
