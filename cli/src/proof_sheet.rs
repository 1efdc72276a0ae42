//! A proof as a table for people.

use crate::output::Context;
use lianban_compiler::proof::{Proof, Proved, Validity};

/// A proof for people.
pub fn in_words(name: &str, proof: &Proof, context: &Context) -> String {
    let zh = format!("{name}：共 {} 种情形\n", proof.scenarios);
    let en = format!("{name}: {} sets of answers\n", proof.scenarios);
    let mut text = context.pick(&zh, &en).to_owned();
    let heading = match context.pick("zh", "en") {
        "zh" => ["承诺", "最多", "最坏", "余量", "结论"],
        _ => ["promise", "limit", "worst", "slack", "holds"],
    };
    let rows: Vec<Vec<String>> =
        proof.promises.iter().chain(&proof.figures).map(|proved| row(proved, context)).collect();
    text.push_str(&lianban_render::table(&heading, &rows));
    for proved in &proof.promises {
        text.push_str(&worst_case(proved, context));
    }
    for proved in proof.promises.iter().chain(&proof.figures) {
        text.push_str(&reduced(proved, context));
    }
    for paper in &proof.validity {
        text.push_str(&lasting(paper, context));
    }
    text
}

/// `材料：改革前 10 份，现在 7 份，减少 30%`.
fn reduced(proved: &Proved, context: &Context) -> String {
    let Some((before, percent)) = proved.before.zip(proved.reduction_percent) else { return String::new() };
    let now = context.amount(proved.limit.unwrap_or(proved.worst), proved.unit);
    let (name, before) = (name(context, proved), context.amount(before, proved.unit));
    let (change, change_en) = match percent {
        0.. => (format!("减少 {percent}%"), format!("{percent}% less")),
        _ => (format!("增加 {}%", percent.unsigned_abs()), format!("{}% more", percent.unsigned_abs())),
    };
    let zh = format!("  {name}：改革前 {before}，现在 {now}，{change}\n");
    let en = format!("  {name}: {before} before the reform, now {now}, {change_en}\n");
    context.pick(&zh, &en).to_owned()
}

/// `《健康证》有效 1 年：提交前 350 日内出具`.
fn lasting(paper: &Validity, context: &Context) -> String {
    let Validity { material, lasts, item, margin_days, decided, .. } = paper;
    let (zh, en) = match (paper.issued_within_days, *decided, *margin_days) {
        (_, _, ..0) => {
            let short = margin_days.unsigned_abs();
            (
                format!("可能在“{item}”决定前 {short} 日就失效"),
                format!("may expire {short} days before “{item}” is decided"),
            )
        }
        (_, false, _) => ("未能证明".to_owned(), "undecided".to_owned()),
        (Some(days @ 0..), ..) => {
            (format!("提交前 {days} 日内出具"), format!("issued at most {days} days before submission"))
        }
        (Some(days), ..) => {
            let days = days.unsigned_abs();
            (format!("提交后 {days} 日或更晚出具"), format!("issued {days} days after submission or later"))
        }
        (None, ..) => (
            format!("“{item}”决定时至少还有 {margin_days} 日有效"),
            format!("valid for {margin_days} more days at least when “{item}” is decided"),
        ),
    };
    let zh = format!("  《{material}》有效 {lasts}：{zh}\n");
    let en = format!("  《{material}》, valid for {lasts}: {en}\n");
    context.pick(&zh, &en).to_owned()
}

/// `时限`, `施工许可 时限` of a stage, `时限 从 立项 到 办结` between two moments.
fn name(context: &Context, proved: &Proved) -> String {
    let metric = context.term(proved.metric);
    let name = match &proved.of {
        Some(stage) => format!("{stage} {metric}"),
        None => metric.to_owned(),
    };
    match proved.from.as_ref().zip(proved.until.as_ref()) {
        Some((from, until)) => {
            let (between, and) = (context.pick("从", "from"), context.pick("到", "to"));
            format!("{name} {between} {from} {and} {until}")
        }
        None => name,
    }
}

/// One line of the table.
fn row(proved: &Proved, context: &Context) -> Vec<String> {
    let limit = proved.limit.map_or_else(|| "—".to_owned(), |limit| context.amount(limit, proved.unit));
    let worst = match proved.at_most {
        Some(bound) if !proved.decided => context.amount(format!("{}～{bound}", proved.worst), proved.unit),
        _ => context.amount(proved.worst, proved.unit),
    };
    let slack = proved.slack.map_or_else(|| "—".to_owned(), |slack| slack.to_string());
    let verdict = match (proved.decided, proved.holds) {
        (false, _) => context.pick("未能证明", "undecided"),
        (true, Some(true)) => context.pick("成立", "holds"),
        (true, Some(false)) => context.pick("不成立", "BROKEN"),
        (true, None) => context.pick("未作承诺", "not promised"),
    };
    vec![name(context, proved), limit, worst, slack, verdict.to_owned()]
}

/// Answers, start and critical path of the worst case; of a kept count nothing.
fn worst_case(proved: &Proved, context: &Context) -> String {
    if proved.path.is_empty() && proved.holds == Some(true) && proved.excluded.is_empty() {
        return String::new();
    }
    let colon = context.pick("：", ": ");
    let mut text =
        format!("  {}{}{colon}", name(context, proved), context.pick("的最坏情形", ", worst case"));
    let answers: Vec<String> =
        proved.answers.0.iter().map(|(question, answer)| format!("{question} = {answer}")).collect();
    text.push_str(&if answers.is_empty() {
        context.pick("任何情形", "any").to_owned()
    } else {
        answers.join(context.pick("，", ", "))
    });
    if let Some(start) = &proved.start {
        text.push_str(&format!("{}{start}", context.pick("；提交于 ", "; submitted ")));
    }
    text.push('\n');
    if !proved.path.is_empty() {
        let steps: Vec<String> =
            proved.path.iter().map(|step| format!("{} {}", step.node, step.days)).collect();
        text.push_str(&format!(
            "    {}{colon}{}\n",
            context.pick("关键路径", "critical path"),
            steps.join(" → ")
        ));
    }
    if let Some(rounds) = proved.with_rounds {
        let words = context.pick("含每一轮整改，最坏", "worst with every round of rework");
        text.push_str(&format!("    {words}{colon}{}\n", context.amount(rounds, proved.unit)));
    }
    if !proved.excluded.is_empty() {
        text.push_str(&format!(
            "    {}{colon}{}\n",
            context.pick("不计", "not counted"),
            proved.excluded.join("、")
        ));
    }
    if !proved.counted.is_empty() {
        text.push_str(&format!(
            "    {}{colon}{}\n",
            context.pick("计入", "counted"),
            proved.counted.join("、")
        ));
    }
    if let Some(test) = &proved.test {
        text.push_str(&format!("    {}{colon}\n", context.pick("写成测试", "as a test")));
        test.lines().for_each(|line| text.push_str(&format!("      {line}\n")));
    }
    text
}
