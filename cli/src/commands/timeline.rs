//! `timeline PATH --start …`: one case through virtual time, dated. Without events every node takes its promised limit;
//! without answers the proof's worst case is played, and printed.

use crate::args::{Global, Timeline as Options};
use crate::exit::{Exit, Failure};
use crate::load::{self, Depth};
use crate::output::Context;
use crate::script::{Submission, Written};
use crate::words::Words;
use crate::{almanac, answers, pictures, start, timetable};
use lianban_runtime::case::Engine;
use lianban_runtime::plan::Plan;
use lianban_simulator::{Script, Timeline, play, timeline_of};
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    timeline: &'a Timeline,
    /// Some years of the calendar are assumed to be Monday to Friday (rule T1).
    calendar_assumed: bool,
}

/// Runs the command.
pub fn run(options: &Options, global: &Global, context: &Context) -> Result<Exit, Failure> {
    load::one(&options.path, Depth::Compile, (global, context), |bundle, _| {
        let engine = engine(&bundle.plan)?;
        let submission = submission(options, &engine, context)?;
        let written = match &options.events {
            Some(path) => Written::from_file(path, &engine, &submission)?,
            None => Written::regular(&submission),
        };
        let played = play(&engine, &written.script).map_err(|error| written.explain(&engine, &error))?;
        let timeline = timeline_of(&engine, &played);
        if let Some(path) = &options.gantt {
            let chart = pictures::gantt(&timeline, &engine, &almanac::table(global)?);
            pictures::write(path, &chart)?;
        }
        let calendar_assumed = bundle.plan.calendar.assumed;
        if context.json() {
            context.print_json(&Document { timeline: &timeline, calendar_assumed })?;
        } else {
            context.print(&timetable::in_words(&timeline, calendar_assumed, context))?;
        }
        Ok(Exit::Fine)
    })
}

/// A plan made ready to run.
pub fn engine(plan: &Plan) -> Result<Engine, Failure> {
    Engine::new(plan.clone()).map_err(|error| {
        Failure::wrong(Words::new(format!("方案不能运行：{error}"), format!("the plan cannot run: {error}")))
    })
}

/// Plays a script that is no file's.
pub fn play_script(engine: &Engine, script: Script) -> Result<Timeline, Failure> {
    let written = Written::of(script);
    let played = play(engine, &written.script).map_err(|error| written.explain(engine, &error))?;
    Ok(timeline_of(engine, &played))
}

/// The submission of the command line; the proof's worst answers if none is written.
fn submission(options: &Options, engine: &Engine, context: &Context) -> Result<Submission, Failure> {
    let plan = engine.plan();
    let start = start::read(&options.start, engine.calendar())?;
    if let Some(answers) = answers::read(plan, &options.answers, engine.calendar().date_of(start))? {
        return Ok(Submission { start, answers, written: true });
    }
    if plan.questions.is_empty() {
        return Ok(Submission { start, answers: Vec::new(), written: false });
    }
    let answers = super::prove::prove_on(plan, engine.calendar().date_of(start))?.worst_answers().to_vec();
    if options.events.is_none() {
        let words: Vec<String> = plan
            .answers_in_words(&answers)
            .iter()
            .map(|(question, answer)| format!("{question} = {answer}"))
            .collect();
        context.note(&format!(
            "{}{}",
            context.pick("没有写答案，取最坏的情形：", "no answers given, taking the worst case: "),
            words.join(context.pick("，", ", "))
        ));
    }
    Ok(Submission { start, answers, written: false })
}
