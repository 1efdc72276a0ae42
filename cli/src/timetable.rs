//! A timeline as a table for people.

use crate::account;
use crate::output::Context;
use lianban_render::table;
use lianban_simulator::{Timeline, TimelineNode};

/// Heading, table of nodes, figures and hash.
pub fn in_words(timeline: &Timeline, calendar_assumed: bool, context: &Context) -> String {
    let dash = "—".to_owned();
    let moment = |at: &Option<String>| at.as_deref().map_or_else(|| dash.clone(), minute);
    let colon = context.pick("：", ": ");
    let mut text = format!("{}\n", timeline.bundle);
    let mut line = |zh: &str, en: &str, value: String| {
        text.push_str(&format!("  {}{colon}{value}\n", context.pick(zh, en)));
    };
    let answers: Vec<String> =
        timeline.answers.0.iter().map(|(name, answer)| format!("{name} = {answer}")).collect();
    if !answers.is_empty() {
        line("情形", "answers", answers.join(context.pick("，", ", ")));
    }
    line("提交", "submitted", minute(&timeline.start));
    line("受理", "accepted", moment(&timeline.accepted));
    line("结果", "outcome", format!("{} {}", context.term(&timeline.outcome), moment(&timeline.finish)));
    if let (Some(working), Some(calendar)) = (timeline.working_days, timeline.calendar_days) {
        let zh = format!("{working} 个工作日（{calendar} 日）");
        let en = format!("{working} working days ({calendar} calendar days)");
        line("用时", "took", context.pick(&zh, &en).to_owned());
    }
    if timeline.due.is_some() {
        line(
            "承诺时限",
            "promised by",
            format!("{} {}", moment(&timeline.due), context.term(&timeline.level)),
        );
    }
    line("材料", "materials", counted(&timeline.materials, "份", context));
    if !timeline.fields.is_empty() {
        line("字段", "form fields", counted(&timeline.fields, "项", context));
    }
    if let Some(yuan) = timeline.fees {
        line("收费", "fees", context.pick(&format!("{yuan} 元"), &format!("{yuan} yuan")).to_owned());
    }
    line(
        "跑动",
        "trips",
        context.pick(&format!("{} 次", timeline.trips), &timeline.trips.to_string()).to_owned(),
    );
    line(
        "踏勘",
        "site visits",
        context.pick(&format!("{} 次", timeline.site_visits), &timeline.site_visits.to_string()).to_owned(),
    );
    text.push('\n');
    let heading = match context.pick("zh", "en") {
        "zh" => ["环节", "类别", "部门", "开始", "结束", "到期", "状态", "级别", "可延"],
        _ => ["step", "kind", "department", "start", "end", "due", "state", "level", "slack"],
    };
    let rows: Vec<Vec<String>> = timeline.nodes.iter().map(|node| row(node, context)).collect();
    text.push_str(&table(&heading, &rows));
    text.push_str(&format!("\n  {}\n", context.pick("★ 在关键路径上", "★ on the critical path")));
    for node in &timeline.nodes {
        text.push_str(&stops(node, context));
    }
    if let Some(account) = &timeline.account {
        text.push_str(&account::clocks(account, context));
        if timeline.finish.is_none() {
            text.push_str(&account::why(&account.why, context));
        }
    }
    if calendar_assumed {
        text.push_str(&format!(
            "  {}\n",
            context.pick(
                "注意：日历有按周一至周五假定的年份，日期未必准确",
                "note: some years of the calendar are assumed to be Monday to Friday"
            )
        ));
    }
    text.push_str(&format!("  {}{colon}{}\n", context.pick("日历", "calendar"), timeline.calendar));
    text.push_str(&format!("  {}{colon}{}\n", context.pick("方案", "plan"), timeline.plan));
    text.push_str(&format!("  {}{colon}{}\n", context.pick("状态", "state"), timeline.state_hash));
    text
}

/// `2 份：甲、乙`
fn counted(names: &[String], unit: &str, context: &Context) -> String {
    let count = context.amount(names.len(), unit);
    if names.is_empty() {
        return count;
    }
    format!("{count}{}{}", context.pick("：", ": "), names.join(context.pick("、", ", ")))
}

fn row(node: &TimelineNode, context: &Context) -> Vec<String> {
    let moment = |at: &Option<String>| at.as_deref().map_or_else(|| "—".to_owned(), minute);
    let mark = if node.critical { "★" } else { "" };
    let department = if node.department.is_empty() { "—" } else { &node.department };
    vec![
        format!("{}{mark}", node.name),
        context.term(&node.kind),
        department.to_owned(),
        moment(&node.start),
        moment(&node.finish),
        moment(&node.due),
        context.term(&node.state),
        context.term(&node.level),
        node.slack_days.map_or_else(|| "—".to_owned(), |days| days.to_string()),
    ]
}

/// The clock stops of one node.
fn stops(node: &TimelineNode, context: &Context) -> String {
    let one = |stop: &lianban_simulator::StopSpan| {
        let to = stop.to.as_deref().map_or_else(|| "…".to_owned(), minute);
        let words = context.pick("停钟", "clock stopped");
        format!("  {}：{words} {} {} → {to}\n", node.name, context.term(&stop.kind), minute(&stop.from))
    };
    node.stops.iter().map(one).collect()
}

/// `2026-09-28T10:00:00+08:00` as `2026-09-28 10:00`.
fn minute(instant: &str) -> String {
    let (date, time) = instant.split_once('T').unwrap_or((instant, ""));
    let clock: String = time.chars().take(5).collect();
    if clock.is_empty() { date.to_owned() } else { format!("{date} {clock}") }
}
