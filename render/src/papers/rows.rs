//! The rows of the public's guide: what to bring, what need not be brought, what happens, what it costs. Each is shown where its
//! condition holds.

use super::{Source, condition, facts};
use crate::svg::escape;
use lianban_runtime::plan::{EdgeKind, LimitKind, NodeKind, Plan, Scope, ScopeIx, ScopeKind};
use serde_json::{Value, json};

/// A thing to show where a condition holds.
pub struct Row {
    title: String,
    badges: Vec<(&'static str, bool)>,
    lines: Vec<String>,
    when: Value,
    /// Which sum it counts in, and how much.
    counts: Option<(&'static str, u32)>,
}

impl Row {
    /// `<li>…</li>`.
    pub fn html(&self) -> String {
        let badges: String = self
            .badges
            .iter()
            .map(|(word, waits)| {
                format!("<span class=\"badge{}\">{word}</span>", if *waits { " wait" } else { "" })
            })
            .collect();
        let lines: String = self.lines.iter().map(|line| format!("<p>{}</p>", escape(line))).collect();
        let counts = self.counts.map_or_else(String::new, |(sum, amount)| {
            format!(" data-sum=\"{sum}\" data-amount=\"{amount}\"")
        });
        format!(
            "<li data-when=\"{}\"{counts}><h3>{}{badges}</h3>{lines}<span class=\"see\">看您的情形</span></li>\n",
            escape(&self.when.to_string()),
            escape(&self.title)
        )
    }

    /// `《健康证》（可以后补）：……`.
    pub fn words(&self) -> String {
        let badges: Vec<&str> = self.badges.iter().map(|(word, _)| *word).collect();
        let badges = if badges.is_empty() { String::new() } else { format!("（{}）", badges.join("、")) };
        let lines = self.lines.iter().map(|line| line.trim_end_matches('。')).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.collect();
        let colon = if lines.is_empty() { "" } else { "：" };
        format!("{}{badges}{colon}{}", self.title, lines.join("；"))
    }
}

/// What the applicant brings.
pub fn materials(of: &Source<'_>) -> Vec<Row> {
    let plan = of.plan;
    let rows = facts::brought(plan).map(|(at, material)| {
        let mut badges = Vec::new();
        if facts::tolerance(plan, at).is_some() {
            badges.push(("可以后补", true));
        }
        if material.source == lianban_runtime::plan::MaterialSource::Commitment {
            badges.push(("承诺就行", false));
        }
        let mut lines: Vec<String> = of.docs.materials.get(at.index()).cloned().unwrap_or_default();
        lines.push(facts::form(material));
        lines.extend(facts::remarks(plan, at, material));
        lines.push(format!("用在：{}", facts::needed_by(plan, at)));
        Row {
            title: format!("《{}》", material.name),
            badges,
            lines,
            when: condition::brought(plan, at).to_json(),
            counts: Some(("material", 1)),
        }
    });
    rows.collect()
}

/// What is asked for and not brought.
pub fn free(plan: &Plan) -> Vec<Row> {
    let rows = facts::fetched(plan).map(|(at, material)| Row {
        title: format!("《{}》", material.name),
        badges: vec![("免提交", false)],
        lines: vec![facts::source(material)],
        when: condition::asked(plan, at).to_json(),
        counts: None,
    });
    rows.collect()
}

/// What happens, in order: where to apply, each item, how the results come.
pub fn steps(of: &Source<'_>) -> Vec<Row> {
    let plan = of.plan;
    let plain = |title: &str, lines: Vec<String>| Row {
        title: title.to_owned(),
        badges: Vec::new(),
        lines,
        when: json!(0),
        counts: None,
    };
    let mut rows = Vec::new();
    if let Some(intake) = facts::node(plan, NodeKind::Intake) {
        let mut lines = vec![place(intake.channel.in_words(), &facts::department_of(plan, intake))];
        let within = facts::limit_words(plan, ScopeIx(0), LimitKind::Intake);
        lines.push(if within.is_empty() {
            "材料齐全，当场受理。".to_owned()
        } else {
            format!("{within}内告诉您受理不受理；要补的一次说全。")
        });
        rows.push(plain("提交申请", lines));
    }
    let mut items: Vec<(ScopeIx, &Scope)> = facts::scopes(plan, ScopeKind::Item).collect();
    items.sort_by_key(|(_, item)| item.exit);
    for (at, item) in items {
        let mut lines = vec![format!("{}办", facts::department(plan, item))];
        let limit = facts::limit_words(plan, at, LimitKind::Promised);
        match limit.as_str() {
            "" => {}
            "即办" => lines.push("当场办好".to_owned()),
            limit => lines.push(format!("最多 {limit}")),
        }
        let before = before(plan, item);
        if !before.is_empty() {
            lines.push(format!("{}办好以后开始", before.join("、")));
        }
        let visits: Vec<&str> = facts::joints(plan, at).map(|joint| joint.name.as_str()).collect();
        if !visits.is_empty() {
            lines.push(format!("和别的部门一起：{}", visits.join("、")));
        }
        lines.extend(of.docs.scopes.get(at.index()).cloned().unwrap_or_default());
        let when = facts::when(plan, item.guard);
        if !when.is_empty() {
            lines.push(when);
        }
        rows.push(Row {
            title: item.name.clone(),
            badges: Vec::new(),
            lines,
            when: json!(item.guard.0),
            counts: None,
        });
    }
    if let Some(deliver) = facts::node(plan, NodeKind::Deliver) {
        let lines = vec![place(deliver.channel.in_words(), &facts::department_of(plan, deliver))];
        rows.push(plain("拿结果", lines));
    }
    rows
}

/// `在政务服务中心的窗口`.
fn place(channel: &str, department: &str) -> String {
    match (channel, department) {
        ("窗口", "") => "到窗口办".to_owned(),
        ("窗口", department) => format!("到{department}的窗口"),
        ("自助", _) => "到自助机上办".to_owned(),
        ("", "") => "不用您做什么".to_owned(),
        ("", department) => department.to_owned(),
        (channel, "") => channel.to_owned(),
        (channel, department) => format!("{channel}（{department}）"),
    }
}

/// Items that this one waits for.
fn before<'a>(plan: &'a Plan, item: &Scope) -> Vec<&'a str> {
    let edges = plan.edges.iter().filter(|edge| edge.to == item.entry && edge.kind == EdgeKind::Start);
    let items = edges.filter_map(|edge| {
        let scope = plan.nodes.get(edge.from.index()).map(|node| node.scope)?;
        plan.scopes.get(scope.index()).filter(|s| s.kind == ScopeKind::Item && s.exit == edge.from)
    });
    let mut names: Vec<&str> = items.map(|scope| scope.name.as_str()).collect();
    names.dedup();
    names
}

/// What it costs.
pub fn fees(plan: &Plan) -> Vec<Row> {
    let rows = plan.fees.iter().map(|fee| {
        let item = plan.scopes.get(fee.scope.index());
        let of_item = item.map_or(lianban_runtime::plan::GuardIx(0), |item| item.guard);
        let mut lines = vec![item.map_or_else(String::new, |item| item.name.clone())];
        lines.extend(fee.basis.iter().map(|basis| format!("依据：{basis}")));
        let when = facts::when(plan, fee.guard);
        if !when.is_empty() {
            lines.push(when);
        }
        Row {
            title: format!("{} {} 元", fee.name, fee.yuan),
            badges: Vec::new(),
            lines,
            when: condition::Shown::All(vec![
                condition::Shown::Guard(of_item),
                condition::Shown::Guard(fee.guard),
            ])
            .to_json(),
            counts: Some(("fee", fee.yuan)),
        }
    });
    rows.collect()
}
