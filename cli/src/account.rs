//! What is read from a case, for people: the three clocks, whose its days were, and why it is not finished.

use crate::output::Context;
use lianban_runtime::account::{Account, Clock, CountUnit, DaysByOwner, LimitStand, Lived, PartyDays, Why};
use lianban_runtime::time::Instant;

/// The three clocks and whose the days were. Empty before the submission.
pub fn clocks(account: &Account, context: &Context) -> String {
    let Some(clocks) = &account.clocks else { return missing(account, context) };
    let mut rows = Vec::new();
    if let Some(clock) = &clocks.case.statutory {
        let name = format!("{}（{}）", context.pick("法定", "statutory"), clock.scope);
        rows.push((name, kept(clock, context)));
    }
    if let Some(clock) = &clocks.case.promised {
        rows.push((context.pick("承诺", "promised").to_owned(), kept(clock, context)));
    }
    if let Some(lived) = &clocks.case.lived {
        rows.push((context.pick("实际", "lived").to_owned(), taken(lived, context)));
    }
    if rows.is_empty() {
        return String::new();
    }
    let colon = context.pick("：", ": ");
    let mut text = format!("  {}\n", context.pick("三个钟", "three clocks"));
    for (name, value) in rows {
        text.push_str(&format!("    {name}{colon}{value}\n"));
    }
    if let Some(days) = account.days_by_owner.as_ref().filter(|days| days.total > 0) {
        text.push_str(&format!(
            "  {}{colon}{}\n",
            context.pick("每一天算谁的", "whose days"),
            owners(days, context)
        ));
    }
    text
}

/// Why it is not finished: a line, then each thing that is awaited and what keeps others.
pub fn why(why: &Why, context: &Context) -> String {
    let said = |zh: &str, en: &str| context.pick(zh, en).to_owned();
    let mut text = format!("{}\n", said(&why.summary.zh, &why.summary.en));
    for one in &why.awaited {
        text.push_str(&format!("  - {}\n", said(&one.sentence.zh, &one.sentence.en)));
    }
    for one in &why.blocked {
        text.push_str(&format!("  · {}\n", said(&one.sentence.zh, &one.sentence.en)));
    }
    let can: Vec<String> =
        why.applicant_can.iter().map(|choice| said(&choice.sentence.zh, &choice.sentence.en)).collect();
    let colon = context.pick("：", ": ");
    if !can.is_empty() {
        let can = can.join(context.pick("；", "; "));
        text.push_str(&format!("  {}{colon}{can}\n", context.pick("申请人现在可以", "the applicant can")));
    }
    if !why.chain.is_empty() {
        text.push_str(&format!("  {}\n", context.pick("怎样走到这里", "what led here")));
    }
    for link in &why.chain {
        let date = |at: Option<Instant>| at.map_or_else(|| "…".to_owned(), date);
        let times = format!("{} → {}", date(link.from), date(link.to));
        text.push_str(&format!("    {times}  {}  {}\n", link.name, context.term(&link.outcome)));
    }
    text
}

/// `2026-10-16 17:30`
fn date(at: Instant) -> String {
    at.to_string().chars().take(16).collect::<String>().replace('T', " ")
}

/// `10 个工作日，已走 6，还剩 4，停钟 2，到 2026-10-22 17:30（按时）`
fn kept(clock: &Clock, context: &Context) -> String {
    let (Some(total), Some(consumed), Some(remaining)) = (clock.total, clock.consumed, clock.remaining)
    else {
        return context.pick("还没有开始", "not begun").to_owned();
    };
    let mut parts = vec![
        counted(total, clock.counted_in, context),
        format!("{} {consumed}", context.pick("已走", "used")),
        format!("{} {remaining}", context.pick("还剩", "left")),
    ];
    if clock.stopped > 0 {
        parts.push(format!("{} {}", context.pick("停钟", "stopped"), clock.stopped));
    }
    if clock.late_by > 0 {
        parts.push(format!("{} {}", context.pick("晚", "late by"), clock.late_by));
    }
    if let Some(due) = clock.due {
        parts.push(format!("{} {}", context.pick("到", "due"), date(due)));
    }
    let state = context.pick(stand(clock.state).0, stand(clock.state).1);
    format!("{}（{state}，{}）", parts.join(context.pick("，", ", ")), context.term(&clock.level))
}

const fn stand(state: LimitStand) -> (&'static str, &'static str) {
    match state {
        LimitStand::Closed => ("未开始", "not begun"),
        LimitStand::Running => ("进行", "running"),
        LimitStand::Held => ("停钟", "held"),
        LimitStand::Overdue => ("超期", "overdue"),
        LimitStand::Met => ("按时", "in time"),
        LimitStand::Late => ("逾期", "late"),
        LimitStand::Expired => ("届满", "ran out"),
        LimitStand::Void => ("作废", "void"),
    }
}

fn counted(number: i64, unit: CountUnit, context: &Context) -> String {
    let word = match unit {
        CountUnit::WorkDay => "工作日",
        CountUnit::Day => "日",
        CountUnit::WorkMinute => "工作分钟",
        CountUnit::Minute => "分钟",
    };
    context.amount(number, word)
}

/// `16 日，其中 8 个工作日`
fn taken(lived: &Lived, context: &Context) -> String {
    let zh = format!("{} 日，其中 {} 个工作日", lived.calendar_days, lived.working_days);
    let en = format!("{} calendar days, {} of them working days", lived.calendar_days, lived.working_days);
    context.pick(&zh, &en).to_owned()
}

/// `市场监督管理局 6，申请人 2，休息日 8（共 16 日）`
fn owners(days: &DaysByOwner, context: &Context) -> String {
    let nobody = context.pick("经办机关", "the authority");
    let party = |party: &PartyDays| {
        let name = if party.name.is_empty() { nobody } else { &party.name };
        format!("{name} {}", party.days)
    };
    let mut parts: Vec<String> = days.departments.iter().map(party).collect();
    let applicant =
        PartyDays { name: context.pick("申请人", "applicant").to_owned(), days: days.applicant };
    let excluded = PartyDays { name: context.pick("不计", "not counted").to_owned(), days: days.excluded };
    let holiday = PartyDays { name: context.pick("休息日", "rest days").to_owned(), days: days.holiday };
    let others = std::iter::once(&applicant).chain(&days.third_parties).chain([&excluded, &holiday]);
    parts.extend(others.filter(|one| one.days > 0).map(party));
    let total = context.pick("共", "in all");
    format!("{}（{total} {}）", parts.join(context.pick("，", ", ")), context.amount(days.total, "日"))
}

fn missing(account: &Account, context: &Context) -> String {
    let Some(error) = &account.calendar_error else { return String::new() };
    format!("  {}：{error}\n", context.pick("三个钟", "three clocks"))
}
