//! 流程再造方案: what stood before, what is promised, by how much it is less; which departments do what.

use super::{Source, facts};
use crate::report::{Part, Report};
use lianban_compiler::proof::Proved;
use lianban_runtime::plan::{LimitKind, ScopeKind};

/// The report.
pub fn report(of: &Source<'_>) -> Report {
    let plan = of.plan;
    let mut report = Report::titled(&format!("“{}”流程再造方案", plan.name), false);
    let text = |text: String| Part::Text(text);
    let heading = |text: &str| Part::Heading(text.to_owned());
    report.parts.push(heading("一、总体目标"));
    let whole = of.proof.promises.iter().chain(&of.proof.figures);
    let rows: Vec<Vec<String>> = whole.filter(|p| p.of.is_none() && p.from.is_none()).map(row).collect();
    report.parts.push(Part::Table {
        heads: ["指标", "改革前", "改革后", "最坏的情形", "减少"].map(str::to_owned).to_vec(),
        rows,
    });
    report
        .parts
        .push(text(format!("“最坏的情形”是对全部 {} 种情形逐一算出的，不是估计。", of.proof.scenarios)));
    report.parts.push(heading("二、联办事项"));
    report.parts.push(Part::Table {
        heads: ["事项", "类型", "承办部门", "法定", "承诺", "什么情形办", "依据"].map(str::to_owned).to_vec(),
        rows: facts::scopes(plan, ScopeKind::Item)
            .map(|(at, item)| {
                vec![
                    item.name.clone(),
                    item.item_kind.clone(),
                    facts::department(plan, item),
                    facts::limit_words(plan, at, LimitKind::Statutory),
                    facts::limit_words(plan, at, LimitKind::Promised),
                    facts::when(plan, item.guard),
                    item.basis.join("；"),
                ]
            })
            .collect(),
    });
    let joint: Vec<Vec<String>> = plan
        .barriers
        .iter()
        .filter_map(|barrier| {
            let node = plan.nodes.get(barrier.node.index())?;
            let scope = plan.scopes.get(node.scope.index())?;
            let members = barrier.members.iter().filter_map(|m| plan.scopes.get(m.index()));
            let members: Vec<&str> = members.map(|m| m.name.as_str()).collect();
            let lead = facts::department(plan, scope);
            Some(vec![
                scope.name.clone(),
                barrier.kind.clone(),
                lead,
                members.join("、"),
                node.work.in_words(),
            ])
        })
        .collect();
    if !joint.is_empty() {
        report.parts.push(heading("三、合并办理的"));
        report.parts.push(Part::Table {
            heads: ["联合", "类型", "牵头", "哪些事项一起", "时限"].map(str::to_owned).to_vec(),
            rows: joint,
        });
    }
    if let Some(time) =
        of.proof.promises.iter().find(|p| p.metric == "时限" && p.of.is_none() && p.from.is_none())
    {
        let path: Vec<String> = time.path.iter().map(|step| format!("{} {}", step.node, step.days)).collect();
        if !path.is_empty() {
            report.parts.push(heading("决定办结日期的路"));
            report.parts.push(text(format!("{}，共 {} {}。", path.join(" → "), time.worst, time.unit)));
        }
    }
    report.parts.push(text(format!("本方案由 {} 算出。", of.hash)));
    report
}

fn row(proved: &Proved) -> Vec<String> {
    let amount = |value: u32| format!("{value} {}", proved.unit);
    let worst = match (proved.decided, proved.at_most) {
        (true, _) => amount(proved.worst),
        (false, Some(most)) => format!("{}～{most} {}", proved.worst, proved.unit),
        (false, None) => format!("至少 {}", amount(proved.worst)),
    };
    let promised = match (proved.limit, proved.holds) {
        (Some(limit), Some(true)) => amount(limit),
        (Some(limit), _) => format!("{}（未能做到）", amount(limit)),
        (None, _) => "未作承诺".to_owned(),
    };
    vec![
        proved.metric.to_owned(),
        proved.before.map_or_else(|| "—".to_owned(), amount),
        promised,
        worst,
        proved.reduction_percent.map_or_else(|| "—".to_owned(), |percent| format!("{percent}%")),
    ]
}
