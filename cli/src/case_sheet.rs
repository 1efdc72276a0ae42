//! A case and lists of cases for people.

use crate::output::Context;
use lianban_render::table;
use lianban_runtime::case::{Engine, LimitPhase, Phase, Words};
use lianban_runtime::plan::{LimitIx, NodeIx, NodeKind};
use lianban_runtime::time::Instant;
use lianban_store::{CaseSummary, CaseView};

/// `2026-09-28 10:00`, or a dash.
fn minute(at: Option<Instant>, engine: &Engine) -> String {
    let text = at.map(|at| at.format(engine.plan().calendar.utc_offset_minutes));
    text.map_or_else(|| "—".to_owned(), |text| text.get(..16).unwrap_or_default().replace('T', " "))
}

/// One row of a list.
pub fn row(case: &CaseSummary, engine: &Engine, context: &Context) -> Vec<String> {
    vec![
        case.id.clone(),
        engine.plan().name.clone(),
        context.term(case.status.zh()),
        context.term(case.level.zh()),
        minute(case.due, engine),
        minute(case.now, engine),
        case.sequence.to_string(),
    ]
}

/// Heading of a list.
pub const fn heading(context: &Context) -> [&'static str; 7] {
    match context.lang {
        crate::args::LangChoice::Zh => ["编号", "一件事", "状态", "级别", "最早到期", "最近事件", "事件数"],
        crate::args::LangChoice::En => ["case", "bundle", "status", "level", "due", "last event", "events"],
    }
}

/// Where a case stands: heading, nodes, running limits.
pub fn in_words(view: &CaseView, context: &Context) -> String {
    let (summary, engine) = (&view.summary, &*view.engine);
    let colon = context.pick("：", ": ");
    let mut text = format!("{}  {}\n", summary.id, engine.plan().name);
    let mut line = |zh: &str, en: &str, value: String| {
        text.push_str(&format!("  {}{colon}{value}\n", context.pick(zh, en)));
    };
    let answers = engine.plan().answers_in_words(&view.state.answers);
    if !answers.is_empty() {
        let answers: Vec<String> =
            answers.iter().map(|(name, answer)| format!("{name} = {answer}")).collect();
        line("情形", "answers", answers.join(context.pick("，", ", ")));
    }
    line(
        "状态",
        "status",
        format!("{} {}", context.term(summary.status.zh()), context.term(summary.level.zh())),
    );
    line("最近事件", "last event", minute(summary.now, engine));
    line("下一次提醒", "next alarm", minute(summary.alarm, engine));
    text.push('\n');
    text.push_str(&nodes(view, context));
    text.push('\n');
    text.push_str(&limits(view, context));
    text
}

/// What has begun, and what is still to come.
fn nodes(view: &CaseView, context: &Context) -> String {
    let engine = &view.engine;
    let heading = match context.lang {
        crate::args::LangChoice::Zh => ["环节", "部门", "状态", "开始", "结束"],
        crate::args::LangChoice::En => ["step", "department", "state", "start", "end"],
    };
    let all = (0_u32..).map(NodeIx).take(engine.plan().nodes.len());
    let shown = all
        .filter(|at| view.state.node(*at).phase != Phase::Skipped && engine.node(*at).kind != NodeKind::Gate);
    let rows: Vec<Vec<String>> = shown
        .map(|at| {
            let (spec, state) = (engine.node(at), view.state.node(at));
            let department = engine.department(at).map_or("—", |department| department.name.as_str());
            vec![
                spec.name.clone(),
                department.to_owned(),
                context.term(state.phase.zh()),
                minute(state.start, engine),
                minute(state.end, engine),
            ]
        })
        .collect();
    table(&heading, &rows)
}

/// The limits that have begun.
fn limits(view: &CaseView, context: &Context) -> String {
    let engine = &view.engine;
    let heading = match context.lang {
        crate::args::LangChoice::Zh => ["时限", "状态", "级别", "从", "到期"],
        crate::args::LangChoice::En => ["limit", "state", "level", "from", "due"],
    };
    let all = (0_u32..).map(LimitIx).take(engine.plan().limits.len());
    let begun = all.filter(|at| view.state.limit(*at).phase != LimitPhase::Closed);
    let rows: Vec<Vec<String>> = begun
        .map(|at| {
            let state = view.state.limit(at);
            vec![
                engine.limit_name(at),
                context.term(state.phase.zh()),
                context.term(state.level.zh()),
                minute(state.from, engine),
                minute(state.due, engine),
            ]
        })
        .collect();
    table(&heading, &rows)
}
