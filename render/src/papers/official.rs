//! 办事指南 as an official document: the same facts as the public's page, in tables, with the law beside them.

use super::facts::heads;
use super::public::{longer, opening, remedies, says_fees};
use super::rows::steps;
use super::{Source, facts};
use crate::report::{Part, Report};
use lianban_runtime::plan::{LimitKind, Metric, NodeKind, Plan, ScopeKind};

/// Characters of the plan's hash that are shown: `sha256:` and sixteen digits.
const HASH: usize = 23;

/// The document.
pub fn report(of: &Source<'_>) -> Report {
    let plan = of.plan;
    let mut report = opening(plan);
    let parts = &mut report.parts;
    parts.extend(of.docs.scopes.first().into_iter().flatten().map(|line| Part::Text(line.clone())));
    let mut table = |heading: &str, heads: Vec<String>, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(Part::Table { heads, rows });
        }
    };
    table("基本信息", heads(["项目", "内容"]), basics(of));
    table(
        "联办事项",
        heads(["序号", "事项", "类型", "承办部门", "法定时限", "承诺时限", "适用"]),
        items(plan),
    );
    let questions = plan.questions.iter().filter(|question| !question.parameter).map(|question| {
        vec![
            facts::wording(question).to_owned(),
            facts::answers(&question.kind),
            facts::when(plan, question.when),
        ]
    });
    table("情形", heads(["问题", "回答", "什么时候问"]), questions.collect());
    let terms = facts::scopes(plan, ScopeKind::Item).filter(|(_, item)| !item.terms.is_empty());
    let terms = terms.map(|(_, item)| vec![item.name.clone(), item.terms.join("；")]);
    table("受理条件", heads(["事项", "条件"]), terms.collect());
    table("申请材料", heads(["序号", "材料", "形式", "来源", "用于", "说明"]), materials(plan));
    let fees = plan.fees.iter().map(|fee| {
        let item = plan.scopes.get(fee.scope.index()).map_or_else(String::new, |item| item.name.clone());
        vec![
            item,
            fee.name.clone(),
            format!("{} 元", fee.yuan),
            facts::when(plan, fee.guard),
            fee.basis.join("；"),
        ]
    });
    table("收费", heads(["事项", "项目", "金额", "适用", "依据"]), fees.collect());
    if says_fees(of) && plan.fees.is_empty() {
        parts.push(Part::Heading("收费".to_owned()));
        parts.push(Part::Text("不收费。".to_owned()));
    }
    let steps: Vec<String> = steps(of).iter().map(super::rows::Row::words).collect();
    let lists = [
        ("办理流程", steps),
        ("不计入时限和延长时限的情形", longer(plan)),
        ("设定依据", facts::bases(plan)),
        ("救济渠道", remedies()),
    ];
    for (heading, lines) in lists {
        if !lines.is_empty() {
            parts.push(Part::Heading(heading.to_owned()));
            parts.push(Part::List(lines));
        }
    }
    report
}

/// What is known of the whole, a property a row.
fn basics(of: &Source<'_>) -> Vec<Vec<String>> {
    let plan = of.plan;
    let channel = |kind| facts::node(plan, kind).map_or("", |node| node.channel.in_words());
    let lead = facts::node(plan, NodeKind::Intake).map(|node| facts::department_of(plan, node));
    let departments: Vec<&str> = plan.departments.iter().map(|department| department.name.as_str()).collect();
    let figure = |metric, before: &str| {
        facts::figure(of, metric).map_or_else(String::new, |(value, unit)| format!("{before}{value} {unit}"))
    };
    let rows = [
        ("名称", plan.name.clone()),
        ("编码", plan.code.clone()),
        ("实施区域", plan.region.clone()),
        ("服务对象", plan.audience.join("、")),
        ("受理部门", lead.unwrap_or_default()),
        ("联办部门", departments.join("、")),
        ("受理渠道", channel(NodeKind::Intake).to_owned()),
        ("送达方式", channel(NodeKind::Deliver).to_owned()),
        ("承诺时限", figure(Metric::Time, "最多 ")),
        ("申请材料", figure(Metric::Materials, "最多 ")),
        ("跑动次数", figure(Metric::Trips, "最多 ")),
        ("现场踏勘", figure(Metric::SiteVisits, "最多 ")),
        ("方案", of.hash.chars().take(HASH).chain("…".chars()).collect()),
        ("收费", if says_fees(of) { figure(Metric::Fees, "最多 ") } else { String::new() }),
    ];
    rows.into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| vec![name.to_owned(), value])
        .collect()
}

fn items(plan: &Plan) -> Vec<Vec<String>> {
    let mut items: Vec<_> = facts::scopes(plan, ScopeKind::Item).collect();
    items.sort_by_key(|(_, item)| item.exit);
    let row = |(number, (at, item)): (usize, &(_, &lianban_runtime::plan::Scope))| {
        let when = facts::when(plan, item.guard);
        vec![
            number.saturating_add(1).to_string(),
            item.name.clone(),
            item.item_kind.clone(),
            facts::department(plan, item),
            facts::limit_words(plan, *at, LimitKind::Statutory),
            facts::limit_words(plan, *at, LimitKind::Promised),
            if when.is_empty() { "都要办".to_owned() } else { when },
        ]
    };
    items.iter().enumerate().map(row).collect()
}

fn materials(plan: &Plan) -> Vec<Vec<String>> {
    let brought = facts::brought(plan).map(|(at, material)| {
        let mut remarks = facts::remarks(plan, at, material);
        let when = facts::when(plan, material.guard);
        if !when.is_empty() && !remarks.contains(&when) {
            remarks.push(when);
        }
        (at, material, facts::form(material), remarks.join("；"))
    });
    let fetched =
        facts::fetched(plan).map(|(at, material)| (at, material, "免提交".to_owned(), String::new()));
    let row =
        |(number, (at, material, form, remarks)): (usize, (_, &lianban_runtime::plan::Material, _, _))| {
            vec![
                number.saturating_add(1).to_string(),
                format!("《{}》", material.name),
                form,
                facts::source(material),
                facts::needed_by(plan, at),
                remarks,
            ]
        };
    brought.chain(fetched).enumerate().map(row).collect()
}
